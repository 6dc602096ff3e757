"""Events: the list, adding and changing one, its page with who was met there, and whether I went."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networking.accounts.http import Request
from networking.contacts.forms import my_companies
from networking.conversations import events as acts
from networking.conversations.event_form import EventForm
from networking.conversations.event_time import say_there, say_when, span_of
from networking.conversations.models import Attendance, Event, EventKind
from networking.pipeline.event_list import ICONS, is_link, load_events
from networking.pipeline.meeting_people import met_part
from networking.pipeline.views.meeting import meet_here
from networking.pipeline.views.people import preset_of
from networking.pipeline.workplaces import company_named
from networking.web.htmx import say
from networking.web.seen import in_turn

FORM = require_http_methods(["GET", "HEAD", "POST"])
SAID = {
    Attendance.PLANNED: "{name} is planned again.",
    Attendance.ATTENDED: "You were at {name}. Whom did you meet?",
    Attendance.SKIPPED: "You did not go to {name}. There will be another one.",
}


def my_events(request: Request) -> QuerySet[Event]:
    return Event.objects.owned_by(request.user).select_related("company", "owner")


def my_event(request: Request, pk: int) -> Event:
    return get_object_or_404(my_events(request), pk=pk)


@require_GET
def events(request: Request) -> HttpResponse:
    context = load_events(request.user, request.GET.dict(), now=timezone.now())
    return render(request, "pipeline/events.html", context)


@FORM
def add_event(request: Request) -> HttpResponse:
    now = timezone.now()
    _, preset = preset_of(request)
    form = form_of(request, initial=preset)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form)
    company = company_named(request.user, form.cleaned_data["company_name"], now=now)
    added = acts.add(request.user, key=form.cleaned_data["key"], now=now, company=company, **form.event)
    say(request, f"{added.name} is on your list.", undo=reverse("pipeline:remove_event", args=[added.pk]))
    return redirect("pipeline:event", added.pk)


def form_of(request: Request, **kwargs: Any) -> EventForm:
    sent = request.POST if request.method == "POST" else None
    return EventForm(sent, owner=request.user, today=request.user.local_date(timezone.now()), **kwargs)


def show_form(request: Request, form: EventForm, event: Event | None = None) -> HttpResponse:
    context = {
        "form": form,
        "event": event,
        "companies": my_companies(request.user),
        "active": "events",
    }
    return render(request, "pipeline/write_event.html", context, status=422 if form.errors else 200)


@FORM
def edit_event(request: Request, pk: int) -> HttpResponse:
    now = timezone.now()
    with in_turn(request, my_events(request)) as mine:
        shown = get_object_or_404(mine, pk=pk)
        form = form_of(request, instance=copy(shown))
        if request.method != "POST" or not form.is_valid():
            return show_form(request, form, shown)
        company = company_named(request.user, form.cleaned_data["company_name"], now=now)
        acts.edit(shown, {**form.event, "company": company}, now=now)
    say(request, f"{shown.name} is changed.")
    return redirect("pipeline:event", pk)


@require_GET
def event(request: Request, pk: int) -> HttpResponse:
    return show_event(request, my_event(request, pk))


def show_event(request: Request, shown: Event, *, status: int = 200, **part: Any) -> HttpResponse:
    """The page of an event, with the people met there, or the form that was refused in its place."""
    now = timezone.now()
    today, span = request.user.local_date(now), span_of(shown, request.user.zone)
    context = {
        "event": shown,
        "when": say_when(span, today),
        "there": say_there(span),
        "icon": ICONS[EventKind(shown.kind)],
        "is_over": span.is_over(now),
        "has_begun": span.has_begun(now),
        "is_attended": shown.attendance == Attendance.ATTENDED,
        "is_skipped": shown.attendance == Attendance.SKIPPED,
        "place_is_link": is_link(shown.place),
        "active": "events",
        **met_part(request.user, shown, today=today, **part),
    }
    return render(request, "pipeline/event.html", context, status=status)


@require_POST
def meet_at_event(request: Request, pk: int) -> HttpResponse:
    return meet_here(request, my_event(request, pk), show_event)


@require_POST
def attend_event(request: Request, pk: int, attendance: str) -> HttpResponse:
    """Been there, not gone, or planned again."""
    shown = my_event(request, pk)
    before = shown.attendance
    acts.attend(shown, attendance)
    undo = reverse("pipeline:attend_event", args=[pk, before]) if before != attendance else ""
    say(request, SAID[Attendance(attendance)].format(name=shown.name), undo=undo)
    return redirect("pipeline:event", pk)


@require_POST
def remove_event(request: Request, pk: int) -> HttpResponse:
    removed = acts.remove(my_event(request, pk), now=timezone.now())
    undo = reverse("pipeline:restore_event", args=[pk])
    say(request, f"{removed.name} is removed. The people you met there stay.", undo=undo)
    return redirect("pipeline:events")


@require_POST
def restore_event(request: Request, pk: int) -> HttpResponse:
    mine = Event.objects.removed_by(request.user).select_related("owner")
    restored = acts.restore(get_object_or_404(mine, pk=pk))
    say(request, f"{restored.name} is back.")
    return redirect("pipeline:event", pk)
