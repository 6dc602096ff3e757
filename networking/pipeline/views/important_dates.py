"""Days that matter to somebody: writing them down, changing and removing them."""

from __future__ import annotations

import datetime as dt
import uuid

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from networking.accounts.http import Request
from networking.contacts.models import Contact
from networking.contacts.names import greeting
from networking.conversations import important_dates
from networking.conversations.important_date_form import USUAL, ImportantDateForm
from networking.conversations.important_dates import Said
from networking.conversations.models import ImportantDate
from networking.pipeline.views.person import my_contact
from networking.pipeline.views.places import answer
from networking.web.htmx import say

EDIT = require_http_methods(["GET", "HEAD", "POST"])
REMOVED = "removed_dates"  # in the session, so that the words of an undo stand in no address
MOST_REMOVED = 5


def my_date(request: Request, pk: int, important_date_pk: int) -> ImportantDate:
    mine = ImportantDate.objects.owned_by(request.user).filter(contact__pk=pk)
    return get_object_or_404(mine.select_related("contact"), pk=important_date_pk)


@EDIT
def add_date(request: Request, pk: int) -> HttpResponse:
    contact = my_contact(request, pk)
    today = request.user.local_date(timezone.now())
    form = ImportantDateForm(request.POST if request.method == "POST" else None, contact=contact, today=today)
    if request.method != "POST" or not form.is_valid():
        return show(request, contact, form)
    important_dates.add(contact, form.said, today=today)
    say(request, f"{form.said.label} is written down. It comes up on its day.")
    return redirect(page_of(contact.pk))


@EDIT
def edit_date(request: Request, pk: int, important_date_pk: int) -> HttpResponse:
    date = my_date(request, pk, important_date_pk)
    today = request.user.local_date(timezone.now())
    posted = request.POST if request.method == "POST" else None
    form = ImportantDateForm(posted, contact=date.contact, today=today, date=date)
    if request.method != "POST" or not form.is_valid():
        return show(request, date.contact, form)
    important_dates.edit(date, form.said, today=today)
    say(request, "What you wrote is kept.")
    return redirect(page_of(pk))


def show(request: Request, contact: Contact, form: ImportantDateForm) -> HttpResponse:
    context = {
        "form": form,
        "date": form.date,
        "person": contact,
        "first_name": greeting(contact.name) or contact.name,
        "usual": USUAL,
        "active": "people",
    }
    return render(request, "pipeline/important_date.html", context, status=422 if form.errors else 200)


@require_POST
def remove_date(request: Request, pk: int, important_date_pk: int) -> HttpResponse:
    """Removes it; the session remembers it for the undo."""
    date = my_date(request, pk, important_date_pk)
    key = uuid.uuid4().hex
    words = [date.label, date.month, date.day, date.year]
    kept = request.session.get(REMOVED, [])
    request.session[REMOVED] = [*kept, [key, pk, words, date.passed_on.isoformat()]][-MOST_REMOVED:]
    important_dates.remove(date)
    undo = f"{reverse('pipeline:restore_date', args=[pk])}?removed={key}"
    say(request, f"{date.label} was removed.", undo=undo)
    return redirect(page_of(pk))


@require_POST
def restore_date(request: Request, pk: int) -> HttpResponse:
    contact = my_contact(request, pk)
    today = request.user.local_date(timezone.now())
    key = request.GET.get("removed")
    kept = [row for row in request.session.get(REMOVED, []) if row[:2] == [key, pk]]
    for *_, words, passed_on in kept:
        passed = dt.date.fromisoformat(passed_on)
        important_dates.add(contact, Said(*words), today=today, passed_on=passed)
    say(request, "It is back." if kept else "It was removed too long ago to bring it back.")
    return answer(request, contact)


def page_of(pk: int) -> str:
    return f"{reverse('pipeline:person', args=[pk])}#keeping"
