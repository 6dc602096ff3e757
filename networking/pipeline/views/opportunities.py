"""Opportunities: the roles at companies, how far each has come, and how it ended."""

from __future__ import annotations

import datetime as dt
from copy import copy
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networking.accounts.http import Request
from networking.companies.models import Company, Standing
from networking.contacts.forms import LONG_AGO, my_companies
from networking.conversations import opportunities as acts
from networking.conversations.models import Opportunity, Progress
from networking.conversations.opportunity_form import AddOpportunityForm, OpportunityForm, ProgressForm
from networking.pipeline.opportunity_list import load_opportunities, load_opportunity
from networking.pipeline.views.board import parse_day, undone
from networking.pipeline.views.people import preset_of
from networking.pipeline.workplaces import company_named
from networking.web.htmx import fragment_or_redirect, go_to, say
from networking.web.seen import in_turn

FORM = require_http_methods(["GET", "HEAD", "POST"])


def my_opportunities(request: Request) -> QuerySet[Opportunity]:
    return Opportunity.objects.owned_by(request.user).select_related("company", "referrer")


def my_opportunity(request: Request, pk: int) -> Opportunity:
    found = get_object_or_404(my_opportunities(request), pk=pk)
    found.owner = request.user
    return found


@require_GET
def opportunities(request: Request) -> HttpResponse:
    return render(request, "pipeline/opportunities.html", list_of(request))


def list_of(request: Request) -> dict[str, Any]:
    return load_opportunities(request.user, request.GET.dict(), now=timezone.now())


@FORM
def add_opportunity(request: Request) -> HttpResponse:
    now, (company, preset) = timezone.now(), preset_of(request)
    sent = request.POST if request.method == "POST" else None
    mine = Opportunity(owner=request.user, company=company)
    today = request.user.local_date(now)
    form = AddOpportunityForm(sent, instance=mine, owner=request.user, today=today, initial=preset)
    if sent is None or not form.is_valid():
        return show_form(request, form, company, 200 if sent is None else 422)
    made = acts.add(
        request.user,
        company_of(request, form),
        **form.said,
        progress=form.cleaned_data["progress"],
        on=form.cleaned_data["on"],
        key=form.cleaned_data["key"],
        now=now,
    )
    undo = reverse("pipeline:remove_opportunity", args=[made.pk])
    say(request, f"{made.role} at {made.company.name} is one of your opportunities.", undo=undo)
    return redirect("pipeline:opportunity", made.pk)


def company_of(request: Request, form: OpportunityForm) -> Company:
    name, now = form.cleaned_data["company_name"], timezone.now()
    company = company_named(request.user, name, now=now, standing=Standing.BACKLOG)
    assert company
    return company


def show_form(request: Request, form: OpportunityForm, company: Company | None, status: int) -> HttpResponse:
    context = {
        "active": "opportunities",
        "form": form,
        "company": company,
        "opportunity": form.instance if form.instance.pk else None,
        "companies": my_companies(request.user),
    }
    return render(request, "pipeline/write_opportunity.html", context, status=status)


@FORM
def edit_opportunity(request: Request, pk: int) -> HttpResponse:
    sent = request.POST if request.method == "POST" else None
    with in_turn(request, my_opportunities(request)) as mine:
        found = get_object_or_404(mine, pk=pk)
        found.owner = request.user
        form = OpportunityForm(sent, instance=copy(found), owner=request.user)
        if sent is None or not form.is_valid():
            return show_form(request, form, found.company, 200 if sent is None else 422)
        acts.edit(found, company=company_of(request, form), **form.said)
    say(request, "What you changed is kept.")
    return redirect("pipeline:opportunity", pk)


@require_GET
def opportunity(request: Request, pk: int) -> HttpResponse:
    return show(request, my_opportunity(request, pk))


def show(
    request: Request, found: Opportunity, form: ProgressForm | None = None, refused: str = ""
) -> HttpResponse:
    """The page; with what could not be told yet, and why."""
    now = timezone.now()
    form = form or ProgressForm(today=request.user.local_date(now))
    context = load_opportunity(request.user, found, now=now) | {"form": form, "refused": refused}
    is_refused = bool(form.errors or refused)
    return render(request, "pipeline/opportunity.html", context, status=422 if is_refused else 200)


@require_POST
def move_on(request: Request, pk: int) -> HttpResponse:
    """How far it has come; the undo remembers how far it was, since when, and when that was said."""
    found, now = my_opportunity(request, pk), timezone.now()
    form = ProgressForm(request.POST, today=request.user.local_date(now))
    if not form.is_valid():
        return show(request, found, form)
    before = {"progress": found.progress, "on": found.progress_on, "at": found.progress_at.isoformat()}
    if acts.move_on(found, form.cleaned_data["progress"], on=form.cleaned_data["on"], now=now):
        undo = f"{reverse('pipeline:undo_opportunity', args=[pk])}?{urlencode(before)}"
        say(request, f"{found.role}: {found.get_progress_display().lower()}.", undo=undo)
    if request.POST.get("place") == "list" and not found.has_ended:
        to = reverse("pipeline:opportunities")
        return fragment_or_redirect(request, "pipeline/_opportunities.html", list_of(request), to=to)
    return go_to(request, reverse("pipeline:opportunity", args=[pk]))


@require_POST
def move_back(request: Request, pk: int) -> HttpResponse:
    """The undo of that, to what was said before."""
    found, now = my_opportunity(request, pk), timezone.now()
    said = {**request.GET.dict(), **request.POST.dict()}
    on, at = parse_day(said.get("on", "")), parse_moment(said.get("at", ""))
    if said.get("progress") not in Progress.values or on is None or at is None or at > now:
        raise Http404
    acts.move_on(found, said["progress"], on=min(on, request.user.local_date(now)), now=now, said_at=at)
    return undone(request, reverse("pipeline:opportunity", args=[pk]))


def parse_moment(text: str) -> dt.datetime | None:
    """A moment as we wrote it into the address of an undo; None for anything else."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and timezone.is_aware(moment) and moment.date() > LONG_AGO else None


@require_POST
def remove_opportunity(request: Request, pk: int) -> HttpResponse:
    found = my_opportunity(request, pk)
    acts.remove(found, now=timezone.now())
    say(request, f"{found.role} is removed.", undo=reverse("pipeline:restore_opportunity", args=[pk]))
    return go_to(request, reverse("pipeline:opportunities"))


@require_POST
def restore_opportunity(request: Request, pk: int) -> HttpResponse:
    gone = Opportunity.objects.removed_by(request.user).filter(company__removed_at=None)
    found = get_object_or_404(gone.select_related("company"), pk=pk)
    acts.restore(found)
    say(request, f"{found.role} is back.")
    return undone(request, reverse("pipeline:opportunity", args=[pk]))
