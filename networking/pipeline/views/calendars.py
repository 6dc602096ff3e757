"""Bringing events in from a calendar or a mail: read it, choose, add, and take back. Nothing is fetched."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networking.accounts.http import Request
from networking.accounts.models import User
from networking.conversations import event_import
from networking.conversations.calendar_form import CalendarForm
from networking.conversations.calendar_reading import UnreadableCalendarError
from networking.conversations.event_calendar import event_file
from networking.conversations.models import Event
from networking.pipeline.found import Preview, held_in, preview, reading_of, ticked
from networking.web.htmx import say

TOO_LATE = "This was read too long ago to be added. Please read the calendar again."


@require_http_methods(["GET", "HEAD", "POST"])
def import_events(request: Request) -> HttpResponse:
    """The form, and what a calendar holds before anything of it is added."""
    today = request.user.local_date(timezone.now())
    is_too_large = getattr(request, "file_is_too_large", False)
    if request.method != "POST":
        return show(request, CalendarForm(today=today))
    form = CalendarForm(request.POST, request.FILES, today=today, is_too_large=is_too_large)
    found = preview_of(form, request.user) if form.is_valid() else None
    return show(request, form, found, 200 if found else 422)


def preview_of(form: CalendarForm, user: User) -> Preview | None:
    text, since = form.cleaned_data["text"], form.cleaned_data["since"]
    try:
        reading = reading_of(text, user, since=since, today=form.today)
    except UnreadableCalendarError as why:
        form.add_error("file" if form.cleaned_data["file"] else "text", str(why))
        return None
    return preview(reading, user, since=since, today=form.today)


def show(
    request: Request, form: CalendarForm, found: Preview | None = None, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"active": "events", "form": form, "found": found}
    return render(request, "pipeline/import_events.html", context, status=status)


@require_POST
def take_events(request: Request) -> HttpResponse:
    """Adds the ticked ones; the same form again adds nothing."""
    held = held_in(request.POST.get("found", ""), request.user)
    if held is None:
        say(request, TOO_LATE)
        return redirect("pipeline:import_events")
    batch, found = held
    chosen = ticked(found, request.POST.getlist("event"))
    if not chosen:
        say(request, "No event was ticked, so none was added.")
        return redirect("pipeline:import_events")
    count = event_import.take(request.user, batch, chosen, now=timezone.now())
    undo = reverse("pipeline:take_back_events", args=[batch]) if count else ""
    say(request, added(count), undo=undo)
    return redirect("pipeline:events")


def added(count: int) -> str:
    if count == 0:
        return "These events are in your list already."
    return "1 event is in your list now." if count == 1 else f"{count} events are in your list now."


@require_POST
def take_back_events(request: Request, batch: UUID) -> HttpResponse:
    count = event_import.take_back(request.user, batch, now=timezone.now())
    said = "1 event is taken back." if count == 1 else f"{count} events are taken back."
    say(request, said if count else "There was nothing to take back.")
    return redirect("pipeline:events")


@require_GET
def event_ics(request: Request, pk: int) -> HttpResponse:
    """The event as a file for a calendar."""
    shown = get_object_or_404(Event.objects.owned_by(request.user), pk=pk)
    file = event_file(shown, user=request.user, now=timezone.now())
    named = {"Content-Disposition": 'attachment; filename="event.ics"'}
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=named)
