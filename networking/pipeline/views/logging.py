"""Logging what happened with somebody, putting it right, and taking it back."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from networking.accounts.http import Request
from networking.contacts.models import Contact
from networking.contacts.names import greeting
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.forms import CorrectForm, InteractionForm
from networking.conversations.models import Interaction
from networking.pipeline.kinds import WORDS, line
from networking.pipeline.moving import chat_to_hold
from networking.pipeline.views.person import my_contact
from networking.pipeline.views.places import answer
from networking.web.htmx import say

EDIT = require_http_methods(["GET", "HEAD", "POST"])


def my_interaction(request: Request, pk: int, interaction_pk: int) -> Interaction:
    mine = Interaction.objects.owned_by(request.user).filter(contact__pk=pk)
    return get_object_or_404(mine.select_related("contact"), pk=interaction_pk)


@EDIT
def log(request: Request, pk: int, kind: str) -> HttpResponse:
    """A key alone logs today; a GET asks for the day, the way and a note first."""
    contact = my_contact(request, pk)
    if kind not in Kind.values:
        raise Http404("No such kind.")
    now = timezone.now()
    form = InteractionForm(
        said_of(request),
        kind=kind,
        today=request.user.local_date(now),
        initial={"sort": request.GET.get("sort", "")},
    )
    if request.method != "POST" or not form.is_valid():
        return show_log(request, contact, kind, form)
    try:
        logged = write_down(contact, kind, form.cleaned_data, now)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return show_log(request, contact, kind, form)
    tell_logged(request, contact, logged)
    return answer(request, contact, request.POST.get("place", ""))


def said_of(request: Request) -> QueryDict | None:
    """What was typed; of a button alone, which help or sign of life it is, said by its address."""
    if request.method != "POST":
        return None
    said = request.POST.copy()
    said.setdefault("sort", request.GET.get("sort", ""))
    return said


def write_down(contact: Contact, kind: str, said: dict[str, Any], now: dt.datetime) -> Interaction:
    """ "We talked" is how a planned chat went that has begun; anything else is a new entry."""
    chat = chat_to_hold(contact, now) if kind == Kind.CHAT else None
    if chat:
        return writer.hold_chat(chat, now=now, note=said["note"], on=said["on"], key=said["key"])
    return writer.log(contact, kind, now=now, **said)


def tell_logged(request: Request, contact: Contact, logged: Interaction) -> None:
    undo = reverse("pipeline:remove_interaction", args=[contact.pk, logged.pk])
    if logged.chat and logged.chat.planned_at:
        undo = reverse("pipeline:unsettle_chat", args=[logged.chat.pk])
    said = line(logged.kind, greeting(contact.name) or contact.name, logged.channel, logged.sort)
    say(request, f"{said}. It is written down.", undo=undo)


def said_with(interaction: Interaction) -> str:
    name = greeting(interaction.contact.name) or interaction.contact.name
    return line(interaction.kind, name, sort=interaction.sort)


def show_log(request: Request, contact: Contact, kind: str, form: InteractionForm) -> HttpResponse:
    form.fields["on"].required = True  # for the eye: only a bare button may leave it out
    context = {
        "form": form,
        "person": contact,
        "kind": kind,
        "title": WORDS[kind].button,
        "kinds": [(value, words.button) for value, words in WORDS.items()],
        "place": request.POST.get("place", "") or request.GET.get("place", ""),
        "active": "people",
    }
    return render(request, "pipeline/log.html", context, status=422 if form.errors else 200)


@EDIT
def correct(request: Request, pk: int, interaction_pk: int) -> HttpResponse:
    interaction = my_interaction(request, pk, interaction_pk)
    now = timezone.now()
    today = request.user.local_date(now)
    form = CorrectForm(
        request.POST if request.method == "POST" else None, interaction=interaction, today=today
    )
    if request.method != "POST" or not form.is_valid():
        return show_correct(request, interaction, form)
    try:
        writer.correct(interaction, now=now, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return show_correct(request, interaction, form)
    say(request, "Put right.")
    return answer(request, interaction.contact)


def show_correct(request: Request, interaction: Interaction, form: CorrectForm) -> HttpResponse:
    context = {
        "form": form,
        "interaction": interaction,
        "person": interaction.contact,
        "title": said_with(interaction),
        "active": "people",
    }
    return render(request, "pipeline/correct.html", context, status=422 if form.errors else 200)


@require_POST
def remove_interaction(request: Request, pk: int, interaction_pk: int) -> HttpResponse:
    interaction = writer.remove(my_interaction(request, pk, interaction_pk), now=timezone.now())
    undo = reverse("pipeline:restore_interaction", args=[pk, interaction_pk])
    say(request, f"Taken back: {said_with(interaction)}.", undo=undo)
    return answer(request, interaction.contact, request.POST.get("place", ""))


@require_POST
def restore_interaction(request: Request, pk: int, interaction_pk: int) -> HttpResponse:
    mine = Interaction.objects.filter(owner=request.user, contact__pk=pk, contact__removed_at=None)
    interaction = get_object_or_404(mine.select_related("contact"), pk=interaction_pk)
    writer.restore(interaction, now=timezone.now())
    say(request, "It is back.")
    return answer(request, interaction.contact, request.POST.get("place", ""))


@require_POST
def no_answer_needed(request: Request, pk: int) -> HttpResponse:
    contact = writer.no_answer_needed(my_contact(request, pk), now=timezone.now())
    undo = reverse("pipeline:answer_needed", args=[pk])
    say(request, f"Settled: {greeting(contact.name) or contact.name} needs no answer.", undo=undo)
    return answer(request, contact, request.POST.get("place", ""))


@require_POST
def answer_needed(request: Request, pk: int) -> HttpResponse:
    contact = writer.answer_needed(my_contact(request, pk), now=timezone.now())
    say(request, f"{greeting(contact.name) or contact.name} waits for your answer again.")
    return answer(request, contact, request.POST.get("place", ""))
