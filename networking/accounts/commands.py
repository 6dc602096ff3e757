"""Finds the person that a command is about."""

from __future__ import annotations

from django.core.management.base import CommandError

from networking.accounts.models import User, clean_email


def find_account(email: str) -> User:
    """The active account with this address, however it is spelled; else one sentence and exit status 2."""
    user = User.objects.filter(email=clean_email(email), is_active=True).first()
    if user is None:
        raise CommandError(f"There is no account with the address {email}.", returncode=2)
    return user
