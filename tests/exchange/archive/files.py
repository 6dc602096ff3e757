"""Lists as LinkedIn's archive holds them, with invented people; the seeker of them is Nia Falk."""

from __future__ import annotations

from collections.abc import Sequence

from networking.exchange.archive import table
from networking.exchange.archive.circle import Circle
from networking.exchange.archive.headings import Table
from networking.exchange.archive.invitations import Invitations
from networking.exchange.archive.me import Census
from networking.exchange.archive.messages import Messages
from networking.exchange.report import Report
from tests.exchange.files import text

MESSAGES = [
    "CONVERSATION ID",
    "CONVERSATION TITLE",
    "FROM",
    "SENDER PROFILE URL",
    "TO",
    "RECIPIENT PROFILE URLS",
    "DATE",
    "SUBJECT",
    "CONTENT",
    "FOLDER",
    "ATTACHMENTS",
    "IS MESSAGE DRAFT",
]
INVITATIONS = ["From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl"]
FOLLOWS = ["Organization", "Followed On"]
ME = "Nia Falk"
NOBODY = "LinkedIn Member"


def url(name: str) -> str:
    slug = name.casefold().replace(" ", "-")
    return f"https://www.linkedin.com/in/{slug}" if name != NOBODY else ""


def message(
    sender: str = ME,
    to: str | Sequence[str] = "Ana Ortiz",
    on: str = "2026-11-03 09:00:00 UTC",
    words: str = "May I ask how you began?",
    conversation: str = "",
    folder: str = "INBOX",
    title: str = "",
    draft: str = "No",
) -> list[str]:
    several = [to] if isinstance(to, str) else list(to)
    talk = conversation or "2-" + "".join(sorted(f"{sender}{'+'.join(several)}")) + "=="
    urls, names = ",".join(filter(None, map(url, several))), ",".join(several)
    return [talk, title, sender, url(sender), names, urls, on, "", words, folder, "", draft]


def invitation(
    sender: str = ME, to: str = "Ana Ortiz", on: str = "11/3/26, 9:00 AM", words: str = ""
) -> list[str]:
    way = "OUTGOING" if sender == ME else "INCOMING"
    return [sender, to, on, words, way, url(sender), url(to)]


def circle(*names: str) -> Circle:
    """People of my list, by the addresses that `url` gives them."""
    return Circle((name.casefold(), name.casefold().replace(" ", "-"), "") for name in names)


def messages_csv(*rows: Sequence[str], header: Sequence[str] = MESSAGES) -> str:
    return text(*rows, header=header)


def read_messages(content: str, of: Circle, said: str = "") -> tuple[Report, list[tuple[str, str, str]]]:
    """The report, and what was exchanged as (with whom, day, by whom)."""
    report, census = Report(), Census()
    reader = Messages(report, of, census)
    reader.read(*table.read(iter(content.splitlines(keepends=True)), Table.MESSAGES))
    me = census.decide(said, lambda key, name: key in of)
    exchanged = reader.settle(me)
    return report, [
        (one.contact_key, f"{one.at:%d %b %H:%M}", "me" if one.mine else "they") for one in exchanged
    ]


def read_invitations(content: str, of: Circle) -> tuple[Report, list[tuple[str, str, str]]]:
    report = Report()
    reader = Invitations(report, of, Census())
    reader.read(*table.read(iter(content.splitlines(keepends=True)), Table.INVITATIONS))
    return report, [(one.contact_key, one.text, "me" if one.mine else "they") for one in reader.settle()]
