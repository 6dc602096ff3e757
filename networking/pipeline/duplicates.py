"""The page of people who look alike: which pairs there are, what is told of each, what was decided lately."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse

from networking.accounts.models import User
from networking.contacts.look_alikes import SURE, WORDS, One, Pair, look_alikes
from networking.contacts.models import Connection, Contact
from networking.contacts.stages import STAGE_LABELS, Stage
from networking.conversations.models import Merge, TwoPeople
from networking.web.paging import Page, page_of

PAGE_SIZE = 20
MOST_OF_THE_BOOK = 5_000
DECIDED_SIZE = 20


class Side(NamedTuple):
    """One of the two, as a line or two tell of them."""

    name: str
    role: str
    ways: list[str]
    stage: str
    url: str
    is_sample: bool


class Row(NamedTuple):
    why: str
    is_sure: bool
    one: Side
    other: Side
    is_book: bool
    merge: str  # the page where two of mine are merged, or the address that says: the same as in the book
    apart: str


class Decided(NamedTuple):
    words: str
    undo: str


def load_duplicates(user: User, asked: str, asked_decided: str) -> tuple[Page[Row], Page[Decided]]:
    """One page of pairs, and one of what was decided, the latest first, in six queries."""
    said = list(two_people_of(user))
    apart = {(row.contact_id, row.other_id or row.connection_id or 0, row.other_id is None) for row in said}
    page = page_of(find_pairs(user, apart), asked, PAGE_SIZE)
    rows = rows_of(user, page.things)
    return Page(rows, page.number, page.last, page.total), decisions(user, said, asked_decided)


def decisions(user: User, said: Iterable[TwoPeople], asked: str) -> Page[Decided]:
    merges = Merge.objects.owned_by(user).select_related("kept", "gone").defer("record")
    made = [(one.at, one.pk, one) for one in merges] + [(one.said_at, one.pk, one) for one in said]
    made.sort(key=itemgetter(0, 1), reverse=True)
    page = page_of([one for *_, one in made], asked, DECIDED_SIZE)
    words = [merged_words(one) if isinstance(one, Merge) else apart_words(one) for one in page.things]
    return Page(words, page.number, page.last, page.total)


# --- Who looks alike


def find_pairs(user: User, apart: set[tuple[int, int, bool]]) -> list[Pair]:
    """Sample people are compared among themselves; who is linked to the address book is found there."""
    people = list(load_people(user))
    book = list(load_book(user, has_phones=any(one.phone for one, *_ in people)))
    linked = {one.pk for one, _, connection in people if connection}
    pairs: list[Pair] = []
    for sample in (False, True):
        mine = [one for one, is_sample, _ in people if is_sample is sample]
        theirs = [one for one, is_sample in book if is_sample is sample]
        pairs += look_alikes(mine, theirs, apart)
    return [pair for pair in pairs if not (pair.other.is_book and pair.one.pk in linked)]


COLUMNS = ("pk", "name", "name_key", "profile_key", "email", "phone")


def load_people(user: User) -> Iterable[tuple[One, bool, int | None]]:
    rows = Contact.objects.owned_by(user).values_list(
        *COLUMNS, "company__company_key", "is_sample", "connection_id"
    )
    for *columns, company, is_sample, connection in rows:
        yield One._make([*columns, company or "", False]), is_sample, connection


def load_book(user: User, *, has_phones: bool) -> Iterable[tuple[One, bool]]:
    """Those of the address book who are nobody yet and share a name, an address or a company with mine; and,
    if any of mine has one, those with a phone: how numbers are written differs."""
    mine = Contact.objects.owned_by(user).filter(connection=None)
    shares = (
        Q(name_key__in=mine.values("name_key"))
        | Q(profile_key__in=mine.exclude(profile_key="").values("profile_key"))
        | Q(address__in=mine.exclude(email="").values(address=Lower("email")))
        | Q(company_key__in=mine.exclude(company=None).values("company__company_key"))
    )
    if has_phones:
        shares |= ~Q(phone="")
    book = Connection.objects.owned_by(user).filter(contact=None).annotate(address=Lower("email"))
    rows = book.filter(shares).order_by("pk").values_list(*COLUMNS, "company_key", "is_sample")
    for *columns, is_sample in rows[:MOST_OF_THE_BOOK]:
        yield One._make([*columns, True]), is_sample


# --- What is told of them


def rows_of(user: User, pairs: Iterable[Pair]) -> list[Row]:
    pairs = list(pairs)
    mine = {pair.one.pk for pair in pairs} | {pair.other.pk for pair in pairs if not pair.other.is_book}
    theirs = {pair.other.pk for pair in pairs if pair.other.is_book}
    people = Contact.objects.owned_by(user).select_related("company").in_bulk(list(mine))
    book: dict[int, Connection] = Connection.objects.owned_by(user).in_bulk(list(theirs)) if theirs else {}
    rows = []
    for pair in pairs:
        other = book[pair.other.pk] if pair.other.is_book else people[pair.other.pk]
        rows.append(row_of(pair, people[pair.one.pk], other))
    return rows


def row_of(pair: Pair, one: Contact, other: Contact | Connection) -> Row:
    keys, is_book = [one.pk, other.pk], pair.other.is_book
    merge, apart = ("connect", "not_in_book") if is_book else ("merge", "two_people")
    return Row(
        WORDS[pair.why],
        pair.why in SURE,
        side_of(one),
        side_of(other),
        is_book,
        reverse(f"pipeline:{merge}", args=keys),
        reverse(f"pipeline:{apart}", args=keys),
    )


def side_of(one: Contact | Connection) -> Side:
    if isinstance(one, Contact):
        company = one.company.name if one.company else ""
        stage, url = STAGE_LABELS[Stage(one.stage)], reverse("pipeline:person", args=[one.pk])
    else:
        company, stage, url = one.company, "Address book", ""
    role = " at ".join(filter(None, [one.title, company]))
    ways = [way for way in (one.email, one.phone, one.profile_url) if way]
    return Side(one.name, role, ways, stage, url, one.is_sample)


# --- What was decided


def two_people_of(user: User) -> QuerySet[TwoPeople]:
    rows = TwoPeople.objects.owned_by(user).select_related("contact", "other", "connection")
    return rows.order_by("-said_at", "-pk")


def merged_words(merge: Merge) -> Decided:
    words = f"{merge.gone.name} became part of {merge.kept.name}"
    return Decided(words, reverse("pipeline:undo_merge", args=[merge.kept_id, merge.gone_id]))


def apart_words(row: TwoPeople) -> Decided:
    other: Any = row.other or row.connection
    name = "ask_again" if row.other_id else "ask_book_again"
    where = "" if row.other_id else " of the address book"
    words = f"{row.contact.name} and {other.name}{where} are two people"
    return Decided(words, reverse(f"pipeline:{name}", args=[row.contact_id, other.pk]))
