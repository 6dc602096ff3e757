"""When something goes wrong, a person reads a kind sentence in our look."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_needs_neither_a_request_nor_the_database(name):
    html = render_to_string(f"{name}.html")
    assert "<h1>" in html
    assert 'href="/"' in html
    assert "css/inroad" in html


def test_a_form_with_an_old_token_changes_nothing_and_says_so(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a@example.org"})
    assert response.status_code == 403
    assert "nothing was changed" in response.text


def test_htmx_gets_a_message_over_the_page_that_keeps_what_was_typed(db):
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", headers={"HX-Request": "true"})
    assert response.status_code == 403
    assert response["HX-Retarget"] == "#toasts"
    assert "Reload" in response.text
    assert "<html" not in response.text
