"""A file on its way in: uploaded, read, shown, and then imported or dropped."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db import models
from django.utils.text import get_text_list

from networking.cohorts.owned import Owned, OwnedQuerySet, one_of
from networking.exchange.kinds import Kind
from networking.exchange.proposal import Proposal  # noqa: F401 - a table of this app
from networking.exchange.report import Outcome
from networking.exchange.sheets.remembered import Remembered  # noqa: F401 - a table of this app


class UploadState(models.TextChoices):
    WAITING = "waiting", "Waiting to be read"
    READING = "reading", "Being read"
    READY = "ready", "Ready to import"
    IMPORTING = "importing", "Being imported"
    DONE = "done", "Imported"
    FAILED = "failed", "Could not be read"
    UNDONE = "undone", "Taken back"


MADE = {  # one, several
    "companies": ("company", "companies"),
    "people": ("person", "people"),
    "interactions": ("step of a conversation", "steps of conversations"),
    "connections": ("person for the address book", "people for the address book"),
}


class Upload(Owned):
    """One uploaded file. `stored_as` is its random name in the uploads folder, '' once it is deleted.

    `encoding`, `delimiter`, `day_first` and `said` are what the person said about it; `weight` is its size
    unpacked.
    `touched_at` moves while somebody works on it: standing still tells that they were stopped.
    """

    token = models.UUIDField(unique=True, editable=False)
    stored_as = models.CharField(max_length=80, blank=True, editable=False)
    file_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CONNECTIONS)
    size = models.PositiveBigIntegerField()
    weight = models.PositiveBigIntegerField(default=0)
    state = models.CharField(max_length=9, choices=UploadState, default=UploadState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    encoding = models.CharField(max_length=40, blank=True)
    delimiter = models.CharField("what parts the columns", max_length=1, blank=True)
    day_first = models.BooleanField(null=True)
    said = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    error = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[OwnedQuerySet[Upload]] = OwnedQuerySet["Upload"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            one_of("state", UploadState, "upload_state_known"),
            one_of("kind", Kind, "upload_kind_known"),
        ]
        indexes = [models.Index(fields=["owner", "created_at"], name="upload_list")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_busy(self) -> bool:
        """Whether something is to come by itself, so that looking again is worth it."""
        return self.state in {UploadState.WAITING, UploadState.READING, UploadState.IMPORTING}

    @property
    def is_worth_importing(self) -> bool:
        """Whether importing would bring or propose anything."""
        return any(self.report.get(word) for word in ("added", "updated", "made", "proposed"))

    @property
    def made(self) -> str:
        """What comes in, where a row of the file holds several things: "3 companies and 10 people"."""
        made = self.report.get("made", {}).items()
        return get_text_list([f"{intcomma(n)} {MADE[one][n != 1]}" for one, n in made if n], "and")


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


class Did(models.TextChoices):
    ADDED = "added", "Added"
    CHANGED = "changed", "Changed"


class Change(Owned):
    """One thing an import added or changed, so that it can be undone.

    `after` is what the import left there: what reads otherwise now was touched since. Connections that were
    added carry their upload's token instead.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="changes")
    model = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    did = models.CharField(max_length=7, choices=Did)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    objects: ClassVar[OwnedQuerySet[Change]] = OwnedQuerySet["Change"].as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "model", "object_id"], name="change_once"),
            one_of("did", Did, "change_did_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_did_display()}: {self.model} {self.object_id}"
