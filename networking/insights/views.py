"""The coach's queue; the page of a cohort and its spreadsheet, for those who coach it or run its school."""

from __future__ import annotations

from typing import Any, cast

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from networking.accounts.http import Request
from networking.cohorts.audit import record
from networking.cohorts.models import Act, Cohort
from networking.insights.cohort import HEADER, PAGE, load_numbers, open_to, sheet
from networking.insights.queue import load_queue
from networking.insights.triage import REASONS
from networking.web.csv import csv_response
from networking.web.paging import page_of


@require_GET
def queue(request: Request) -> HttpResponse:
    found = load_queue(request.user, request.GET.dict(), now=timezone.now())
    if found is None:
        raise Http404("Coaches no cohort.")
    return render(request, "insights/queue.html", {"queue": found, "reasons": REASONS, "active": "queue"})


@require_GET
def cohort(request: Request, pk: int) -> HttpResponse:
    shown = my_cohort(request, pk)
    numbers = load_numbers(request.user, shown, is_coached=shown.is_coached, now=timezone.now())
    page = page_of(numbers.members, request.GET.get("page", ""), PAGE)
    context = {"cohort": shown, "numbers": numbers, "page": page, "query": "", "active": "cohorts"}
    return render(request, "insights/cohort.html", context)


@require_GET
def numbers(request: Request, pk: int) -> HttpResponse:
    """The same numbers as a spreadsheet; that somebody took them along is written down."""
    shown, now = my_cohort(request, pk), timezone.now()
    found = load_numbers(request.user, shown, is_coached=shown.is_coached, now=now)
    there = {"organization": shown.organization, "cohort": cast(Cohort, shown), "actor": request.user}
    record(Act.EXPORTED, at=now, **there)
    return csv_response(f"cohort-{pk}.csv", HEADER, sheet(found))


def my_cohort(request: Request, pk: int) -> Any:
    """One whose page I may open, with `is_coached` and `is_run`."""
    return get_object_or_404(open_to(request.user), pk=pk)
