"""Deleting an account: at once, and nothing of the person stays."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from networking.accounts.models import User
from networking.accounts.signals import account_deleted


@transaction.atomic
def delete_account(user: User) -> None:
    account_deleted.send(User, user=user)
    _end_sessions(user)
    user.delete()


def _end_sessions(user: User) -> None:
    """Sessions hold the key inside a signed text, so there is no column to ask."""
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
