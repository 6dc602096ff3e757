"""How a moment is said to somebody in another time zone, so that both of them come at the same time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from networking.accounts.zones import zone_of, zones

REGIONS = frozenset({"US", "Canada", "Brazil", "Chile", "Mexico"})  # old names: no place, half a country


def say_time(moment: dt.datetime, mine: str, theirs: str = "") -> str:
    """“Tuesday 24 November at 12:00 Berlin time (06:00 in New York)”; a weekday there that is another."""
    here = moment.astimezone(zone_of(mine))
    said = f"{here:%A} {here.day} {here:%B} at {here:%H:%M} {time_of(mine)}{which_of_two(here)}"
    if not theirs or zone_of(theirs).key == zone_of(mine).key:
        return said
    there = moment.astimezone(zone_of(theirs))
    day = "" if there.date() == here.date() else f"{there:%A} at "
    return f"{said} ({day}{there:%H:%M} {in_zone(theirs)}{which_of_two(there)})"


def say_times(moments: Iterable[dt.datetime], mine: str, theirs: str = "") -> str:
    """“a, b or c”, the earliest first, each said once."""
    *before, last = [say_time(moment, mine, theirs) for moment in sorted(set(moments))] or [""]
    return f"{', '.join(before)} or {last}" if before else last


def which_of_two(local: dt.datetime) -> str:
    """A time that the clock shows twice in one night says which of the two is meant."""
    first, second = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    if first is None or second is None or first <= second:
        return ""
    return f", {'after' if local.fold else 'before'} the clocks go back"


def zone_name(key: str) -> str:
    """The place as people say it: New York, Port-au-Prince, UTC."""
    known = zone_of(key).key
    region, *_ = parts = known.replace("_", " ").split("/")
    return " ".join(parts) if region in REGIONS else parts[-1]


def time_of(key: str) -> str:
    name = zone_name(key)
    return name if name == "UTC" else f"{name} time"


def in_zone(key: str) -> str:
    """After a time on the clock: “in New York”, but “UTC” and “US Eastern time”."""
    is_place = zone_of(key).key.split("/")[0] not in {"UTC", *REGIONS}
    return f"in {zone_name(key)}" if is_place else time_of(key)


@lru_cache(maxsize=1)
def zone_choices() -> list[tuple[str, str]]:
    """Every place by its name, which is what people type to find it, with where it is."""
    keys = [key for key, _ in zones() if key.split("/")[0] not in REGIONS]
    return sorted(((key, zone_label(key)) for key in keys), key=lambda choice: (choice[1], choice[0]))


def zone_label(key: str) -> str:
    """“New York (America)”: two places of one name are told apart."""
    where = zone_of(key).key.replace("_", " ").split("/")[:-1]
    return f"{zone_name(key)} ({', '.join(where)})" if where else zone_name(key)
