"""A file on its way in: uploaded, read, shown, and then imported or dropped."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from networking.cohorts.owned import Owned, OwnedQuerySet, one_of
from networking.exchange.report import Outcome


class UploadState(models.TextChoices):
    WAITING = "waiting", "Waiting to be read"
    READING = "reading", "Being read"
    READY = "ready", "Ready to import"
    IMPORTING = "importing", "Being imported"
    DONE = "done", "Imported"
    FAILED = "failed", "Could not be read"


class Upload(Owned):
    """One uploaded file. `stored_as` is its random name in the uploads folder, '' once it is deleted.

    `encoding`, `delimiter` and `day_first` are what the person said about it; `weight` is its size unpacked.
    `touched_at` moves while somebody works on it: standing still tells that they were stopped.
    """

    token = models.UUIDField(unique=True, editable=False)
    stored_as = models.CharField(max_length=80, blank=True, editable=False)
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    weight = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=9, choices=UploadState, default=UploadState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    encoding = models.CharField(max_length=40, blank=True)
    delimiter = models.CharField("what parts the columns", max_length=1, blank=True)
    day_first = models.BooleanField(null=True)
    report = models.JSONField(default=dict)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[OwnedQuerySet[Upload]] = OwnedQuerySet["Upload"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [one_of("state", UploadState, "upload_state_known")]
        indexes = [models.Index(fields=["owner", "created_at"], name="upload_list")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        """Whether something is to come by itself, so that looking again is worth it."""
        return self.state in {UploadState.WAITING, UploadState.READING, UploadState.IMPORTING}


class UploadRow(Owned):
    """One row of an uploaded file that wants a word: left out, held back, joined or doubtful."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="rows")
    row = models.PositiveIntegerField()
    outcome = models.CharField(max_length=7, choices=Outcome)
    reason = models.CharField(max_length=15, blank=True)
    name = models.CharField(max_length=100, blank=True)
    text = models.CharField(max_length=300)

    objects: ClassVar[OwnedQuerySet[UploadRow]] = OwnedQuerySet["UploadRow"].as_manager()  # type: ignore[assignment]

    class Meta:
        ordering = ["row", "pk"]
        constraints = [one_of("outcome", Outcome, "upload_row_outcome_known")]
        indexes = [models.Index(fields=["upload", "row"], name="upload_row_list")]

    def __str__(self) -> str:
        return f"Row {self.row}: {self.text}"
