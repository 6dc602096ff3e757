"""Taking somebody out of the pipeline for now, and taking them up again."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from networking.accounts.http import Request
from networking.contacts.models import Contact
from networking.contacts.stages import Parked
from networking.conversations import writer
from networking.conversations.forms import ParkForm
from networking.pipeline.person_page import load_person
from networking.pipeline.views.person import my_contact
from networking.pipeline.views.places import answer
from networking.web.htmx import say


@require_POST
def park(request: Request, pk: int) -> HttpResponse:
    """The reason comes with the button, or in the address when taking somebody up again is undone."""
    contact, now = my_contact(request, pk), timezone.now()
    undo = back_to(contact)
    form = ParkForm(request.POST if "reason" in request.POST else request.GET)
    if not form.is_valid():
        say(request, "Nobody was parked: choose one of the reasons.")
        return render(request, "pipeline/person.html", load_person(request.user, pk, now=now), status=422)
    reason = form.cleaned_data["reason"]
    writer.park(contact, reason, now=now, on=form.cleaned_data["on"])
    said = f"{contact.name} is parked: {Parked(reason).label.lower()}. Any word of theirs reopens it."
    say(request, said, undo=undo)
    return answer(request, contact, request.POST.get("place", ""))


@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    contact = my_contact(request, pk)
    undo = back_to(contact) if contact.is_parked else ""
    writer.reopen(contact, now=timezone.now())
    say(request, f"{contact.name} is back in your pipeline.", undo=undo)
    return answer(request, contact, request.POST.get("place", ""))


def back_to(contact: Contact) -> str:
    """The address whose POST gives back how somebody is parked now, or is not."""
    if not contact.is_parked:
        return reverse("pipeline:reopen", args=[contact.pk])
    how = urlencode({"reason": contact.parked_reason, "on": contact.parked_on})
    return f"{reverse('pipeline:park', args=[contact.pk])}?{how}"
