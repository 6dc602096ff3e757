"""What the page to prepare a chat shows: my questions in order, the bank, and what was asked here before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q

from networking.accounts.models import User
from networking.contacts.models import Contact, Persona
from networking.contacts.names import greeting
from networking.contacts.roles import Role, role_of
from networking.conversations.models import Chat, ChatStatus, Question, Topic
from networking.conversations.question_bank import STARTER_BANK, BankQuestion, by_topic, fitting
from networking.conversations.question_list import lines
from networking.pipeline.person_page import line_of_chat
from networking.web.text import fold

MOST_CHATS = 100  # held chats here whose questions are compared
MOST_OWN = 200


class View(NamedTuple):
    """For whom and for which craft the bank is shown; said in the address, else what the person is."""

    persona: str
    role: str
    query: str = ""

    @classmethod
    def of(cls, contact: Contact, given: dict[str, str]) -> View:
        persona = given.get("persona", contact.persona)
        role = given.get("role", role_of(contact.title))
        if persona not in Persona.values or role not in {"", *Role.values}:
            return cls(contact.persona, role_of(contact.title))
        said = [(name, value) for name, value in given.items() if name in ("persona", "role")]
        return cls(persona, role, f"?{urlencode(said)}" if said else "")


class ListLine(NamedTuple):
    """One of my questions; `focus` names the button that was pressed last here."""

    text: str
    asked: str
    is_first: bool
    is_last: bool
    focus: str


class BankLine(NamedTuple):
    id: str
    pk: int
    text: str
    asked: str
    is_on_list: bool


def load_prepare(
    user: User, chat: Chat, view: View, *, now: dt.datetime, focus: tuple[str, str] = ("", "")
) -> dict[str, Any]:
    """`focus` is the button that was pressed and its question: after a swap the keyboard is there again."""
    asked = load_asked(user, chat)
    mine = lines(chat.questions)
    bank = fitting(load_own(user), view.persona, view.role)
    return {
        "active": "chats",
        "chat": line_of_chat(chat, now),
        "person": chat.contact,
        "first_name": greeting(chat.contact.name) or chat.contact.name,
        "zone": user.zone.key.replace("_", " "),
        "view": view,
        "personas": [(p.value, f"{p.label}s") for p in Persona if p != Persona.OTHER],
        "roles": Role.choices,
        "mine": list_lines(mine, asked, focus),
        "groups": [(label, bank_lines(group, mine, asked)) for label, group in by_topic(bank)],
    }


def load_own(user: User) -> list[BankQuestion]:
    rows = Question.objects.owned_by(user).order_by("-pk").values_list("text", "topic", "persona", "pk")
    return [BankQuestion(text, Topic(topic), persona, pk=pk) for text, topic, persona, pk in rows[:MOST_OWN]]


def load_asked(user: User, chat: Chat) -> dict[str, str]:
    """The questions of chats that were held here before, by their folded text: whom I asked last."""
    here = Q(contact=chat.contact_id)
    if chat.contact.company_id:
        here |= Q(company=chat.contact.company_id)
    held = (
        Chat.objects.owned_by(user)
        .filter(here, status=ChatStatus.HELD)
        .exclude(pk=chat.pk)
        .exclude(questions="")
        .order_by("-settled_on", "-pk")
        .values_list("questions", "contact__name")
    )
    return whom_i_asked(held[:MOST_CHATS])


def whom_i_asked(held: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The latest chat comes first."""
    asked: dict[str, str] = {}
    for questions, name in held:
        for question in lines(questions):
            asked.setdefault(fold(question), greeting(name) or name)
    return asked


def list_lines(mine: Sequence[str], asked: dict[str, str], focus: tuple[str, str]) -> list[ListLine]:
    button, question = focus
    last = len(mine) - 1
    return [
        ListLine(
            text,
            asked.get(fold(text), ""),
            place == 0,
            place == last,
            usable(button, place, last) if text == question else "",
        )
        for place, text in enumerate(mine)
    ]


def usable(button: str, place: int, last: int) -> str:
    """The button to stand on: at an end of the list the one that was pressed is off, the other is on."""
    if button == "up" and place == 0:
        return "down" if last else "drop"
    if button == "down" and place == last:
        return "up" if last else "drop"
    return button


def bank_lines(group: Iterable[BankQuestion], mine: Iterable[str], asked: dict[str, str]) -> list[BankLine]:
    on_list = {fold(question) for question in mine}
    return [
        BankLine(
            f"own-{question.pk}" if question.pk else f"bank-{STARTER_BANK.index(question)}",
            question.pk,
            question.text,
            asked.get(fold(question.text), ""),
            fold(question.text) in on_list,
        )
        for question in group
    ]
