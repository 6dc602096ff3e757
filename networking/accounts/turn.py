"""One's own row, for acts that must not cross."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from networking.accounts.http import Request
from networking.accounts.models import User
from networking.web.seen import in_turn


@contextmanager
def my_turn(request: Request) -> Iterator[User]:
    """Whoever asks, read anew: of two acts of theirs at once, the second waits for the first."""
    with in_turn(request, User.objects.all()) as everybody:
        yield everybody.get(pk=request.user.pk)
