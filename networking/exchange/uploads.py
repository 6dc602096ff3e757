"""The life of an uploaded file: stored, read, shown, imported or dropped; nothing of it is ever served."""

from __future__ import annotations

import datetime as dt
import os
import secrets
import uuid
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from networking.accounts.models import User
from networking.exchange.choices import Choices, Progress
from networking.exchange.kinds import Kind
from networking.exchange.models import Upload, UploadRow, UploadState
from networking.exchange.recognise import recognise
from networking.exchange.report import Report
from networking.exchange.roads import ROADS, Coming
from networking.exchange.signals import last_tick_wanted
from networking.exchange.sniff import MEGABYTE, UnreadableError

PENDING = (UploadState.WAITING, UploadState.READING, UploadState.READY, UploadState.IMPORTING)
MAX_PENDING = 5
MAX_STORED = 400 * MEGABYTE
AT_ONCE = MEGABYTE  # read while the page waits: well under a second
STOPPED_AFTER = dt.timedelta(minutes=2)
WORKER_GONE_AFTER = dt.timedelta(minutes=1)
KEEP_FILE = dt.timedelta(hours=24)
KEEP_UNCLAIMED = dt.timedelta(hours=1)  # longer than any file takes to arrive
KEEP_RESULT = dt.timedelta(days=30)


class CancelledError(Exception):
    """The upload was taken away while it was being worked on."""


class QuotaError(Exception):
    """Too many files are waiting; the sentence says what to do."""


def store(owner: User, file: UploadedFile[bytes], now: dt.datetime) -> Upload:
    """Puts the file under a random name, readable by us alone; raises when its kind is not ours."""
    check_quota(owner, file.size or 0)
    folder: Path = settings.UPLOADS_DIR
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    stored_as = secrets.token_hex(24)
    handle = os.open(folder / stored_as, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        kind, weight = recognise(folder / stored_as)
        return Upload.objects.create(
            owner=owner,
            token=uuid.uuid4(),
            stored_as=stored_as,
            file_name=printable(file.name or ""),
            kind=kind,
            size=file.size or 0,
            weight=weight,
            created_at=now,
            touched_at=now,
        )
    except BaseException:
        (folder / stored_as).unlink(missing_ok=True)
        raise


def printable(name: str) -> str:
    """A file's own name, fit to be shown."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(c for c in last if c.isprintable())[:200] or "file"


def check_quota(owner: User, size: int) -> None:
    pending = Upload.objects.owned_by(owner).filter(state__in=PENDING)
    stored = pending.aggregate(total=Sum("size"))["total"] or 0
    if pending.count() >= MAX_PENDING or stored + size > MAX_STORED:
        raise QuotaError("Other files of yours are still waiting. Please import or cancel one of them first.")


def last_tick() -> dt.datetime | None:
    """When the background worker last looked for work; None when it never did."""
    answers: list[Any] = [answer for _, answer in last_tick_wanted.send(sender=Upload)]
    return max(filter(None, answers), default=None)


def is_worker_there(now: dt.datetime) -> bool:
    tick = last_tick()
    return tick is not None and now - tick < WORKER_GONE_AFTER


def is_stopped(upload: Upload, now: dt.datetime) -> bool:
    """Whether nobody has touched a busy upload for so long that they must have been stopped."""
    return upload.is_busy and now - upload.touched_at > STOPPED_AFTER


def read_again(upload: Upload, choices: Choices, now: dt.datetime) -> bool:
    """Asks for a reading with what the person said; False when it is past that."""
    return bool(
        Upload.objects.filter(pk=upload.pk)
        .filter(state__in=(UploadState.WAITING, UploadState.READING, UploadState.READY))
        .update(
            state=UploadState.WAITING,
            progress=0,
            encoding=choices.encoding,
            delimiter=choices.delimiter,
            day_first=choices.day_first,
            said=choices.said,
            touched_at=now,
        )
    )


def read_now(upload: Upload) -> None:
    """Reads a waiting upload and says what importing it would do; nobody else reads it meanwhile."""
    if not _move(upload, UploadState.WAITING, UploadState.READING, progress=0):
        return
    _refresh(upload)
    try:
        reading = _read(upload, UploadState.READING)
        reading.plan(upload.owner)
    except UnreadableError as error:
        fail(upload, UploadState.READING, str(error))
        return
    except FileNotFoundError as error:
        raise CancelledError from error
    with transaction.atomic():
        words = reading.as_json() | reading.report.numbers()
        if not _move(upload, UploadState.READING, UploadState.READY, progress=100, report=words):
            raise CancelledError
        _keep_rows(upload, reading.report)


def begin_import(upload: Upload, now: dt.datetime) -> bool:
    """The first press on "Import" begins it; a second one, or one after a cancel, does nothing."""
    begun = _move(upload, UploadState.READY, UploadState.IMPORTING, progress=0)
    if not begun and is_stopped(upload, now):
        begun = _move(upload, UploadState.IMPORTING, UploadState.IMPORTING, progress=0)
    return begun


def import_now(upload: Upload) -> None:
    """Imports in one transaction: killed at any moment, all of it is there or nothing."""
    _refresh(upload)
    if upload.state != UploadState.IMPORTING:
        return
    try:
        reading = _read(upload, UploadState.IMPORTING)
    except (UnreadableError, FileNotFoundError):
        gone = "This file could not be read any more. Please upload it again; nothing was imported."
        fail(upload, UploadState.IMPORTING, gone)
        return
    now = timezone.now()
    done = {"progress": 100, "finished_at": now, "stored_as": ""}
    try:
        with transaction.atomic():
            if not _move(upload, UploadState.IMPORTING, UploadState.DONE, **done):
                raise CancelledError
            bring_in(upload, reading, now)
    except UnreadableError as error:  # what it would meet has changed since it was looked at
        fail(upload, UploadState.IMPORTING, str(error))
        return
    _delete_file(upload.stored_as)


def bring_in(upload: Upload, reading: Coming, now: dt.datetime) -> None:
    """Writes what was read, while nobody else imports for this person, and keeps what is said about it."""
    User.objects.select_for_update().get(pk=upload.owner_id)
    reading.commit(upload, now)
    words = reading.as_json()
    words.pop("first_rows", None)
    Upload.objects.filter(pk=upload.pk).update(report=words | reading.report.numbers())
    _keep_rows(upload, reading.report)


def import_path(owner: User, path: Path, kind: Kind, reading: Coming, now: dt.datetime) -> Upload:
    """Imports a file of this machine at once; it stands among the uploads, so that it can be undone there."""
    with transaction.atomic():
        upload = Upload.objects.create(
            owner=owner,
            token=uuid.uuid4(),
            file_name=printable(path.name),
            kind=kind,
            size=path.stat().st_size,
            state=UploadState.DONE,
            progress=100,
            created_at=now,
            touched_at=now,
            finished_at=now,
        )
        bring_in(upload, reading, now)
    return upload


def fail(upload: Upload, state: UploadState, sentence: str) -> None:
    """Ends it with a sentence, unless somebody else brought it further meanwhile."""
    ended = {"error": sentence[:500], "finished_at": timezone.now(), "stored_as": ""}
    if _move(upload, state, UploadState.FAILED, **ended):
        _delete_file(upload.stored_as)


def cancel(upload: Upload) -> bool:
    """Takes the file and all that was read from it away; False when it was imported before that."""
    with transaction.atomic():  # an import that is being written comes first
        held = Upload.objects.select_for_update().filter(pk=upload.pk).first()
        if held is None or held.state in {UploadState.DONE, UploadState.UNDONE}:
            return False
        held.delete()
    _delete_file(upload.stored_as)
    return True


def forget_files(uploads: Iterable[Upload]) -> None:
    """Deletes the files of an account that goes away, once it is gone for certain."""
    names = [upload.stored_as for upload in uploads]

    def forget() -> None:
        for name in names:
            _delete_file(name)

    transaction.on_commit(forget)


def forget_tasks(uploads: Iterable[Upload] = ()) -> None:
    """And what the queue remembers of them and of uploads that are gone: an error may hold a cell.

    What is running is left to its worker, which writes its end there; the next sweep finds it.
    """
    results = DBTaskResult.objects.filter(task_path__startswith="networking.exchange.").order_by()
    said = results.exclude(status=TaskResultStatus.RUNNING).values_list("pk", "args_kwargs")
    about = [(pk, args["args"][0]) for pk, args in said if args["args"]]
    kept = set(Upload.objects.values_list("pk", flat=True)) - {upload.pk for upload in uploads}
    DBTaskResult.objects.filter(pk__in=[pk for pk, upload in about if upload not in kept]).delete()


def purge(now: dt.datetime) -> None:
    """Files live for 24 hours, results for 30 days; what nobody claims goes with them."""
    Upload.objects.filter(state__in=PENDING, created_at__lt=now - KEEP_FILE).delete()
    Upload.objects.filter(created_at__lt=now - KEEP_RESULT).delete()
    forget_tasks()
    if settings.UPLOADS_DIR.is_dir():
        _sweep(now)


def _sweep(now: dt.datetime) -> None:
    """Deletes files that are too old, and those of nobody, which somebody who was stopped left behind."""
    claimed = set(Upload.objects.exclude(stored_as="").values_list("stored_as", flat=True))
    for path in settings.UPLOADS_DIR.iterdir():
        limit = now - (KEEP_FILE if path.name in claimed else KEEP_UNCLAIMED)
        with suppress(FileNotFoundError):  # cancelled in this moment
            if path.stat().st_mtime < limit.timestamp():
                path.unlink()


def _refresh(upload: Upload) -> None:
    """Reads it anew; raises when it was taken away."""
    try:
        upload.refresh_from_db()
    except Upload.DoesNotExist as error:
        raise CancelledError from error


def _read(upload: Upload, state: UploadState) -> Coming:
    choices = Choices(upload.encoding, upload.delimiter, upload.day_first, upload.said)
    road, path = ROADS[Kind(upload.kind)], settings.UPLOADS_DIR / upload.stored_as
    return road.read(path, choices, _progress(upload, state), upload.owner)


def _progress(upload: Upload, state: UploadState) -> Progress:
    def tell(part: float) -> None:
        if upload.weight > AT_ONCE and not _move(upload, state, state, progress=int(part * 100)):
            raise CancelledError

    return tell


def _move(upload: Upload, before: UploadState, after: UploadState, **fields: object) -> bool:
    """Compare-and-swap on the state, which holds across processes on both databases."""
    rows = Upload.objects.filter(pk=upload.pk, state=before)
    return bool(rows.update(state=after, touched_at=timezone.now(), **fields))


def _keep_rows(upload: Upload, report: Report) -> None:
    """A slice at a time: bulk_create would build all rows before it stores the first."""
    UploadRow.objects.filter(upload=upload).delete()
    rows = (
        UploadRow(
            owner_id=upload.owner_id,
            upload=upload,
            row=finding.row,
            outcome=finding.outcome,
            reason=finding.reason,
            name=finding.name[:100],
            text=finding.text[:300],
        )
        for finding in report.findings
    )
    while some := list(islice(rows, 500)):
        UploadRow.objects.bulk_create(some)


def _delete_file(stored_as: str) -> None:
    if stored_as:
        (settings.UPLOADS_DIR / stored_as).unlink(missing_ok=True)
