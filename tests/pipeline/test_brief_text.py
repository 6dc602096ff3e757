"""The brief of a company as a file."""

from __future__ import annotations

import datetime as dt

import pytest

from networking.companies.models import Answer, Criterion
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Chat, Topic
from tests.people import NOW, TODAY, make_company, make_contact

pytestmark = pytest.mark.usefixtures("noon")


def brief(client, company) -> str:
    return client.get(f"/companies/{company.pk}/brief.md").content.decode()


@pytest.fixture
def northwind(seeker):
    return make_company(
        seeker, "Northwind", place="Fargo", website="https://northwind.example", notes="Old\n\nbuilding"
    )


def test_it_tells_all_that_is_known_in_its_order(as_seeker, seeker, northwind):
    northwind.in_product, northwind.in_words = True, "I solder\nwith their gripper"
    northwind.keep("in_product", "in_words")
    for text, hidden in (("hires *near* me", False), ("has a dog", True)):
        criterion = Criterion.objects.create(owner=seeker, text=text, is_hidden=hidden)
        Answer.objects.create(
            owner=seeker, company=northwind, criterion=criterion, value="yes", note="Lena said"
        )
    lena = make_contact(seeker, northwind, "Lena Koch", title="Lead")
    make_contact(seeker, northwind, "Ana Ortiz", persona="recruiter")
    make_contact(seeker, northwind, "Gone", removed_at=NOW)
    writer.log(lena, Kind.CHAT, on=TODAY - dt.timedelta(1), now=NOW)
    writer.write_learned(Chat.objects.get(), {Topic.CULTURE: "# Pairing\n1. on Fridays"})
    assert brief(as_seeker, northwind) == (
        "# Northwind\n\nTarget · Fargo · https://northwind.example\n\n"
        "## Why we fit\n\n- I use or love the product\n- I solder  \n  with their gripper\n\n"
        "## What I found out\n\n- hires \\*near\\* me: Yes  \n  Lena said\n\n"
        "## People\n\n- Lena Koch: Lead, Developer, Chatted\n- Ana Ortiz: Recruiter, To contact\n\n"
        "## Team and culture\n\n- \\# Pairing  \n  1\\. on Fridays  \n  (Lena Koch, 18 November 2026)\n\n"
        "## Notes\n\nOld  \nbuilding\n"
    )


def test_what_is_not_known_has_no_heading(as_seeker, seeker):
    assert brief(as_seeker, make_company(seeker, "Acme")) == "# Acme\n\nTarget\n"


def test_it_is_downloaded_under_a_plain_name(as_seeker, northwind):
    response = as_seeker.get(f"/companies/{northwind.pk}/brief.md")
    assert response["Content-Disposition"] == 'attachment; filename="brief.md"'
    assert response["Content-Type"] == "text/markdown; charset=utf-8"
    assert (
        f'href="/companies/{northwind.pk}/brief.md" download'
        in as_seeker.get(f"/companies/{northwind.pk}/").content.decode()
    )


@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_six_queries(as_seeker, seeker, northwind, count, django_assert_num_queries):
    for number in range(count):
        make_contact(seeker, northwind)
        criterion = Criterion.objects.create(owner=seeker, text=f"criterion {number}")
        Answer.objects.create(owner=seeker, company=northwind, criterion=criterion)
    with django_assert_num_queries(6):
        brief(as_seeker, northwind)
