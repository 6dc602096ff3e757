"""The pages on which a file comes in: choose it, look at what it holds, import it, see what became of it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from networking.accounts.http import Request
from networking.exchange import taking_back, tasks, uploads
from networking.exchange.forms import ChoicesForm, UploadForm
from networking.exchange.kinds import Kind
from networking.exchange.models import Upload, UploadRow, UploadState
from networking.exchange.proposal import Proposal
from networking.exchange.report import Reason
from networking.exchange.roads import ROADS, Road
from networking.exchange.said import SaidForm
from networking.exchange.sniff import UnreadableError
from networking.web.csv import csv_response
from networking.web.htmx import say

ROWS_A_PAGE = 50
PAST = 8


@require_http_methods(["GET", "POST"])
def import_page(request: Request) -> HttpResponse:
    if request.method == "GET":
        return _import_page(request, UploadForm())
    form = UploadForm(request.POST, request.FILES, is_too_large=getattr(request, "file_is_too_large", False))
    upload = _store(request, form) if form.is_valid() else None
    if upload is None:
        return _import_page(request, form, status=422)
    return redirect("exchange:upload", upload.token)


def _store(request: Request, form: UploadForm) -> Upload | None:
    """Keeps the file and has it read: small ones at once, so that what is wrong stands beside the field."""
    try:
        with transaction.atomic():
            upload = uploads.store(request.user, form.cleaned_data["file"], timezone.now())
            if upload.weight > uploads.AT_ONCE:
                tasks.read_upload.enqueue(upload.pk)
                return upload
    except (UnreadableError, uploads.QuotaError) as error:
        form.add_error("file", str(error))
        return None
    with suppress(uploads.CancelledError):
        uploads.read_now(upload)
    upload = get_object_or_404(Upload.objects.owned_by(request.user), pk=upload.pk)
    if upload.state == UploadState.FAILED:
        form.add_error("file", upload.error)
        upload.delete()
        return None
    return upload


def _import_page(request: Request, form: UploadForm, status: int = 200) -> HttpResponse:
    mine = Upload.objects.owned_by(request.user).order_by("-created_at").defer("report")
    context = {
        "form": form,
        "active": "import",
        "waiting": mine.filter(state__in=uploads.PENDING),
        "past": mine.exclude(state__in=uploads.PENDING)[:PAST],
        "last_tick": uploads.last_tick(),
        "proposed": Proposal.objects.owned_by(request.user).open().count(),
    }
    return render(request, "exchange/import.html", context, status=status)


@require_GET
def upload(request: Request, token: UUID) -> HttpResponse:
    upload = get_object_or_404(Upload.objects.owned_by(request.user), token=token)
    said = _said_form(upload, None)
    return _upload_page(request, upload, ChoicesForm(initial=_initial(upload)), said)


def _road(upload: Upload) -> Road:
    return ROADS[Kind(upload.kind)]


def _said_form(upload: Upload, data: QueryDict | None) -> SaidForm | None:
    """What this kind of file asks besides, once it was read."""
    form = _road(upload).form
    if form is None or not upload.report:
        return None
    return form(data, initial=upload.said, words=upload.report)


def _upload_page(
    request: Request, upload: Upload, form: ChoicesForm, said: SaidForm | None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    rows = UploadRow.objects.owned_by(request.user).filter(upload=upload)
    context: dict[str, Any] = {
        "upload": upload,
        "form": form,
        "said": said,
        "road": _road(upload),
        "active": "import",
        "page": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page")),
        "skipped": [(Reason(key).label, n) for key, n in upload.report.get("skipped", {}).items()],
        "last_tick": uploads.last_tick(),
        "is_worker_there": uploads.is_worker_there(now),
        "is_stopped": uploads.is_stopped(upload, now),
    }
    return render(request, "exchange/upload.html", context, status=status)


def _initial(upload: Upload) -> dict[str, Any]:
    words = {None: "", True: "day", False: "month"}
    return {
        "encoding": upload.encoding,
        "delimiter": upload.delimiter,
        "day_first": words[upload.day_first],
    }


@require_POST
def read(request: Request, token: UUID) -> HttpResponse:
    """Reads the file again with what the person said; here and now when the worker is not there."""
    upload = get_object_or_404(Upload.objects.owned_by(request.user), token=token)
    form = ChoicesForm(request.POST)
    said = _said_form(upload, request.POST) if "said" in request.POST else None
    if not form.is_valid() or (said and not said.is_valid()):
        return _upload_page(request, upload, form, said or _said_form(upload, None), status=422)
    now = timezone.now()
    with transaction.atomic():
        begun = uploads.read_again(upload, form.choices(said.cleaned_data if said else upload.said), now)
        in_background = upload.weight > uploads.AT_ONCE and uploads.is_worker_there(now)
        if begun and in_background:
            tasks.read_upload.enqueue(upload.pk)
    if begun and not in_background:
        with suppress(uploads.CancelledError):
            uploads.read_now(upload)
    return redirect("exchange:upload", token)


@require_POST
def commit(request: Request, token: UUID) -> HttpResponse:
    """Imports once, however often it is pressed; large files in the worker, if it is there."""
    upload = get_object_or_404(Upload.objects.owned_by(request.user), token=token)
    now = timezone.now()
    with transaction.atomic():
        begun = uploads.begin_import(upload, now)
        in_background = upload.weight > uploads.AT_ONCE and uploads.is_worker_there(now)
        if begun and in_background:
            tasks.import_upload.enqueue(upload.pk)
    if begun and not in_background:
        with suppress(uploads.CancelledError):
            uploads.import_now(upload)
    return redirect("exchange:upload", token)


@require_POST
def cancel(request: Request, token: UUID) -> HttpResponse:
    upload = get_object_or_404(Upload.objects.owned_by(request.user), token=token)
    if not uploads.cancel(upload):
        say(request, "It was imported already; nothing was taken back.")
        return redirect("exchange:upload", token)
    say(request, "Cancelled. The file was deleted and nothing of it was imported.")
    return redirect("exchange:import")


@require_POST
def undo(request: Request, token: UUID) -> HttpResponse:
    """Takes an import back, once; its page then says what went, what came back and what stays."""
    done = (UploadState.DONE, UploadState.UNDONE)
    upload = get_object_or_404(Upload.objects.owned_by(request.user), token=token, state__in=done)
    if taking_back.take_back(upload, timezone.now()):
        say(request, f"“{upload.file_name}” is taken back.")
    return redirect("exchange:upload", token)


@require_GET
def left_out(request: Request, token: UUID) -> HttpResponse:
    """Every row that wants a word, as a list to keep."""
    upload = get_object_or_404(Upload.objects.owned_by(request.user), token=token)
    rows = UploadRow.objects.owned_by(request.user).filter(upload=upload)
    return csv_response(
        "rows-to-look-at.csv",
        ("Row in the file", "What happened", "Who", "Why"),
        ((row.row, row.get_outcome_display(), row.name, row.text) for row in rows.iterator()),
    )
