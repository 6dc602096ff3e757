"""Chats: planning one, what to ask, and how it went."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networking.accounts.http import Request
from networking.accounts.models import User
from networking.contacts.names import greeting
from networking.conversations import writer
from networking.conversations.calendar import event
from networking.conversations.forms import ChatForm, HeldForm, MoveChatForm
from networking.conversations.models import Chat, ChatStatus
from networking.conversations.times import say_span, say_time, time_there
from networking.pipeline.after_chat import load_after
from networking.pipeline.chat_list import load_chats
from networking.pipeline.person_page import line_of_chat
from networking.pipeline.views.person import my_contact
from networking.pipeline.views.places import answer
from networking.web.htmx import say

EDIT = require_http_methods(["GET", "HEAD", "POST"])


def my_chat(request: Request, pk: int) -> Chat:
    mine = Chat.objects.owned_by(request.user).select_related("contact__company", "company", "interaction")
    return get_object_or_404(mine, pk=pk)


@require_GET
def chats(request: Request) -> HttpResponse:
    """All chats: to come, to tell of, and how the others went."""
    context = load_chats(request.user, request.GET.dict(), now=timezone.now())
    return render(request, "pipeline/chats.html", context)


@EDIT
def plan_chat(request: Request, pk: int) -> HttpResponse:
    contact = my_contact(request, pk)
    now = timezone.now()
    sent = request.POST if request.method == "POST" else None
    form = ChatForm(sent, owner=request.user, now=now, theirs=contact.time_zone)
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "person": contact, "active": "people"}
        return render(request, "pipeline/plan_chat.html", context, status=422 if form.errors else 200)
    chat = writer.plan_chat(contact, now=now, **form.plan)
    said = f"Your chat with {contact.name} is planned: {say_start(chat, request.user)}."
    say(request, said, undo=reverse("pipeline:remove_chat", args=[chat.pk]))
    return answer(request, contact)


@require_GET
def chat(request: Request, pk: int) -> HttpResponse:
    """Everything about one chat."""
    return show_chat(request, my_chat(request, pk))


@require_GET
def chat_ics(request: Request, pk: int) -> HttpResponse:
    """The chat as a file for a calendar; one that was never planned has no time to put there."""
    shown = my_chat(request, pk)
    if shown.starts_at is None:
        raise Http404
    file = event(shown, user=request.user, now=timezone.now())
    named = {"Content-Disposition": 'attachment; filename="chat.ics"'}
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=named)


def show_chat(request: Request, shown: Chat, *, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of a chat, with the form that was refused in its place."""
    now = timezone.now()
    today = request.user.local_date(now)
    context = {
        "chat": line_of_chat(shown, now),
        "person": shown.contact,
        "first_name": greeting(shown.contact.name) or shown.contact.name,
        **when_of(shown, request.user, today),
        "held": HeldForm(today=today, initial={"on": day_of(shown, today)}),
        "moved": MoveChatForm(chat=shown, owner=request.user, now=now, auto_id="move_%s"),
        **load_after(request.user, shown),
        "is_held": shown.status == ChatStatus.HELD,
        "interaction": getattr(shown, "interaction", None) if shown.status == ChatStatus.HELD else None,
        "refused": next(iter(forms), "") if status == 422 else "",
        "active": "chats",
    }
    return render(request, "pipeline/chat.html", context | forms, status=status)


def when_of(chat: Chat, user: User, today: dt.date) -> dict[str, str]:
    """When it is, on my clock and on theirs."""
    if chat.starts_at is None:
        return {"when": "", "there": ""}
    mine = user.zone.key
    return {
        "when": say_span(chat.starts_at, chat.minutes, mine, today=today),
        "there": time_there(chat.starts_at, mine, chat.contact.time_zone),
    }


def say_start(chat: Chat, user: User) -> str:
    assert chat.starts_at
    return say_time(chat.starts_at, user.zone.key, chat.contact.time_zone)


def day_of(chat: Chat, today: dt.date) -> dt.date:
    """The day it was planned for, once that has come."""
    start = timezone.localdate(chat.starts_at) if chat.starts_at else today
    return min(start, today)


@require_POST
def move_chat(request: Request, pk: int) -> HttpResponse:
    moved, now = my_chat(request, pk), timezone.now()
    form = MoveChatForm(request.POST, chat=moved, owner=request.user, now=now, auto_id="move_%s")
    if not form.is_valid():
        return show_chat(request, moved, moved=form, status=422)
    moved = writer.move_chat(moved, now=now, **form.plan)
    say(request, f"Moved to {say_start(moved, request.user)}.")
    return answer(request, moved.contact)


@require_POST
def miss_chat(request: Request, pk: int) -> HttpResponse:
    missed = writer.miss_chat(my_chat(request, pk), now=timezone.now())
    return tell_settled(request, missed, "It did not happen. That is normal: offer a new time.")


@require_POST
def cancel_chat(request: Request, pk: int) -> HttpResponse:
    cancelled = writer.cancel_chat(my_chat(request, pk), now=timezone.now())
    return tell_settled(request, cancelled, "The chat is cancelled. Offer a new time when it suits.")


def tell_settled(request: Request, settled: Chat, text: str) -> HttpResponse:
    say(request, text, undo=reverse("pipeline:unsettle_chat", args=[settled.pk]) if settled.starts_at else "")
    return answer(request, settled.contact)


@require_POST
def unsettle_chat(request: Request, pk: int) -> HttpResponse:
    """Takes back how it went: the chat is planned again."""
    back = writer.unsettle_chat(my_chat(request, pk), now=timezone.now())
    say(request, "Taken back: the chat is planned again.")
    return answer(request, back.contact)


@require_POST
def remove_chat(request: Request, pk: int) -> HttpResponse:
    removed = writer.remove_chat(my_chat(request, pk), now=timezone.now())
    say(request, "The chat was removed.", undo=reverse("pipeline:restore_chat", args=[pk]))
    return answer(request, removed.contact)


@require_POST
def restore_chat(request: Request, pk: int) -> HttpResponse:
    mine = Chat.objects.filter(owner=request.user, contact__removed_at=None).select_related("contact")
    back = writer.restore_chat(get_object_or_404(mine, pk=pk), now=timezone.now())
    say(request, "The chat is back.")
    return answer(request, back.contact)
