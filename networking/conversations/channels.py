"""Which ways lead to a person, in the order this seeker tries them, and why one is open or closed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

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


def ways(contact: Contact, user: User, *, notes_used: int, introducer: str = "") -> list[Way]:
    """All ways to this person, the first to try first."""
    limit = notes_a_month(user)
    left = None if limit is None else max(0, limit - notes_used)
    at = contact.profile_url
    is_friend = contact.is_linkedin_friend
    found = {
        Channel.INTRODUCTION: (
            bool(introducer),
            f"{introducer} can introduce you" if introducer else "Nobody yet",
            "",
        ),
        Channel.ALUMNI: (bool(contact.alumni_channel), contact.alumni_channel or "None known", ""),
        Channel.EMAIL: (bool(contact.email), contact.email or "No address yet", f"mailto:{contact.email}"),
        Channel.LINKEDIN: (
            bool(at and is_friend),
            "No profile yet" if not at else "You are connected" if is_friend else "You are not connected yet",
            at,
        ),
        Channel.LINKEDIN_NOTE: _note(at, is_friend, limit, left),
    }  # fmt: skip
    return [
        Way(channel, NAMES[channel], is_open, why, url if is_open else "")
        for channel in order_of(user.channel_order)
        for is_open, why, url in [found[channel]]
    ]


def _note(at: str, is_friend: bool, limit: int | None, left: int | None) -> tuple[bool, str, str]:
    if not at:
        return False, "No profile yet", ""
    if is_friend:
        return False, "Not needed: you are connected", ""
    if left is None:
        return True, "No monthly limit", at
    return left > 0, f"{left} of {limit} left this month", at
