"""How mail leaves: at once to a folder at home, behind the answer's back on a server."""

from __future__ import annotations

import logging
import secrets
import sys
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from email import message_from_bytes, policy

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

log = logging.getLogger(__name__)
_sender = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")


class OutboxBackend(BaseEmailBackend):
    """Writes each mail to the outbox folder and prints where, since nobody runs a mail server at home."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        settings.OUTBOX_DIR.mkdir(parents=True, exist_ok=True, mode=0o700)
        for message in email_messages:
            path = settings.OUTBOX_DIR / f"{timezone.now():%Y%m%d-%H%M%S}-{secrets.token_hex(4)}.eml"
            path.write_bytes(message.message().as_bytes())
            sys.stdout.write(f"Mail is in {path}\n")
        sys.stdout.flush()
        return len(email_messages)


def forget(addresses: Collection[str]) -> None:
    """Deletes what lies in the outbox for these addresses, or speaks of them."""
    if not settings.OUTBOX_DIR.is_dir():
        return
    for path in settings.OUTBOX_DIR.glob("*.eml"):
        words = _words(path.read_bytes())
        if any(address in words for address in addresses):
            path.unlink(missing_ok=True)


def _words(raw: bytes) -> str:
    """A mail as it is read: its heads and its text, in lower case."""
    letter = message_from_bytes(raw, policy=policy.default)
    text = letter.get_body(("plain", "html"))
    return f"{letter.items()} {text.get_content() if text else ''}".lower()


def send(message: EmailMessage) -> None:
    """The answer does not wait for the mail server: how long it takes would tell who has an account."""
    if settings.MAIL_IN_BACKGROUND:
        _sender.submit(_send, message)
    else:
        _send(message)


def _send(message: EmailMessage) -> None:
    try:
        message.send()
    except OSError:  # smtplib's errors are OSErrors too
        log.exception("A mail could not be sent.")
