"""Deleting an account, at once or in seven days: nothing of the person stays, in no table and no file."""

from __future__ import annotations

import datetime as dt
import json
import logging
import re

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from networking.accounts.erasing import erase_traces
from networking.accounts.models import User
from networking.accounts.signals import account_deleted
from networking.web import mail

log = logging.getLogger(__name__)
WAIT = dt.timedelta(days=7)


def delete_account(user: User) -> None:
    addresses = addresses_of(user)
    with transaction.atomic():
        account_deleted.send(User, user=user)
        _end_sessions(user, addresses)
        user.delete()
        transaction.on_commit(lambda: mail.forget(addresses))
    erase_traces()


def delete_later(user: User, *, now: dt.datetime) -> None:
    """Asked twice, the first day stands."""
    if user.deletes_at is None:
        user.deletes_at = now + WAIT
        user.save(update_fields=["deletes_at"])


def keep_account(user: User) -> None:
    User.objects.filter(pk=user.pk).update(deletes_at=None)


def delete_due(now: dt.datetime) -> None:
    """One that cannot be deleted today is tried again tomorrow, and keeps nobody else's from going."""
    for pk in list(User.objects.filter(deletes_at__lte=now).order_by("pk").values_list("pk", flat=True)):
        try:
            delete_if_due(pk, now=now)
        except Exception:
            log.exception("The account %s could not be deleted.", pk)


def delete_if_due(pk: int, *, now: dt.datetime) -> None:
    """Whoever changes their mind in the same moment keeps their account."""
    with transaction.atomic():
        user = User.objects.select_for_update().filter(pk=pk, deletes_at__lte=now).first()
        if user is None:
            return
        delete_account(user)
    erase_traces()


def addresses_of(user: User) -> set[str]:
    known = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return {user.email, *(address.lower() for address in known)} - {""}


def _end_sessions(user: User, addresses: set[str]) -> None:
    """Sessions hold all in a signed text, so there is no column to ask.

    Beside those that are signed in go all that speak of an address: of a sign-in that waits for it to be
    confirmed, an invitation that was opened, or a message that was not shown yet.
    """
    speaks = [_spoken(address) for address in addresses]
    for session in Session.objects.iterator():
        kept = session.get_decoded()
        waiting = kept.get(LOGIN_SESSION_KEY) or {}
        is_theirs = kept.get(SESSION_KEY) == str(user.pk)
        is_theirs = is_theirs or waiting.get("user_pk") == user_pk_to_url_str(user)
        words = json.dumps(kept, ensure_ascii=False)
        if is_theirs or any(spoken.search(words) for spoken in speaks):
            session.delete()


def _spoken(address: str) -> re.Pattern[str]:
    """This address in a text, and not a longer one that ends or begins like it."""
    return re.compile(rf"(?<![\w.+-]){re.escape(address)}(?![\w-]|\.\w)", re.IGNORECASE)
