"""Which time zones there are to choose from, how they are called, and what an unknown one means: UTC."""

from __future__ import annotations

from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

UTC = ZoneInfo("UTC")
REGIONS = frozenset({"US", "Canada", "Brazil", "Chile", "Mexico"})  # old names: no place, half a country


def zone_of(key: str) -> ZoneInfo:
    try:
        return ZoneInfo(key or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


@lru_cache(maxsize=1)
def zones() -> list[tuple[str, str]]:
    """The time zones of places, as people would look for them."""
    named = sorted(
        name
        for name in available_timezones()
        if "/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/"))
    )
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in named)]


@lru_cache(maxsize=1)
def zone_choices() -> list[tuple[str, str]]:
    """Every place by its name, which is what people type to find it, with where it is."""
    keys = [key for key, _ in zones() if key.split("/")[0] not in REGIONS]
    return sorted(((key, zone_label(key)) for key in keys), key=lambda choice: (choice[1], choice[0]))


def zone_name(key: str) -> str:
    """The place as people say it: New York, Port-au-Prince, UTC."""
    known = zone_of(key).key
    region, *_ = parts = known.replace("_", " ").split("/")
    return " ".join(parts) if region in REGIONS else parts[-1]


def zone_label(key: str) -> str:
    """“New York (America)”: two places of one name are told apart."""
    where = zone_of(key).key.replace("_", " ").split("/")[:-1]
    return f"{zone_name(key)} ({', '.join(where)})" if where else zone_name(key)


def time_of(key: str) -> str:
    """After a time on the clock: “Berlin time”, but “UTC”."""
    name = zone_name(key)
    return name if name == "UTC" else f"{name} time"


def in_zone(key: str) -> str:
    """After a time on the clock: “in New York”, but “UTC” and “US Eastern time”."""
    is_place = zone_of(key).key.split("/")[0] not in {"UTC", *REGIONS}
    return f"in {zone_name(key)}" if is_place else time_of(key)
