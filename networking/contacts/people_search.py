"""Where to look for somebody for an empty seat: a ready-made LinkedIn people search, opened by the seeker."""

from __future__ import annotations

from urllib.parse import urlencode

from networking.contacts.models import Persona

# What people in each seat call themselves; LinkedIn reads OR and brackets in its keywords.
TITLES = {
    Persona.DEVELOPER: ("software engineer", "developer", "data engineer"),
    Persona.MANAGER: ("engineering manager", "team lead", "head of engineering"),
    Persona.RECRUITER: ("recruiter", "talent acquisition", "people partner"),
}


def people_search_url(persona: str, company: str) -> str:
    """A search for people of this persona at this company; of any at all for `other`. We fetch nothing."""
    titles = TITLES.get(Persona(persona), ())
    return people_with(quoted(company), f"({' OR '.join(map(quoted, titles))})" if titles else "")


def people_with(*words: str) -> str:
    """LinkedIn's search for people by these words."""
    keywords = " ".join(word for word in words if word)
    return f"https://www.linkedin.com/search/results/people/?{urlencode({'keywords': keywords})}"


def quoted(text: str) -> str:
    """In quotation marks, as one thing; marks inside would end it early."""
    bare = " ".join(text.replace('"', " ").split())
    return f'"{bare}"' if bare else ""
