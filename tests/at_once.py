"""Acts that meet: each in a thread with a connection of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, connections
from django.test import Client

from networking.accounts.models import User

MANY = 12


def at_once(acts: Sequence[Callable[[], Any]]) -> Counter[Any]:
    """What became of each. On SQLite transactions come one after the other anyway: there they take turns."""
    if connection.vendor != "postgresql":
        return Counter(act() for act in acts)

    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        try:
            start.wait(60)
            return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return Counter(pool.map(run, acts))


def windows_of(user: User) -> list[Client]:
    windows = [Client() for _ in range(MANY)]
    for window in windows:
        window.force_login(user)
    return windows


def sent_at_once(user: User, url: str, said: dict[str, Any]) -> Counter[int]:
    """The same from many windows: how often each status was the answer."""
    return at_once([lambda at=at: at.post(url, said).status_code for at in windows_of(user)])
