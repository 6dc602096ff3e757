"""What went back and forth with one person on LinkedIn: one message, or one invitation."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple


class Exchanged(NamedTuple):
    """One message, or one invitation, between the person whose archive it is and one other.

    `contact_key` is the profile key of the other ("" if the file tells no address of theirs), `at` is aware,
    `text` is short and shown only, `identity` is the same whenever the same message comes again.
    """

    contact_key: str
    name: str
    at: dt.datetime
    mine: bool
    is_invitation: bool
    text: str
    identity: str
