"""Moving a person's card: forward logs what happened, backward asks before it removes anything."""

from __future__ import annotations

import datetime as dt
import uuid
from urllib.parse import urlencode

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from networking.accounts.http import Request
from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Stage
from networking.conversations import writer
from networking.conversations.models import Interaction
from networking.pipeline.moving import Move, chat_to_hold, in_the_way, stage_named
from networking.pipeline.views import places
from networking.web.htmx import say


@require_POST
def move(request: Request, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.owned_by(request.user), pk=pk)
    to = stage_named(request.POST.get("stage", ""))
    if to is None:
        raise Http404
    wish = Move(Stage(contact.stage), to)
    if wish.is_forward:
        return forward(request, contact, wish)
    if wish.to < wish.start:
        return backward(request, contact, wish)
    return places.answer(request, contact, place_of(request))


def place_of(request: Request) -> str:
    return request.POST.get("place") or request.GET.get("place") or "board"


def forward(request: Request, contact: Contact, wish: Move) -> HttpResponse:
    """Logs what the column says, today; onto Thanked without a chat it asks first and logs both."""
    talked = "talked" in request.POST
    if wish.needs_chat(contact) and not talked:
        return ask(request, contact, wish, "pipeline/did_you_talk.html")
    now = timezone.now()
    key = key_of(request)
    kinds = [Kind.CHAT, Kind.THANK_YOU] if wish.needs_chat(contact) else [wish.kind]
    with transaction.atomic():
        logged = [log(request, contact, kind, uuid.uuid5(key, kind), now) for kind in kinds]
    contact.refresh_from_db()
    undo = [("remove", interaction.pk) for interaction in reversed(logged)]
    say(
        request,
        f"{contact.name}: {Stage(contact.stage).label.lower()}.",
        undo=undo_url(contact, undo, request),
    )
    return places.answer(request, contact, place_of(request))


def log(request: Request, contact: Contact, kind: Kind, key: uuid.UUID, now: dt.datetime) -> Interaction:
    """One interaction of today; a planned chat that has begun is the chat that was held."""
    chat = chat_to_hold(contact, now) if kind == Kind.CHAT else None
    if chat:
        return writer.hold_chat(chat, now=now, on=request.user.local_date(now), key=key)
    return writer.log(contact, kind, on=request.user.local_date(now), now=now, key=key)


def backward(request: Request, contact: Contact, wish: Move) -> HttpResponse:
    """Removes what stands in the way, but only what was shown and agreed to."""
    mine = Interaction.objects.owned_by(request.user).select_related("contact", "chat")
    history = mine.filter(contact=contact).order_by("-on", "-pk")
    standing = in_the_way(history, wish.to, contact.chatted_on)
    agreed = {pk for pk in request.POST.getlist("remove") if pk.isdecimal()}
    if not standing or {str(interaction.pk) for interaction in standing} != agreed:
        return ask(request, contact, wish, "pipeline/in_the_way.html", standing=standing)
    now = timezone.now()
    with transaction.atomic():
        for interaction in standing:
            writer.remove(interaction, now=now)
    contact.refresh_from_db()
    undo = [("restore", interaction.pk) for interaction in reversed(standing)]
    say(
        request,
        f"{contact.name} is back under “{Stage(contact.stage).label}”.",
        undo=undo_url(contact, undo, request),
    )
    return places.answer(request, contact, place_of(request))


def ask(request: Request, contact: Contact, wish: Move, template: str, **more: object) -> HttpResponse:
    """A question before anything is logged or removed: a page, or above the board."""
    template = template.replace("/", "/_") if request.htmx else template
    context: dict[str, object] = {
        "contact": contact,
        "wish": wish,
        "place": place_of(request),
        "key": uuid.uuid4(),
        **more,
    }
    context["back"] = places.page_of(request, contact, place_of(request))
    return render(request, template, context | {"active": "companies"})


def key_of(request: Request) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()


def undo_url(contact: Contact, acts: list[tuple[str, int]], request: Request) -> str:
    place = [("place", place_of(request))]
    return f"{reverse('pipeline:undo_move', args=[contact.pk])}?{urlencode([*acts, *place])}"


@require_POST
def undo_move(request: Request, pk: int) -> HttpResponse:
    """Takes back a move: what it logged goes, what it removed comes back; pressed twice, it is still once."""
    contact = get_object_or_404(Contact.objects.owned_by(request.user), pk=pk)
    now = timezone.now()
    given = Interaction.objects.filter(owner=request.user, contact=contact).select_related("contact", "chat")
    with transaction.atomic():
        for interaction in given.filter(pk__in=keys(request, "remove"), removed_at=None).order_by(
            "-on", "-pk"
        ):
            writer.take_back(interaction, now=now)
        for interaction in (
            given.filter(pk__in=keys(request, "restore")).exclude(removed_at=None).order_by("on", "pk")
        ):
            writer.restore(interaction, now=now)
    contact.refresh_from_db()
    say(request, f"{contact.name} is where they were: {Stage(contact.stage).label.lower()}.")
    return places.answer(request, contact, place_of(request))


def keys(request: Request, name: str) -> list[int]:
    return [int(pk) for pk in request.GET.getlist(name) if pk.isdecimal() and len(pk) < 19]
