"""What one takes along to a chat: when and where, who they are, what is known, and what to ask."""

from __future__ import annotations

import datetime as dt
from typing import Any

from networking.accounts.models import User
from networking.contacts.models import PastJob
from networking.contacts.names import greeting
from networking.conversations.models import Chat, Topic
from networking.conversations.times import say_time
from networking.pipeline.brief import load_brief
from networking.pipeline.person_page import line_of_chat

LISTEN_FOR = (Topic.ROLE, Topic.CULTURE, Topic.APPLY, Topic.OPEN_ROLES, Topic.PEOPLE)
MOST_JOBS = 5


def load_sheet(user: User, chat: Chat, *, now: dt.datetime) -> dict[str, Any]:
    contact = chat.contact
    company = contact.company
    return {
        "active": "chats",
        "chat": line_of_chat(chat, now),
        "person": contact,
        "first_name": greeting(contact.name) or contact.name,
        "when": say_time(chat.starts_at, user.zone.key, contact.time_zone) if chat.starts_at else "",
        "past_jobs": list(PastJob.objects.owned_by(user).filter(contact=contact)[:MOST_JOBS]),
        "ins": ins_of(chat),
        "brief": load_brief(user, company) if company else [],
        "listen_for": [topic.label for topic in LISTEN_FOR],
    }


def ins_of(chat: Chat) -> list[str]:
    """The short words of my "in" at their company, beside those I wrote myself."""
    company = chat.contact.company
    if company is None:
        return []
    said = {
        "We share an interest": company.in_interests,
        "I love the product": company.in_product,
        "I know someone there": company.in_someone,
        "Hyper-local": company.in_local,
    }
    return [words for words, is_so in said.items() if is_so]
