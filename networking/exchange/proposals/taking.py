"""From the messages of an archive to proposals: compared with what is logged and was decided, and stored."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.stages import Stage
from networking.conversations.models import Interaction
from networking.exchange.archive.exchanged import Exchanged
from networking.exchange.proposal import Proposal, ProposalState
from networking.exchange.proposals import storing
from networking.exchange.proposals.rule import Known, Logged, Proposed, Said, propose, stages

if TYPE_CHECKING:
    from networking.exchange.models import Upload

BATCH = 500


class Found(NamedTuple):
    """What an archive proposes, as scripts read it, and what became of every message that was given.

    One message of each proposal is `held`, the others behind it are `merged`; `unchanged` ones are logged
    already or were proposed before; those of `nobody` are with people who are not on the list.
    """

    proposed: list[dict[str, Any]]
    held: int
    merged: int
    unchanged: int
    nobody: int


class _People:
    """Who may have been written to, by profile address: theirs, or the one of their connection."""

    def __init__(self, owner: User) -> None:
        self.names: dict[int, str] = {}
        self.by_key: dict[str, int] = {}
        of_connections: dict[str, int] = {}
        rows = Contact.objects.owned_by(owner).order_by("pk")
        for pk, name, key, other in rows.values_list(
            "pk", "name", "profile_key", "connection__profile_key"
        ).iterator():
            self.names[pk] = name
            self.by_key |= {key: pk} if key else {}
            of_connections |= {other: pk} if other else {}
        self.by_key = of_connections | self.by_key


def preview(owner: User, exchanged: Iterable[Exchanged]) -> Found:
    """What these messages would propose; writes nothing."""
    return _find(owner, exchanged)[0]


def take(upload: Upload, exchanged: Iterable[Exchanged], now: dt.datetime) -> Found:
    """Stores what is new, inside the caller's transaction, with the owner's row held."""
    found, proposals = _find(upload.owner, exchanged)
    _forget_removed(upload.owner, {one.key for new in proposals.values() for one in new})
    storing.store(upload, proposals)
    return found


def _forget_removed(owner: User, keys: set[str]) -> None:
    """Whoever was removed and added anew begins anew: what was decided about them then is forgotten."""
    removed = Proposal.objects.filter(owner=owner, contact__removed_at__isnull=False)
    gone = [pk for pk, key in removed.values_list("pk", "key") if key in keys]
    for start in range(0, len(gone), BATCH):
        Proposal.objects.filter(pk__in=gone[start : start + BATCH]).delete()


def _find(owner: User, exchanged: Iterable[Exchanged]) -> tuple[Found, dict[int, list[Proposed]]]:
    people = _People(owner)
    said, nobody = _said(owner, people, exchanged)
    logged, known = load_logged(owner), load_known(owner)
    keys = {one.key for earlier in known.values() for one in earlier}  # whoever has this address by now
    new = {
        pk: [found for found in propose(one, logged[pk], known[pk]) if found.key not in keys]
        for pk, one in sorted(said.items())
    }
    told = [row for pk, proposed in new.items() for row in _told(people.names[pk], logged[pk], proposed)]
    behind = sum(one.messages for proposed in new.values() for one in proposed)
    given = sum(map(len, said.values()))
    return Found(told, len(told), behind - len(told), given - behind, nobody), new


def _said(owner: User, people: _People, exchanged: Iterable[Exchanged]) -> tuple[dict[int, list[Said]], int]:
    """The messages by person, on the seeker's calendar days; and how many are with nobody on the list."""
    said: dict[int, list[Said]] = defaultdict(list)
    nobody = 0
    for one in exchanged:
        if pk := people.by_key.get(one.contact_key):
            on = owner.local_date(one.at)
            said[pk].append(Said(on, one.at, one.mine, one.is_invitation, one.text, one.identity))
        else:
            nobody += 1
    return said, nobody


def load_logged(owner: User, contacts: Iterable[int] | None = None) -> dict[int, list[Logged]]:
    """What stands in the histories of these people, or of everybody, in order."""
    rows = Interaction.objects.owned_by(owner)
    if contacts is not None:
        rows = rows.filter(contact__in=contacts)
    logged: dict[int, list[Logged]] = defaultdict(list)
    for pk, kind, on in rows.order_by("contact_id", "on", "pk").values_list("contact_id", "kind", "on"):
        logged[pk].append(Logged(kind, on))
    return logged


def load_known(owner: User) -> dict[int, list[Known]]:
    known: dict[int, list[Known]] = defaultdict(list)
    rows = Proposal.objects.owned_by(owner).order_by("contact_id", "on", "pk")
    for pk, state, key, mine, since, until, kind, on in rows.values_list(
        "contact_id", "state", "key", "mine", "since", "until", "kind", "on"
    ):
        is_open = state == ProposalState.OPEN
        known[pk].append(Known(key, mine, since, until, kind if is_open else "", on if is_open else None))
    return known


def _told(name: str, logged: list[Logged], proposed: list[Proposed]) -> list[dict[str, Any]]:
    """As `import_file` prints them: stages by the names they have in code."""
    steps = stages(logged, [Logged(one.kind, one.on) for one in proposed])
    return [
        {
            "contact": name,
            "kind": str(one.kind),
            "on": one.on.isoformat(),
            "stage_before": told_stage(before),
            "stage_after": told_stage(after),
        }
        for one, (before, after) in zip(proposed, steps, strict=True)
    ]


def told_stage(stage: Stage) -> str:
    return stage.name.lower()
