"""People who look alike: the list of them, and saying who is whom."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from networking.accounts.http import Request
from networking.contacts.models import Connection, Contact
from networking.conversations import writer
from networking.conversations.models import TwoPeople
from networking.pipeline.duplicates import load_duplicates
from networking.pipeline.side_by_side import two_of
from networking.pipeline.views.board import undone
from networking.pipeline.views.person import my_contact
from networking.web.htmx import say


@require_GET
def duplicates(request: Request) -> HttpResponse:
    asked = request.GET
    page, decided = load_duplicates(request.user, asked.get("page", ""), asked.get("decided", ""))
    context = {"page": page, "decided": decided, "active": "people"}
    return render(request, "pipeline/duplicates.html", context)


@require_POST
def two_people(
    request: Request, pk: int, other_person_pk: int | None = None, connection_pk: int | None = None
) -> HttpResponse:
    """These two are not one person: nobody asks again, until that is taken back."""
    contact, other = find_two(request, pk, other_person_pk, connection_pk)
    writer.say_two_people(contact.owner_id, contact, other, now=timezone.now())
    name = "ask_again" if isinstance(other, Contact) else "ask_book_again"
    undo = reverse(f"pipeline:{name}", args=[contact.pk, other.pk])
    say(request, f"{contact.name} and {other.name} stay two people.", undo=undo)
    return redirect("pipeline:duplicates")


@require_POST
def ask_again(
    request: Request, pk: int, other_person_pk: int | None = None, connection_pk: int | None = None
) -> HttpResponse:
    contact, other = find_two(request, pk, other_person_pk, connection_pk)
    said = TwoPeople.objects.owned_by(request.user)
    if isinstance(other, Connection):
        said.filter(contact=contact, connection=other).delete()
    else:
        first, second = sorted((contact.pk, other.pk))
        said.filter(contact=first, other=second).delete()
    return undone(request, reverse("pipeline:duplicates"))


@require_POST
def connect(request: Request, pk: int, connection_pk: int) -> HttpResponse:
    """Somebody of the address book is one of my people."""
    contact, connection = my_contact(request, pk), my_connection(request, connection_pk)
    try:
        filled = writer.connect(contact, connection, now=timezone.now())
    except ValidationError as refused:
        say(request, " ".join(refused.messages))
        return redirect("pipeline:duplicates")
    undo = reverse("pipeline:disconnect", args=[pk, connection_pk])
    brought = f"?{urlencode({'filled': ','.join(filled)})}" if filled else ""
    say(request, f"{contact.name} is known from your address book now.", undo=f"{undo}{brought}")
    return redirect("pipeline:duplicates")


@require_POST
def disconnect(request: Request, pk: int, connection_pk: int) -> HttpResponse:
    contact, connection = my_contact(request, pk), my_connection(request, connection_pk)
    filled = request.GET.get("filled", "").split(",")
    writer.disconnect(contact, connection, filled, now=timezone.now())
    return undone(request, reverse("pipeline:duplicates"))


def my_connection(request: Request, pk: int) -> Connection:
    return get_object_or_404(Connection.objects.owned_by(request.user), pk=pk)


def find_two(
    request: Request, pk: int, other_pk: int | None, connection_pk: int | None
) -> tuple[Contact, Contact | Connection]:
    if connection_pk is not None:
        return my_contact(request, pk), my_connection(request, connection_pk)
    return two_of(Contact.objects.owned_by(request.user), pk, other_pk or 0)
