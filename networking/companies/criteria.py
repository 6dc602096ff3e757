"""What makes a good target, to begin with; each seeker has a copy to change (DESIGN §2, Targets).

"I have an in" is not among them: it is read from the "in" itself and never asked.
"""

from __future__ import annotations

from networking.accounts.models import User
from networking.companies.models import Criterion

DEFAULTS = (
    "Hires near me or remotely",
    "Uses my stack",
    "Has hired our alumni",
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
