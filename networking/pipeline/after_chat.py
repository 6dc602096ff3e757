"""What the page of a chat shows afterwards: what was learned, by topic, and whom they named."""

from __future__ import annotations

from typing import Any, NamedTuple

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.named_form import NamedForm
from networking.contacts.stages import STAGE_LABELS, Stage
from networking.conversations.learned_forms import LEARNED_OF, LearnedForm
from networking.conversations.models import Chat, ChatStatus, Learned, Topic

MOST_NAMED = 50


class NamedLine(NamedTuple):
    pk: int
    name: str
    title: str
    company: str
    stage: str


def load_learned(user: User, chat: Chat) -> dict[str, str]:
    """What is written down of this chat, by topic, also if it is planned again."""
    return dict(Learned.objects.owned_by(user).filter(chat=chat).values_list("topic", "text"))


def load_after(user: User, chat: Chat) -> dict[str, Any]:
    learned = load_learned(user, chat)
    is_held = chat.status == ChatStatus.HELD
    return {
        "learned": LearnedForm(learned=learned),
        "lessons": [(topic.label, learned[topic]) for topic in LEARNED_OF if learned.get(topic)],
        "offered": bool(learned.get(Topic.REFER)),
        "named": load_named(user, chat) if is_held else [],
        "naming": naming_form(chat),
    }


def load_named(user: User, chat: Chat) -> list[NamedLine]:
    """Everybody whom this person can introduce, the latest first."""
    people = Contact.objects.owned_by(user).filter(introducer=chat.contact_id).order_by("-pk")
    rows = people.values_list("pk", "name", "title", "company__name", "stage")
    return [
        NamedLine(pk, name, title, company or "", STAGE_LABELS[Stage(stage)])
        for pk, name, title, company, stage in rows[:MOST_NAMED]
    ]


def naming_form(chat: Chat) -> NamedForm:
    company = chat.company or chat.contact.company
    return NamedForm(initial={"company_name": company.name if company else ""}, auto_id="named_%s")
