"""One seeker's page for their coach, the same page for the seeker to see, and steps that are suggested."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from networking.accounts.http import Request
from networking.coaching import suggesting
from networking.coaching.models import Outcome, Suggestion
from networking.coaching.seeker_page import load_names, load_seeker, with_seeker
from networking.coaching.suggestion_form import SuggestionForm
from networking.cohorts.access import places_of, read_by
from networking.cohorts.looking import note_look
from networking.cohorts.models import Membership
from networking.web.htmx import say


@require_GET
def seeker(request: Request, pk: int) -> HttpResponse:
    return show(request, get_object_or_404(with_seeker(read_by(request.user)), pk=pk))


def show(request: Request, membership: Membership, form: SuggestionForm | None = None) -> HttpResponse:
    """Each look is written down, for the seeker to see."""
    now = timezone.now()
    note_look(request.user, membership, now=now)
    page = load_seeker(membership, now=now)
    context = {"seeker": page, "form": form or SuggestionForm(targets=page.names), "active": "cohorts"}
    return render(request, "coaching/seeker.html", context, status=422 if form else 200)


@require_GET
def preview(request: Request) -> HttpResponse:
    """What my coach sees of me, or would see if I shared; looking at oneself is nobody's business."""
    mine = with_seeker(places_of(request.user)).first()
    if mine is None:
        raise Http404("In no cohort.")
    context = {
        "seeker": load_seeker(mine, now=timezone.now()),
        "is_read": mine.shares and mine.cohort is not None and not mine.cohort.is_archived,
        "active": "settings",
    }
    return render(request, "coaching/preview.html", context)


@require_POST
def suggest(request: Request, pk: int) -> HttpResponse:
    """A step for the seeker, about one of their targets or none."""
    membership = get_object_or_404(with_seeker(read_by(request.user)), pk=pk)
    form = SuggestionForm(request.POST, targets=load_names(membership.user))
    if not form.is_valid():
        return show(request, membership, form)
    said = form.cleaned_data
    try:
        made = suggesting.suggest(
            membership,
            request.user,
            form.step,
            company_id=said["company"],
            key=said["key"],
            now=timezone.now(),
        )
    except suggesting.TooManyError:
        form.add_error(None, "Many steps wait there already. Let them do some first, or take one back.")
        return show(request, membership, form)
    undo = reverse("coaching:withdraw", args=[made.pk])
    say(request, f"Suggested. {membership.user} finds it among the next steps.", undo=undo)
    return redirect("coaching:seeker", pk)


@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    suggestion = get_object_or_404(suggesting.written_by(request.user), pk=pk)
    suggesting.withdraw(suggestion, now=timezone.now())
    say(request, "Taken back.", undo=reverse("coaching:suggest_again", args=[pk]))
    return back_to(request, suggestion)


@require_POST
def suggest_again(request: Request, pk: int) -> HttpResponse:
    suggestion = get_object_or_404(suggesting.written_by(request.user), pk=pk)
    suggesting.reopen(suggestion, Outcome.WITHDRAWN)
    say(request, "It is suggested again.", undo=reverse("coaching:withdraw", args=[pk]))
    return back_to(request, suggestion)


def back_to(request: Request, suggestion: Suggestion) -> HttpResponse:
    """After an undo over htmx the page that shows it asks for itself again (static/js/toasts.js)."""
    if request.htmx:
        return HttpResponse(status=204)
    place = get_object_or_404(read_by(request.user), user=suggestion.owner_id, cohort=suggestion.cohort_id)
    return redirect("coaching:seeker", place.pk)
