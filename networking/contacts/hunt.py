"""Where an e-mail address may be found: four places as links, opened by the seeker. We fetch nothing."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from networking.contacts.models import Place
from networking.contacts.names import parse_name
from networking.contacts.people_search import people_with, quoted
from networking.contacts.profiles import clean_url, linkedin_profile


class Spot(NamedTuple):
    """One place to look: what to look for there, and the link that leads to it."""

    place: str
    name: str
    hint: str
    url: str


def spots(name: str, company: str, profile_url: str) -> list[Spot]:
    """The four places, from the name as it was typed, the company if known, and the one address we have."""
    who = search_name(name)
    found = {
        Place.SEARCH: (
            "Talks, papers and team pages often name it.",
            search(quoted(who), quoted(company), "email"),
        ),
        Place.OWN_SITE: own_site(who, company, profile_url),
        Place.GITHUB: github(who, profile_url),
        Place.LINKEDIN: linkedin(who, company, profile_url),
    }
    return [Spot(place, place.label, *found[place]) for place in Place]


def search_name(name: str) -> str:
    """The name people are listed under: without titles, degrees, emoji, nicknames and former names."""
    parts = parse_name(name)
    return parts.display.partition(" (")[0] or parts.display


def own_site(who: str, company: str, profile_url: str) -> tuple[str, str]:
    hint = "Look for “About”, “Contact” or “Imprint”."
    address = clean_url(profile_url)
    if address and not linkedin_profile(address) and not is_github(address):
        return hint, address
    return hint, search(quoted(who), quoted(company).strip('"'), "blog OR portfolio OR website")


def github(who: str, profile_url: str) -> tuple[str, str]:
    address = clean_url(profile_url)
    if is_github(address):
        return "Beside their picture, if they show it.", address
    return (
        "Pick the profile that fits. The address is beside the picture, if they show it.",
        f"https://github.com/search?{urlencode({'type': 'users', 'q': who})}",
    )


def linkedin(who: str, company: str, profile_url: str) -> tuple[str, str]:
    profile = linkedin_profile(profile_url)
    if profile.startswith("https://www.linkedin.com/in/"):
        return "Shown to those who are connected.", f"{profile}/overlay/contact-info/"
    hint = "Open “Contact info” on their profile."
    if profile:
        return hint, profile
    return hint, people_with(quoted(who), quoted(company))


def is_github(address: str) -> bool:
    return (urlsplit(address).hostname or "").removeprefix("www.") == "github.com"


def search(*words: str) -> str:
    return f"https://duckduckgo.com/?{urlencode({'q': ' '.join(word for word in words if word)})}"
