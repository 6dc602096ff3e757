"""What the page that something was logged from shows afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from networking.accounts.http import Request
from networking.contacts.models import Contact
from networking.pipeline.board import load_change
from networking.pipeline.people_list import load_line
from networking.pipeline.person_page import load_person
from networking.pipeline.today import load_today
from networking.web.htmx import our_page


def answer(request: Request, contact: Contact, place: str = "") -> HttpResponse:
    """htmx gets the fragment of the place that asked; a plain browser is sent back to its page."""
    place = place or request.POST.get("place") or request.GET.get("place") or ""
    if not request.htmx:
        return redirect(page_of(request, contact, place))
    if not place:  # the undo of a message: static/js/toasts.js then asks for the page it stands on
        return HttpResponse(status=204)
    show = FRAGMENTS.get(place)
    if show is None or (place == "board" and not contact.company_id):
        return HttpResponseClientRedirect(page_of(request, contact, place))
    return show(request, contact)


def page_of(request: Request, contact: Contact, place: str) -> str:
    """The address of the page that asked; a list of people keeps its filter."""
    return our_page(request, request.POST.get("next", ""), otherwise=_usual_page(contact, place))


def _usual_page(contact: Contact, place: str) -> str:
    if place in {"today", "companies", "people", "write_five"}:
        return reverse(f"pipeline:{place}")
    if (thing := re.fullmatch(r"(referral|opportunity):(\d{1,18})", place)) is not None:
        return reverse(f"pipeline:{thing[1]}", args=[int(thing[2])])
    if place == "board" and contact.company_id:
        return reverse("pipeline:board", args=[contact.company_id])
    return reverse("pipeline:person", args=[contact.pk])


def _today(request: Request, contact: Contact) -> HttpResponse:
    context = load_today(request.user, now=timezone.now()) | {"changed": contact.company_id}
    return render(request, "pipeline/_today_change.html", context)


def _board(request: Request, contact: Contact) -> HttpResponse:
    context = load_change(request.user, contact, now=timezone.now())
    return render(request, "pipeline/_board_change.html", context)


def _people(request: Request, contact: Contact) -> HttpResponse:
    row = load_line(request.user, contact.pk, now=timezone.now())
    return render(request, "pipeline/_person_row.html", {"row": row, "focus": True})


def _person(request: Request, contact: Contact) -> HttpResponse:
    return render(request, "pipeline/_person.html", load_person(request.user, contact.pk, now=timezone.now()))


FRAGMENTS: dict[str, Callable[[Request, Contact], HttpResponse]] = {
    "today": _today,
    "board": _board,
    "people": _people,
    "person": _person,
}
