"""Referrals: whom to ask for one, getting ready, the packet, and how each ended."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networking.accounts.http import Request
from networking.contacts.models import Contact
from networking.conversations import referrals as acts
from networking.conversations.known import first_name
from networking.conversations.models import Opportunity, Outcome, Referral
from networking.conversations.referral_forms import AskedForm, EndForm, PacketForm
from networking.pipeline.packet_text import packet_text
from networking.pipeline.referral_page import (
    load_askable,
    load_referral,
    load_roles,
    my_referrals,
    packet_parts,
)
from networking.web.csv import download
from networking.web.htmx import say
from networking.web.keys import row_key

EDIT = require_http_methods(["GET", "HEAD", "POST"])
SAID: dict[str, str] = {
    Outcome.YES: "{name} refers you: how good! It is written down.",
    Outcome.NO: "Written down. A no is an answer too, and a thank-you keeps the door open.",
    Outcome.SILENCE: "Written down. No answer is normal, and says nothing about you.",
}


def my_referral(request: Request, pk: int) -> Referral:
    return get_object_or_404(my_referrals(request.user), pk=pk)


# --- Beginning one


@require_GET
def ask_for_referral(request: Request, pk: int) -> HttpResponse:
    """Who at the company of a role could pass my name on."""
    mine = Opportunity.objects.owned_by(request.user).select_related("company")
    context = load_askable(request.user, get_object_or_404(mine, pk=pk))
    return render(request, "pipeline/ask_for_referral.html", context)


@EDIT
def begin_referral(request: Request, pk: int) -> HttpResponse:
    """For which role this person could pass my name on; beginning it opens its page."""
    contact = get_object_or_404(Contact.objects.owned_by(request.user).select_related("company"), pk=pk)
    if request.method != "POST":
        return render(request, "pipeline/begin_referral.html", load_roles(request.user, contact))
    chosen = row_key(request.POST.get("opportunity", ""))
    role = get_object_or_404(Opportunity.objects.owned_by(request.user), pk=chosen)
    return redirect("pipeline:referral", acts.begin(contact, role, now=timezone.now()).pk)


# --- Getting ready


@require_GET
def referral(request: Request, pk: int) -> HttpResponse:
    return show(request, my_referral(request, pk))


def show(request: Request, shown: Referral, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = load_referral(request.user, shown, now=timezone.now(), **forms)
    return render(request, "pipeline/referral.html", context, status=status)


@EDIT
def edit_referral(request: Request, pk: int) -> HttpResponse:
    """The packet as a form."""
    with transaction.atomic():
        edited = my_referral(request, pk)
        acts.held(edited)
        parts = packet_parts(edited)
        form = PacketForm(request.POST or None, instance=edited)
        if request.method == "POST" and form.is_valid():
            acts.edit(edited, form.cleaned_data)
            say(request, "The packet is kept.")
            return redirect("pipeline:referral", pk)
    context = {**parts, "form": form, "active": "opportunities"}
    return render(request, "pipeline/edit_referral.html", context, status=422 if form.errors else 200)


@require_POST
def ready_referral(request: Request, pk: int, what: str) -> HttpResponse:
    """Ticks one line, or takes the tick away."""
    if what not in acts.READY:
        raise Http404
    acts.say_ready(my_referral(request, pk), what, is_ready=bool(request.POST.get("on")))
    return redirect("pipeline:referral", pk)


@require_GET
def packet(request: Request, pk: int) -> HttpResponse:
    """One page to print or to show."""
    context = {**packet_parts(my_referral(request, pk)), "active": "opportunities"}
    return render(request, "pipeline/packet.html", context)


@require_GET
def packet_md(request: Request, pk: int) -> HttpResponse:
    text = packet_text(my_referral(request, pk), request.user)
    return download("referral.md", "text/markdown; charset=utf-8", [text.encode(errors="replace")])


# --- Asking, and what they said


@require_POST
def ask_referral(request: Request, pk: int) -> HttpResponse:
    """I asked in a way that this program did not see."""
    asked, now = my_referral(request, pk), timezone.now()
    form = AskedForm(request.POST, today=request.user.local_date(now), auto_id="asked_%s")
    if refused := write_down(form, asked, acts.ask, {"channel"}, now=now):
        return show(request, refused, asked=form, refused="asked", status=422)
    undo = reverse("pipeline:unask_referral", args=[pk])
    say(request, f"You asked {first_name(asked.contact.name)}. It is written down.", undo=undo)
    return redirect("pipeline:referral", pk)


@require_POST
def unask_referral(request: Request, pk: int) -> HttpResponse:
    acts.unask(my_referral(request, pk), now=timezone.now())
    say(request, "Taken back: not asked yet.")
    return redirect("pipeline:referral", pk)


@require_POST
def end_referral(request: Request, pk: int) -> HttpResponse:
    """They will, they will not, or no answer came."""
    ended, now = my_referral(request, pk), timezone.now()
    form = EndForm(request.POST, today=request.user.local_date(now), auto_id="ended_%s")
    if refused := write_down(form, ended, acts.end, {"outcome", "note"}, now=now):
        return show(request, refused, ended=form, refused="ended", status=422)
    said = SAID[form.cleaned_data["outcome"]].replace("{name}", first_name(ended.contact.name))
    say(request, said, undo=reverse("pipeline:reopen_referral", args=[pk]))
    return redirect("pipeline:referral", pk)


def write_down(
    form: AskedForm | EndForm,
    row: Referral,
    act: Callable[..., Referral],
    more: set[str],
    *,
    now: dt.datetime,
) -> Referral | None:
    """Does it; where it was refused, the referral as it still is."""
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("on", "key", *more)}
        try:
            act(row, now=now, **said)
        except ValidationError as refused:  # midnight passed in between
            form.add_error(None, refused.messages)
        else:
            return None
    return my_referrals(row.owner).get(pk=row.pk)


@require_POST
def reopen_referral(request: Request, pk: int) -> HttpResponse:
    acts.reopen(my_referral(request, pk), now=timezone.now())
    say(request, "Taken back: it is open again.")
    return redirect("pipeline:referral", pk)


@require_POST
def remove_referral(request: Request, pk: int) -> HttpResponse:
    removed = acts.remove(my_referral(request, pk), now=timezone.now())
    undo = reverse("pipeline:restore_referral", args=[pk])
    say(request, "The referral was removed. What was said stays in the conversation.", undo=undo)
    return redirect("pipeline:person", removed.contact_id)


@require_POST
def restore_referral(request: Request, pk: int) -> HttpResponse:
    mine = Referral.objects.filter(
        owner=request.user,
        contact__removed_at=None,
        opportunity__removed_at=None,
        opportunity__company__removed_at=None,
    ).select_related("contact__owner")
    back = acts.restore(get_object_or_404(mine, pk=pk))
    say(request, "The referral is back.")
    return redirect("pipeline:referral", back.pk)
