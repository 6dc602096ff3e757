"""Everything goes out and comes back: an export, a fresh account, an import, and the data is equal."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from random import Random

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from networking.conversations.audit import check
from networking.exchange.account.fields import PARTS
from tests.access import make_world
from tests.conversations.test_random_seekers import Seeker
from tests.exchange.account.accounts import bring, comparable, derived, export_to, exported, read
from tests.exchange.account.everything import add_everything
from tests.people import make_user

ACTS = 25


@settings(
    max_examples=10,
    derandomize=True,
    phases=[Phase.generate],  # a search made smaller act by act takes minutes
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(random=st.randoms(use_true_random=True), data=st.data())
def test_whatever_was_done_an_export_brings_all_of_it_into_a_fresh_account(
    db: None, random: Random, data: st.DataObject
) -> None:
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        seeker = Seeker(random)
        for _ in range(ACTS):
            seeker.do_something()
        add_everything(seeker.user, data.draw)
        fresh = make_user("fresh", time_zone="Asia/Tokyo", follow_up_days=3)
        path = export_to(Path(folder) / "e.zip", seeker.user)
        report = bring(path, fresh).report
        assert (report.added, report.findings) == (report.found, [])
        assert comparable(fresh) == comparable(seeker.user)
        assert derived(fresh) == derived(seeker.user)
        assert list(check(fix=False, now=seeker.now)) == []
        again = bring(path, fresh).report
        assert (again.added, again.unchanged) == (0, report.found)
        transaction.set_rollback(True)


@pytest.fixture
def world(seeker):
    """One of everything there is."""
    return make_world(seeker, timezone.now())


def test_one_of_everything_comes_back(world, stranger):
    seeker, fresh = world["user"], make_user("fresh")
    seeker.change_settings(
        story="I fix motors.",
        resume_url="https://example.org/cv",
        graduated_on=dt.date(2024, 2, 29),
        search_over_on=dt.date(2026, 11, 1),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = export_to(Path(folder) / "e.zip", seeker)
        assert read(path, fresh).report.findings == []
        bring(path, fresh)
    assert comparable(fresh) == comparable(seeker)
    fresh.refresh_from_db()
    assert (fresh.story, fresh.graduated_on) == ("I fix motors.", dt.date(2024, 2, 29))
    assert all(exported(seeker)[part.name] for part in PARTS)
