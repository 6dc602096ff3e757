"""A company's board, and what can be changed on it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networking.accounts.http import Request
from networking.accounts.models import User
from networking.companies.criteria import found_out
from networking.companies.forms import LIST_NAMES, AnswerForm, CompanyForm, InForm
from networking.companies.models import Answer, Company, Criterion, Standing, Verdict
from networking.companies.told import told_of
from networking.contacts.forms import LONG_AGO
from networking.contacts.models import Connection, Contact
from networking.contacts.taking import brings
from networking.conversations import writer
from networking.pipeline.board import companies_for_board, companies_told_of, line_of, load_board
from networking.pipeline.brief_text import load_brief_text
from networking.pipeline.views import companies, places
from networking.web.csv import download
from networking.web.htmx import fragment_or_redirect, go_to, say
from networking.web.seen import SeenForm, in_turn

EDIT = require_http_methods(["GET", "HEAD", "POST"])
NOBODY_HERE = {"developer": "nobody_developer", "manager": "nobody_manager", "recruiter": "nobody_recruiter"}


def my_company(request: Request, pk: int) -> Company:
    return get_object_or_404(Company.objects.owned_by(request.user), pk=pk)


@require_GET
def board(request: Request, pk: int) -> HttpResponse:
    return render(request, "pipeline/board.html", board_of(request, pk))


def board_of(request: Request, pk: int) -> dict[str, Any]:
    now = timezone.now()
    company = get_object_or_404(companies_for_board(request.user, now=now), pk=pk)
    return load_board(request.user, company, now=now)


@require_GET
def brief(request: Request, pk: int) -> HttpResponse:
    """What is known about the company, to read elsewhere or to keep."""
    text = load_brief_text(request.user, my_company(request, pk))
    return download("brief.md", "text/markdown; charset=utf-8", [text.encode(errors="replace")])


@EDIT
def edit_company(request: Request, pk: int) -> HttpResponse:
    return edit(request, pk, CompanyForm, "edit_company", "What you changed is kept.")


@EDIT
def write_in(request: Request, pk: int) -> HttpResponse:
    return edit(request, pk, InForm, "write_in", "Your “in” is kept.")


def edit(request: Request, pk: int, form_class: type[SeenForm], name: str, said: str) -> HttpResponse:
    """Shows some columns of a company as a form, or keeps them; nobody else changes the row meanwhile."""
    with in_turn(request, Company.objects.owned_by(request.user)) as mine:
        company = get_object_or_404(mine, pk=pk)
        form = form_class(request.POST or None, instance=company)
        if request.method == "POST" and form.is_valid():
            company.keep(*form.kept)
            say(request, said)
            return to_board(request, pk)
    company.refresh_from_db()  # a refused form has written into it
    context = {"form": form, "company": company, "active": "companies"}
    template = f"pipeline/_{name}.html" if request.htmx else f"pipeline/{name}.html"
    return render(request, template, context, status=422 if request.method == "POST" else 200)


def to_board(request: Request, pk: int) -> HttpResponse:
    """A whole new board, for changes that show in many places of it."""
    return go_to(request, reverse("pipeline:board", args=[pk]))


@EDIT
def answer(request: Request, pk: int, criterion_pk: int) -> HttpResponse:
    """What the seeker found out about one criterion here; before that, what their school says."""
    criterion = get_object_or_404(Criterion.objects.owned_by(request.user), pk=criterion_pk)
    with in_turn(request, companies_told_of(request.user)) as mine:
        company = get_object_or_404(mine, pk=pk)
        found = Answer.objects.owned_by(request.user).filter(company=company, criterion=criterion).first()
        found = found or Answer(owner=request.user, company=company, criterion=criterion)
        form = AnswerForm(request.POST or None, instance=found)
        if request.method == "POST" and form.is_valid():
            form.save()
            company.keep()
            context = {"criterion": line_of(criterion, found, told_of(company)), "company": company}
            return fragment_or_redirect(
                request, "pipeline/_criterion.html", context, to=reverse("pipeline:board", args=[pk])
            )
    says = found_out(criterion.text, Verdict.UNKNOWN, told_of(company))[1]
    context = {
        "form": form,
        "company": company,
        "criterion": criterion,
        "says": says,
        "active": "companies",
    }
    template = "pipeline/_answer.html" if request.htmx else "pipeline/answer.html"
    return render(request, template, context, status=422 if request.method == "POST" else 200)


@require_POST
def set_standing(request: Request, pk: int) -> HttpResponse:
    """Moves a company to another list. The undo remembers the day since when it was a target."""
    company, now = my_company(request, pk), timezone.now()
    given = {**request.GET.dict(), **request.POST.dict()}
    standing, today = given.get("standing", ""), request.user.local_date(now)
    if standing not in Standing.values:
        raise Http404
    since = parse_day(given.get("since", ""))
    back = {"standing": company.standing, "since": str(company.target_on or ""), "place": "undo"}
    if standing != company.standing:
        writer.set_standing(company, standing, today=min(since or today, today), now=now)
        undo = f"{reverse('pipeline:set_standing', args=[pk])}?{urlencode(back)}"
        say(request, f"{company.name} is now under “{LIST_NAMES[standing]}”.", undo=undo)
    if given.get("place") == "companies":
        return companies.list_again(
            request, {**request.POST.dict(), "tab": given.get("tab", back["standing"])}
        )
    if given.get("place") == "undo":
        return undone(request, reverse("pipeline:board", args=[pk]))
    return to_board(request, pk)


def parse_day(text: str) -> dt.date | None:
    """A day as we wrote it into the address of an undo; None for anything else, and where no day leads to."""
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day and day > LONG_AGO else None


@require_POST
def nobody_here(request: Request, pk: int, persona: str) -> HttpResponse:
    """Says that a company has nobody of this persona, or takes that back."""
    if persona not in NOBODY_HERE:
        raise Http404
    return set_flag(request, pk, NOBODY_HERE[persona])


@require_POST
def that_is_all(request: Request, pk: int) -> HttpResponse:
    """Says that nobody else is to be found here, or takes that back."""
    return set_flag(request, pk, "that_is_all")


def set_flag(request: Request, pk: int, flag: str) -> HttpResponse:
    company = my_company(request, pk)
    setattr(company, flag, request.POST.get("on") != "0")
    company.keep(flag)
    return fragment_or_redirect(
        request,
        "pipeline/_seats_change.html",
        board_of(request, pk),
        to=f"{reverse('pipeline:board', args=[pk])}#seats",
    )


@require_POST
def remove_company(request: Request, pk: int) -> HttpResponse:
    company = my_company(request, pk)
    writer.remove_company(company, now=timezone.now())
    say(request, f"{company.name} is removed.", undo=reverse("pipeline:restore_company", args=[pk]))
    return go_to(request, reverse("pipeline:companies"))


@require_POST
def restore_company(request: Request, pk: int) -> HttpResponse:
    company = get_object_or_404(Company.objects.removed_by(request.user), pk=pk)
    try:
        writer.restore_company(company, now=timezone.now())
    except ValidationError as refused:
        say(request, " ".join(refused.messages))
        return undone(request, reverse("pipeline:companies"))
    say(request, f"{company.name} is back.")
    return undone(request, reverse("pipeline:board", args=[pk]))


def undone(request: Request, to: str) -> HttpResponse:
    """After an undo the page that shows it asks for itself again (static/js/toasts.js)."""
    return HttpResponse() if request.htmx else redirect(to)


@require_POST
def take_connection(request: Request, pk: int, connection_pk: int) -> HttpResponse:
    """Makes a connection who works here a contact; once, however often it is pressed."""
    company, now = my_company(request, pk), timezone.now()
    mine = Connection.objects.owned_by(request.user).filter(company_key=company.company_key)
    connection = get_object_or_404(mine, pk=connection_pk)
    contact = contact_of(request.user, connection, company, now)
    return places.answer(request, contact, "board" if contact.company_id == pk else "person")


def contact_of(user: User, connection: Connection, company: Company, now: dt.datetime) -> Contact:
    """The contact that this connection is: there already, removed and now back, or new."""
    known = (
        Q(connection=connection)
        | (Q(profile_key=connection.profile_key) & ~Q(profile_key=""))
        | Q(merges__gone__connection=connection)
    )
    there = Contact.objects.owned_by(user).filter(known).first()
    if there:
        return there
    removed = Contact.objects.removed_by(user).filter(connection=connection).first()
    if removed:
        writer.restore_contact(removed, now=now)
        return removed
    return writer.add_contact(user, now=now, company=company, connection=connection, **brings(connection))
