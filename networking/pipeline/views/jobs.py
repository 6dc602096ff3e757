"""Somebody changes jobs: where they work now, what of the old job goes, and taking that back."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from networking.accounts.http import Request
from networking.contacts.forms import ChangeJobForm, my_companies
from networking.contacts.models import Contact, PastJob
from networking.conversations import writer
from networking.pipeline.views.person import my_contact
from networking.pipeline.views.places import answer
from networking.pipeline.workplaces import company_named
from networking.web.htmx import say


@require_http_methods(["GET", "HEAD", "POST"])
def change_job(request: Request, pk: int) -> HttpResponse:
    contact, now = my_contact(request, pk), timezone.now()
    sent = request.POST if request.method == "POST" else None
    form = ChangeJobForm(sent, today=request.user.local_date(now), contact=contact)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, contact, form)
    said = form.cleaned_data
    company = company_named(request.user, said["company_name"], now=now)
    left = writer.change_job(
        contact, company, said["title"], until=said["until"], now=now, forget=form.forgotten
    )
    undo = reverse("pipeline:undo_job", args=[pk, left.pk]) if left else ""
    say(request, f"{contact.name} {where(contact)}. What was said before stays where it was said.", undo=undo)
    return redirect("pipeline:person", pk)


def show_form(request: Request, contact: Contact, form: ChangeJobForm) -> HttpResponse:
    context = {"form": form, "person": contact, "companies": my_companies(request.user), "active": "people"}
    return render(request, "pipeline/change_job.html", context, status=422 if form.errors else 200)


@require_POST
def undo_job(request: Request, pk: int, past_job_pk: int) -> HttpResponse:
    """Takes the last move back; one before it stays, for the last one rests on it."""
    contact = my_contact(request, pk)
    mine = PastJob.objects.owned_by(request.user).filter(contact=contact)
    left = get_object_or_404(mine, pk=past_job_pk)
    version = contact.version
    writer.undo_job(contact, left, now=timezone.now())
    if contact.version == version:
        say(request, f"{contact.name} moved again since. Take that back first.")
    else:
        say(request, "Taken back. All is as it was before the move.")
    return answer(request, contact, request.POST.get("place", ""))


def where(contact: Contact) -> str:
    return f"works at {contact.company.name} now" if contact.company else "left; where to is not known yet"
