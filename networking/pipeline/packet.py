"""What somebody needs to pass my name on: the packet, as the composer and the page of a referral read it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from networking.contacts.models import Contact
from networking.contacts.referral_gate import Gate, gate
from networking.conversations.known import first_name, full_name, one_line, sentence
from networking.pipeline.person_history import REFERRAL, History


class Packet(NamedTuple):
    """One open referral of a person. `introducer` is who introduced us."""

    pk: int
    is_asked: bool
    role: str
    department: str
    company: str
    why_me: str
    talking_points: str
    resume_url: str
    introducer: str

    @property
    def position(self) -> str:
        return position(self.role, self.department)

    @property
    def known(self) -> dict[str, str]:
        """What the placeholders of a message about it stand for."""
        return {
            "position": one_line(self.position),
            "company": one_line(self.company),
            "why_me": sentence(self.why_me),
            "talking_points": self.talking_points.strip(),
            "resume": self.resume_url,
        }


def position(role: str, department: str) -> str:
    return f"{role} ({department})" if department else role


def packet_of(row: History) -> Packet:
    named = (row.place, row.kind, row.how)
    return Packet(row.pk, row.on is not None, *named, row.text, row.sent, row.template, row.subject)


def packet_at_hand(history: Iterable[History], wanted: int = 0) -> Packet | None:
    """The one that is wanted; else the newest that was not asked for yet, else the newest."""
    packets = [packet_of(row) for row in history if row.what == REFERRAL]
    return max(packets, key=lambda it: (it.pk == wanted, not it.is_asked, it.pk), default=None)


class ReferralLine(NamedTuple):
    """A referral where it is one of several."""

    pk: int
    title: str
    state: str


def lines_of_person(history: Iterable[History]) -> list[ReferralLine]:
    """Those that are open, the newest first."""
    packets = sorted((packet_of(row) for row in history if row.what == REFERRAL), reverse=True)
    return [ReferralLine(it.pk, f"{it.position} at {it.company}", ASKED[it.is_asked]) for it in packets]


ASKED = {False: "getting ready", True: "asked, no answer yet"}


def gate_of(contact: Contact, introducer: str) -> Gate:
    return gate(
        is_close=contact.is_close,
        stage=contact.stage,
        name=first_name(contact.name),
        introducer=full_name(introducer) if introducer else "",
    )
