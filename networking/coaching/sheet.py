"""What a coach reads of one list: the copy that was handed in, what changed since the last round, the review.

Only what DESIGN §3 allows a coach is in it, as plain values: a template cannot reach further.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from django.db.models import Q

from networking.accounts.models import User
from networking.coaching.access import submissions_read_by, waiting_for
from networking.coaching.models import SavedReply, Submitted
from networking.coaching.reviewing import Said, Words
from networking.cohorts.models import Membership, Role
from networking.companies.names import company_key

QUEUE_SHOWN = 200
ENOUGH = 10  # under so many a rate says nothing
KINDS = {
    "in_interests": "shared interests",
    "in_product": "uses or loves the product",
    "in_someone": "knows someone there",
    "in_local": "hyper-local",
}


class Found(NamedTuple):
    """One criterion as the seeker answered it."""

    text: str
    value: str
    note: str
    source: str


class Copy(NamedTuple):
    """One company as it was handed in, with what is said to it."""

    pk: int
    round_pk: int
    company_id: int | None
    name: str
    place: str
    website: str
    kinds: tuple[str, ...]
    in_words: str
    criteria: tuple[Found, ...]
    verdict: str
    words: str
    answer: str
    kept_because: str

    @property
    def site(self) -> str:
        return urlsplit(self.website).hostname or ""

    @property
    def has_in(self) -> bool:
        return bool(self.kinds or self.in_words.strip())

    @property
    def is_said(self) -> bool:
        return bool(self.verdict or self.words or self.answer or self.kept_because)

    @property
    def told(self) -> tuple[object, ...]:
        """What a rewording changes."""
        return self.name, self.place, self.website, self.kinds, self.in_words, self.criteria


class Row(NamedTuple):
    """A company with what became of it since the last round."""

    now: Copy
    before: Copy | None
    change: str


class Head(NamedTuple):
    """Whose list it is, and how far its review is."""

    pk: int
    owner_id: int
    name: str
    email: str
    aim: int
    cohort_id: int
    cohort: str
    organization_id: int
    round: int
    submitted_at: dt.datetime
    words: str
    people: int | None
    written_to: int | None
    answered: int | None
    coach_id: int | None
    coach: str | None
    overall: str | None
    version: int | None
    started_at: dt.datetime | None
    sent_at: dt.datetime | None

    @property
    def who(self) -> str:
        return self.name or self.email

    @property
    def rate(self) -> str:
        """Of those written to, how many answered; always with n."""
        asked, heard = self.written_to or 0, self.answered or 0
        return f"{round(100 * heard / asked)} %" if asked >= ENOUGH else "too few to tell"


HEAD = (
    "pk", "owner", "owner__name", "owner__email", "owner__target_aim", "cohort", "cohort__name",
    "cohort__organization", "round", "submitted_at", "words", "owner__totals__people",
    "owner__totals__written_to", "owner__totals__answered", "review__coach", "review__coach_name",
    "review__words", "review__version", "review__started_at", "review__sent_at",
)  # fmt: skip
COPY = (
    "pk", "submission", "company", "name", "place", "website", *KINDS, "in_words", "criteria",
    "remark__verdict", "remark__words", "remark__answer", "remark__kept_because",
)  # fmt: skip


class Sheet(NamedTuple):
    head: Head
    rows: list[Row]
    gone: list[Copy]
    before: int | None
    waiting: list[int]
    replies: list[tuple[int, str]]

    @property
    def seen(self) -> Membership:
        """Whose list is looked at, and where."""
        head = self.head
        return Membership(
            organization_id=head.organization_id,
            cohort_id=head.cohort_id,
            user_id=head.owner_id,
            role=Role.SEEKER,
        )

    @property
    def words(self) -> Words:
        """The review as it is stored."""
        return Words(self.head.overall or "", {r.now.pk: Said(r.now.verdict, r.now.words) for r in self.rows})

    @property
    def with_in(self) -> int:
        return sum(row.now.has_in for row in self.rows)

    @property
    def place(self) -> int:
        """Which of those that wait it is; 0 if it waits no more."""
        return self.waiting.index(self.head.pk) + 1 if self.head.pk in self.waiting else 0

    @property
    def next_pk(self) -> int | None:
        """The list that waits after this one; from the last one on to the first."""
        if not self.place:
            return self.waiting[0] if self.waiting else None
        later = [*self.waiting[self.place :], *self.waiting[: self.place - 1]]
        return later[0] if later else None


def load_sheet(coach: User, pk: int) -> Sheet | None:
    """None for a list that this coach may not read, or not any more."""
    found = submissions_read_by(coach).filter(pk=pk).values_list(*HEAD).first()
    if found is None:
        return None
    head = Head(*found)
    copies = load_copies(coach, head)
    rounds = sorted({copy.round_pk for copy in copies} - {pk})
    before = [copy for copy in copies if copy.round_pk != pk]
    rows = compare([copy for copy in copies if copy.round_pk == pk], before, is_first=not rounds)
    kept = {row.before.pk for row in rows if row.before}
    return Sheet(
        head,
        rows,
        [copy for copy in before if copy.pk not in kept],
        rounds[0] if rounds else None,
        list(waiting_for(coach).values_list("pk", flat=True)[:QUEUE_SHOWN]),
        list(SavedReply.objects.owned_by(coach).order_by("pk").values_list("pk", "text")),
    )


def load_copies(coach: User, head: Head) -> list[Copy]:
    """Of this round and of the last one before it that was answered."""
    earlier = submissions_read_by(coach).filter(owner=head.owner_id, round__lt=head.round)
    last = earlier.filter(review__sent_at__isnull=False).order_by("-round").values("pk")[:1]
    these = Submitted.objects.filter(Q(submission=head.pk) | Q(submission__in=last))
    return [copy_of(row) for row in these.order_by("position", "pk").values_list(*COPY)]


def copy_of(row: Sequence[object]) -> Copy:
    values = dict(zip(COPY, row, strict=True))
    criteria: list[dict[str, str]] = values["criteria"]  # type: ignore[assignment]
    return Copy._make(
        (
            *(values[name] for name in COPY[: COPY.index("in_interests")]),
            tuple(words for name, words in KINDS.items() if values[name]),
            values["in_words"],
            tuple(Found(one["text"], one["value"], one["note"], one["source"]) for one in criteria),
            *(values[name] or "" for name in COPY[-4:]),
        )
    )


def compare(now: Iterable[Copy], before: Iterable[Copy], *, is_first: bool) -> list[Row]:
    """The same company is the same row of the seeker's, or once that is purged the same cleaned name."""
    known: dict[object, Copy] = {}
    for copy in before:
        known[copy.company_id or company_key(copy.name)] = copy
    rows = []
    for copy in now:
        last = known.get(copy.company_id) or known.get(company_key(copy.name))
        change = "" if is_first else "new" if last is None else "reworded" if last.told != copy.told else ""
        rows.append(Row(copy, last, change))
    return rows
