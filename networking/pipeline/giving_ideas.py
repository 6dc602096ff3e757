"""What one could give to whom: small things that cost an hour at most and are worth more than that."""

from __future__ import annotations

from networking.contacts.models import Persona

FOR_EVERYBODY: tuple[str, ...] = (
    "An article or a talk that fits what they work on, with a line on why.",
    "An introduction: two people you know who should know each other.",
    "A kind, honest comment on something they published.",
    "Congratulations on the day: a new job, a launch, a birthday.",
)
IDEAS: dict[str, str] = {
    Persona.DEVELOPER: "Try what they build and tell what you noticed: a clear bug report is a present.",
    Persona.MANAGER: "Name somebody good who looks for a role like the one they have open.",
    Persona.RECRUITER: "Name somebody who fits a role they fill, or pass the posting on.",
    Persona.OTHER: "Ask what they are working on, and lend a pair of eyes.",
}


def idea_for(persona: str) -> str:
    return IDEAS.get(persona, IDEAS[Persona.OTHER])
