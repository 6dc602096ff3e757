"""How a seeker's search is set up."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from networking.accounts.http import Request
from networking.accounts.models import User
from networking.accounts.settings_form import SettingsForm
from networking.accounts.turn import my_turn
from networking.cohorts import access
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.conversations.channels import NAMES, order_of
from networking.web.htmx import say


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: Request) -> HttpResponse:
    with my_turn(request) as stored:  # the form writes into it; the page speaks of what is
        form = SettingsForm(request.POST if request.method == "POST" else None, instance=stored)
        if request.method == "POST" and form.is_valid():
            request.user.change_settings(**form.said)
            say(request, "Your settings are kept.")
            return redirect("pipeline:settings")
    context = {
        "form": form,
        "channels": [(channel.value, NAMES[channel]) for channel in order_of(request.user.channel_order)],
        "has_sample": has_sample(request.user),
        "school": school_of(request.user),
        "active": "settings",
    }
    return render(request, "pipeline/settings.html", context, status=422 if form.errors else 200)


def has_sample(user: User) -> bool:
    """Whether anything of the sample is left to remove; one query."""
    companies = Company.objects.owned_by(user).filter(is_sample=True).order_by().values("pk")
    people = Contact.objects.owned_by(user).filter(is_sample=True).order_by().values("pk")
    return bool(companies.union(people, all=True)[:1])


def school_of(user: User) -> dict[str, Any]:
    """Where this person is a seeker, and whether there is a cohort or a school that they look after."""
    return {"place": access.membership_of(user), "looks_after": user.is_coaching or user.runs_school}


@require_POST
def move_channel(request: Request, channel: str) -> HttpResponse:
    """One place up or down in the order in which ways to a person are tried."""
    order = order_of(request.user.channel_order)
    if channel not in order:
        raise Http404("No such channel.")
    here = order.index(channel)  # type: ignore[arg-type]
    there = here + {"up": -1, "down": 1}.get(request.POST.get("direction", ""), 0)
    if 0 <= there < len(order):
        order[here], order[there] = order[there], order[here]
        request.user.change_settings(channel_order=[str(name) for name in order])
    return redirect(f"{reverse('pipeline:settings')}#channels")
