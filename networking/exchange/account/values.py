"""How one value of a column is written into the export, and what a value from outside must be to be taken."""

from __future__ import annotations

import datetime as dt
import json
import math
import uuid
from collections.abc import Callable, Iterator
from typing import Any

from django.db import models

from networking.coaching.models import Submitted
from networking.companies.models import Verdict
from networking.conversations.models import Channel
from networking.exchange.sheets.fields import Field
from networking.exchange.sheets.remembered import Remembered
from networking.exchange.sheets.statuses import Status
from networking.web.fields import SCHEMES

FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2200, 1, 1)  # beyond them, adding days overflows
LONGEST_JSON = 200_000
RANGES = {
    "PositiveSmallIntegerField": (0, 2**15 - 1),
    "PositiveIntegerField": (0, 2**31 - 1),
    "BigIntegerField": (-(2**63), 2**63 - 1),
}


class OddValueError(Exception):
    """A value that this column cannot hold; the words tell what is wrong with it."""


def told(value: Any) -> Any:
    """The value as JSON has it: days and moments as ISO 8601, moments in UTC."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat()
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, uuid.UUID) else value


def taken(field: models.Field[Any, Any], value: Any) -> Any:
    """What the column gets; raises when the database, or a page that shows it, could not bear it."""
    if value is None:
        if not field.null:
            raise OddValueError("is empty")
        return None
    read = READERS.get(field.get_internal_type())
    if read is None:
        raise TypeError(f"nobody has said how a {field.get_internal_type()} is read")
    found = read(field, value)
    if field.choices and found not in {"", *dict(field.flatchoices)}:
        raise OddValueError("is none of the words that are known")
    return found


def is_cut(field: models.Field[Any, Any], value: Any) -> bool:
    """Whether `taken` shortens this text."""
    if not isinstance(field, models.CharField | models.TextField) or not isinstance(value, str):
        return False
    return field.max_length is not None and len(value) > field.max_length


def _text(field: models.Field[Any, Any], value: Any) -> str:
    if not isinstance(value, str):
        raise OddValueError("is not text")
    if "\x00" in value or not _can_be_stored(value):
        raise OddValueError("holds what is no letter")
    return value[: field.max_length] if field.max_length else value


def _can_be_stored(text: str) -> bool:
    """Half of a pair of surrogates is no character."""
    return not any("\ud800" <= c <= "\udfff" for c in text) if not text.isascii() else True


def _whole(field: models.Field[Any, Any], value: Any) -> int:
    least, most = RANGES[field.get_internal_type()]
    if type(value) is not int or not least <= value <= most:
        raise OddValueError("is not a number that fits")
    return value


def _number(field: models.Field[Any, Any], value: Any) -> float:
    try:
        number = float(value) if type(value) in (int, float) else math.nan
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise OddValueError("is not a number")
    return number


def _yes_or_no(field: models.Field[Any, Any], value: Any) -> bool:
    if type(value) is not bool:
        raise OddValueError("is neither true nor false")
    return value


def _day(field: models.Field[Any, Any], value: Any) -> dt.date:
    try:
        day = dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        day = FIRST_DAY
    if not FIRST_DAY < day < LAST_DAY:
        raise OddValueError("is not a day")
    return day


def _moment(field: models.Field[Any, Any], value: Any) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(value)
        is_moment = moment.tzinfo is not None and FIRST_DAY < moment.date() < LAST_DAY
    except (TypeError, ValueError):
        is_moment = False
    if not is_moment:
        raise OddValueError("is not a moment with its time zone")
    return moment.astimezone(dt.UTC)


def _key(field: models.Field[Any, Any], value: Any) -> uuid.UUID:
    try:
        return uuid.UUID(value)
    except (TypeError, ValueError, AttributeError) as error:
        raise OddValueError("is not a UUID") from error


def _json(field: models.Field[Any, Any], value: Any) -> Any:
    is_right = SHAPES.get((field.model, field.name), _is_anything)
    try:
        words = json.dumps(value, ensure_ascii=False)
    except RecursionError as error:
        raise OddValueError("is not built as it should be") from error
    if len(words) > LONGEST_JSON or not is_right(value):
        raise OddValueError("is not built as it should be")
    for text in _texts_in(value):
        _text(models.TextField(), text)
    return value


def _texts_in(value: Any) -> Iterator[str]:
    """Every text of a value that JSON can hold, the names of its parts too."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one


def _is_anything(value: Any) -> bool:
    return True


def are_criteria(value: Any) -> bool:
    """The criteria of a company as they were handed in: a page shows them, its link is followed."""
    if not isinstance(value, list):
        return False
    return all(
        isinstance(one, dict)
        and all(isinstance(text, str) for text in one.values())
        and {"text", "value", "note", "source"} <= one.keys()
        and one["value"] in Verdict.values
        and is_web(one["source"])
        for one in value
    )


def are_named(value: Any, known: list[str]) -> bool:
    """What columns and status words were said to mean."""
    return isinstance(value, dict) and all(
        isinstance(one, str) and one in {"", *known} for one in value.values()
    )


def are_channels(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) and one in Channel.values for one in value)


def is_web(address: str) -> bool:
    return not address or address.startswith(tuple(f"{scheme}://" for scheme in SCHEMES))


Reader = Callable[[models.Field[Any, Any], Any], Any]
READERS: dict[str, Reader] = {
    "CharField": _text,
    "TextField": _text,
    "BooleanField": _yes_or_no,
    **dict.fromkeys(RANGES, _whole),
    "FloatField": _number,
    "DateField": _day,
    "DateTimeField": _moment,
    "UUIDField": _key,
    "JSONField": _json,
}
SHAPES: dict[tuple[type[models.Model], str], Callable[[Any], bool]] = {
    (Submitted, "criteria"): are_criteria,
    (Remembered, "columns"): lambda value: are_named(value, Field.values),
    (Remembered, "words"): lambda value: are_named(value, Status.values),
}
