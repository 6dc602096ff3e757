"""The lists of companies: finding, adding, ordering, and picking from where the seeker knows people."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networking.accounts.http import Request
from networking.accounts.models import User
from networking.companies import listing
from networking.companies.forms import LIST_NAMES, AddCompanyForm
from networking.companies.listing import AlreadyListedError
from networking.companies.models import Company, Standing
from networking.contacts.models import Connection
from networking.pipeline import company_list
from networking.pipeline.company_list import ORDERS, Choice
from networking.pipeline.company_rows import Line, load_people, rows_of
from networking.pipeline.next_steps import steps_of
from networking.pipeline.snapshot import load_snapshot
from networking.web.htmx import say

FEW, MANY = 8, 60  # suggestions beside the list, and on a page of their own


@require_GET
def companies(request: Request) -> HttpResponse:
    context = companies_page(request, Choice.of(request.GET.dict()))
    is_list_only = request.htmx and request.htmx.target == "company-list"
    template = "pipeline/_company_list.html" if is_list_only else "pipeline/companies.html"
    return render(request, template, context)


def companies_page(request: Request, choice: Choice) -> dict[str, Any]:
    counts = company_list.count_lists(request.user)
    rows, has_more = load_rows(request.user, choice, timezone.now())
    return {
        "active": "companies",
        "choice": choice,
        "tabs": [
            (tab, name, counts[tab])
            for tab, name in LIST_NAMES.items()
            if counts[tab] or tab != Standing.NETWORK
        ],
        "counts": counts,
        "orders": ORDERS,
        "rows": rows,
        "has_more": has_more,
        "filters": urlencode({"tab": choice.tab, "q": choice.q, "order": choice.order}),
        "is_empty": not any(counts.values()),
        "too_many": targets_over_aim(counts, request.user.target_aim),
        "aim": request.user.target_aim,
        "form": AddCompanyForm(owner=request.user, initial={"standing": choice.tab}),
    }


def load_rows(user: User, choice: Choice, now: dt.datetime) -> tuple[list[Line], bool]:
    """A page of a list as HTML, and whether there is more.

    Only targets have steps of their own; elsewhere what is due with the people speaks.
    """
    today = user.local_date(now)
    if choice.tab == Standing.TARGET:
        snapshot = load_snapshot(user, now=now)
        people = snapshot.people_at()
        page = company_list.pick(snapshot.companies, people, choice)
        steps = steps_of(snapshot)
        rows = rows_of(page.companies, steps, today, place="companies", load_people=lambda _: people)
        return rows, page.has_more
    page = company_list.load_page(user, choice)
    load = partial(load_people, user)
    return rows_of(page.companies, [], today, place="companies", load_people=load), page.has_more


def targets_over_aim(counts: dict[str, int], aim: int) -> int:
    """How many targets there are when that is more than aimed for, else 0."""
    return counts[Standing.TARGET] if counts[Standing.TARGET] > aim else 0


@require_http_methods(["GET", "HEAD", "POST"])
def add_company(request: Request) -> HttpResponse:
    if request.method != "POST":
        form = AddCompanyForm(owner=request.user)
        return render(request, "pipeline/add_company.html", {"form": form, "active": "companies"})
    form = AddCompanyForm(request.POST, owner=request.user)
    if not form.is_valid():
        return refuse(request, form)
    today = request.user.local_date(timezone.now())
    try:
        company = listing.add_company(request.user, **form.cleaned_data, today=today)
    except AlreadyListedError as refused:
        form.there = refused.company
        form.add_error("name", f"{refused.company.name} is already on your list.")
        return refuse(request, form)
    say(request, f"{company.name} is on your list: {LIST_NAMES[company.standing]}.")
    if request.htmx:
        return render(request, "pipeline/_added.html", added(request, company))
    return redirect("pipeline:board", company.pk)


def refuse(request: Request, form: AddCompanyForm) -> HttpResponse:
    template = "pipeline/_add_company.html" if request.htmx else "pipeline/add_company.html"
    context = {"form": form, "shown": request.POST.get("shown", ""), "active": "companies"}
    return render(request, template, context, status=422)


def added(request: Request, company: Company) -> dict[str, Any]:
    """What the lists look like with it: its row if its list is shown, and a word when it is one too many."""
    counts = company_list.count_lists(request.user)
    shown = request.POST.get("shown", "")
    is_shown = shown == company.standing
    choice = Choice.of({"tab": shown, "q": company.name})
    rows = load_rows(request.user, choice, timezone.now())[0] if is_shown else []
    return {
        "form": AddCompanyForm(owner=request.user, initial={"standing": company.standing}),
        "rows": [row for row in rows if row.pk == company.pk],
        "shown": shown,
        "is_first": is_shown and counts[shown] == 1,
        "counts": counts,
        "too_many": targets_over_aim(counts, request.user.target_aim),
        "aim": request.user.target_aim,
        "company": company if company.standing == Standing.TARGET else None,
    }


@require_GET
def suggestions(request: Request) -> HttpResponse:
    """The companies where the seeker knows people: the first of them as a fragment, more as a page."""
    limit = FEW if request.htmx else MANY
    found = company_list.load_suggestions(request.user, limit)
    context = {
        "suggestions": found,
        "is_short": request.htmx and len(found) == limit,
        "knows": bool(found) or Connection.objects.owned_by(request.user).exists(),
        "active": "companies",
    }
    template = "pipeline/_suggestions.html" if request.htmx else "pipeline/suggestions.html"
    return render(request, template, context)


@require_POST
def take_suggestion(request: Request) -> HttpResponse:
    """Puts a company from the address book onto the list; pressed twice, it is there once."""
    standing = Standing.BACKLOG if "backlog" in request.POST else Standing.TARGET
    key = request.POST.get(standing, "").replace("\0", "")
    found = company_list.where_i_know_people(request.user).filter(company_key=key).first()
    company = listing.listed(request.user, key) if key and found is None else None
    if found is None and company is None:
        raise Http404
    if found is not None:
        today = request.user.local_date(timezone.now())
        company = listing.add_company(request.user, found[2][:200], standing=standing, today=today)
        undo = reverse("pipeline:remove_company", args=[company.pk])
        say(request, f"{company.name} is on your list: {LIST_NAMES[standing]}.", undo=undo)
    if request.htmx:
        return render(request, "pipeline/_taken.html", {"company": company})
    return redirect("pipeline:companies")


@require_POST
def move_company(request: Request, pk: int) -> HttpResponse:
    company = get_object_or_404(Company.objects.owned_by(request.user), pk=pk)
    listing.move(company, {"up": -1, "down": 1}.get(request.POST.get("direction", ""), 0))
    return list_again(request, {**request.POST.dict(), "tab": company.standing})


def list_again(request: Request, given: dict[str, str]) -> HttpResponse:
    """The list that somebody pressed a button in, as it is now."""
    choice = Choice.of(given)
    if request.htmx:
        context = companies_page(request, choice) | {"oob": True}
        return render(request, "pipeline/_company_list.html", context)
    asked = {"tab": choice.tab, "q": choice.q, "order": choice.order, "page": choice.page}
    return redirect(f"{reverse('pipeline:companies')}?{urlencode(asked)}")
