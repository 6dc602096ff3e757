"""Closing the loop: somebody who helped knows already how it ended; and taking that back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from networking.accounts.http import Request
from networking.conversations import updates
from networking.conversations.known import first_name
from networking.conversations.models import Update
from networking.pipeline.views.places import answer
from networking.web.htmx import say


def my_update(request: Request, pk: int) -> Update:
    return get_object_or_404(Update.objects.owned_by(request.user).select_related("contact"), pk=pk)


@require_POST
def say_known(request: Request, pk: int) -> HttpResponse:
    update = updates.say_known(my_update(request, pk))
    undo = reverse("pipeline:say_not_known", args=[pk])
    say(request, f"Good: {first_name(update.contact.name)} knows already.", undo=undo)
    return answer(request, update.contact)


@require_POST
def say_not_known(request: Request, pk: int) -> HttpResponse:
    update = updates.say_not_known(my_update(request, pk))
    say(request, f"{first_name(update.contact.name)} is to hear about it.")
    return answer(request, update.contact)
