"""One person: their page, what is known of them, and taking them off the list."""

from __future__ import annotations

from copy import copy

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networking.accounts.http import Request
from networking.contacts.forms import PersonForm
from networking.contacts.models import Contact
from networking.conversations import writer
from networking.conversations.models import Merge
from networking.pipeline.person_page import load_person
from networking.web.htmx import say

EDIT = require_http_methods(["GET", "HEAD", "POST"])


def my_contact(request: Request, pk: int) -> Contact:
    return get_object_or_404(Contact.objects.owned_by(request.user).select_related("company"), pk=pk)


@require_GET
def person(request: Request, pk: int) -> HttpResponse:
    place = request.GET.get("place", "person")
    try:
        context = load_person(request.user, pk, now=timezone.now(), place=place)
    except Http404:
        if merge := Merge.objects.owned_by(request.user).filter(gone__pk=pk).first():
            return redirect("pipeline:person", merge.kept_id)
        raise
    return render(request, "pipeline/person.html", context)


@EDIT
def edit_person(request: Request, pk: int) -> HttpResponse:
    contact = my_contact(request, pk)
    form = PersonForm(
        request.POST if request.method == "POST" else None, owner=request.user, instance=copy(contact)
    )
    if request.method != "POST":
        return show_edit(request, contact, form)
    if not form.is_valid():
        return show_edit(request, contact, form, 422)
    try:
        version = form.cleaned_data["version"] or 0
        writer.edit_contact(contact, form.person, version=version, now=timezone.now())
    except writer.Stale:
        return show_edit(request, contact, form.beside(contact), 422)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return show_edit(request, contact, form, 422)
    say(request, "What you wrote is kept.")
    return redirect("pipeline:person", pk)


def show_edit(request: Request, contact: Contact, form: PersonForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "person": contact, "active": "people"}
    return render(request, "pipeline/edit_person.html", context, status=status)


@require_POST
def remove_person(request: Request, pk: int) -> HttpResponse:
    contact = writer.remove_contact(my_contact(request, pk), now=timezone.now())
    say(request, f"{contact.name} was removed.", undo=reverse("pipeline:restore_person", args=[pk]))
    return redirect("pipeline:people")


@require_POST
def restore_person(request: Request, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.filter(owner=request.user), pk=pk)
    try:
        writer.restore_contact(contact, now=timezone.now())
    except ValidationError as refused:
        say(request, " ".join(refused.messages))
        return redirect("pipeline:people")
    say(request, f"{contact.name} is back.")
    return redirect("pipeline:person", pk)
