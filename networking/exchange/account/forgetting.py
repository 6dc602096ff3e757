"""Takes a whole account back out: all of it at once, as long as nothing in it was touched since."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.db import models

from networking.accounts.models import User
from networking.conversations import writer
from networking.conversations.models import Merge
from networking.exchange.account.fields import PARTS
from networking.exchange.account.writing import account, rows
from networking.exchange.kinds import Kind

if TYPE_CHECKING:
    from networking.exchange.models import Upload

AT_A_TIME = 1_000


def fingerprint(owner: User) -> str:
    """Another one as soon as anything that can be exported is another one."""
    state = hashlib.sha256()
    for part, row in rows(owner):
        state.update(json.dumps([part.name, row]).encode())
    return state.hexdigest()


def came_whole(upload: Upload) -> bool:
    """Whether the account is what this import of an export made of it, to the letter."""
    mark = upload.report.get("fingerprint") if upload.kind == Kind.ACCOUNT else None
    return mark is not None and mark == fingerprint(upload.owner)


def forget_all(owner: User) -> None:
    """Empties the account for good, so that the export can come in once more. Children go first."""
    for model in (Merge, *(part.model for part in reversed(PARTS))):
        _forget(model._base_manager.filter(owner=owner))
    writer.recount(owner.pk)


def _forget(mine: models.QuerySet[Any]) -> None:
    while keys := list(mine.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME]):
        mine.filter(pk__in=keys).delete()


def settings_back(upload: Upload) -> None:
    """The settings as they were before the import, where they are still those of the export."""
    owner = User.objects.get(pk=upload.owner_id)
    said: dict[str, list[Any]] = upload.report.get("settings") or {}
    now = account(owner)
    owner.change_settings(**{name: before for name, (before, after) in said.items() if now[name] == after})
