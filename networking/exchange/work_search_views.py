"""The work-search log: a page to print and a spreadsheet, for the same period."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from networking.accounts.http import Request
from networking.exchange.work_search import COLUMNS, Week, by_week, load_log, rows
from networking.exchange.work_weeks import PeriodForm
from networking.web.csv import csv_response


@require_GET
def work_search(request: Request) -> HttpResponse:
    form = form_of(request)
    weeks = weeks_of(request, form) if form.is_valid() else []
    context = {
        "active": "export",
        "form": form,
        "weeks": weeks,
        "how_many": sum(len(week.steps) for week in weeks),
        "query": urlencode(form.data),
    }
    return render(request, "exchange/work_search.html", context, status=200 if form.is_valid() else 422)


@require_GET
def work_search_list(request: Request) -> HttpResponse:
    """The same as a spreadsheet; what cannot be read is said on the page."""
    form = form_of(request)
    if not form.is_valid():
        return redirect(f"{reverse('exchange:work_search')}?{urlencode(form.data)}")
    return csv_response("work-search-log.csv", COLUMNS, rows(weeks_of(request, form)))


def form_of(request: Request) -> PeriodForm:
    return PeriodForm(request.GET.dict(), today=request.user.local_date(timezone.now()))


def weeks_of(request: Request, form: PeriodForm) -> list[Week]:
    said = form.cleaned_data
    return by_week(load_log(request.user, said["since"], said["until"]), said["begins"])
