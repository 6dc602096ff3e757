"""Writing to somebody: keeping the draft, choosing a template, filling its gaps, and marking it as sent."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from urllib.parse import urlencode

from django.db.models import Q
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import reswap, retarget

from networking.accounts.http import Request
from networking.contacts.names import greeting
from networking.conversations import drafts
from networking.conversations.drafts import Stale, Words
from networking.conversations.forms import TimesForm
from networking.conversations.message_form import LONGEST_TEXT, AnswersForm, MessageForm
from networking.conversations.models import Draft, Interaction, Purpose
from networking.conversations.offers import of_key
from networking.conversations.placeholders import left_in
from networking.pipeline import sending
from networking.pipeline.compose import Composer, compose
from networking.pipeline.desk import Desk, Wish, chosen, load_desk
from networking.pipeline.filling import fill_in as filled_in
from networking.pipeline.filling import with_times
from networking.pipeline.kinds import line
from networking.pipeline.person_history import draft_of
from networking.pipeline.views.places import answer, page_of
from networking.web.htmx import go_to, our_page, say

EDIT = require_http_methods(["GET", "HEAD", "POST"])
CLOSED = "This way is not open. Choose another one."
TOO_LONG = "With this the message would be longer than 10,000 characters."
NO_TEMPLATE = "This template is no longer here. Choose another one."


def desk_of(request: Request, pk: int) -> Desk:
    place = request.POST.get("place") or request.GET.get("place", "")
    return load_desk(request.user, pk, now=timezone.now(), place=place)


@EDIT
def write(request: Request, pk: int) -> HttpResponse:
    """A page to write on; a POST keeps the draft, also of two windows the one that is chosen."""
    desk = desk_of(request, pk)
    if request.method != "POST":
        desk.search.read()
        wish = wish_in(request.GET, "purpose", "channel", "template")
        return show(request, desk, compose(desk, wish=wish, place=request.GET.get("place", "")))
    form = MessageForm(request.POST)
    if not form.is_valid():
        return refuse(request, desk, form, form.complaints)
    if "take" in request.POST:
        return go_on(request, desk, drafts.take_stored(desk.contact, form.words, now=timezone.now()))
    if not request.htmx and answers_in(request, form).answers:  # Enter in a question, without script
        return fill(request, desk, form)
    return keep(request, desk, form, form.words, is_typing=True)


@require_POST
def begin_message(request: Request, pk: int) -> HttpResponse:
    """Another way or another template; what was typed is never lost."""
    desk, form = desk_of(request, pk), MessageForm(request.POST)
    if not form.is_valid():
        return refuse(request, desk, form, form.complaints)
    wish = wish_in(request.POST, "", "choose_channel", "choose_template")
    if wish.channel and wish.channel not in desk.open_channels:
        return refuse(request, desk, form, [CLOSED])
    if wish.template and not of_key(desk.offers, wish.template):
        return refuse(request, desk, form, [NO_TEMPLATE])
    words, replaced = chosen(desk, form.words, wish)
    return keep(request, desk, form, words, replaced=replaced)


@require_POST
def fill_in(request: Request, pk: int) -> HttpResponse:
    """The answers go into the text, and where they belong besides."""
    desk, form = desk_of(request, pk), MessageForm(request.POST)
    if not form.is_valid():
        return refuse(request, desk, form, form.complaints)
    return fill(request, desk, form)


def fill(request: Request, desk: Desk, form: MessageForm) -> HttpResponse:
    asked = answers_in(request, form)
    if not asked.is_valid():
        return refuse(request, desk, form, asked.complaints)
    words = filled_in(desk, form.words, asked.answers, now=timezone.now())
    return keep(request, desk, form, words)


@require_POST
def offer_times(request: Request, pk: int) -> HttpResponse:
    """Two or three times go into the text, in both time zones."""
    desk, form = desk_of(request, pk), MessageForm(request.POST)
    if not form.is_valid():
        return refuse(request, desk, form, form.complaints)
    now = timezone.now()
    times = TimesForm(request.POST, owner=request.user, now=now, theirs=desk.contact.time_zone)
    if not times.is_valid():
        return refuse(request, desk, form, [], times=times)
    words = with_times(desk, form.words, times.words, times.their_zone, now=now)
    return keep(request, desk, form, words)


@require_POST
def earlier_text(request: Request, pk: int) -> HttpResponse:
    """The words that a template replaced, and back. The undo of a message sends no words of its own."""
    desk = desk_of(request, pk)
    draft = draft_of(desk.contact)
    form = MessageForm(request.POST if "text" in request.POST else of_draft(draft))
    if not form.is_valid():
        return refuse(request, desk, form, form.complaints)
    try:
        draft = drafts.swap(desk.contact, form.words, version=form.version_now, now=timezone.now())
    except Stale as stale:
        return show_both(request, desk, form, stale)
    return go_on(request, desk, draft)


@require_POST
def mark_sent(request: Request, pk: int) -> HttpResponse:
    desk, form = desk_of(request, pk), MessageForm(request.POST)
    if not form.is_valid():
        return refuse(request, desk, form, form.complaints)
    words = form.words
    key, version = form.cleaned_data["key"], form.version_now
    sent = sending.send(desk, words, version=version, key=key, now=timezone.now())
    undo = reverse("pipeline:unsend", args=[pk, sent.pk])
    said = line(sent.kind, greeting(sent.contact.name) or sent.contact.name, sent.channel)
    say(request, f"{said}. It is written down.", undo=f"{undo}?{urlencode({'purpose': words.purpose})}")
    return leave(request, desk)


@require_POST
def unsend(request: Request, pk: int, interaction_pk: int) -> HttpResponse:
    """The undo of that: nothing was said, and the words are a draft again."""
    desk = desk_of(request, pk)
    to = Q(contact=pk) | Q(contact__can_introduce=pk)
    mine = Interaction.objects.owned_by(request.user).filter(to).select_related("contact").distinct()
    sent = get_object_or_404(mine, pk=interaction_pk)
    purpose = sending.purpose_sent(request.GET.get("purpose", ""), sent.kind)
    sending.take_back(desk, sent, purpose, now=timezone.now())
    say(request, "Taken back. Your words are a draft again.")
    return answer(request, desk.contact)


# --- What was sent with the request


def wish_in(said: QueryDict, purpose: str, channel: str, template: str) -> Wish:
    asked = said.get(purpose, "")
    return Wish(asked if asked in Purpose.values else "", said.get(channel, ""), said.get(template, ""))


def answers_in(request: Request, form: MessageForm) -> AnswersForm:
    answers = AnswersForm(request.POST, names=left_in(f"{form.words.subject}\n{form.words.text}"))
    answers.is_valid()
    return answers


def of_draft(draft: Draft | None) -> dict[str, object]:
    if draft is None:
        return {"purpose": Purpose.OUTREACH}
    return {**drafts.words_of(draft)._asdict(), "version": draft.version}


# --- What is answered


def keep(
    request: Request,
    desk: Desk,
    form: MessageForm,
    words: Words,
    *,
    replaced: Words | None = None,
    is_typing: bool = False,
) -> HttpResponse:
    """Stores the words, or shows those of another window beside them."""
    if len(words.text) > LONGEST_TEXT:
        return refuse(request, desk, form, [TOO_LONG])
    now, version = timezone.now(), form.version_now
    try:
        if replaced:
            draft = drafts.begin(desk.contact, words, replaced, version=version, now=now)
        else:
            draft = drafts.save(desk.contact, words, version=version, now=now)
    except Stale as stale:
        return show_both(request, desk, form, stale, is_typing=is_typing)
    if replaced:
        undo = reverse("pipeline:earlier_text", args=[desk.contact.pk])
        say(request, "The template is here. Your own words are kept.", undo=undo)
    return go_on(request, desk, draft, is_typing=is_typing)


def go_on(request: Request, desk: Desk, draft: Draft | None, *, is_typing: bool = False) -> HttpResponse:
    """htmx gets the composer as it is now, or while somebody types only what stands beside the text."""
    place = request.POST.get("place", "")
    if not request.htmx:
        if is_typing:
            say(request, "Kept as a draft.")
        back = f"?{urlencode({'place': place})}" if place else ""
        page = f"{reverse('pipeline:write', args=[desk.contact.pk])}{back}"
        return redirect(our_page(request, request.POST.get("next", ""), otherwise=page))
    if "purpose" not in request.POST:  # the undo of a message: the page is asked for anew
        return HttpResponse(status=204)
    return show(request, desk, composed(request, desk, draft), is_typing=is_typing)


def composed(request: Request, desk: Desk, draft: Draft | None) -> Composer:
    """The composer with the words that were just kept."""
    if draft:
        desk.contact.draft = draft
    answers = {name.removeprefix("known_"): str(said) for name, said in request.POST.items()}
    typed = drafts.words_of(draft) if draft else None
    composer = compose(desk, typed=typed, place=request.POST.get("place", ""), answers=answers)
    return dataclasses.replace(composer, is_kept=draft is not None)


def refuse(
    request: Request,
    desk: Desk,
    form: MessageForm,
    why: Sequence[str],
    *,
    times: TimesForm | None = None,
) -> HttpResponse:
    """The same page with the words as they were typed."""
    composer = compose(
        desk,
        typed=form.words,
        version=form.version_now,
        place=request.POST.get("place", ""),
        times=times,
        answers=answers_in(request, form).answers,
        errors=why,
    )
    return whole(request, show(request, desk, composer, status=422))


def whole(request: Request, response: HttpResponse) -> HttpResponse:
    """A refusal shows all of the composer, also where a kept draft changes only what is beside the text."""
    return reswap(retarget(response, "#composer"), "outerHTML") if request.htmx else response


def show_both(
    request: Request, desk: Desk, form: MessageForm, stale: Stale, *, is_typing: bool = False
) -> HttpResponse:
    """Another window kept other words meanwhile, or sent the message: nothing is overwritten."""
    version = form.cleaned_data["version"] or 0
    composer = compose(desk, typed=form.words, version=version, place=request.POST.get("place", ""))
    composer = dataclasses.replace(composer, other=stale.stored, is_gone=stale.stored is None)
    return show(request, desk, composer, status=422, is_typing=is_typing)


def show(
    request: Request, desk: Desk, composer: Composer, *, status: int = 200, is_typing: bool = False
) -> HttpResponse:
    context = {
        "c": composer,
        "person": desk.contact,
        "asks_changed": is_typing and request.POST.get("asked", "") != composer.asked,
        "next": request.POST.get("next", ""),
        "active": "people",
    }
    template = "write.html"
    if request.htmx:
        template = "_composer_state.html" if is_typing else "_composer.html"
    return render(request, f"pipeline/{template}", context, status=status)


def leave(request: Request, desk: Desk) -> HttpResponse:
    """Back to where the message was begun from."""
    page = page_of(request, desk.contact, request.POST.get("place", ""))
    return go_to(request, page)
