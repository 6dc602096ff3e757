"""Which ways lead to a person, in the order this seeker tries them, and why one is open or closed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from networking.accounts.models import LinkedInPlan, User
from networking.contacts.models import Contact
from networking.conversations.models import Channel

ORDER = (Channel.INTRODUCTION, Channel.ALUMNI, Channel.EMAIL, Channel.LINKEDIN, Channel.LINKEDIN_NOTE)
NAMES: dict[str, str] = {
    Channel.INTRODUCTION: "An introduction",
    Channel.ALUMNI: "Alumni channel",
    Channel.EMAIL: "E-mail",
    Channel.LINKEDIN: "LinkedIn message",
    Channel.LINKEDIN_NOTE: "LinkedIn invitation with a note",
}
FREE_NOTES = 5
NOTE_CHARACTERS: dict[str, int] = {LinkedInPlan.FREE: 200, LinkedInPlan.PAID: 300}


class Way(NamedTuple):
    """One channel to a person: whether it can be used, and the words for why or why not."""

    channel: str
    name: str
    is_open: bool
    why: str
    url: str = ""


def order_of(stored: Iterable[str]) -> list[Channel]:
    """The stored order, of known channels; what it does not name follows in ours."""
    known = [Channel(name) for name in stored if name in ORDER]
    return list(dict.fromkeys([*known, *ORDER]))


def notes_a_month(user: User) -> int | None:
    """How many LinkedIn notes there are in a month; None is no limit."""
    if user.linkedin_notes_a_month is not None:
        return user.linkedin_notes_a_month
    return None if user.linkedin_plan == LinkedInPlan.PAID else FREE_NOTES


def characters(user: User, channel: str) -> int | None:
    """How long a message by this channel may be; None is no limit."""
    return NOTE_CHARACTERS[user.linkedin_plan] if channel == Channel.LINKEDIN_NOTE else None


class Open(NamedTuple):
    """Whether a channel can be used, why or why not, and where it leads."""

    is_open: bool
    why: str
    url: str = ""


def ways(
    contact: Contact, user: User, *, notes_used: int, introducer: str = "", introducer_url: str = ""
) -> list[Way]:
    """All ways to this person, the first to try first."""
    alumni, email, at = contact.alumni_channel.strip(), contact.email, contact.profile_url
    found = {
        Channel.INTRODUCTION: Open(True, f"{introducer} can introduce you", introducer_url)
        if introducer
        else Open(False, "Nobody yet"),
        Channel.ALUMNI: Open(True, alumni, alumni if alumni.startswith(("https://", "http://")) else "")
        if alumni
        else Open(False, "Not known yet"),
        Channel.EMAIL: Open(True, email, f"mailto:{quote(email, safe='@')}")
        if email
        else Open(False, "No address yet"),
        Channel.LINKEDIN: by_message(at, contact.is_linkedin_friend),
        Channel.LINKEDIN_NOTE: by_note(at, contact.is_linkedin_friend, notes_a_month(user), notes_used),
    }
    return [Way(channel, NAMES[channel], *found[channel]) for channel in order_of(user.channel_order)]


def by_message(at: str, is_friend: bool) -> Open:
    if at and is_friend:
        return Open(True, "You are connected", at)
    return Open(False, "You are not connected yet" if at else "No profile yet")


def by_note(at: str, is_friend: bool, limit: int | None, used: int) -> Open:
    if not at or is_friend:
        return Open(False, "Not needed: you are connected" if at else "No profile yet")
    if limit is None:
        return Open(True, "No monthly limit", at)
    left = max(0, limit - used)
    return Open(left > 0, f"{left} of {limit} left this month", at if left else "")
