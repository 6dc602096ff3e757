"""What each step says: its title, why, the button and where it leads. Kind, short, and never a reproach."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from django.urls import reverse

from networking.contacts.coverage import ENOUGH
from networking.contacts.models import Persona
from networking.contacts.names import greeting
from networking.contacts.stages import Kind
from networking.conversations.clocks import Clocks
from networking.conversations.occasions import MET_DAYS

if TYPE_CHECKING:
    from networking.accounts.models import User
    from networking.pipeline.snapshot import CompanyRow, DueRow, PersonRow, SuggestionRow


class Said(NamedTuple):
    title: str
    why: str
    action: str
    url: str
    log_kind: str = ""


class Phrase(NamedTuple):
    """The words of one rule about a person; {name}, {first}, {days} and {day} are filled in by us alone."""

    title: str
    why: str
    action: str
    log_kind: str = ""


PEOPLE = {
    3: Phrase(
        "Thank {name}",
        "{first} gave you time or help. A few warm lines are enough.",
        "Write the thank-you",
        Kind.THANK_YOU,
    ),
    4: Phrase("Answer {name}", "{first} wrote back {day}.", "Write your answer", Kind.MESSAGE),
    6: Phrase(
        "Follow up with {name}",
        "No answer for {days}. That is normal: one friendly nudge often helps.",
        "Write the follow-up",
        Kind.FOLLOW_UP,
    ),
    12: Phrase(
        "Keep in touch with {name}",
        "Your last exchange was {days} ago. Share something useful, or just ask how things are.",
        "Say hello",
        Kind.CHECK_IN,
    ),
    13: Phrase(
        "Let {name} rest",
        "You wrote kindly, and some people are just busy. Park them, and find somebody else for this seat.",
        "See and let rest",
    ),
}
THANKS_FOR_CHAT = Phrase(
    "Thank {name} for {whose_day} chat",
    "{first} gave you their time. A few warm lines are enough.",
    "Write the thank-you",
    Kind.THANK_YOU,
)
THANKS_FOR_ANSWER = Phrase(
    "Thank {name} for answering",
    "It is a no for now, and {first} took the time to say so. One friendly line keeps the door open.",
    "Write a line",
    Kind.THANK_YOU,
)
NEW_TIME = Phrase(
    "Offer {name} a new time",
    "The chat did not take place. It happens: offer two times that suit you.",
    "Offer new times",
    Kind.MESSAGE,
)
OCCASIONS = {
    "update": Phrase(
        "Tell {name} how it went",
        "{about}: it has come to an end, and {first} helped on the way. Say how it ended, and thank them.",
        "Write the update",
        Kind.THANK_YOU,
    ),
    "met": Phrase(
        "Write to {name}, whom you met at {about}",
        "You met {met_on}. A short line while you both remember it is worth ten later.",
        "Write the message",
        Kind.OUTREACH,
    ),
    "date": Phrase(
        "A word to {name}: {about}",
        "{it_is_day}. One warm line is enough, and nothing has to come of it.",
        "Write a line",
        Kind.CHECK_IN,
    ),
}
FIRST_MESSAGE = Phrase(
    "Write to {name}",
    "Say what excites you about the company, and ask what it is like to work there.",
    "Write the message",
    Kind.OUTREACH,
)
NO_WAY_YET = Phrase(
    "Find a way to reach {name}",
    "There is no e-mail address, profile or introduction yet. Any one of them will do.",
    "Find a way",
)
NO_NOTES_LEFT = Phrase(
    "Find another way to reach {name}",
    "This month’s LinkedIn notes are used up. An e-mail address or an introduction will do.",
    "Find a way",
)
CHATS = {
    1: Phrase(
        "Prepare for your chat with {name}",
        "It is {day}. Two or three questions make it easy: what surprised them there, what they would ask.",
        "Write your questions",
    ),
    2: Phrase(
        "How did the chat with {name} go?",
        "It was {day}. Write down what you learned while it is fresh.",
        "Say how it went",
    ),
}

WRITING = "write"  # where on a person's page one writes
PERSONAS = {
    Persona.DEVELOPER: "a developer",
    Persona.MANAGER: "a manager",
    Persona.RECRUITER: "a recruiter",
}


@cache
def _around_key(page: str) -> list[str]:
    return reverse(page, args=[0]).split("0")


def url_of(page: str, pk: int) -> str:
    """The address of one of hundreds: what stands around the key is looked up once."""
    return str(pk).join(_around_key(page))


def url_to(pk: int) -> str:
    """Where one writes to somebody."""
    return f"{url_of('pipeline:person', pk)}#{WRITING}"


def from_place(url: str, place: str) -> str:
    """The same address, for somebody who comes from a page and goes back there once a message is sent."""
    page, _, part = url.partition("#")
    return f"{page}?place={place}#{part}" if part == WRITING else url


def days_words(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"


def on_day(day: dt.date, today: dt.date) -> str:
    """tomorrow, today, yesterday, on Tuesday, else on 3 November; the year only when it is another."""
    days = (day - today).days
    if -1 <= days <= 1:
        return ("yesterday", "today", "tomorrow")[days + 1]
    if abs(days) < 7:
        return f"on {day:%A}"
    return f"on {day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")


def whose_day(day: dt.date, today: dt.date) -> str:
    """today’s, yesterday’s, Tuesday’s; and for what is longer ago, "the 3 November" (chat)."""
    ago = (today - day).days
    if ago in (0, 1):
        return ("today’s", "yesterday’s")[ago]
    return f"{day:%A}’s" if 1 < ago < 7 else f"the {day.day} {day:%B}"


def role(person: PersonRow) -> str:
    """Engineering Manager at Northwind Robotics; or what is known of it."""
    title = person.title or (Persona(person.persona).label if person.persona != Persona.OTHER else "")
    return " at ".join(part for part in (title, person.company or "") if part)


def about_due(due: DueRow, person: PersonRow, user: User, now: dt.datetime) -> Said:
    """Rules 3, 4, 6, 12 and 13. What the days are counted from follows from when the step was due."""
    clocks, today = Clocks.of(user), user.local_date(now)
    thanked_for = due.on - dt.timedelta(clocks.thanks_days)
    since = due.on - dt.timedelta(clocks.follow_up_days) if due.rule == 6 else person.last_interaction_on
    return personal(
        phrase_for(due, thanked_for),
        person,
        url_to(person.pk) if due.rule != 13 else url_of("pipeline:person", person.pk),
        days=days_words(max((today - (since or due.on)).days, 1)),
        day=on_day(due.on, today),
        it_is_day=f"{'It was' if due.on < today else 'It is'} {on_day(due.on, today)}",
        about=due.occasion[1],
        met_on=on_day(due.on - dt.timedelta(MET_DAYS), today),
        whose_day=whose_day(thanked_for, today),
    )


def phrase_for(due: DueRow, thanked_for: dt.date) -> Phrase:
    if phrase := OCCASIONS.get(due.occasion[0]):
        return phrase
    if due.rule == 3 and due.last_chat_on == thanked_for:
        return THANKS_FOR_CHAT
    if due.rule == 4 and due.answer_to != Kind.REPLY:
        return THANKS_FOR_ANSWER if due.answer_to == Kind.DECLINED else NEW_TIME
    return PEOPLE[due.rule]


def first_message(person: PersonRow, *, is_reachable: bool) -> Said:
    """Rule 7: by a usable channel; without one, finding a way."""
    if is_reachable:
        return personal(FIRST_MESSAGE, person, url_to(person.pk))
    phrase = NO_NOTES_LEFT if person.profile_url else NO_WAY_YET
    return personal(phrase, person, f"{url_of('pipeline:person', person.pk)}#hunt")


def about_chat(rule: int, person: PersonRow, pk: int, starts: dt.datetime, today: dt.date) -> Said:
    day = f"{on_day(starts.date(), today)} at {starts:%H:%M}"
    page = "pipeline:prepare" if rule == 1 else "pipeline:chat"
    return personal(CHATS[rule], person, url_of(page, pk), day=day)


def personal(phrase: Phrase, person: PersonRow, url: str, **known: str) -> Said:
    known |= {"name": person.name, "first": greeting(person.name) or person.name}
    why, where = filled(phrase.why, known), role(person)
    return Said(
        filled(phrase.title, known),
        f"{where}. {why}" if where else why,
        phrase.action,
        url,
        phrase.log_kind,
    )


def about_company(rule: int, company: CompanyRow, missing: Persona | None, people: int) -> Said:
    if rule == 8:
        why = "Why this company and you fit: it opens every message."
        url = url_of("pipeline:write_in", company.pk)
        return Said(f"Write down your “in” at {company.name}", why, "Write it", url)
    who = PERSONAS[missing] if missing else "one more person"
    url = f"{url_of('pipeline:board', company.pk)}#seats"
    return Said(f"Find {who} at {company.name}", why_find(company, people), "See people", url)


def why_find(company: CompanyRow, people: int) -> str:
    if company.connections:
        one = company.connections == 1
        return f"{company.connections} of your connections {'works' if one else 'work'} there."
    if not people:
        return "Nobody there yet. One person who answers changes everything."
    return f"{people} of {ENOUGH} so far: several people make one silence matter less."


def more_targets(targets: int, aim: int, backlog: int) -> Said:
    title = "Choose your first target company" if not targets else "Choose another target company"
    so_far = f"{targets} of {aim} so far."
    if backlog:
        waiting = "1 company waits" if backlog == 1 else f"{backlog} companies wait"
        url = f"{reverse('pipeline:companies')}?tab=backlog"
        return Said(title, f"{so_far} {waiting} in your backlog.", "Look at the backlog", url)
    why = f"{so_far} A short list lets you get to know each one well."
    return Said(title, why, "Add a company", reverse("pipeline:add_company"))


def feedback(since: dt.date, today: dt.date) -> Said:
    """Rule 5, while a review is unread."""
    why = f"It came {on_day(since, today)}: a word to your list, and to each company on it."
    return Said("Read your coach’s feedback", why, "Read it", reverse("pipeline:review"))


def rethink(company: CompanyRow, since: dt.date, today: dt.date) -> Said:
    """Rule 5, while a rethink is open."""
    why = (
        f"Your coach asked for a second thought {on_day(since, today)}. Choose another company, "
        "or keep this one and say why."
    )
    url = f"{url_of('pipeline:board', company.pk)}#remark"
    return Said(f"Think again about {company.name}", why, "See the remark", url)


def suggestion(row: SuggestionRow, today: dt.date) -> Said:
    """Rule 5, in the coach's words."""
    why = f"{row.coach} suggested it {on_day(row.on, today)}."
    return Said(row.words, why, "See it", f"{reverse('pipeline:review')}#suggestion-{row.pk}")


def hand_in(targets: int, new: int, *, is_again: bool) -> Said:
    """Rule 10."""
    url = reverse("pipeline:review")
    if is_again:
        changed = "1 company is" if new == 1 else f"{new} companies are"
        why = f"{changed} new to your coach since the last time."
        return Said("Hand in your list again", why, "Look it over", url)
    have = "Your target has" if targets == 1 else f"All {targets} targets have"
    why = f"{have} an “in”. A second pair of eyes helps before you write."
    return Said("Hand in your list to your coach", why, "Look it over", url)


class Coming(NamedTuple):
    """What comes next once nothing is due, and when."""

    on: dt.date
    words: str


NEXT = {
    3: "thanking {name}",
    4: "an answer to {name}",
    6: "a follow-up with {name}",
    12: "a word with {name}",
    13: "letting {name} rest",
}


NEXT_OCCASIONS = {
    "update": "telling {name} how it went",
    "met": "a first message to {name}, whom you met at {about}",
    "date": "a word to {name} ({about})",
}


def coming_due(due: DueRow, person: PersonRow) -> Coming:
    what, about = due.occasion
    return Coming(
        due.on, filled(NEXT_OCCASIONS.get(what, NEXT[due.rule]), {"name": person.name, "about": about})
    )


def coming_first(day: dt.date, person: PersonRow) -> Coming:
    return Coming(day, f"a first message to {person.name}")


def coming_chat(day: dt.date, person: PersonRow) -> Coming:
    return Coming(day, f"your chat with {person.name}")


def coming_back(until: dt.date, title: str) -> Coming:
    return Coming(until, f"“{title}”, which you put off")


def calm(
    coming: Coming | None, unprepared: tuple[dt.datetime, int, str] | None, backlog: int, today: dt.date
) -> Said:
    """What comes next and when, and one thing to do meanwhile: prepare, the backlog, or help to give."""
    title = "That is all for now"
    so_far = f"Next: {coming.words}, {on_day(coming.on, today)}." if coming else "Nothing is due."
    if unprepared:
        _, pk, name = unprepared
        why = f"{so_far} Meanwhile, think of two or three questions for {name}."
        return Said(title, why, "Write your questions", url_of("pipeline:prepare", pk))
    if backlog:
        why = f"{so_far} Meanwhile, look through your backlog: which company would you like to know better?"
        return Said(title, why, "Look at the backlog", f"{reverse('pipeline:companies')}?tab=backlog")
    why = f"{so_far} Meanwhile, whom could you help? Giving comes before asking."
    return Said(title, why, "What you could give", reverse("pipeline:giving"))


def filled(text: str, known: dict[str, str]) -> str:
    """One pass over our own words: what people typed is never read as a placeholder (SECURITY T32)."""
    pieces = text.split("{")
    return pieces[0] + "".join(
        known[name] + rest for name, _, rest in (piece.partition("}") for piece in pieces[1:])
    )
