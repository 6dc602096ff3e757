"""How the tests of a message write, keep and send one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.test import Client

from networking.contacts.models import Contact
from networking.conversations import writer
from networking.conversations.models import Interaction
from networking.pipeline.compose import Composer
from tests.people import NOW, TODAY

HTMX = {"HX-Request": "true"}


def url(contact: Contact, act: str = "") -> str:
    return f"/people/{contact.pk}/write/{act}"


def composer(client: Client, contact: Contact, query: str = "") -> Composer:
    """The message as the page shows it."""
    return client.get(url(contact) + query).context["c"]


def sent_form(c: Composer, **changed: Any) -> dict[str, Any]:
    """What the form on the page would send."""
    form = {**c.words._asdict(), "version": c.version, "key": str(c.key), "place": c.place}
    return {**form, **changed}


def log(contact: Contact, kind: str, days_ago: int = 0, **more: Any) -> Interaction:
    return writer.log(contact, kind, on=TODAY - dt.timedelta(days=days_ago), now=NOW, **more)
