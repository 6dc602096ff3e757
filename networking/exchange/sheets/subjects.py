"""What single cells of such a table say: a company with its address, people with their titles."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from networking.contacts.profiles import clean_url, profile_key
from networking.exchange import dates
from networking.exchange.headers import plain
from networking.exchange.sheets.lines import Person

_URL = re.compile(r"(?:https?://|www\.)[^\s)>\]]+", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>()\[\],;:/]+@[^\s@<>()\[\],;:/]+\.[^\s@<>()\[\],;:/]+")
_PHONE = re.compile(r"\+?\d[\d\s().\-/]{5,22}\d")
_RELATION = re.compile(r"\s*\((?:https?://(?:www\.)?notion\.so/|\.\./|[^()]*\.md\))[^()]*\)?")
_REMARK = re.compile(
    r"\s*\((?:referral|referred|remote|hybrid|onsite|on-site|contract|agency)\)$", re.IGNORECASE
)
_SEVERAL = re.compile(r"\s*(?:[;\n]|\s/\s|\s\|\s|\s&\s)\s*")
_TITLE = re.compile(r"^(?P<name>[^()]+?)\s*\((?P<title>[^()]+)\)?$")
_DASH = re.compile(r"\s+[-–—]\s+")

# Nobody in particular.
NOBODY = frozenset(
    map(
        plain,
        [
            "hr",
            "hr team",
            "hr department",
            "human resources",
            "recruiter",
            "recruiters",
            "recruiting",
            "recruiting team",
            "hiring manager\n        ",
            "hiring team",
            "talent acquisition",
            "talent team",
            "team",
            "info",
            "tbd",
            "tba",
            "?",
            "??",
            "yes",
            "no",
            "y",
            "x",
            "true",
            "false",
            "anonymous\n        ",
            "not listed",
            "not given",
            "website",
            "linkedin",
            "email",
            "company website",
            "online",
            "personalabteilung",
            "aucun",
            "keine",
            "keiner\n        ",
            "nobody",
            "no one",
            "self",
            "me",
            "portal",
            "job board",
            "jobs",
        ],
    )
)
ROLES = frozenset(
    [
        "info",
        "hr",
        "jobs",
        "job",
        "careers",
        "career",
        "noreply",
        "no-reply",
        "donotreply",
        "recruiting",
        "recruitment",
        "recruiter",
        "talent",
        "hello",
        "contact",
        "office",
        "team",
        "hiring",
        "people",
        "bewerbung",
        "bewerbungen",
        "karriere",
        "personal",
        "kontakt",
        "recrutement",
        "rh",
        "emploi",
        "candidature",
        "empleo",
        "rrhh",
        "seleccion",
        "lavoro",
        "vagas",
        "apply",
        "applications",
        "support",
        "admin",
        "mail",
    ]
)


class CompanyCell(NamedTuple):
    name: str
    website: str = ""


def text(cell: str) -> str:
    """A cell without spaces around it and what only means that it is empty; a link to a page of Notion is
    its title."""
    found = _RELATION.sub("", cell).strip() if "(" in cell else cell.strip()
    return "" if dates.is_empty(found) else found


def company(cell: str) -> CompanyCell:
    """ "Acme - https://acme.example" is Acme and its site; an address alone gives its host as the name."""
    words = " ".join(text(cell).split())
    found = _URL.search(words)
    if not found:
        return CompanyCell(_REMARK.sub("", words))
    address = found[0].rstrip(".,;")
    website = clean_url(address if "://" in address else f"https://{address}")
    rest = words.replace(found[0], " ").strip(" -–—|:,;()[]<>")
    name = " ".join(_REMARK.sub("", rest).split()) or (urlsplit(website).hostname or "").removeprefix("www.")
    return CompanyCell(name or words, website)


def people(cell: str) -> list[Person]:
    """ "Ana Roe (CPO) / Bo Lind (VP Design)" are two people with their titles."""
    found = []
    for part in _SEVERAL.split(text(cell)):
        if person := _person(part):
            found.append(person)
    return found


def _person(part: str) -> Person | None:
    address = _URL.search(part)
    profile = clean_url(address[0]) if address else ""
    words = part.replace(address[0], " ") if address else part
    email = find_email(words)
    words = words.replace(email, " ") if email else words
    words = " ".join(words.split()).strip(" -–—|:,<>[]")
    words = words.removesuffix("()").strip()
    titled = _TITLE.match(words)
    name, title = (titled["name"], titled["title"]) if titled else (words, "")
    if not title and len(halves := _DASH.split(name, maxsplit=1)) == 2:
        name, title = halves
    if plain(name) in NOBODY or not any(c.isalpha() for c in name):
        name = ""
    person = Person(name.strip(), title.strip(), email, "", profile if profile_key(profile) else "")
    return person if any(person) and (name or email or person.profile_url) else None


def find_email(words: str) -> str:
    """The first e-mail address in a text; '' if there is none that could be one."""
    found = _EMAIL.search(words)
    return found[0].rstrip(".").removeprefix("mailto:") if found and is_email(found[0].rstrip(".")) else ""


def is_email(address: str) -> bool:
    if len(address) > 254:
        return False
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def is_of_a_role(email: str) -> bool:
    """jobs@ and its like are read by whoever has the job."""
    return email.partition("@")[0].casefold() in ROLES


def find_phone(words: str) -> str:
    found = _PHONE.search(words)
    return found[0].strip() if found and dates.parse(found[0]) is None else ""


def named_after(email: str, profile_url: str) -> str:
    """The name that an address spells: ana.roe@… and …/in/ana-roe-1a2b3c are Ana Roe; '' if none."""
    local = email.partition("@")[0]
    slug = profile_key(profile_url)
    for spelled in (re.split(r"[._]", local), unquote(slug).split("-") if "/" not in slug else []):
        words = [word for word in spelled if word.isalpha() and len(word) > 1]
        if 2 <= len(words) <= 4 and len(spelled) - len(words) <= 1:
            return " ".join(word.capitalize() for word in words)
    return ""
