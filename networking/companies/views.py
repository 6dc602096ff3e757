"""What a school knows about companies, for those who keep it: its coaches and its admins."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networking.accounts.http import Request
from networking.cohorts import access
from networking.cohorts.models import Organization
from networking.companies import facts as kept
from networking.companies.fact_forms import ALREADY, AlumForm, FactForm
from networking.companies.models import Alum, Fact
from networking.web.htmx import say
from networking.web.seen import in_turn

EDIT = require_http_methods(["GET", "HEAD", "POST"])


def my_school(request: Request, pk: int) -> Organization:
    return get_object_or_404(access.facts_kept_by(request.user), pk=pk)


def my_fact(request: Request, pk: int) -> Fact:
    return get_object_or_404(Fact.objects.kept_by(request.user).select_related("organization"), pk=pk)


def sent(request: Request) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


@require_GET
def facts(request: Request, pk: int) -> HttpResponse:
    """The list; htmx gets it alone while somebody types in the search."""
    q, page = request.GET.get("q", ""), request.GET.get("page", "")
    context = kept.load_facts(request.user, my_school(request, pk), q=q, page=page)
    wants_list = request.htmx.target == "facts" and not request.htmx.history_restore_request
    return render(request, "companies/_facts.html" if wants_list else "companies/facts.html", context)


@EDIT
def add_fact(request: Request, pk: int) -> HttpResponse:
    new, begun = Fact(organization=my_school(request, pk)), {"name": request.GET.get("name", "")}
    form = FactForm(sent(request), instance=new, initial=begun)
    if request.method == "POST" and form.is_valid() and keep(request, form):
        undo = reverse("companies:remove_fact", args=[form.instance.pk])
        say(request, f"Seekers with {form.instance.name} on their list see this now.", undo=undo)
        return redirect("companies:edit_fact", form.instance.pk)
    return show(request, form)


@EDIT
def edit_fact(request: Request, pk: int) -> HttpResponse:
    with in_turn(request, Fact.objects.kept_by(request.user).select_related("organization")) as mine:
        fact = get_object_or_404(mine, pk=pk)
        form = FactForm(sent(request), instance=fact)
        if request.method == "POST" and form.is_valid() and keep(request, form):
            say(request, f"What your school knows about {fact.name} is changed for everybody.")
            return redirect("companies:facts", fact.organization_id)
    return show(request, form)


def keep(request: Request, form: FactForm) -> bool:
    """Stores what the form says; a twin that came first is said on it."""
    fact: Fact = form.instance
    try:
        kept.keep(fact, by=request.user, now=timezone.now())
    except kept.AlreadyKeptError:
        form.there = kept.kept_about(fact.organization, fact.name, but=fact.pk or 0)
        form.add_error("name", ALREADY.format(fact.name))
        return False
    return True


def show(request: Request, form: FactForm, alum_form: AlumForm | None = None) -> HttpResponse:
    """A new one as a form; one that is there with the alumni beside it."""
    fact: Fact = form.instance
    refused = form.is_bound or alum_form is not None
    context: dict[str, Any] = {"form": form, "organization": fact.organization, "active": "cohorts"}
    if fact.pk:
        today = request.user.local_date(timezone.now())
        if form.is_bound:
            fact.refresh_from_db(fields=["name"])  # a refused form has written into it
        context |= {
            "fact": fact,
            "alumni": fact.alumni.order_by("name", "pk"),
            "alum_form": alum_form or AlumForm(instance=Alum(fact=fact), today=today, auto_id="alum_%s"),
        }
    return render(request, "companies/edit_fact.html", context, status=422 if refused else 200)


@require_POST
def remove_fact(request: Request, pk: int) -> HttpResponse:
    fact = my_fact(request, pk)
    kept.remove(fact, now=timezone.now())
    say(
        request,
        f"What was kept about {fact.name} is removed.",
        undo=reverse("companies:restore_fact", args=[pk]),
    )
    return redirect("companies:facts", fact.organization_id)


@require_POST
def restore_fact(request: Request, pk: int) -> HttpResponse:
    """Brings it back; not beside a newer one about the same company."""
    removed = Fact.objects.removed_by(request.user).select_related("organization")
    fact = get_object_or_404(removed, pk=pk)
    try:
        kept.restore(fact)
        say(request, f"What was kept about {fact.name} is back.")
    except kept.AlreadyKeptError:
        say(request, f"There is something newer about {fact.name}. That one stays.")
    return HttpResponse() if request.htmx else redirect("companies:facts", fact.organization_id)


@require_POST
def add_alum(request: Request, pk: int) -> HttpResponse:
    fact, today = my_fact(request, pk), request.user.local_date(timezone.now())
    form = AlumForm(request.POST, instance=Alum(fact=fact), today=today, auto_id="alum_%s")
    if not form.is_valid():
        return show(request, FactForm(instance=fact), form)
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:  # the same press, twice
        pass
    say(request, f"{form.instance.name} is shown to seekers with {fact.name} on their list.")
    return redirect("companies:edit_fact", pk)


@require_POST
def remove_alum(request: Request, pk: int) -> HttpResponse:
    """At once and for good: whoever asks to be taken off leaves no trace, not even an undo."""
    alum = get_object_or_404(Alum.objects.kept_by(request.user), pk=pk)
    fact = alum.fact_id
    kept.forget(alum)
    say(request, "Taken off for good. Nothing of them is kept.")
    return redirect("companies:edit_fact", fact)
