"""What a message to one person begins with: its purpose, the way it goes, and the words."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.stages import MINE, THEIRS, Kind, Stage
from networking.conversations.channels import Way, ways
from networking.conversations.clocks import Entry, Rule, follow_ups
from networking.conversations.drafts import Words, words_of
from networking.conversations.endings import within_a_sentence
from networking.conversations.known import known_of, one_line
from networking.conversations.models import Channel, Outcome, Purpose, Sort
from networking.conversations.occasions import SETTLES
from networking.conversations.offers import Offer, fitting, of_key, offers
from networking.conversations.placeholders import fill
from networking.pipeline.next_steps import Rule as StepRule
from networking.pipeline.next_steps import Step, for_contact, split
from networking.pipeline.packet import Packet, packet_at_hand
from networking.pipeline.person_history import (
    MET,
    OWED,
    SAID,
    TEMPLATE,
    History,
    draft_of,
    introducer_of,
    load_contact,
    load_history,
)
from networking.pipeline.snapshot import Counts, DueRow, Snapshot, load_counts, load_snapshot
from networking.web.keys import row_key

BY_STAGE: dict[int, Purpose] = {
    Stage.TO_CONTACT: Purpose.OUTREACH,
    Stage.REACHED_OUT: Purpose.FOLLOW_UP,
    Stage.REPLIED: Purpose.OFFER_TIMES,
    Stage.CHATTED: Purpose.THANK_YOU,
    Stage.THANKED: Purpose.CHECK_IN,
}
ON_THEIR_DAY = "starter:on-their-day"
WRITTEN = {Rule.THANKS, Rule.ANSWER, Rule.FOLLOW_UP, StepRule.FIRST_MESSAGE, Rule.KEEP_IN_TOUCH}
BEFORE_AN_ANSWER = {Purpose.OUTREACH, Purpose.FOLLOW_UP, Purpose.LAST_FOLLOW_UP}
FIRST = {Purpose.OUTREACH, Purpose.MET, Purpose.INTRODUCTION}
ONLY_FIRST = {Channel.INTRODUCTION, Channel.LINKEDIN_NOTE}

UPDATE_STARTER, OUTCOMES = "starter:update-", {Outcome.YES, Outcome.NO, Outcome.SILENCE}


class Wish(NamedTuple):
    """What was chosen in the address or by a press; empty is as it comes."""

    purpose: str = ""
    channel: str = ""
    template: str = ""


class Search:
    """The whole search around one person: three hundred people are read where something asks for them."""

    def __init__(self, user: User, now: dt.datetime) -> None:
        self.user, self.now = user, now

    @classmethod
    def known(cls, snapshot: Snapshot, steps: list[Step]) -> Search:
        """One that was read already."""
        search = cls(snapshot.user, snapshot.now)
        search.snapshot, search.steps = snapshot, steps
        return search

    @cached_property
    def snapshot(self) -> Snapshot:
        return load_snapshot(self.user, now=self.now)

    @cached_property
    def steps(self) -> list[Step]:
        return split(self.snapshot)[0]

    def read(self) -> Snapshot:
        """For a page that shows all of it: what was used up comes with the rest."""
        return self.snapshot

    @cached_property
    def used(self) -> Snapshot | Counts:
        """What was used up this month and today."""
        return vars(self).get("snapshot") or load_counts(self.user, self.user.local_date(self.now))


@dataclass(frozen=True, eq=False)
class Desk:
    """All that a message to one person is made from; what it is asked for it works out once."""

    user: User
    contact: Contact
    history: list[History]
    search: Search
    place: str = ""

    @property
    def introducer(self) -> Contact | None:
        return introducer_of(self.contact)

    @property
    def today(self) -> dt.date:
        return self.user.local_date(self.search.now)

    @cached_property
    def said(self) -> list[History]:
        """What was said, in its order."""
        rows = (row for row in self.history if row.what == SAID and row.on)
        return sorted(rows, key=lambda row: (row.on, row.pk))

    @cached_property
    def met(self) -> History | None:
        """The event that the step speaks of: the first since my last word; else the one where we met last."""
        rows = [row for row in self.history if row.what == MET and row.kind == "event" and row.on]
        anew = [row for row in rows if row.on and row.on > self.last_word_on]
        first = min(anew, key=lambda row: (row.on, row.place), default=None)
        return first or max(rows, key=lambda row: (row.on, row.pk), default=None)

    @property
    def last_word_on(self) -> dt.date:
        mine = (row.on for row in self.said if row.on and row.kind in SETTLES)
        return max(mine, default=dt.date.min)

    @property
    def is_met_anew(self) -> bool:
        """Whether I have not written since we met."""
        return self.met is not None and self.met.on is not None and self.met.on > self.last_word_on

    @cached_property
    def step(self) -> Step | None:
        return next(iter(for_contact(self.search.steps, self.contact.pk)), None)

    @cached_property
    def packet(self) -> Packet | None:
        """What a referral is asked for with: of the page one came from, else the newest."""
        return packet_at_hand(self.history, self.came_from("referral"))

    def came_from(self, page: str) -> int:
        """The key of the thing on whose page one was, if it was such a page; else 0."""
        name, _, pk = self.place.partition(":")
        return row_key(pk) if name == page else 0

    @cached_property
    def ways(self) -> list[Way]:
        return ways(
            self.contact,
            self.user,
            notes_used=self.search.used.notes_used,
            introducer=self.introducer.name if self.introducer else "",
            introducer_url=f"/people/{self.contact.introducer_id}/",
        )

    @cached_property
    def owed(self) -> list[History]:
        """What has ended with their help and they have not been told of: the role one came from, then the
        first."""
        rows = (row for row in self.history if row.what == OWED and row.on)
        role = self.came_from("opportunity")
        return sorted(rows, key=lambda row: (not role or row.minutes != role, row.on, row.pk))

    @property
    def open_channels(self) -> list[str]:
        return [way.channel for way in self.ways if way.is_open]

    @cached_property
    def offers(self) -> list[Offer]:
        mine = (row for row in self.history if row.what == TEMPLATE)
        return offers(own_offer(row) for row in mine)


def load_desk(user: User, pk: int, *, now: dt.datetime, place: str = "") -> Desk:
    """`place` is where one came from."""
    contact = load_contact(user, pk)
    return Desk(user, contact, load_history(user, contact), Search(user, now), place)


def own_offer(row: History) -> Offer:
    """A template of mine, from the columns that all of a history share."""
    return Offer(f"own:{row.pk}", row.template, row.kind, row.place, row.how, row.subject, row.text, row.sent)


# --- Which purpose, and which way


def is_written(desk: Desk) -> bool:
    """Whether the step at hand is a message to write, by a way that is open."""
    return desk.step is not None and desk.step.rule in WRITTEN and bool(desk.open_channels)


def purpose_of(desk: Desk) -> str:
    """What the step at hand asks for; without one, what usually comes next at this stage. Somebody I have
    met since my last word is written to about that."""
    usual = usual_purpose(desk)
    return Purpose.MET if desk.is_met_anew and usual in BEFORE_AN_ANSWER else usual


def usual_purpose(desk: Desk) -> str:
    step = desk.step
    if step is None or step.rule not in WRITTEN:
        return BY_STAGE[desk.contact.stage]
    if step.rule == Rule.ANSWER:
        return answer_to(desk)
    if step.rule == Rule.THANKS:
        return thanks_for(desk)
    if step.rule == Rule.FOLLOW_UP:
        return Purpose.LAST_FOLLOW_UP if follow_ups(entries(desk)) else Purpose.FOLLOW_UP
    return Purpose.CHECK_IN if step.rule == Rule.KEEP_IN_TOUCH else Purpose.OUTREACH


def due_of(desk: Desk, rule: int) -> DueRow | None:
    me = next((person for person in desk.search.snapshot.people if person.pk == desk.contact.pk), None)
    return next((due for due in me.dues if due.rule == rule), None) if me else None


def thanks_for(desk: Desk) -> str:
    """Rule 3: how something ended that they helped with, a no of theirs, or what they gave."""
    due = due_of(desk, Rule.THANKS)
    if due and due.occasion[0] == "update":
        return Purpose.UPDATE
    if last_of_theirs(desk) == Kind.DECLINED:
        return Purpose.DECLINE_THANKS
    return Purpose.THANK_YOU


def answer_to(desk: Desk) -> str:
    """Rule 4: a reply gets times, a no gets thanks, and a chat that fell through a new time."""
    due = due_of(desk, Rule.ANSWER)
    if due and (due.answer_to == Kind.DECLINED or said_no(desk)):
        return Purpose.DECLINE_THANKS
    return Purpose.OFFER_TIMES if due and due.answer_to == Kind.REPLY else Purpose.RESCHEDULE


def said_no(desk: Desk) -> bool:
    """Whether their last reply was a no to a referral."""
    last = next((row for row in reversed(desk.said) if row.kind in THEIRS | {Kind.CHAT}), None)
    return last is not None and last.kind == Kind.REPLY and last.place == Sort.REFERRAL


def last_of_theirs(desk: Desk) -> str:
    return next((row.kind for row in reversed(desk.said) if row.kind in THEIRS | {Kind.CHAT}), "")


def entries(desk: Desk) -> list[Entry]:
    return [Entry(row.kind, row.on, desk.search.now) for row in desk.said if row.on]


def is_first(desk: Desk, purpose: str) -> bool:
    """Nothing of mine was said yet to whom this goes."""
    if purpose == Purpose.INTRODUCTION and desk.introducer:
        return desk.introducer.stage == Stage.TO_CONTACT
    return not any(row.kind in MINE | {Kind.CHAT} for row in desk.said)


def channel_of(desk: Desk, purpose: str) -> str:
    """A first message takes the first way that is open; a later one the way of the last exchange."""
    is_open = desk.open_channels
    if purpose == Purpose.INTRODUCTION:
        return Channel.INTRODUCTION
    if purpose in FIRST and not desk.said:
        return next(iter(is_open), "")
    last = next((row.how for row in reversed(desk.said) if row.how), "")
    later = [channel for channel in is_open if channel not in ONLY_FIRST]
    by_note = [channel for channel in is_open if channel == Channel.LINKEDIN_NOTE]
    return next(iter([*([last] if last in later else []), *later, *by_note]), "")


# --- The words


def known(desk: Desk, purpose: str) -> dict[str, str]:
    talked = (row.on for row in reversed(desk.said) if row.kind == Kind.CHAT)
    values = known_of(
        desk.contact,
        desk.user,
        to=desk.introducer if purpose == Purpose.INTRODUCTION else None,
        introducer=desk.introducer,
        last_chat_on=next(talked, None),
        today=desk.today,
    )
    values["event"] = desk.met.place if desk.met else ""
    values["about"] = one_line(within_a_sentence(desk.owed[0].text)) if desk.owed else ""
    return values | (desk.packet.known if purpose == Purpose.REFERRAL and desk.packet else {})


def begin(desk: Desk, wish: Wish) -> Words:
    """A message from the best template, or from the one that was chosen."""
    chosen = of_key(desk.offers, wish.template)
    purpose = chosen.purpose if chosen else wish.purpose or purpose_of(desk)
    channel = wish.channel or (chosen.channel if chosen else "")
    if channel not in desk.open_channels:
        channel = channel_of(desk, purpose)
    purpose, channel = agreed(desk, purpose, channel)
    best = chosen if chosen and chosen.purpose == purpose else best_offer(desk, purpose, channel)
    return filled(desk, best, purpose, channel)


def agreed(desk: Desk, purpose: str, channel: str) -> tuple[str, str]:
    """An introduction is asked of the one who can introduce me, and by nothing else."""
    if desk.introducer and channel == Channel.INTRODUCTION and purpose in FIRST:
        return Purpose.INTRODUCTION, channel
    if desk.introducer is None and purpose == Purpose.INTRODUCTION:
        return Purpose.OUTREACH, channel_of(desk, Purpose.OUTREACH)
    if (desk.packet is None and purpose == Purpose.REFERRAL) or (desk.met is None and purpose == Purpose.MET):
        return agreed(desk, purpose_of(desk), channel)
    return purpose, channel


def best_offer(desk: Desk, purpose: str, channel: str) -> Offer | None:
    found = fitting(desk.offers, purpose, desk.contact.persona, channel)
    if purpose == Purpose.REFERRAL:
        found.sort(key=lambda offer: not (offer.is_own and not offer.copied_from) and not is_for(desk, offer))
    if purpose == Purpose.UPDATE:
        found.sort(key=lambda offer: not tells_outcome(desk, offer))
    if purpose == Purpose.CHECK_IN and is_their_day(desk):
        found.sort(key=lambda offer: ON_THEIR_DAY not in (offer.key, offer.copied_from))
    return next(iter(found), None)


def is_their_day(desk: Desk) -> bool:
    """Whether the step at hand is a day that matters to them."""
    due = due_of(desk, Rule.KEEP_IN_TOUCH)
    is_at_hand = desk.step is not None and desk.step.rule == Rule.KEEP_IN_TOUCH
    return is_at_hand and due is not None and due.occasion[0] == "date"


def tells_outcome(desk: Desk, offer: Offer) -> bool:
    """An update from us, or a copy of one, is for one outcome; all else is for any."""
    told = (offer.copied_from or offer.key).removeprefix(UPDATE_STARTER)
    return told not in OUTCOMES or not desk.owed or told == desk.owed[0].kind


def is_for(desk: Desk, offer: Offer) -> bool:
    """Whether words that ask for a referral are for somebody as close, or as distant."""
    meant = "starter:referral-close" if desk.contact.is_close else "starter:referral-distant"
    return meant in (offer.key, offer.copied_from)


def filled(desk: Desk, offer: Offer | None, purpose: str, channel: str) -> Words:
    if offer is None:
        return Words(purpose, channel)
    values = known(desk, purpose)
    return Words(purpose, channel, offer.key, fill(offer.subject, values), fill(offer.body, values))


def is_touched(desk: Desk, words: Words) -> bool:
    """Whether somebody wrote in it: it is not just what its template gives."""
    offer = of_key(desk.offers, words.template_key)
    if offer is None:
        return bool(words.text.strip())
    fresh = filled(desk, offer, words.purpose, words.channel)
    return (fresh.subject.strip(), fresh.text.strip()) != (words.subject.strip(), words.text.strip())


def at_hand(desk: Desk, wish: Wish) -> Words:
    """The draft, if somebody wrote in it or it is for the step at hand; else a message begun anew."""
    draft = draft_of(desk.contact)
    if draft is None:
        return begin(desk, wish)
    words = words_of(draft)
    channel = words.channel if words.channel in desk.open_channels else channel_of(desk, words.purpose)
    purpose, channel = agreed(desk, words.purpose, channel)
    if is_touched(desk, words):
        return words._replace(purpose=purpose, channel=channel)
    is_wanted = purpose == agreed(desk, purpose_of(desk), channel)[0]
    return words if is_wanted and channel == words.channel and not any(wish) else begin(desk, wish)


def chosen(desk: Desk, typed: Words, wish: Wish) -> tuple[Words, Words | None]:
    """The message after a press, and what it replaces if somebody wrote in that."""
    before = typed if is_touched(desk, typed) else None
    if wish.template:
        channel = typed.channel if typed.purpose != Purpose.INTRODUCTION else ""
        offer = of_key(desk.offers, wish.template)
        by = offer.channel if offer and offer.channel else channel
        return begin(desk, wish._replace(channel=by)), before
    purpose = typed.purpose
    if wish.channel == Channel.INTRODUCTION:
        purpose = Purpose.INTRODUCTION
    elif purpose == Purpose.INTRODUCTION:
        purpose = purpose_of(desk)
    if before:
        return typed._replace(purpose=purpose, channel=wish.channel), None
    return begin(desk, Wish(purpose, wish.channel)), None
