"""What somebody says is done where nothing that is stored can tell."""

from __future__ import annotations

import datetime as dt

from networking.accounts.models import User
from networking.conversations.models import Tick


def tick(owner: User, item: str, *, on: dt.date) -> None:
    Tick.objects.get_or_create(owner=owner, item=item, defaults={"on": on})


def untick(owner: User, item: str) -> None:
    Tick.objects.owned_by(owner).filter(item=item).delete()
