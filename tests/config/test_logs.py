"""A line in the log says what happened, and names nobody."""

from __future__ import annotations

import json
import logging
import sys

from django.test import RequestFactory
from django.urls import resolve

from networking.config.logs import Line


def line(shows_values=False, **fields) -> dict:
    record = logging.makeLogRecord({"name": "django.request", "levelname": "ERROR", **fields})
    text = Line(shows_values=shows_values).format(record)
    assert "\n" not in text
    return json.loads(text)


def test_a_request_is_its_route_and_not_its_path():
    request = RequestFactory().get("/accounts/link/zq7secret/?q=ada")
    request.resolver_match = resolve("/accounts/link/zq7secret/")
    said = line(msg="Internal Server Error: %s", args=(request.path,), request=request, status_code=500)
    assert "zq7secret" not in str(said)
    assert (said["route"], said["method"], said["status"]) == ("accounts/link/<str:token>/", "GET", 500)


def test_an_error_is_where_it_happened_and_at_home_also_what_it_was():
    try:
        raise ValueError("Key (email)=(ada@example.org) already exists.")
    except ValueError:
        error = sys.exc_info()
    assert line(msg="", exc_info=error)["error"][-1] == "ValueError"
    assert "ada@example.org" in line(shows_values=True, msg="", exc_info=error)["error"][-1]


def test_a_line_break_in_a_message_cannot_forge_a_line():
    assert line(msg='one\n{"level": "INFO"}')["message"].count("\n") == 1
