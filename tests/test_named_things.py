"""What a form or a link names beside the address: somebody else's thing there is as if it were not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from networking.conversations.models import Interaction
from tests.access import SECRET, World, digest, mark, worlds


class Named(NamedTuple):
    """A request of mine that names a thing of `whose`; `of` is what of mine stands in the address."""

    name: str
    of: str = ""
    query: Callable[[World], dict[str, Any]] = lambda whose: {}
    data: Callable[[World], dict[str, Any]] | None = None  # None: a GET
    more: Callable[[World], list[int]] = lambda mine: []  # the other keys of the address, all of them mine
    mine: int = 302  # the answer when the thing is my own


PERSON = {"name": "Ada", "persona": "other", "closeness": "close", "version": "1"}
MESSAGE = {"purpose": "outreach", "text": "Hi", "version": "1"}
CHAT = {"text": "Is there a dog?", "topic": "culture"}
NAMED = [
    Named("pipeline:add_person", data=lambda whose: PERSON | {"introducer": whose["other_person"].pk}),
    Named(
        "pipeline:edit_person", "person", data=lambda whose: PERSON | {"introducer": whose["other_person"].pk}
    ),
    Named("pipeline:add_question", data=lambda whose: CHAT | {"chat": whose["chat"].pk}),
    Named("pipeline:remove_question", "question", data=lambda whose: {"chat": whose["chat"].pk}),
    Named(
        "pipeline:restore_question",
        "removed_question",
        query=lambda whose: {"chat": whose["chat"].pk},
        data=lambda whose: {},
    ),
    Named(
        "pipeline:begin_message",
        "person",
        data=lambda whose: MESSAGE | {"choose_template": f"own:{whose['template'].pk}"},
    ),
    Named("pipeline:add_template", query=lambda whose: {"from": f"own:{whose['template'].pk}"}, mine=200),
    Named(
        "pipeline:undo_named",
        "chat",
        more=lambda mine: [mine["person"].pk],
        query=lambda whose: {"was": whose["other_person"].pk},
        data=lambda whose: {},
    ),
]
every_one = pytest.mark.parametrize("named", NAMED, ids=lambda named: named.name)


@pytest.fixture
def both(seeker, stranger) -> tuple[World, World]:
    mine, theirs = worlds(seeker, stranger)
    mark(theirs)
    return mine, theirs


def ask(client, named: Named, mine: World, whose: World, **headers: str) -> Any:
    url = reverse(named.name, args=[*([mine[named.of].pk] if named.of else []), *named.more(mine)])
    url += f"?{urlencode(named.query(whose))}"
    if named.data is None:
        return client.get(url, headers=headers)
    return client.post(url, named.data(whose), headers=headers)


@every_one
def test_what_is_mine_can_be_named(named, both, as_seeker):
    mine, _ = both
    assert ask(as_seeker, named, mine, mine).status_code == named.mine


@every_one
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_what_is_somebody_elses_cannot_be_named_and_nothing_changes(named, headers, both, as_seeker):
    mine, theirs = both
    before = digest()
    response = ask(as_seeker, named, mine, theirs, **headers)
    assert response.status_code in {404, 422}
    assert SECRET not in response.content.decode()
    assert digest() == before


def test_a_message_knows_nothing_of_somebody_elses_template(both, as_seeker, stranger):
    """Its key may stand in a form or a link, as any other words may: nothing is found by it."""
    mine, theirs = both
    key, of = f"own:{theirs['template'].pk}", [mine["person"].pk]
    before = digest(of=stranger)
    link = as_seeker.get(f"{reverse('pipeline:write', args=of)}?template={key}")
    kept = as_seeker.post(reverse("pipeline:write", args=of), MESSAGE | {"template_key": key}, follow=True)
    sent = as_seeker.post(
        reverse("pipeline:mark_sent", args=of), MESSAGE | {"template_key": key, "version": "2"}, follow=True
    )
    for response in (link, kept, sent):
        assert response.status_code == 200
        assert SECRET not in response.content.decode()
    assert Interaction.objects.get(owner=mine["user"], text="Hi").template_name == ""
    assert digest(of=stranger) == before
