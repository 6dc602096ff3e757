"""What an import did, remembered while it does it, so that it can be taken back.

Taking back removes what the import added and nobody touched since, puts back what it changed and nobody
changed since, and names the rest.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from networking.companies.models import Company
from networking.contacts.models import Connection
from networking.exchange.models import Change, Did, Upload

if TYPE_CHECKING:
    from networking.exchange.book import Known
    from networking.exchange.linkedin import Person

BATCH = 500
REVISION = "revision"  # in `after` beside the columns


def added(upload: Upload, objects: Iterable[models.Model]) -> None:
    """Remembers what came in new, as it is now. Connections need no word: they carry the upload's token."""
    _keep(_change(upload, one, Did.ADDED, {}, said(one)) for one in objects)


def changed(upload: Upload, objects: Iterable[tuple[models.Model, dict[str, Any]]]) -> None:
    """Remembers what was changed: each thing as it is now, with the columns as they were before."""
    _keep(
        _change(upload, one, Did.CHANGED, plain(before), said(one, before.keys())) for one, before in objects
    )


def note_revisions(upload: Upload) -> None:
    """At the end of an import: sample that it made somebody's own is sample again only if it was not touched
    since, in any way."""
    took = Change.objects.filter(upload=upload, model=Company._meta.label_lower, did=Did.CHANGED)
    changes = list(took.filter(before__is_sample=True))
    revisions = dict(
        Company.objects.filter(pk__in=[c.object_id for c in changes]).values_list("pk", "revision")
    )
    for change in changes:
        change.after[REVISION] = revisions[change.object_id]
    Change.objects.bulk_update(changes, ["after"], batch_size=BATCH)


def connections_changed(
    upload: Upload, changes: Sequence[tuple[Known, Person]], columns: Sequence[str]
) -> None:
    """The same for rows of the address book, which are written without building models."""
    label = Connection._meta.label_lower
    _keep(
        Change(
            owner_id=upload.owner_id,
            upload=upload,
            model=label,
            object_id=one.pk,
            did=Did.CHANGED,
            before=plain(dict(zip(columns, one[1:], strict=False))),
            after=plain(dict(zip(columns, person, strict=False))),
        )
        for one, person in changes
    )


def _change(
    upload: Upload, one: models.Model, did: Did, before: dict[str, Any], after: dict[str, Any]
) -> Change:
    return Change(
        owner_id=upload.owner_id,
        upload=upload,
        model=one._meta.label_lower,
        object_id=one.pk,
        did=did,
        before=before,
        after=after,
    )


def _keep(changes: Iterable[Change]) -> None:
    """What an import first adds and then changes stays added."""
    Change.objects.bulk_create(changes, batch_size=BATCH, ignore_conflicts=True)


def said(one: models.Model, names: Iterable[str] | None = None) -> dict[str, Any]:
    """What people can say about a thing: its columns that are not derived, as JSON holds them."""
    fields = [f for f in one._meta.concrete_fields if names is not None or f.editable]
    wanted = None if names is None else set(names)
    return plain(
        {
            f.attname: getattr(one, f.attname)
            for f in fields
            if not f.primary_key and f.name != "owner" and (wanted is None or {f.name, f.attname} & wanted)
        }
    )


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Days, moments and keys as JSON writes them, so that what is compared was written alike."""
    return json.loads(json.dumps(values, cls=DjangoJSONEncoder))  # type: ignore[no-any-return]
