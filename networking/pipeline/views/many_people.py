"""Saying of many people at once how close they are, and taking that back."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_list_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from networking.accounts.http import Request
from networking.contacts.models import Closeness, Contact
from networking.conversations import writer
from networking.pipeline.people_choice import Choice, matching
from networking.pipeline.views.people import address_of, people_page
from networking.web.htmx import say
from networking.web.keys import row_key

CHANGED = "closeness"  # in the session: whom the last few presses changed
MOST_CHANGES = 3


@require_POST
def set_closeness(request: Request) -> HttpResponse:
    """For the ticked ones, or for everybody whom the list was narrowed to."""
    choice = Choice.of(QueryDict(request.POST.get("choice", "")).dict())
    closeness = request.POST.get("closeness", "")
    people = chosen(request, choice)
    if closeness not in Closeness.values or not people:
        return show_list(request, choice, "Tick somebody first.", 422)
    changed = writer.set_closeness(request.user, people, closeness)
    say(request, words_of(len(people), closeness), undo=remember(request, changed, closeness))
    return show_list(request, choice)


def chosen(request: Request, choice: Choice) -> list[int]:
    """Their keys. Somebody who is not there, or not mine, does not exist: then nothing is changed."""
    if request.POST.get("all") == "1":
        now = timezone.now()
        found = matching(request.user, choice, request.user.local_date(now), now)
        return list(found.values_list("pk", flat=True))
    said = set(request.POST.getlist("person"))
    if not said:
        return []
    if not all(map(row_key, said)):
        raise Http404("Nobody has such a key.")
    there = get_list_or_404(Contact.objects.owned_by(request.user), pk__in=said)
    if len(there) < len({int(pk) for pk in said}):
        raise Http404("Somebody of these is not there.")
    return [contact.pk for contact in there]


def words_of(number: int, closeness: str) -> str:
    if number == 1:
        return "One person is close." if closeness == Closeness.CLOSE else "One person is not close."
    return f"{number} people are {'close' if closeness == Closeness.CLOSE else 'not close'}."


def remember(request: Request, changed: list[int], closeness: str) -> str:
    """The session knows whom this changed; nobody changed, nothing to undo."""
    if not changed:
        return ""
    mark = str(uuid.uuid4())
    before = [*request.session.get(CHANGED, []), [mark, closeness, changed]]
    request.session[CHANGED] = before[-MOST_CHANGES:]
    return reverse("pipeline:undo_closeness", args=[mark])


@require_POST
def undo_closeness(request: Request, mark: uuid.UUID) -> HttpResponse:
    """Gives those people back the closeness they had; the others keep theirs."""
    for known, closeness, changed in request.session.get(CHANGED, []):
        if known == str(mark):
            before = Closeness.DISTANT if closeness == Closeness.CLOSE else Closeness.CLOSE
            back = writer.set_closeness(request.user, changed, before)
            say(request, f"As before: {words_of(len(back), before)}" if back else "It is as it was before.")
            return HttpResponse(status=204) if request.htmx else redirect("pipeline:people")
    raise Http404("This was too long ago, or never.")


def show_list(request: Request, choice: Choice, trouble: str = "", status: int = 200) -> HttpResponse:
    """The same list again: htmx gets it alone, a plain browser its page."""
    if not request.htmx and not trouble:
        return redirect(address_of(choice))
    context = people_page(request.user, choice) | {"trouble": trouble}
    template = "pipeline/_people.html" if request.htmx else "pipeline/people.html"
    return render(request, template, context, status=status)
