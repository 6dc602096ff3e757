"""What stands in each list that can be taken along as a spreadsheet: one row per thing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from networking.accounts.models import User
from networking.accounts.zones import zone_of
from networking.companies.models import Answer, Company
from networking.contacts.models import Connection, Contact
from networking.contacts.stages import STAGE_LABELS, Stage
from networking.conversations.models import Chat, Interaction, Learned, Topic
from networking.web.csv import lines

AT_A_TIME = 1000
Row = tuple[object, ...]


class List(NamedTuple):
    header: tuple[str, ...]
    rows: Callable[[User], Iterator[Row]]


def written(name: str, user: User) -> Iterator[bytes]:
    """The list of this name as a CSV file, piece by piece."""
    return lines(LISTS[name].header, LISTS[name].rows(user))


def yes(value: bool) -> str:
    return "yes" if value else ""


def name_of(thing: Company | Contact | None) -> str:
    """What was removed has no name any more."""
    return "" if thing is None or thing.is_removed else thing.name


# --- Companies

COMPANIES = (
    *("Company", "List", "Target since", "Location", "Website"),
    *("We share an interest", "I use or love the product", "I know someone there", "It is hyper-local to me"),
    *("Why we fit, in my words", "What I found out", "Notes"),
)


def companies(user: User) -> Iterator[Row]:
    found = found_out(user)
    for one in Company.objects.owned_by(user).order_by("standing", "position", "pk").iterator(AT_A_TIME):
        ins = (one.in_interests, one.in_product, one.in_someone, one.in_local)
        yield (
            *(one.name, one.get_standing_display(), one.target_on, one.place, one.website),
            *map(yes, ins),
            *(one.in_words, "\n".join(found[one.pk]), one.notes),
        )


def found_out(user: User) -> dict[int, list[str]]:
    """Of each company, a line for every criterion that was answered."""
    found = defaultdict(list)
    answers = Answer.objects.owned_by(user).select_related("criterion")
    for answer in answers.order_by("criterion__position", "criterion_id"):
        said = f"{answer.criterion.text}: {answer.get_value_display()}"
        found[answer.company_id].append(" · ".join(filter(None, [said, answer.note, answer.source])))
    return found


# --- People

PEOPLE = (
    *("Name", "Company", "Job title", "Role", "Close", "Email", "Phone", "LinkedIn", "Alumni channel"),
    *("Introduced by", "Connected on LinkedIn", "In common", "Time zone"),
    *("Stage", "Reached out on", "Replied on", "Chatted on", "Thanked on", "Last contacted", "Parked"),
    *("Parked on", "Notes"),
)


def people(user: User) -> Iterator[Row]:
    known = Contact.objects.owned_by(user).select_related("company", "introducer").order_by("name", "pk")
    for one in known.iterator(AT_A_TIME):
        yield (
            *(one.name, name_of(one.company), one.title, one.get_persona_display(), yes(one.is_close)),
            *(one.email, one.phone, one.profile_url, one.alumni_channel, name_of(one.introducer)),
            *(yes(one.is_linkedin_friend), one.common_ground, one.time_zone),
            *(STAGE_LABELS[Stage(one.stage)], one.reached_on, one.replied_on, one.chatted_on),
            *(one.thanked_on, one.last_interaction_on, one.get_parked_reason_display(), one.parked_on),
            one.notes,
        )


# --- What was said

INTERACTIONS = ("Date", "Name", "Company", "What", "Channel", "Note", "Subject", "What I sent")


def interactions(user: User) -> Iterator[Row]:
    said = Interaction.objects.owned_by(user).select_related("contact", "company").order_by("on", "pk")
    for one in said.iterator(AT_A_TIME):
        yield (
            *(one.on, one.contact.name, name_of(one.company), one.get_kind_display()),
            *(one.get_channel_display(), one.note, one.subject, one.text),
        )


# --- Chats

CHATS = (
    *("Date", "Starts at", "Time zone", "Minutes", "Name", "Company", "Status", "How", "Link or place"),
    *("My questions", *(f"Learned: {topic.label}" for topic in Topic)),
)


def chats(user: User) -> Iterator[Row]:
    learned = {
        (chat, topic): text
        for chat, topic, text in Learned.objects.owned_by(user).values_list("chat", "topic", "text")
    }
    mine = Chat.objects.owned_by(user).select_related("contact", "company").order_by("starts_at", "pk")
    for one in mine.iterator(AT_A_TIME):
        zone = zone_of(one.time_zone or user.zone.key)
        starts = one.starts_at and one.starts_at.astimezone(zone)
        yield (
            *(starts.date() if starts else one.settled_on, f"{starts:%H:%M}" if starts else ""),
            *(zone.key if starts else "", one.minutes, one.contact.name, name_of(one.company)),
            *(one.get_status_display(), one.get_medium_display(), one.place, one.questions),
            *(learned.get((one.pk, topic), "") for topic in Topic),
        )


# --- The address book, under the names that LinkedIn uses: the file can be imported as it is

CONNECTIONS = (
    *("First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On", "Phone"),
)


def connections(user: User) -> Iterator[Row]:
    for one in Connection.objects.owned_by(user).order_by("name_key", "pk").iterator(AT_A_TIME):
        names = (one.first_name, one.last_name) if one.first_name or one.last_name else (one.name, "")
        on = one.connected_on
        yield (
            *(*names, one.profile_url, one.email, one.company, one.title),
            f"{on.day:02} {MONTHS[on.month - 1]} {on.year}" if on else "",
            one.phone,
        )


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

LISTS: dict[str, List] = {
    "companies": List(COMPANIES, companies),
    "people": List(PEOPLE, people),
    "interactions": List(INTERACTIONS, interactions),
    "chats": List(CHATS, chats),
    "connections": List(CONNECTIONS, connections),
}
