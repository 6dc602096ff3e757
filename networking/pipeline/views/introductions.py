"""Introductions: who introduced me to whom, and who could introduce me to somebody."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networking.accounts.http import Request
from networking.contacts.models import Contact
from networking.contacts.names import greeting
from networking.conversations import introductions as acts
from networking.conversations.introduced_form import IntroducedForm
from networking.conversations.models import Channel, Introduction
from networking.pipeline import introducing
from networking.pipeline.could_introduce import load_candidates
from networking.pipeline.introducing import Introduced
from networking.pipeline.introduction_list import load_introductions
from networking.pipeline.views.person import my_contact
from networking.pipeline.views.places import answer
from networking.pipeline.whom import aims, asked, at_work
from networking.pipeline.workplaces import company_named
from networking.web.htmx import say
from networking.web.keys import row_key

EDIT = require_http_methods(["GET", "HEAD", "POST"])


@require_GET
def introductions(request: Request) -> HttpResponse:
    """Who could introduce me to whom I ask for; without a question, who did so far."""
    ask = asked(request.user, request.GET.dict())
    context: dict[str, Any] = {"active": "people", "ask": ask, "whom": ask.whom}
    if ask.whom:
        context |= {
            "found": load_candidates(request.user, ask.whom),
            "there": at_work(request.user, ask.whom),
        }
    else:
        context |= {"told": load_introductions(request.user), "aims": aims(request.user)}
    return render(request, "pipeline/introductions.html", context)


@EDIT
def introduce(request: Request, pk: int) -> HttpResponse:
    """Whom they introduced me to: one of my people, or a name."""
    contact, now = my_contact(request, pk), timezone.now()
    posted = request.POST if request.method == "POST" else None
    form = IntroducedForm(posted, today=request.user.local_date(now), auto_id="introduced_%s")
    if posted is None or not form.is_valid():
        return show_introduce(request, contact, form)
    who = somebody(request, form.cleaned_data["who"])
    company = company_named(request.user, form.cleaned_data["company_name"], now=now) if not who else None
    said = {**form.cleaned_data, "company": company}
    try:
        done = introducing.introduce(request.user, contact, who, said, now=now)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return show_introduce(request, contact, form)
    tell(request, contact, done)
    return answer(request, contact, request.POST.get("place", ""))


def somebody(request: Request, pk: int | None) -> Contact | None:
    return get_object_or_404(Contact.objects.owned_by(request.user), pk=pk) if pk else None


def show_introduce(request: Request, contact: Contact, form: IntroducedForm) -> HttpResponse:
    q = request.GET.get("q", "")
    context: dict[str, Any] = {
        "active": "people",
        "person": contact,
        "first_name": first_name(contact),
        "form": form,
        "q": q[:100],
        "found": introducing.search(request.user, contact, q),
    }
    return render(request, "pipeline/introduce.html", context, status=422 if form.errors else 200)


def tell(request: Request, contact: Contact, done: Introduced) -> None:
    by, to = contact.name, done.introduction.introduced.name
    if done.was_there:
        say(request, f"That {by} introduced you to {to} is written down already.")
        return
    undo = reverse("pipeline:undo_introduction", args=[done.introduction.pk])
    undo = f"{undo}?first=1" if done.is_first else undo
    say(request, f"{by} introduced you to {to}. A few lines of thanks come next.", undo=undo)


def first_name(contact: Contact) -> str:
    return greeting(contact.name) or contact.name


# --- Taking back, and bringing back


def my_introduction(request: Request, pk: int) -> Introduction:
    """Mine, also with somebody removed since: an undo may come late."""
    mine = Introduction.objects.filter(owner=request.user)
    return get_object_or_404(mine.select_related("introducer", "introduced", "interaction"), pk=pk)


@require_POST
def undo_introduction(request: Request, pk: int) -> HttpResponse:
    """Takes back all that writing it down did."""
    introduction = my_introduction(request, pk)
    introducing.undo(introduction, was_first=request.GET.get("first") == "1", now=timezone.now())
    say(request, "Taken back.")
    return to_introducer(request, introduction)


@require_POST
def remove_introduction(request: Request, pk: int) -> HttpResponse:
    """Takes it back. The one who introduced us still could: that is said on the other's page."""
    mine = Introduction.objects.owned_by(request.user).select_related("introducer", "introduced")
    introduction = acts.remove(get_object_or_404(mine, pk=pk), now=timezone.now())
    by, to = introduction.introducer.name, introduction.introduced.name
    undo = reverse("pipeline:restore_introduction", args=[pk])
    say(request, f"Taken back: {by} introduced you to {to}.", undo=undo)
    return answer(request, page_owner(request, introduction), request.POST.get("place", ""))


@require_POST
def restore_introduction(request: Request, pk: int) -> HttpResponse:
    introduction = my_introduction(request, pk)
    acts.restore(introduction, now=timezone.now())
    say(request, "It is back.")
    return to_introducer(request, introduction)


def page_owner(request: Request, introduction: Introduction) -> Contact:
    """On whose page it was pressed: of these two."""
    on_page = request.POST.get("of", "")
    is_introduced = on_page == str(introduction.introduced_id)
    return introduction.introduced if is_introduced else introduction.introducer


def to_introducer(request: Request, introduction: Introduction) -> HttpResponse:
    if introduction.introducer.is_removed and not request.htmx:
        return redirect("pipeline:introductions")
    return answer(request, introduction.introducer)


# --- Asking somebody for an introduction


@require_POST
def ask_introducer(request: Request, pk: int) -> HttpResponse:
    """Says who can introduce me to this person, and goes on to the message that asks for it."""
    contact, who = my_contact(request, pk), row_key(request.POST.get("who", ""))
    introducer = get_object_or_404(Contact.objects.owned_by(request.user), pk=who)
    try:
        was = acts.name_introducer(contact, introducer, now=timezone.now())
    except ValidationError as refused:
        say(request, " ".join(refused.messages))
        return redirect("pipeline:person", pk)
    if was != introducer.pk:
        undo = f"{reverse('pipeline:unask_introducer', args=[pk])}?was={was or ''}&who={introducer.pk}"
        say(request, f"{introducer.name} can introduce you to {contact.name}.", undo=undo)
    there = urlencode({"purpose": "introduction", "channel": Channel.INTRODUCTION.value})
    return redirect(f"{reverse('pipeline:write', args=[pk])}?{there}")


@require_POST
def unask_introducer(request: Request, pk: int) -> HttpResponse:
    """Who could before can again, unless that was changed meanwhile."""
    contact = my_contact(request, pk)
    if contact.introducer_id == row_key(request.GET.get("who", "")):
        acts.name_introducer(contact, earlier(request), now=timezone.now())
        say(request, "Taken back.")
    return answer(request, contact)


def earlier(request: Request) -> Contact | None:
    """Who the undo names as the one before, removed since or not."""
    if not (was := request.GET.get("was", "")):
        return None
    if not (pk := row_key(was)):
        raise Http404
    return get_object_or_404(Contact.objects.filter(owner=request.user), pk=pk)
