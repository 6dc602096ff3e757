"""One seeker's page for their coach, and the same page for the seeker to see what that is."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from networking.accounts.http import Request
from networking.coaching.seeker_page import load_seeker, with_seeker
from networking.cohorts.access import places_of, read_by
from networking.cohorts.looking import note_look


@require_GET
def seeker(request: Request, pk: int) -> HttpResponse:
    """Each look is written down, for the seeker to see."""
    now = timezone.now()
    membership = get_object_or_404(with_seeker(read_by(request.user)), pk=pk)
    note_look(request.user, membership, now=now)
    context = {"seeker": load_seeker(membership, now=now), "active": "cohorts"}
    return render(request, "coaching/seeker.html", context)


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
