"""How a role's progress is called, what may come next, and what is said when it ends."""

from __future__ import annotations

from typing import NamedTuple

from networking.conversations.models import Progress

ROAD = (Progress.SPOTTED, Progress.APPLIED, Progress.INTERVIEWING, Progress.OFFER)

# What the button says that tells of it.
DONE: dict[str, str] = {
    Progress.SPOTTED: "Only spotted",
    Progress.APPLIED: "I applied",
    Progress.INTERVIEWING: "I have an interview",
    Progress.OFFER: "They made an offer",
    Progress.ACCEPTED: "I accepted",
    Progress.REJECTED: "They said no",
    Progress.WITHDRAWN: "I withdrew",
}

AFTER: dict[str, str] = {
    Progress.SPOTTED: Progress.APPLIED,
    Progress.APPLIED: Progress.INTERVIEWING,
    Progress.INTERVIEWING: Progress.OFFER,
    Progress.OFFER: Progress.ACCEPTED,
}


class Offer(NamedTuple):
    """Whom one may like to write to besides those who are owed a word, and why."""

    title: str
    words: str
    whom: str


class Ending(NamedTuple):
    title: str
    words: str
    icon: str
    offer: Offer | None = None


ENDINGS: dict[str, Ending] = {
    Progress.ACCEPTED: Ending(
        "Congratulations!",
        "You did this, and people who know you were part of it. Your search is over; your network stays.",
        "party-popper",
        Offer(
            "Tell everybody who helped",
            "A line is enough, and it is the nicest one to write.",
            "Who helped in your search",
        ),
    ),
    Progress.REJECTED: Ending(
        "This one is closed, the people stay",
        "A no is about one role on one day. Thank the people who helped you and stay in touch: the next role "
        "often comes through them.",
        "sprout",
        Offer(
            "Thank them and stay in touch",
            "They answered you, and some of them will have the next role. A friendly line now is remembered.",
            "Who answered you there",
        ),
    ),
    Progress.WITHDRAWN: Ending(
        "You decided against it",
        "That is a good reason to write: people who helped like to know how it went.",
        "sprout",
    ),
}

NO_ANSWER = "If no answer comes for weeks, say “They said no”: whoever helped likes to hear of that too."

EXPLAINED: dict[str, str] = {
    Progress.SPOTTED: "Somebody there who knows you can do more than a form: ask before you apply.",
    Progress.APPLIED: f"Let the people you know there know that you applied. {NO_ANSWER}",
    Progress.INTERVIEWING: f"A short chat with somebody of the team is the best preparation. {NO_ANSWER}",
    Progress.OFFER: "Well done. Take the time that you need to decide.",
}
