"""The plan for the first week: what is ready, what is done, and putting the plan away."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from networking.accounts.http import Request
from networking.accounts.story_form import StoryForm
from networking.accounts.turn import my_turn
from networking.conversations.ticks import tick, untick
from networking.pipeline.first_week import PUT_AWAY, TICKABLE, load_week, since_graduation
from networking.web.htmx import say


@require_http_methods(["GET", "HEAD", "POST"])
def first_week(request: Request) -> HttpResponse:
    with my_turn(request) as stored:  # the form writes into it; the page speaks of what is
        form = StoryForm(request.POST if request.method == "POST" else None, instance=stored)
        if request.method == "POST" and form.is_valid():
            request.user.change_settings(**form.said)
            say(request, "Kept.")
            return redirect("pipeline:first_week")
    today = request.user.local_date(timezone.now())
    context = {
        "form": form,
        "week": load_week(request.user),
        "graduated": since_graduation(request.user.graduated_on, today),
        "active": "today",
    }
    return render(request, "pipeline/first_week.html", context, status=422 if form.errors else 200)


@require_POST
def tick_item(request: Request, item: str) -> HttpResponse:
    """Ticks what nothing stored can tell, or takes the tick away."""
    if item not in TICKABLE:
        raise Http404("Nothing to tick.")
    if request.POST.get("on") == "0":
        untick(request.user, item)
    else:
        tick(request.user, item, on=request.user.local_date(timezone.now()))
    return redirect(f"{reverse('pipeline:first_week')}#ready")


@require_POST
def put_away(request: Request) -> HttpResponse:
    tick(request.user, PUT_AWAY, on=request.user.local_date(timezone.now()))
    said = "The plan is put away. You find it under Settings if you want it again."
    say(request, said, undo=reverse("pipeline:bring_week_back"))
    return redirect("pipeline:today")


@require_POST
def bring_back(request: Request) -> HttpResponse:
    untick(request.user, PUT_AWAY)
    if request.htmx:
        return HttpResponse(status=204)
    return redirect("pipeline:first_week")
