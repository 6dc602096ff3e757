"""The page on which proposed progress is accepted, changed or left out: one by one, by person, or all."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from networking.accounts.http import Request
from networking.contacts.models import Contact
from networking.exchange.proposal import Proposal, ProposalQuerySet
from networking.exchange.proposals import acts
from networking.exchange.proposals.forms import ProposalForm, posted
from networking.exchange.proposals.page import load_page
from networking.web.htmx import say


@require_http_methods(["GET", "POST"])
def proposals(request: Request) -> HttpResponse:
    """POST is Enter in a field: it says yes to nothing and keeps what was typed."""
    is_fragment = request.htmx and request.method == "POST"
    template = "exchange/_proposals.html" if is_fragment else "exchange/proposals.html"
    return render(request, template, _context(request, _posted(request)))


def _context(request: Request, forms: dict[int, ProposalForm], focus: int | None = None) -> dict[str, Any]:
    today = request.user.local_date(timezone.now())
    number = request.POST.get("page") or request.GET.get("page")
    return load_page(request.user, number, forms, today=today, focus=focus) | {"active": "import"}


@require_POST
def accept_proposal(request: Request, pk: int) -> HttpResponse:
    proposal = get_object_or_404(Proposal.objects.owned_by(request.user), pk=pk)
    return _accept(request, Proposal.objects.owned_by(request.user).filter(pk=pk), proposal.contact_id)


@require_POST
def accept_proposals(request: Request) -> HttpResponse:
    return _accept(request, *_several(request))


@require_POST
def reject_proposal(request: Request, pk: int) -> HttpResponse:
    proposal = get_object_or_404(Proposal.objects.owned_by(request.user), pk=pk)
    return _reject(request, Proposal.objects.owned_by(request.user).filter(pk=pk), proposal.contact_id)


@require_POST
def reject_proposals(request: Request) -> HttpResponse:
    return _reject(request, *_several(request))


@require_POST
def undo_proposals(request: Request, token: UUID) -> HttpResponse:
    """Opens again what one press decided, and takes back what it logged."""
    if not Proposal.objects.owned_by(request.user).filter(decision=token).exists():
        raise Http404
    acts.reopen(request.user, token, now=timezone.now())
    return redirect("exchange:proposals")


def _several(request: Request) -> tuple[ProposalQuerySet, int | None]:
    """All, or all about one person; and who that is."""
    mine = Proposal.objects.owned_by(request.user)
    person = request.POST.get("person", "")
    if not person:
        return mine, None
    if not person.isdecimal():
        raise Http404
    contact = get_object_or_404(Contact.objects.owned_by(request.user), pk=int(person[:18]))
    return mine.filter(contact=contact), contact.pk


def _accept(request: Request, chosen: ProposalQuerySet, contact_id: int | None) -> HttpResponse:
    forms = _posted(request)
    among = set(chosen.filter(pk__in=forms).values_list("pk", flat=True))
    if any(forms[pk].errors for pk in among):
        return _answer(request, forms, contact_id, status=422)
    edits = {pk: forms[pk].edit for pk in among}
    decided = acts.accept(request.user, chosen, now=timezone.now(), edits=edits)
    if not decided.number and chosen.open().exists():
        say(request, "This day has not come yet where you are. It waits here until then.")
    else:
        _tell(request, decided, "logged")
    return _answer(request, forms, contact_id)


def _reject(request: Request, chosen: ProposalQuerySet, contact_id: int | None) -> HttpResponse:
    _tell(request, acts.reject(request.user, chosen, now=timezone.now()), "left out")
    return _answer(request, _posted(request), contact_id)


def _posted(request: Request) -> dict[int, ProposalForm]:
    """What was typed anywhere on the page: it counts with the button, or stays for the next one."""
    names = (name[1:].partition("-")[0] for name in request.POST if name.startswith("p"))
    keys = {int(name[:18]) for name in names if name.isdecimal() and name.isascii()}
    open_ones = Proposal.objects.owned_by(request.user).open().filter(pk__in=keys)
    return posted(open_ones, request.POST, request.user.local_date(timezone.now()))


def _tell(request: Request, decided: acts.Decided, what: str) -> None:
    if not decided.number:
        say(request, "That was decided already.")
        return
    words = "One step is" if decided.number == 1 else f"{decided.number} steps are"
    say(request, f"{words} {what}.", undo=reverse("exchange:undo_proposals", args=[decided.decision]))


def _answer(
    request: Request, forms: dict[int, ProposalForm], contact_id: int | None, status: int = 200
) -> HttpResponse:
    """htmx gets the list with everything typed elsewhere still there; a plain browser the page."""
    if request.htmx:
        context = _context(request, forms, focus=contact_id or 0)
        return render(request, "exchange/_proposals.html", context, status=status)
    if status != 200:
        return render(request, "exchange/proposals.html", _context(request, forms), status=status)
    return redirect("exchange:proposals")
