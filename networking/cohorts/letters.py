"""Secrets that open a door once, and the letter that carries one."""

from __future__ import annotations

import hashlib
import re
import secrets

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from networking.cohorts.models import Invitation
from networking.web import mail

# No letters or digits that are taken for one another.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 12  # 59 bits, behind a limit on tries


def new_token() -> str:
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Three groups of four: easy to read out to a class."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    return "-".join(re.findall("....", letters))


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def clean_code(typed: str) -> str:
    """As it was made, however it was typed."""
    letters = re.sub(r"[^a-z0-9]", "", typed.lower())
    return "-".join(re.findall(".{1,4}", letters))


def plain(name: str) -> str:
    """A name as a letter says it: one short line that no mail program makes a link of (SECURITY T31)."""
    line = " ".join(name.split())[:60]
    return line.replace(".", "․").replace("://", ": ").replace("@", " at ")


def send_invitation(invitation: Invitation, token: str) -> None:
    """The only mail to somebody without an account: a member asked for it by typing the address."""
    context = {
        "organization": plain(invitation.organization.name),
        "cohort": plain(invitation.cohort.name) if invitation.cohort else "",
        "as_what": invitation.as_what,
        "invited_by": plain(str(invitation.invited_by or "")),
        "url": settings.SITE_URL + reverse("cohorts:invitation", args=[token]),
        "expires_at": invitation.expires_at,
    }
    subject = f"You are invited to {context['organization']}"
    body = render_to_string("cohorts/email/invitation.txt", context)
    mail.send(EmailMessage(subject=subject, body=body, to=[invitation.email]))
