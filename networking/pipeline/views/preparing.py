"""Preparing a chat: my questions in order, the bank they come from, and the sheet to take along."""

from __future__ import annotations

import uuid
from copy import copy
from functools import partial
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networking.accounts.http import Request
from networking.accounts.turn import my_turn
from networking.conversations import writer
from networking.conversations.models import Chat, Question
from networking.conversations.question_forms import BankForm, PickForm, QuestionsForm
from networking.conversations.question_list import added, dropped, lines, moved, place_of
from networking.pipeline.preparing import View, load_prepare
from networking.pipeline.sheet import load_sheet
from networking.pipeline.views.chats import my_chat
from networking.web.htmx import say
from networking.web.keys import row_key

EDIT = require_http_methods(["GET", "HEAD", "POST"])
DROPPED = "dropped_questions"  # in the session, so that the words of an undo stand in no address
MOST_DROPPED = 5


class Pressed(NamedTuple):
    """What was pressed, and the question it stands beside: after a swap the keyboard is there again."""

    button: str = ""
    question: str = ""


@EDIT
def prepare(request: Request, pk: int) -> HttpResponse:
    """The page; a POST keeps the questions as they were typed, all at once."""
    chat = my_chat(request, pk)
    form = QuestionsForm(request.POST if request.method == "POST" else None, instance=copy(chat))
    if request.method != "POST" or not form.is_valid():
        return show(request, chat, status=422 if form.errors else 200, questions=form)
    writer.write_questions(chat, form.cleaned_data["questions"])
    say(request, "Your questions are kept.")
    return answer(request, chat, Pressed("text"))


@require_POST
def pick_question(request: Request, pk: int) -> HttpResponse:
    """Puts a question on the list; one that is there already stays where it is."""
    chat = my_chat(request, pk)
    form = PickForm(request.POST)
    if form.is_valid():
        try:
            writer.change_questions(chat, partial(added, question=form.cleaned_data["question"]))
        except ValidationError as refused:
            form.add_error("question", refused.messages)
    if form.errors:
        return show(request, chat, status=422, pick=form)
    return answer(request, chat)


@require_POST
def drop_question(request: Request, pk: int) -> HttpResponse:
    """Takes a question off the list; the session remembers it for the undo."""
    chat = my_chat(request, pk)
    place = place_of(lines(chat.questions), question_of(request))
    if place >= 0:
        question = lines(chat.questions)[place]
        writer.change_questions(chat, partial(dropped, question=question))
        key = remember(request, chat, question, place)
        say(request, "Dropped.", undo=f"{reverse('pipeline:undrop_question', args=[pk])}?dropped={key}")
    left = lines(chat.questions)
    beside = left[min(place, len(left) - 1)] if left else ""
    return answer(request, chat, Pressed("drop", beside))


def remember(request: Request, chat: Chat, question: str, place: int) -> str:
    key = uuid.uuid4().hex
    kept = request.session.get(DROPPED, [])
    request.session[DROPPED] = [*kept, [key, chat.pk, question, place]][-MOST_DROPPED:]
    return key


@require_POST
def undrop_question(request: Request, pk: int) -> HttpResponse:
    chat = my_chat(request, pk)
    key = request.GET.get("dropped")
    kept = [row for row in request.session.get(DROPPED, []) if row[:2] == [key, pk]]
    for _, _, question, place in kept:
        writer.change_questions(chat, partial(added, question=question, at=place))
    say(request, "It is on your list again." if kept else "It was dropped too long ago to bring it back.")
    return undone(request, chat)


@require_POST
def order_question(request: Request, pk: int) -> HttpResponse:
    """One earlier or one later."""
    chat = my_chat(request, pk)
    button = "up" if "up" in request.POST else "down"
    question = request.POST.get(button, "").strip()
    writer.change_questions(chat, partial(moved, question=question, by=-1 if button == "up" else 1))
    return answer(request, chat, Pressed(button, question))


@require_GET
def sheet(request: Request, pk: int) -> HttpResponse:
    """What one takes along, on a phone or on paper."""
    mine = Chat.objects.owned_by(request.user).select_related("contact__company", "contact__introducer")
    context = load_sheet(request.user, get_object_or_404(mine, pk=pk), now=timezone.now())
    return render(request, "pipeline/sheet.html", context)


def question_of(request: Request) -> str:
    return request.POST.get("question", "").strip()


# --- The bank


def chat_at_hand(request: Request) -> Chat:
    """The chat on whose page the bank stands."""
    return my_chat(request, row_key(request.POST.get("chat") or request.GET.get("chat") or ""))


@require_POST
def add_question(request: Request) -> HttpResponse:
    """A question of my own for the bank; the same words again add nothing."""
    chat = chat_at_hand(request)
    form = BankForm(request.POST)
    if not form.is_valid():
        return show(request, chat, status=422, bank=form)
    with my_turn(request) as owner:
        question = form.save(commit=False)
        question.owner = owner
        is_known = Question.objects.owned_by(request.user).filter(text=question.text).exists()
        if is_known:
            say(request, "That question is in your bank already.")
        else:
            question.save()
            undo = bank_url("remove", question, chat)
            say(request, "It is in your bank, for this chat and all others.", undo=undo)
    return answer(request, chat, Pressed("bank"), anchor="bank")


@require_POST
def remove_question(request: Request, pk: int) -> HttpResponse:
    """Out of the bank. Chats that have it on their list keep it."""
    question = get_object_or_404(Question.objects.owned_by(request.user), pk=pk)
    chat = chat_at_hand(request)
    question.removed_at = timezone.now()
    question.save(update_fields=["removed_at"])
    say(request, "It is out of your bank.", undo=bank_url("restore", question, chat))
    return answer(request, chat, Pressed("bank"), anchor="bank")


@require_POST
def restore_question(request: Request, pk: int) -> HttpResponse:
    question = get_object_or_404(Question.objects.removed_by(request.user), pk=pk)
    chat = chat_at_hand(request)
    question.removed_at = None
    try:
        with transaction.atomic():
            question.save(update_fields=["removed_at"])
    except IntegrityError:  # the same words were added again meanwhile
        pass
    say(request, "It is in your bank again.")
    return undone(request, chat)


def bank_url(act: str, question: Question, chat: Chat) -> str:
    return f"{reverse(f'pipeline:{act}_question', args=[question.pk])}?chat={chat.pk}"


# --- What is answered


def answer(
    request: Request, chat: Chat, pressed: Pressed | None = None, *, anchor: str = "questions"
) -> HttpResponse:
    """htmx gets the page's content; a plain browser is sent back to where it was."""
    if wants_content(request):
        return show(request, chat, pressed=pressed)
    return redirect(f"{page_of(request, chat)}#{anchor}")


def wants_content(request: Request) -> bool:
    """After an undo the whole page is asked for again, by htmx too (static/js/toasts.js)."""
    return request.htmx.target == "prepare" and not request.htmx.history_restore_request


def undone(request: Request, chat: Chat) -> HttpResponse:
    """The page that shows the undo asks for itself again."""
    return HttpResponse(status=204) if request.htmx else redirect(page_of(request, chat))


def page_of(request: Request, chat: Chat) -> str:
    view = View.of(chat.contact, request.GET.dict())
    return reverse("pipeline:prepare", args=[chat.pk]) + view.query


def show(
    request: Request, chat: Chat, *, status: int = 200, pressed: Pressed | None = None, **forms: Any
) -> HttpResponse:
    """The page, or for htmx what changes of it, with the form that was refused in its place."""
    view = View.of(chat.contact, request.GET.dict())
    context = {
        "pick": PickForm(),
        "bank": BankForm(initial={"persona": view.persona}),
        "questions": QuestionsForm(instance=copy(chat)),
        "refused": next(iter(forms), "") if status == 422 else "",
        "pressed": pressed.button if pressed else "",
        **load_prepare(request.user, chat, view, now=timezone.now(), focus=pressed or Pressed()),
        **forms,
    }
    template = "pipeline/_prepare.html" if wants_content(request) else "pipeline/prepare.html"
    return render(request, template, context, status=status)
