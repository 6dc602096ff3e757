"""The packet of a referral as Markdown to paste into a mail or a form, with nothing in it but its words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from networking.accounts.models import User
from networking.conversations.models import Opportunity, Referral
from networking.pipeline.packet import position
from networking.web.markdown import escaped, paragraphs

_ADDRESS = re.compile(r"https?://[^\s<>\\]+")


def packet_text(referral: Referral, user: User) -> str:
    role = referral.opportunity
    parts = [
        [f"# {escaped(title_of(role))}", *who(user), *posting(role)],
        section("How we know each other", paragraphs(referral.context)),
        section("Why me", paragraphs(referral.why_me)),
        section("What you could say about me", points(referral.talking_points)),
        section("My résumé", link(referral.resume_url)),
    ]
    return "\n\n".join("\n\n".join(part) for part in parts if part) + "\n"


def title_of(role: Opportunity) -> str:
    return f"{position(role.role, role.department)} at {role.company.name}"


def who(user: User) -> Iterator[str]:
    known = " · ".join(escaped(fact) for fact in (user.name, user.email) if fact)
    if known:
        yield known


def posting(role: Opportunity) -> Iterator[str]:
    if role.url:
        yield f"The role: {link(role.url)}"


def section(title: str, text: str) -> list[str]:
    """A heading with what stands under it, or nothing at all."""
    return [f"## {title}", text] if text else []


def points(text: str) -> str:
    """Each line as a point of a list."""
    return "\n".join(f"- {line}" for line in map(escaped, lines_of(text)) if line)


def lines_of(text: str) -> list[str]:
    """The points as they were typed, without the dashes that people put before them."""
    found = (line.strip().removeprefix("-").removeprefix("•").removeprefix("*") for line in text.splitlines())
    return [line.strip() for line in found if line.strip()]


def link(address: str) -> str:
    """An address that stays one when it is pasted; one with odd signs in it is only text."""
    return f"<{address}>" if _ADDRESS.fullmatch(address) else escaped(address)
