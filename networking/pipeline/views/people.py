"""The list of people, and adding somebody to it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from django_htmx.http import push_url

from networking.accounts.http import Request
from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.forms import PersonForm, my_companies
from networking.contacts.models import Closeness, Persona
from networking.contacts.people_search import people_search_url
from networking.contacts.personas import guess
from networking.contacts.stages import STAGE_LABELS
from networking.conversations import writer
from networking.pipeline import people_list
from networking.pipeline.people_choice import DUE, LAST, Choice
from networking.pipeline.workplaces import company_named
from networking.web.htmx import say


@require_GET
def people(request: Request) -> HttpResponse:
    choice = Choice.of(request.GET.dict())
    context = people_page(request.user, choice)
    if wants_list(request):
        return push_url(render(request, "pipeline/_people.html", context), context["here"])
    return render(request, "pipeline/people.html", context)


def wants_list(request: Request) -> bool:
    """htmx asks for the list alone while somebody types; going back asks for the page."""
    return request.htmx.target == "people-list" and not request.htmx.history_restore_request


def people_page(user: User, choice: Choice) -> dict[str, Any]:
    found = people_list.load_people(user, choice, now=timezone.now())
    return {
        "active": "people",
        "people": found,
        "choice": choice,
        "here": address_of(choice),
        "before": choice.query(page=choice.page - 1) if choice.page > 1 else None,
        "after": choice.query(page=choice.page + 1) if found.has_more else None,
        "personas": Persona.choices,
        "stages": [(str(int(stage)), label) for stage, label in STAGE_LABELS.items()],
        "dues": DUE.items(),
        "closenesses": Closeness.choices,
        "lasts": LAST.items(),
    }


def address_of(choice: Choice) -> str:
    here, query = reverse("pipeline:people"), choice.query()
    return f"{here}?{query}" if query else here


@require_http_methods(["GET", "HEAD", "POST"])
def add_person(request: Request) -> HttpResponse:
    company, preset = preset_of(request)
    form = PersonForm(request.POST if request.method == "POST" else None, owner=request.user, initial=preset)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, form, company, 422 if request.method == "POST" else 200)
    now = timezone.now()
    fields = form.person
    fields["persona"] = fields["persona"] or guess(fields["title"])
    workplace = company_named(request.user, form.cleaned_data["company_name"], now=now)
    try:
        contact = writer.add_contact(request.user, now=now, company=workplace, **fields)
    except ValidationError as refused:  # somebody with this profile came in between
        form.add_error(None, refused.messages)
        return show_form(request, form, company, 422)
    say(
        request,
        f"{contact.name} is one of your people now.",
        undo=reverse("pipeline:remove_person", args=[contact.pk]),
    )
    return redirect("pipeline:person", contact.pk)


def preset_of(request: HttpRequest) -> tuple[Company | None, dict[str, str]]:
    """What an empty seat already says: the company and the role. A foreign company says nothing."""
    pk, persona = request.GET.get("company", ""), request.GET.get("persona", "")
    known = Company.objects.owned_by(request.user)  # type: ignore[arg-type]
    company = known.filter(pk=int(pk)).first() if pk.isascii() and pk.isdigit() and len(pk) < 10 else None
    preset = {"company_name": company.name} if company else {}
    return company, preset | ({"persona": persona} if persona in Persona.values else {})


def show_form(request: Request, form: PersonForm, company: Company | None, status: int) -> HttpResponse:
    persona = form["persona"].value() or ""
    context = {
        "form": form,
        "company": company,
        "companies": my_companies(request.user),
        "search": people_search_url(persona, company.name) if company and persona in Persona.values else "",
        "persona": Persona(persona).label.lower() if persona in Persona.values else "",
        "active": "people",
    }
    return render(request, "pipeline/add_person.html", context, status=status)
