"""A file on its way in: uploaded, read, shown, and then imported or dropped."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from networking.cohorts.owned import Owned, OwnedQuerySet, one_of


class UploadState(models.TextChoices):
    WAITING = "waiting", "Waiting to be read"
    READING = "reading", "Being read"
    READY = "ready", "Ready to import"
    IMPORTING = "importing", "Being imported"
    DONE = "done", "Imported"
    FAILED = "failed", "Could not be read"


class Upload(Owned):
    """One uploaded file. `stored_as` is its random name in the uploads folder, '' once it is deleted."""

    token = models.UUIDField(unique=True, editable=False)
    stored_as = models.CharField(max_length=80, blank=True, editable=False)
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    state = models.CharField(max_length=9, choices=UploadState, default=UploadState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    encoding = models.CharField(max_length=40, blank=True)
    report = models.JSONField(default=dict)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[OwnedQuerySet[Upload]] = OwnedQuerySet["Upload"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [one_of("state", UploadState, "upload_state_known")]
        indexes = [models.Index(fields=["owner", "created_at"], name="upload_list")]

    def __str__(self) -> str:
        return self.file_name
