"""After a chat: that it was held, what was learned, and whom they named."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from networking.accounts.http import Request
from networking.contacts.models import Contact
from networking.contacts.named_form import NamedForm
from networking.contacts.names import greeting
from networking.conversations import writer
from networking.conversations.forms import HeldForm
from networking.conversations.learned_forms import LearnedForm
from networking.conversations.models import Chat
from networking.pipeline import naming
from networking.pipeline.after_chat import load_after, load_learned
from networking.pipeline.naming import Named
from networking.pipeline.views.chats import my_chat, show_chat
from networking.pipeline.workplaces import company_named
from networking.web.htmx import say
from networking.web.keys import row_key


@require_POST
def hold_chat(request: Request, pk: int) -> HttpResponse:
    """They talked; what was learned comes with it in the same form."""
    held, now = my_chat(request, pk), timezone.now()
    form = HeldForm(request.POST, today=request.user.local_date(now))
    learned = LearnedForm(request.POST, learned=load_learned(request.user, held))
    if not (form.is_valid() & learned.is_valid()):
        return show_chat(request, held, held=form, learned=learned, status=422)
    on = form.cleaned_data["on"] if request.POST.get("on") else None
    try:
        writer.hold_chat(held, now=now, note=form.cleaned_data["note"], on=on)
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return show_chat(request, held, held=form, learned=learned, status=422)
    writer.write_learned(held, learned.learned)
    undo = reverse("pipeline:unsettle_chat", args=[pk]) if held.starts_at else ""
    say(request, "You talked. A few lines of thanks are due tomorrow.", undo=undo)
    return redirect("pipeline:chat", pk)


@require_POST
def learned(request: Request, pk: int) -> HttpResponse:
    """Keeps what was learned; an emptied topic is taken back."""
    chat = my_chat(request, pk)
    form = LearnedForm(request.POST, learned=load_learned(request.user, chat))
    if not form.is_valid():
        if request.htmx:
            return show_learned(request, chat, form)
        return show_chat(request, chat, learned=form, status=422)
    writer.write_learned(chat, form.learned)
    where = f" It stands on the page of {chat.company.name} too." if chat.company else ""
    say(request, f"What you learned is kept.{where}")
    return show_learned(request, chat) if request.htmx else redirect(f"{page_of(chat)}#learned")


def show_learned(request: Request, chat: Chat, refused: LearnedForm | None = None) -> HttpResponse:
    context = {"chat": chat, "kept": refused is None, **load_after(request.user, chat)}
    if refused:
        context |= {"learned": refused, "refused": "learned"}
    return render(request, "pipeline/_learned.html", context, status=422 if refused else 200)


@require_POST
def name_person(request: Request, pk: int) -> HttpResponse:
    """Somebody whom they named joins the list, or is introduced by them from now on."""
    chat, now = my_chat(request, pk), timezone.now()
    form = NamedForm(request.POST, auto_id="named_%s")
    if not form.is_valid():
        return refuse_name(request, chat, form)
    words = dict(form.cleaned_data)
    company = company_named(request.user, words.pop("company_name"), now=now)
    try:
        named = naming.name_person(request.user, chat.contact, company, now=now, **words)
    except ValidationError as refused:
        form.add_error("name", refused.messages)
        return refuse_name(request, chat, form)
    tell_named(request, chat, named)
    return show_named(request, chat) if request.htmx else redirect(f"{page_of(chat)}#named")


def refuse_name(request: Request, chat: Chat, form: NamedForm) -> HttpResponse:
    if request.htmx:
        return show_named(request, chat, form)
    return show_chat(request, chat, naming=form, status=422)


def show_named(request: Request, chat: Chat, refused: NamedForm | None = None) -> HttpResponse:
    context = {"chat": chat, "first_name": first_name_of(chat), **load_after(request.user, chat)}
    if refused:
        context["naming"] = refused
    return render(request, "pipeline/_named.html", context, status=422 if refused else 200)


def tell_named(request: Request, chat: Chat, named: Named) -> None:
    """What came of it: a new person, or one who was on the list already."""
    contact, by = named.contact, first_name_of(chat)
    if named.is_new:
        undo = reverse("pipeline:remove_person", args=[contact.pk])
        say(request, f"{contact.name} is one of your people now, introduced by {by}.", undo=undo)
    elif named.was == chat.contact_id:
        say(request, f"{contact.name} is on your list already, introduced by {by}.")
    else:
        undo = reverse("pipeline:undo_named", args=[chat.pk, contact.pk])
        undo = f"{undo}?was={named.was}" if named.was else undo
        say(request, f"{contact.name} was on your list already. Now {by} can introduce you.", undo=undo)


@require_POST
def undo_named(request: Request, pk: int, person_pk: int) -> HttpResponse:
    """Who could introduce them before can again."""
    chat = my_chat(request, pk)
    contact = get_object_or_404(Contact.objects.owned_by(request.user), pk=person_pk)
    naming.take_back(contact, chat.contact, earlier(request), now=timezone.now())
    say(request, "Taken back.")
    return HttpResponse(status=204) if request.htmx else redirect(page_of(chat))


def earlier(request: Request) -> Contact | None:
    """Who the undo names as the one before, removed since or not."""
    was = request.GET.get("was", "")
    if not was:
        return None
    return get_object_or_404(Contact.objects.filter(owner=request.user), pk=row_key(was))


def first_name_of(chat: Chat) -> str:
    return greeting(chat.contact.name) or chat.contact.name


def page_of(chat: Chat) -> str:
    return reverse("pipeline:chat", args=[chat.pk])
