"""What sending a message of each purpose logs, and how it looks in a list of icons."""

from __future__ import annotations

from typing import NamedTuple

from networking.contacts.stages import Kind
from networking.conversations.models import Purpose


class Use(NamedTuple):
    """The kind that sending it logs; asking for an introduction is a message to the introducer."""

    kind: Kind
    icon: str


USES: dict[str, Use] = {
    Purpose.OUTREACH: Use(Kind.OUTREACH, "send"),
    Purpose.INTRODUCTION: Use(Kind.MESSAGE, "users"),
    Purpose.FOLLOW_UP: Use(Kind.FOLLOW_UP, "send"),
    Purpose.LAST_FOLLOW_UP: Use(Kind.FOLLOW_UP, "send"),
    Purpose.OFFER_TIMES: Use(Kind.MESSAGE, "calendar-clock"),
    Purpose.RESCHEDULE: Use(Kind.MESSAGE, "calendar-clock"),
    Purpose.THANK_YOU: Use(Kind.THANK_YOU, "heart"),
    Purpose.DECLINE_THANKS: Use(Kind.THANK_YOU, "heart"),
    Purpose.MET: Use(Kind.OUTREACH, "calendar-check"),
    Purpose.CHECK_IN: Use(Kind.CHECK_IN, "message-circle"),
    Purpose.REFERRAL: Use(Kind.REFERRAL_ASK, "hand-helping"),
    Purpose.UPDATE: Use(Kind.THANK_YOU, "heart-handshake"),
}
