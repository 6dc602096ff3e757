"""The page on which one takes one's data out, and the files it leads to: all of them this person's own."""

from __future__ import annotations

import tempfile
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from networking.accounts.http import Request
from networking.cohorts.owned import OwnedQuerySet
from networking.companies.models import Company
from networking.contacts.models import Connection, Contact
from networking.conversations.models import Chat, Interaction
from networking.exchange.account.writing import FILE_NAME, write_zip
from networking.exchange.sniff import MEGABYTE
from networking.exchange.writing import agenda as calendar
from networking.exchange.writing import cards as vcards
from networking.exchange.writing.lists import LISTS, written
from networking.web.csv import download

CSV, VCARD, ICS = (f"text/{kind}; charset=utf-8" for kind in ("csv", "vcard", "calendar"))
IN_MEMORY = 4 * MEGABYTE


@require_GET
def export(request: Request) -> HttpResponse:
    mine: dict[str, OwnedQuerySet[Any]] = {
        "companies": Company.objects.owned_by(request.user),
        "people": Contact.objects.owned_by(request.user),
        "interactions": Interaction.objects.owned_by(request.user),
        "chats": Chat.objects.owned_by(request.user),
        "connections": Connection.objects.owned_by(request.user),
    }
    counts = {name: rows.count() for name, rows in mine.items()}
    context = {"active": "export", "counts": counts, "is_empty": not any(counts.values())}
    return render(request, "exchange/export.html", context)


@require_GET
def everything(request: Request) -> FileResponse:
    """All of the account in one zip; a large one goes by way of a file that is gone when it is sent."""
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(settings.UPLOADS_DIR))  # noqa: SIM115
    write_zip(request.user, file, now=timezone.now())
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=FILE_NAME, content_type="application/zip")


@require_GET
def csv_list(request: Request, name: str) -> HttpResponse:
    if name not in LISTS:
        raise Http404
    return download(f"{name}.csv", CSV, written(name, request.user))


@require_GET
def cards(request: Request) -> HttpResponse:
    return download("contacts.vcf", VCARD, vcards.cards(request.user))


@require_GET
def card(request: Request, pk: int) -> HttpResponse:
    contact = get_object_or_404(Contact.objects.owned_by(request.user).select_related("company"), pk=pk)
    return download("contact.vcf", VCARD, [vcards.card(contact)])


@require_GET
def agenda(request: Request) -> HttpResponse:
    return download("chats.ics", ICS, [calendar.agenda(request.user, now=timezone.now())])
