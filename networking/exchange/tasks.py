"""What the background worker does for imports."""

from __future__ import annotations

import contextlib

from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from networking.exchange import uploads
from networking.exchange.models import Upload, UploadState


@task()
def read_upload(pk: int) -> None:
    """Reads an upload; one that was cancelled meanwhile is simply gone."""
    with contextlib.suppress(Upload.DoesNotExist, uploads.CancelledError):
        uploads.read_now(Upload.objects.get(pk=pk))


@task()
def import_upload(pk: int) -> None:
    with contextlib.suppress(Upload.DoesNotExist, uploads.CancelledError):
        uploads.import_now(Upload.objects.get(pk=pk))


@task()
def take_up_stopped() -> None:
    """Goes on with what a worker left when it was stopped in the middle."""
    now = timezone.now()
    stopped = Q(touched_at__lt=now - uploads.STOPPED_AFTER)
    for upload in Upload.objects.filter(stopped, state__in=(UploadState.READING, UploadState.WAITING)):
        if Upload.objects.filter(stopped, pk=upload.pk, state=upload.state).update(
            state=UploadState.WAITING, touched_at=now
        ):
            read_upload.enqueue(upload.pk)
    for upload in Upload.objects.filter(stopped, state=UploadState.IMPORTING):
        if Upload.objects.filter(stopped, pk=upload.pk, state=upload.state).update(touched_at=now):
            import_upload.enqueue(upload.pk)


@task()
def purge_uploads() -> None:
    uploads.purge(timezone.now())
