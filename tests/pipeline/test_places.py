from __future__ import annotations

import pytest
from django.test import Client

from networking.contacts.models import Contact
from tests.people import make_company, make_contact, new_key

HTMX = {"HX-Request": "true"}


@pytest.fixture
def lena(seeker) -> Contact:
    return make_contact(seeker, None, "Lena Koch")


@pytest.mark.parametrize("place", ["today", "companies", "people", "board", "person", "nowhere", ""])
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_somebody_without_a_company_can_be_logged_from_anywhere(
    as_seeker: Client, lena: Contact, place: str, headers: dict[str, str]
) -> None:
    data = {"key": new_key(), "place": place}
    assert as_seeker.post(f"/people/{lena.pk}/log/reply/", data, headers=headers).status_code < 400


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "people", "a:b", "\0", "None"])
@pytest.mark.parametrize("act", ["people/{}/reopen/", "steps/9/list/later/"])
def test_a_page_to_go_back_to_that_is_not_ours_is_not_gone_to(
    as_seeker: Client, seeker, lena: Contact, act: str, back: str
) -> None:
    make_company(seeker)
    response = as_seeker.post(f"/{act.format(lena.pk)}", {"next": back, "until": "2099-01-01"})
    assert response["Location"] in {f"/people/{lena.pk}/", "/"}
