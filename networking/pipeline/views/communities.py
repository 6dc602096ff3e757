"""Communities: the list, adding and changing one, its page with who was met there, joining and leaving."""

from __future__ import annotations

import datetime as dt
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
from networking.conversations import communities as acts
from networking.conversations.community_form import CommunityForm
from networking.conversations.models import Community, CommunityKind
from networking.pipeline.community_list import ICONS, load_communities, say_since
from networking.pipeline.meeting_people import met_part
from networking.pipeline.views.board import parse_day
from networking.pipeline.views.meeting import meet_here
from networking.pipeline.workplaces import company_named
from networking.web.htmx import our_page, say
from networking.web.seen import in_turn

FORM = require_http_methods(["GET", "HEAD", "POST"])


def my_communities(request: Request) -> QuerySet[Community]:
    return Community.objects.owned_by(request.user).select_related("company", "owner")


def my_community(request: Request, pk: int) -> Community:
    return get_object_or_404(my_communities(request), pk=pk)


@require_GET
def communities(request: Request) -> HttpResponse:
    today = request.user.local_date(timezone.now())
    context = load_communities(request.user, page=request.GET.get("page", ""), today=today)
    return render(request, "pipeline/communities.html", {"active": "events", **context})


@FORM
def add_community(request: Request) -> HttpResponse:
    now = timezone.now()
    form = form_of(request)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form)
    company = company_named(request.user, form.cleaned_data["company_name"], now=now)
    key = form.cleaned_data["key"]
    added = acts.add(request.user, key=key, now=now, company=company, **form.community)
    undo = reverse("pipeline:remove_community", args=[added.pk])
    say(request, f"{added.name} is on your list.", undo=undo)
    return redirect("pipeline:community", added.pk)


def form_of(request: Request, **kwargs: Any) -> CommunityForm:
    sent = request.POST if request.method == "POST" else None
    return CommunityForm(sent, today=request.user.local_date(timezone.now()), **kwargs)


def show_form(request: Request, form: CommunityForm, community: Community | None = None) -> HttpResponse:
    context = {
        "form": form,
        "community": community,
        "companies": my_companies(request.user),
        "active": "events",
    }
    return render(request, "pipeline/write_community.html", context, status=422 if form.errors else 200)


@FORM
def edit_community(request: Request, pk: int) -> HttpResponse:
    with in_turn(request, my_communities(request)) as mine:
        shown = get_object_or_404(mine, pk=pk)
        form = form_of(request, instance=copy(shown))
        if request.method != "POST" or not form.is_valid():
            return show_form(request, form, shown)
        company = company_named(request.user, form.cleaned_data["company_name"], now=timezone.now())
        acts.edit(shown, {**form.community, "company": company})
    say(request, f"{shown.name} is changed.")
    return redirect("pipeline:community", pk)


@require_GET
def community(request: Request, pk: int) -> HttpResponse:
    return show_community(request, my_community(request, pk))


def show_community(request: Request, shown: Community, *, status: int = 200, **part: Any) -> HttpResponse:
    """The page of a community, with the people met there, or the form that was refused in its place."""
    today = request.user.local_date(timezone.now())
    context = {
        "community": shown,
        "icon": ICONS[CommunityKind(shown.kind)],
        "since": say_since(shown.joined_on, today),
        "active": "events",
        **met_part(request.user, shown, today=today, **part),
    }
    return render(request, "pipeline/community.html", context, status=status)


@require_POST
def meet_in_community(request: Request, pk: int) -> HttpResponse:
    return meet_here(request, my_community(request, pk), show_community)


@require_POST
def join_community(request: Request, pk: int) -> HttpResponse:
    shown = my_community(request, pk)
    undo = "" if shown.joined_on else reverse("pipeline:leave_community", args=[pk])
    acts.join(shown, day_of(request))
    say(request, f"You are in {shown.name}.", undo=undo)
    return back(request, shown)


def day_of(request: Request) -> dt.date:
    """Today; the undo of leaving says the day on which one had joined."""
    today = request.user.local_date(timezone.now())
    return min(today, parse_day(request.GET.get("on", "")) or today)


@require_POST
def leave_community(request: Request, pk: int) -> HttpResponse:
    shown = my_community(request, pk)
    undo = f"{reverse('pipeline:join_community', args=[pk])}?on={shown.joined_on}" if shown.joined_on else ""
    acts.leave(shown)
    say(request, f"You are not in {shown.name} any more. The people you met there stay.", undo=undo)
    return back(request, shown)


def back(request: Request, shown: Community) -> HttpResponse:
    """To the page the button stood on."""
    page = reverse("pipeline:community", args=[shown.pk])
    return redirect(our_page(request, request.POST.get("next", ""), otherwise=page))


@require_POST
def remove_community(request: Request, pk: int) -> HttpResponse:
    removed = acts.remove(my_community(request, pk), now=timezone.now())
    undo = reverse("pipeline:restore_community", args=[pk])
    say(request, f"{removed.name} is removed. The people you met there stay.", undo=undo)
    return redirect("pipeline:communities")


@require_POST
def restore_community(request: Request, pk: int) -> HttpResponse:
    restored = acts.restore(get_object_or_404(Community.objects.removed_by(request.user), pk=pk))
    say(request, f"{restored.name} is back.")
    return redirect("pipeline:community", pk)
