"""What makes a good target, to begin with; each seeker has a copy to change (DESIGN §2, Targets).

"I have an in" is not among them: it is read from the "in" itself and never asked.
"""

from __future__ import annotations

from networking.accounts.models import User
from networking.companies.models import Criterion, Verdict
from networking.companies.told import Told
from networking.web.text import fold

HIRED_ALUMNI = "Has hired our alumni"
DEFAULTS = (
    "Hires near me or remotely",
    "Uses my stack",
    HIRED_ALUMNI,
    "Open to developers without a CS degree",
    "Growing now: senior, HR or entry-level roles open",
    "Off my peers’ radar",
)


def copy_defaults(owner: User) -> None:
    """Gives this person their own copy, once: what they hid or renamed does not come back."""
    if not Criterion.objects.owned_by(owner).exists():
        Criterion.objects.bulk_create(
            [Criterion(owner=owner, text=text, position=place) for place, text in enumerate(DEFAULTS, 1)],
            ignore_conflicts=True,
        )


def found_out(text: str, value: str, told: Told | None) -> tuple[str, str]:
    """What is known about this criterion at a company, and the school that says so; empty if it is the
    seeker's own answer. That always goes first; "don't know yet" is none."""
    asks_school = value == Verdict.UNKNOWN and fold(text) == fold(HIRED_ALUMNI)
    if asks_school and told and told.has_hired:
        return Verdict.YES.value, told.school
    return value, ""
