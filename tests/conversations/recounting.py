"""The totals of a seeker, counted once more: row by row, in Python, with the rules that the pages use."""

from __future__ import annotations

import datetime as dt
from typing import Any

from networking.accounts.models import User
from networking.companies.models import Company, Standing
from networking.contacts.coverage import coverage
from networking.contacts.models import Contact, Persona
from networking.contacts.stages import WAITING, Stage
from networking.conversations.clocks import FROM_THEM
from networking.conversations.models import Interaction

LONG_AGO = dt.date(1900, 1, 1)  # nobody is due for rest


def recounted(owner: User) -> dict[str, Any]:
    companies = list(Company.objects.owned_by(owner).filter(is_sample=False))
    targets = [company for company in companies if company.standing == Standing.TARGET]
    people = list(Contact.objects.owned_by(owner).filter(is_sample=False))
    crews = {target.pk: [person for person in people if person.company_id == target.pk] for target in targets}
    at_targets = [person for crew in crews.values() for person in crew]
    written_to = [person for person in people if person.reached_on]
    said = list(Interaction.objects.owned_by(owner).filter(is_sample=False).order_by("on", "pk"))
    answers = [at for at, one in enumerate(said) if one.kind in FROM_THEM]
    since = said[answers[-1] + 1 :] if answers else said
    of_all = Interaction.objects.filter(owner=owner, removed_at=None, is_sample=False)
    moments = [
        *of_all.values_list("logged_at", flat=True),
        *(row.created_at for row in (*companies, *people)),
    ]
    return {
        "targets": len(targets),
        "targets_with_in": sum(target.has_in for target in targets),
        "backlog": sum(company.standing == Standing.BACKLOG for company in companies),
        "holes": sum(coverage(crews[target.pk], target, LONG_AGO).needs_people for target in targets),
        "people": len(at_targets),
        "by_persona": {
            persona.value: [
                sum((person.persona, person.stage) == (persona, stage) for person in at_targets)
                for stage in Stage
            ]
            for persona in Persona
        },
        "reached_out": sum(person.stage >= Stage.REACHED_OUT for person in people),
        "replied": sum(person.stage >= Stage.REPLIED for person in people),
        "chatted": sum(person.stage >= Stage.CHATTED for person in people),
        "thanked": sum(person.stage >= Stage.THANKED for person in people),
        "written_to": len(written_to),
        "answered": sum(person.stage >= Stage.REPLIED for person in written_to),
        "silent_messages": sum(one.kind in WAITING for one in since),
        "last_activity_at": max(moments, default=None),
    }
