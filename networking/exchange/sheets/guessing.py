"""Which column of a table holds what: its header says it, its cells confirm it, its neighbours explain it."""

from __future__ import annotations

from typing import Final

from networking.exchange.sheets import shapes, statuses
from networking.exchange.sheets.header_words import Word, aliases, plain, word
from networking.exchange.sheets.statuses import Status
from networking.exchange.sheets.tables import Table

MANY: Final = frozenset({"notes", "step", "last_contacted"})
_OF_A_PERSON: Final = frozenset({"contact", "title", "email", "phone", "reach", "linkedin"})
_DAYS: Final = frozenset({"applied_on", "interview_on", "last_contacted", "next_on", "date"})
_JOB: Final = frozenset({"applied_on", "job_url", "salary", "status", "step", "interview_on"})
Words = dict[int, Word]


def guess(table: Table) -> dict[int, str]:
    """The field of every column that is known, in the order of the columns."""
    words = {index: _of_column(header, table.column(index)) for index, header in enumerate(table.header)}
    known = {index: word for index, word in words.items() if word is not None}
    known = _names(_dates(_titles(known)))
    return dict(sorted(_once(_persons(_repeated(known, table)), table).items()))


def _of_column(header: str, cells: list[str]) -> Word | None:
    """What one column says by itself; where its cells speak against the header they are believed."""
    said = word(header)
    cells = cells[: shapes.ENOUGH]
    who = said.who if said else ""
    if not cells:
        return said or _tick(header, cells)
    if shapes.share(cells, shapes.is_tick) >= 0.8:
        return said if said and said.what == "notes" else _tick(header, cells)
    if shapes.share(cells, shapes.is_email) >= 0.6:
        return said if said and said.what == "reach" else Word("email", who)
    if shapes.share(cells, shapes.is_profile) >= 0.6:
        return Word("linkedin", who)
    return _confirmed(said, cells) if said else _by_shape(header, cells)


def _confirmed(said: Word, cells: list[str]) -> Word | None:
    """The header's word, unless its cells are plainly something else."""
    if said.what == "contact" and shapes.share(cells, shapes.is_phone) >= 0.6:
        return Word("phone", said.who)
    if said.what in {"contact", "name", "title"} and shapes.share(cells, _is_no_name) >= 0.6:
        return None
    if said.what in _DAYS and shapes.share(cells, shapes.is_day) < 0.2:
        return Word("next_step") if said.what == "next_on" else None
    if said.what in {"status", "role"} and shapes.share(cells, _is_no_name) >= 0.6:
        return None
    if said.what in {"next_step", "source"} and shapes.share(cells, shapes.is_day) >= 0.6:
        return Word("next_on") if said.what == "next_step" else None
    if said.what == "website" and shapes.share(cells, shapes.is_url) < 0.2 and "." not in cells[0]:
        return None
    return said


def _is_no_name(cell: str) -> bool:
    return shapes.looks_like_data(cell)


def _tick(header: str, cells: list[str]) -> Word | None:
    """A column that is named like a status and holds ticks, or days: the status of the rows ticked."""
    title = header.split("(", maxsplit=1)[0].strip(" ?")
    return Word("step") if statuses.is_word(title) and plain(title) not in aliases() else None


def _by_shape(header: str, cells: list[str]) -> Word | None:
    """A column whose header is nobody's word."""
    if shapes.share(cells, shapes.is_day) >= 0.6:
        return _DAY_OF.get(statuses.meaning(header) or "")
    return Word("status") if shapes.share(cells, shapes.is_status) >= 0.8 else None


# A column that is named after a status and holds days.
_DAY_OF: Final[dict[str, Word]] = {
    Status.APPLIED: Word("applied_on"),
    Status.INTERVIEW: Word("interview_on"),
    Status.REACHED_OUT: Word("last_contacted"),
}


def _dates(words: Words) -> Words:
    """A column called just “Date” is the day I applied, or wrote to the person in a list of people."""
    whats = {w.what for w in words.values()}
    is_people = _is_list_of_people(whats) or ("title" in whats and not whats & {"job_url", "salary"})
    found = "last_contacted" if is_people else "applied_on"
    return {i: Word("" if found in whats else found) if w.what == "date" else w for i, w in words.items()}


def _is_list_of_people(whats: set[str]) -> bool:
    """Names without a “contact” in front, and how to reach them: people are what this list is about."""
    has_names = bool(whats & {"name", "first_name", "last_name"}) and "contact" not in whats
    has_ways = bool(whats & {"email", "linkedin", "phone", "reach", "last_contacted"})
    return has_names and has_ways and not whats & (_JOB - {"status"})


def _titles(words: Words) -> Words:
    """In a list of people “Role” is theirs."""
    whats = {w.what for w in words.values()}
    if "title" in whats or not _is_list_of_people(whats):
        return words
    return words | {i: Word("title") for i, w in words.items() if w.what == "role"}


def _names(words: Words) -> Words:
    """A column called just “Name” is the person where a company stands too, else the company of a board."""
    whats = {w.what for w in words.values()}
    if whats & {"contact", "first_name", "last_name"}:
        found = "" if "company" in whats else "company"
    elif "company" in whats or _is_list_of_people(whats):
        found = "contact"
    else:
        found = "company" if whats & (_JOB | {"role"}) else ""
    return {i: Word(found) if w.what == "name" else w for i, w in words.items()}


def _repeated(words: Words, table: Table) -> Words:
    """“Contact, Email, Contact, Email” are two people: from the second “Contact” on it is the other one."""
    seen: set[str] = set()
    found: Words = {}
    other = ""
    for index, said in sorted(words.items()):
        name = plain(table.header[index])
        if said.what == "contact" and name in seen:
            other = f"{said.who} again"
        is_theirs = bool(other) and said.what in _OF_A_PERSON and name in seen
        found[index] = Word(said.what, other) if is_theirs else said
        seen.add(name)
    return found


def _persons(words: Words) -> Words:
    """Of several people in a row the first two in the order of the columns get fields; no third."""
    named = [w.who for _, w in sorted(words.items()) if w.what in _OF_A_PERSON and w.who]
    order = list(dict.fromkeys(named))
    has_unnamed = any(w.what in {"contact", "first_name", "last_name"} and not w.who for w in words.values())
    ranks = {who: rank for rank, who in enumerate(order, 1 if has_unnamed else 0)}
    found: Words = {}
    for index, said in words.items():
        rank = ranks.get(said.who, 0) if said.what in _OF_A_PERSON else 0
        if rank < 2:
            found[index] = Word(f"{said.what}_2" if rank else said.what)
    return found


def _once(words: Words, table: Table) -> dict[int, str]:
    """Every field on one column: the one with the better header, then with more filled cells."""
    found: dict[int, str] = {}
    for index in sorted(words, key=lambda i: (*_rank(table, i), i)):
        what = words[index].what
        if what and (what in MANY or what not in found.values()):
            found[index] = what
    return found


_BEST: Final = {
    "status": ("applicationstatus", "status"),
    "job_url": ("joburl", "joblink", "jobposting", "joblisting"),
}


def _rank(table: Table, index: int) -> tuple[bool, bool]:
    header = plain(table.header[index])
    return not any(header in names for names in _BEST.values()), not table.column(index)
