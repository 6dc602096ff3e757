"""What day a cell names; for the whole column, whether the day or the month stands first."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

FIRST_YEAR, LAST_YEAR = 1970, 2099
EMPTY: Final = frozenset(
    {
        "",
        "-",
        "–",
        "—",
        "n/a",
        "n/d",
        "null",
        "none",
        "nan",
        "#n/a",
        "unknown",
        "0/0/00",
        "00/0/0",
        "0000-00-00",
    }
)

# English first; then what a localised Excel writes when it saves an English date again.
_MONTHS: tuple[str, ...] = (
    "jan january januar janvier enero ene janeiro gennaio gen januari ocak oca styczen sty januari",
    "feb february februar fevrier fev febrero fevereiro febbraio februari subat sub luty lut fevr",
    "mar march marz mars marzo março marco maart mrz mär mrt mart marzec maerz",
    "apr april avril avr abril abr aprile nisan nis kwiecien kwi",
    "may mai mayo maio maggio mag mei maj mayis",
    "jun june juni juin junio junho giugno giu haziran haz czerwiec cze",
    "jul july juli juillet juil julio julho luglio lug temmuz tem lipiec lip",
    "aug august aout agosto ago augustus augusti agustos agu sierpien sie aoû",
    "sep sept september septembre septiembre setembro set settembre eylul eyl wrzesien wrz",
    "oct october oktober octobre octubre outubro out ottobre ott okt ekim eki pazdziernik paz",
    "nov november novembre noviembre novembro kasim kas listopad lis",
    "dec december dezember decembre diciembre dic dezembro dez dicembre aralik ara grudzien gru des",
)


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold().replace("ı", "i"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


MONTHS: Final = {_plain(word): number for number, words in enumerate(_MONTHS, 1) for word in words.split()}

_NAMED = re.compile(r"(\d{1,2})[ .\-/]+([^\W\d]+)[.]?[ .\-/,]+(\d{4}|\d{2})$")
_NAMED_FIRST = re.compile(r"([^\W\d]+)[.]? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b.*$")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})$")
_SLASHED = re.compile(
    r"(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})(,? +\d{1,2}:\d{2}(?::\d{2})?( ?[AaPp]\.?[Mm]\.?)?)?$"
)
_CJK = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日$")
_SERIAL = re.compile(r"(3[6-9]|4\d|5[0-4])\d{3}$")


def is_empty(text: str) -> bool:
    return text.casefold() in EMPTY


def _day(digits: str, month: int, day: int) -> dt.date | None:
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year < 70 else 1900
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def parse(text: str, *, day_first: bool = False) -> dt.date | None:
    """The day that this cell names; None when it names none, or one that cannot be."""
    text = text.strip()
    if found := _NAMED.match(text):
        month = MONTHS.get(_plain(found[2]))
        return _day(found[3], month, int(found[1])) if month else None
    if found := _ISO.match(text) or _CJK.match(text):
        return _day(found[1], int(found[2]), int(found[3]))
    if found := _DOTTED.match(text):
        return _day(found[3], int(found[2]), int(found[1]))
    if found := _SLASHED.match(text):
        one, two, year = int(found[1]), int(found[2]), found[3]
        is_american = bool(found[5])  # "9/21/16, 3:29 AM" is always LinkedIn's own, the month first
        if (one > 12 or day_first) and not is_american and two <= 12:
            return _day(year, two, one)
        return _day(year, one, two)
    if found := _NAMED_FIRST.match(text):
        month = MONTHS.get(_plain(found[1]))
        return _day(found[3], month, int(found[2])) if month else None
    if _SERIAL.match(text):
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(text))
    return None


def order(texts: Iterable[str]) -> bool | None:
    """Whether a column of 03/12/24s puts the day first; None when it cannot be told.

    One number over 12 decides for all of them; none, or some of both, leave it open.
    """
    day_first = month_first = False
    has_any = False
    for text in texts:
        found = _SLASHED.match(text.strip())
        if not found or found[5]:
            continue
        one, two = int(found[1]), int(found[2])
        has_any = has_any or one * two > 0
        day_first = day_first or one > 12
        month_first = month_first or two > 12
    if not has_any:
        return False
    return day_first if day_first != month_first else None


def is_numeric(text: str) -> bool:
    """Whether this is a date whose day and month could be taken for each other."""
    found = _SLASHED.match(text.strip())
    return bool(found and not found[5])
