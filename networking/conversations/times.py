"""How a moment is said to somebody in another time zone, so that both of them come at the same time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from networking.accounts.zones import in_zone, time_of, zone_of


def say_time(moment: dt.datetime, mine: str, theirs: str = "") -> str:
    """“Tuesday 24 November at 12:00 Berlin time (06:00 in New York)”; a weekday there that is another."""
    here = moment.astimezone(zone_of(mine))
    said = f"{say_day(here)} at {here:%H:%M} {time_of(mine)}{which_of_two(here)}"
    there = time_there(moment, mine, theirs)
    return f"{said} ({there})" if there else said


def say_times(moments: Iterable[dt.datetime], mine: str, theirs: str = "") -> str:
    """“a, b or c”, the earliest first, each said once."""
    *before, last = [say_time(moment, mine, theirs) for moment in sorted(set(moments))] or [""]
    return f"{', '.join(before)} or {last}" if before else last


def say_span(starts_at: dt.datetime, minutes: int, mine: str, *, today: dt.date) -> str:
    """“Tuesday 24 November, 12:00 to 12:30 Berlin time”; the year only when it is another."""
    start = starts_at.astimezone(zone_of(mine))
    end = (starts_at + dt.timedelta(minutes=minutes)).astimezone(zone_of(mine))
    year = "" if start.year == today.year else f" {start.year}"
    change = ", the clocks change meanwhile" if start.utcoffset() != end.utcoffset() else which_of_two(start)
    return f"{say_day(start)}{year}, {start:%H:%M} to {end:%H:%M} {time_of(mine)}{change}"


def time_there(moment: dt.datetime, mine: str, theirs: str) -> str:
    """“06:00 in New York”, “Wednesday at 07:30 in Tokyo”; nothing if it is not known or the same."""
    if not theirs or zone_of(theirs) == zone_of(mine):
        return ""
    here, there = moment.astimezone(zone_of(mine)), moment.astimezone(zone_of(theirs))
    day = "" if there.date() == here.date() else f"{there:%A} at "
    return f"{day}{there:%H:%M} {in_zone(theirs)}{which_of_two(there)}"


def say_day(local: dt.datetime) -> str:
    return f"{local:%A} {local.day} {local:%B}"


def which_of_two(local: dt.datetime) -> str:
    """A time that the clock shows twice in one night says which of the two is meant."""
    first, second = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    if first is None or second is None or first <= second:
        return ""
    return f", {'after' if local.fold else 'before'} the clocks go back"
