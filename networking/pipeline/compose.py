"""What the composer shows of a message: the ways, the templates, what is missing, and advice beside it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from networking.companies.told import told_of
from networking.contacts.models import Contact
from networking.contacts.stages import WAITING
from networking.conversations.channels import Way, characters
from networking.conversations.drafts import Words
from networking.conversations.forms import TimesForm
from networking.conversations.known import first_name
from networking.conversations.mailto import LONGEST, mailto
from networking.conversations.message_check import Advice, check, count
from networking.conversations.message_form import LONGEST_ANSWER, LONGEST_OTHER
from networking.conversations.models import Channel, Draft, Purpose
from networking.conversations.placeholders import PLACEHOLDERS, left_in, unknown_in, wrapped_in
from networking.conversations.purposes import USES
from networking.pipeline.desk import Desk, Wish, at_hand, is_first, is_written, known
from networking.pipeline.material import Material, material_of
from networking.pipeline.packet import gate_of
from networking.pipeline.person_history import LATELY, draft_of

NEEDS_TIMES = {Purpose.OFFER_TIMES, Purpose.RESCHEDULE}
WITHOUT_IN = {Purpose.REFERRAL, Purpose.MET}  # they speak of a packet, and of where we met
SHOWN_BY_ASKING = "placeholder"  # this advice says what the questions beside the text say already

# Where an answer is kept besides the text; {first} and {company} are filled in by us.
KEPT = {
    "in": "Kept as your “in” at {company} too.",
    "common_ground": "Kept with {first} too, for the next message.",
    "role": "Kept as {first}’s job title too.",
    "my_name": "Kept in your settings too.",
}


class Tab(NamedTuple):
    channel: str
    name: str
    why: str
    is_chosen: bool


class Choice(NamedTuple):
    key: str
    name: str
    is_chosen: bool


class Ask(NamedTuple):
    """A placeholder that is still in the text: what to ask, and where the answer is kept besides."""

    name: str
    label: str
    ask: str
    example: str
    kept: str
    most: int
    value: str


class Open(NamedTuple):
    """Where a message goes: a mail with the text in it, or a page to paste it into."""

    url: str
    words: str
    is_mail: bool = False
    is_ours: bool = False


@dataclass
class Composer:
    """A message as the page shows it. `other` is what another window kept; `is_gone`: it sent the message."""

    desk: Desk
    first_name: str
    to_name: str
    to_email: str
    words: Words
    version: int
    purpose: str
    tabs: list[Tab]
    closed: list[Way]
    template: str
    menu: list[tuple[str, list[Choice]]]
    asks: list[Ask]
    advice: list[Advice]
    limit: int | None
    open: Open | None
    material: list[Material]
    cap: str
    has_earlier: bool
    is_kept: bool
    place: str
    times: TimesForm | None
    key: uuid.UUID
    errors: Sequence[str] = ()
    other: Draft | None = None
    is_gone: bool = False

    @property
    def person(self) -> Contact:
        return self.desk.contact

    @property
    def is_the_one(self) -> bool:
        """Whether this message is the one next step; asked only where its button is drawn."""
        return is_written(self.desk) and self.desk.step == self.desk.search.steps[0]

    @property
    def is_unkept(self) -> bool:
        """Whether the words were refused, or wait for a choice between two texts."""
        return bool(self.errors or self.other or self.is_gone or (self.times and self.times.errors))

    @property
    def characters(self) -> int:
        return count(self.words.text)

    @property
    def hint(self) -> str:
        """What makes such a message welcome; words that wait for no answer need no hint."""
        if self.words.purpose == Purpose.REFERRAL:
            return "Make it easy to do, and as easy to say no"
        return "Ask to learn, not for a job" if USES[self.words.purpose].kind in WAITING else ""

    @property
    def has_subject(self) -> bool:
        return bool(self.to_email)

    @property
    def is_too_long_for_mail(self) -> bool:
        return self.open is not None and self.open.is_mail and len(self.open.url) > LONGEST

    @property
    def other_words(self) -> str:
        """What the other window kept, as static/js/composer.js compares it."""
        return f"{self.other.subject if self.has_subject else ''}\n{self.other.text}" if self.other else ""

    @property
    def longest_link(self) -> int:
        return LONGEST

    @property
    def why(self) -> str:
        return next((tab.why for tab in self.tabs if tab.is_chosen), "")

    @property
    def lacks_times(self) -> bool:
        return any(ask.name == "times" for ask in self.asks)

    @property
    def has_questions(self) -> bool:
        """Whether something is asked for besides times, which have fields of their own."""
        return any(ask.name != "times" or not self.times for ask in self.asks)

    @property
    def asked(self) -> str:
        return " ".join(ask.name for ask in self.asks)


def compose(
    desk: Desk,
    *,
    wish: Wish | None = None,
    typed: Words | None = None,
    version: int | None = None,
    place: str = "",
    times: TimesForm | None = None,
    answers: dict[str, str] | None = None,
    errors: Sequence[str] = (),
) -> Composer:
    """The message at hand, or the one that was just typed."""
    draft = draft_of(desk.contact)
    words = typed or at_hand(desk, wish or Wish())
    is_introduction = words.purpose == Purpose.INTRODUCTION and desk.introducer is not None
    to = desk.introducer if is_introduction and desk.introducer else desk.contact
    by_mail = is_introduction or words.channel == Channel.EMAIL
    menu = menu_of(desk, words)
    return Composer(
        desk=desk,
        first_name=first_name(desk.contact.name),
        to_name=to.name,
        to_email=to.email if by_mail else "",
        words=words,
        version=version if version is not None else draft.version if draft else 0,
        purpose=Purpose(words.purpose).label,
        tabs=[tab_of(way, words.channel) for way in desk.ways if way.is_open],
        closed=[way for way in desk.ways if not way.is_open],
        template=next((c.name for _, group in menu for c in group if c.is_chosen), ""),
        menu=menu,
        asks=asks_of(desk, to, words, answers or {}),
        advice=advice_of(desk, words),
        limit=characters(desk.user, words.channel),
        open=open_of(desk, words, to, is_introduction),
        material=material_of(desk, words.purpose),
        cap=cap_of(desk, words.purpose),
        has_earlier=bool(draft and draft.earlier_text),
        is_kept=typed is None and draft is not None,
        place=place,
        times=times or times_of(desk, words),
        key=uuid.uuid4(),
        errors=errors,
    )


def tab_of(way: Way, channel: str) -> Tab:
    return Tab(way.channel, Channel(way.channel).label, way.why, way.channel == channel)


def menu_of(desk: Desk, words: Words) -> list[tuple[str, list[Choice]]]:
    """The templates that can be used here, by what they are for; this purpose first."""
    usable = [
        offer
        for offer in desk.offers
        if offer.persona in ("", desk.contact.persona)
        and offer.channel in ("", *desk.open_channels)
        and (offer.purpose != Purpose.INTRODUCTION or desk.introducer)
        and (offer.purpose != Purpose.REFERRAL or desk.packet)
        and (offer.purpose != Purpose.MET or desk.met)
    ]
    order = list(dict.fromkeys([words.purpose, *Purpose.values]))
    usable.sort(key=lambda offer: order.index(offer.purpose))
    return [
        (
            Purpose(purpose).label,
            [Choice(offer.key, offer.name, offer.key == words.template_key) for offer in group],
        )
        for purpose, group in groupby(usable, key=lambda offer: offer.purpose)
    ]


def asks_of(desk: Desk, to: Contact, words: Words, answers: Mapping[str, str]) -> list[Ask]:
    """What is still to fill in; what has become known since the message was begun is offered."""
    values = known(desk, words.purpose)
    names = left_in(f"{words.subject}\n{words.text}")
    return [ask_of(name, desk.contact, to, answers.get(name, ""), values[name]) for name in names]


def ask_of(name: str, contact: Contact, to: Contact, answer: str, value: str) -> Ask:
    """`to` is who the message greets: what is learned of them is kept with them."""
    about = PLACEHOLDERS[name]
    company = contact.company.name if contact.company else ""
    kept = "" if value or (name == "in" and not company) else KEPT.get(name, "")
    kept = kept.replace("{first}", first_name(to.name)).replace("{company}", company)
    most = LONGEST_ANSWER.get(name, LONGEST_OTHER)
    return Ask(name, about.label, about.ask, about.example, kept, most, answer or value)


def advice_of(desk: Desk, words: Words) -> list[Advice]:
    company = desk.contact.company
    found = check(
        words.text,
        limit=characters(desk.user, words.channel),
        company_in=company.in_words if company else "",
        is_first=is_first(desk, words.purpose) and words.purpose not in WITHOUT_IN,
        lately=[row.text for row in desk.history if row.what == LATELY],
        asks=USES[words.purpose].kind in WAITING,
    )
    has_slips = unknown_in(words.text) or wrapped_in(words.text)
    return (
        ask_first(desk, words)
        + not_yet(desk, words)
        + [advice for advice in found if advice.code != SHOWN_BY_ASKING or has_slips]
    )


def ask_first(desk: Desk, words: Words) -> list[Advice]:
    """Some companies a school knows so well that a coach has something to say before the first message."""
    told, company = told_of(desk.contact), desk.contact.company
    if told is None or company is None or not told.ask_coach or not is_first(desk, words.purpose):
        return []
    return [
        Advice("ask_coach", f"{told.school} asks you to talk to a coach before you write to {company.name}.")
    ]


def not_yet(desk: Desk, words: Words) -> list[Advice]:
    """What comes before asking somebody distant for a referral."""
    if words.purpose != Purpose.REFERRAL or desk.packet is None:
        return []
    gate = gate_of(desk.contact, desk.packet.introducer)
    return [] if gate.is_open else [Advice("not_yet", gate.reason)]


def open_of(desk: Desk, words: Words, to: Contact, is_introduction: bool) -> Open | None:
    """The first thing to press: a mail program with the message in it, or the page it is pasted into."""
    if (is_introduction or words.channel == Channel.EMAIL) and to.email:
        return Open(mailto(to.email, words.subject, words.text), "Open in mail", is_mail=True)
    if is_introduction:
        url = to.profile_url or f"/people/{to.pk}/"
        return Open(url, f"Open {first_name(to.name)}’s profile", is_ours=not to.profile_url)
    way = next((way for way in desk.ways if way.channel == words.channel), None)
    if way is None or not way.is_open or not way.url:
        return None
    what = "Open the alumni channel" if way.channel == Channel.ALUMNI else "Open the profile"
    return Open(way.url, what)


def times_of(desk: Desk, words: Words) -> TimesForm | None:
    """Times to offer are asked for where a message is about them."""
    if words.purpose not in NEEDS_TIMES and "times" not in left_in(words.text):
        return None
    return TimesForm(owner=desk.user, now=desk.search.now, theirs=desk.contact.time_zone)


def cap_of(desk: Desk, purpose: str) -> str:
    """Kind words once as many new people were written to today as the seeker set out to."""
    written, most = desk.search.used.new_people_today, desk.user.new_people_a_day
    if purpose != Purpose.OUTREACH or not is_first(desk, purpose) or written < most or not written:
        return ""
    people = "1 new person" if written == 1 else f"{written} new people"
    return f"You have written to {people} today, as you set out to. This one can wait until tomorrow."
