"""Taking up who was met at an event or in a community, one after another, and taking somebody off again."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from networking.accounts.http import Request
from networking.conversations import meeting
from networking.conversations.meeting import Meeting
from networking.conversations.meeting_form import MeetForm
from networking.conversations.models import Community, Event, Met
from networking.pipeline.meeting_people import (
    met_part,
    page_url,
    recall,
    remember,
    suggested,
    take_up,
)
from networking.web.htmx import say

Show = Callable[..., HttpResponse]


def meet_here(request: Request, place: Event | Community, show: Show) -> HttpResponse:
    """One person more. `show(request, place, status=…, **part)` is the whole page of the place."""
    now = timezone.now()
    form = MeetForm(request.POST, owner=request.user)
    if not form.is_valid():
        return refuse(request, place, show, form=form)
    try:
        taken = take_up(request.user, place, form, now=now)
    except ValidationError as refused:
        form.add_error("name", refused.messages)
        return refuse(request, place, show, form=form)
    if taken.meeting is None:
        return refuse(request, place, show, form=form, perhaps=taken.perhaps)
    tell(request, taken.meeting)
    if not request.htmx:
        return redirect(f"{page_url(place)}#met")
    return show_part(request, place, focus=True)


def refuse(request: Request, place: Event | Community, show: Show, **part: Any) -> HttpResponse:
    if request.htmx:
        return show_part(request, place, status=422, **part)
    return show(request, place, status=422, **part)


def show_part(request: Request, place: Event | Community, *, status: int = 200, **part: Any) -> HttpResponse:
    today = request.user.local_date(timezone.now())
    context = met_part(request.user, place, today=today, **part)
    return render(request, "pipeline/_met.html", context, status=status)


def tell(request: Request, met: Meeting) -> None:
    name, undo = met.met.contact.name, reverse("pipeline:unmeet", args=[met.met.pk])
    if met.is_new:
        say(request, f"{name} is one of your people now.", undo=undo)
    elif met.was_there:
        say(request, f"{name} is on this list already.")
    else:
        say(request, f"{name} was one of your people already. You met here too.", undo=undo)


@require_GET
def who_is_it(request: Request) -> HttpResponse:
    """While a name is typed: those of my people who may be meant."""
    people = suggested(request.user, request.GET.get("name", ""))
    return render(request, "pipeline/_met_who.html", {"people": people})


@require_POST
def unmeet(request: Request, pk: int) -> HttpResponse:
    mine = Met.objects.owned_by(request.user).select_related("contact", "event", "community")
    met = get_object_or_404(mine, pk=pk)
    place = met.event or met.community
    assert place
    key = remember(request.session, meeting.unmeet(met, now=timezone.now()))
    say(
        request,
        f"{met.contact.name} is off the list.",
        undo=reverse("pipeline:meet_again", args=[key]),
    )
    return show_part(request, place) if request.htmx else redirect(f"{page_url(place)}#met")


@require_POST
def meet_again(request: Request, key: uuid.UUID) -> HttpResponse:
    """The undo of taking somebody off."""
    taken_off = recall(request.session, key)
    if taken_off is None:
        raise Http404
    try:
        met = meeting.meet_again(request.user, taken_off, now=timezone.now())
    except ValidationError as refused:
        say(request, " ".join(refused.messages))
        return redirect("pipeline:events")
    if met is None:
        raise Http404
    place = met.event or met.community
    assert place
    say(request, f"{met.contact.name} is on the list again.")
    return redirect(f"{page_url(place)}#met")
