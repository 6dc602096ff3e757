"""Looking for somebody's e-mail address: ticking off a place, and keeping what was found."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django_htmx.http import reswap, retarget

from networking.accounts.http import Request
from networking.contacts.forms import FoundEmailForm
from networking.contacts.models import Contact, Looked, Place
from networking.conversations import writer
from networking.pipeline.person_page import load_person
from networking.pipeline.views.person import my_contact
from networking.pipeline.views.places import answer
from networking.web.htmx import say


@require_POST
def looked(request: Request, pk: int, place: str) -> HttpResponse:
    """Ticks a place where somebody looked, or takes the tick away."""
    contact = my_contact(request, pk)
    if place not in Place.values:
        raise Http404("No such place.")
    Looked.tick(contact, place, on=request.POST.get("on") != "0")
    if not request.htmx:
        return redirect(f"{reverse('pipeline:person', args=[pk])}#hunt")
    return render(request, "pipeline/_hunt.html", load_person(request.user, pk, now=timezone.now()))


@require_POST
def found_email(request: Request, pk: int) -> HttpResponse:
    contact, now = my_contact(request, pk), timezone.now()
    form = FoundEmailForm(request.POST)
    if not form.is_valid():
        return show_again(request, contact, form)
    try:
        keep_email(contact, form.cleaned_data["email"], version=form.cleaned_data["version"] or 0, now=now)
    except writer.Stale:
        return show_again(request, contact, form.beside(contact))
    say(request, f"{contact.email} is kept.")
    return retarget(reswap(answer(request, contact, "person"), "outerHTML"), "#person")


def keep_email(contact: Contact, email: str, *, version: int, now: dt.datetime) -> None:
    """Only another address that came in meanwhile stands in the way; any other change does not."""
    try:
        writer.edit_contact(contact, {"email": email}, version=version, now=now)
    except writer.Stale:
        if contact.email not in {"", email}:
            raise
        writer.edit_contact(contact, {"email": email}, version=contact.version, now=now)


def show_again(request: Request, contact: Contact, form: FoundEmailForm) -> HttpResponse:
    """The same card, or its whole page, with what was typed."""
    context = load_person(request.user, contact.pk, now=timezone.now())
    context["hunt"] = context["hunt"]._replace(form=form)
    template = "pipeline/_hunt.html" if request.htmx else "pipeline/person.html"
    return render(request, template, context, status=422)
