"""A whole account is taken back whole; who went on with it keeps what they went on with."""

from __future__ import annotations

import pytest

from networking.companies.models import Company
from networking.contacts.models import Connection, Contact
from networking.conversations import writer
from networking.conversations.audit import check
from networking.conversations.models import Template
from networking.exchange.models import Upload, UploadRow
from networking.exchange.sample import is_empty, start_sample
from networking.exchange.taking_back import take_back
from tests.exchange.account.accounts import bring, comparable, export_to
from tests.people import NOW, TODAY, make_template, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(seeker, tmp_path):
    start_sample(seeker, now=NOW)
    make_template(seeker, "Mine")
    seeker.change_settings(close_days=30, name="Sally")
    return export_to(tmp_path / "e.zip", seeker)


@pytest.fixture
def fresh(path):
    """Somebody who imported it."""
    fresh = make_user("fresh", close_days=60)
    bring(path, fresh)
    return fresh


def test_untouched_it_goes_whole_and_can_come_once_more(seeker, fresh, path):
    back = take_back(Upload.objects.get(owner=fresh), NOW)
    assert (back.numbers()["people"], back.numbers()["kept"]) == (17, 0)
    fresh.refresh_from_db()
    assert (fresh.close_days, fresh.name) == (60, "Fresh")
    for model in (Company, Contact, Connection, Template):
        assert not model._base_manager.filter(owner=fresh).exists()
    assert list(check(fix=False, now=NOW)) == []
    bring(path, fresh)
    assert comparable(fresh) == comparable(seeker)


def test_what_somebody_went_on_with_stays_and_is_named(fresh):
    priya = Contact.objects.get(owner=fresh, name="Priya Raman")
    writer.log(priya, "reply", on=TODAY, now=NOW)
    fresh.change_settings(close_days=45)
    back = take_back(Upload.objects.get(owner=fresh), NOW)
    kept = {name for name, _ in back.kept}
    assert {"Priya Raman", "Northwind Robotics", "Templates, questions, criteria and reviews"} <= kept
    fresh.refresh_from_db()
    assert (fresh.close_days, fresh.name) == (45, "Fresh")
    assert Contact.objects.owned_by(fresh).filter(name="Priya Raman").exists()
    assert not Contact.objects.owned_by(fresh).filter(name="Lena Koch").exists()
    assert not Connection.objects.filter(owner=fresh).exists()
    assert list(check(fix=False, now=NOW)) == []
    assert UploadRow.objects.filter(owner=fresh).count() == len(back.kept)
    assert not is_empty(fresh)
