"""Taking somebody out of the pipeline for now, and taking them up again."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from networking.accounts.http import Request
from networking.contacts.stages import Parked
from networking.conversations import writer
from networking.conversations.forms import ParkForm
from networking.pipeline.views.person import my_contact
from networking.pipeline.views.places import answer
from networking.web.htmx import say


@require_POST
def park(request: Request, pk: int) -> HttpResponse:
    contact = my_contact(request, pk)
    form = ParkForm(request.POST)
    if not form.is_valid():
        raise Http404("No such reason.")  # the buttons have no other
    reason = form.cleaned_data["reason"]
    writer.park(contact, reason, now=timezone.now())
    said = f"{contact.name} is parked: {Parked(reason).label.lower()}. Any word of theirs reopens it."
    say(request, said, undo=reverse("pipeline:reopen", args=[pk]))
    return answer(request, contact, request.POST.get("place", ""))


@require_POST
def reopen(request: Request, pk: int) -> HttpResponse:
    contact = writer.reopen(my_contact(request, pk), now=timezone.now())
    say(request, f"{contact.name} is back in your pipeline.")
    return answer(request, contact, request.POST.get("place", ""))
