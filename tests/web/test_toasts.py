"""What was done is said once, on a page or beside a fragment, with its way back."""

from __future__ import annotations

import json

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from networking.web.htmx import say
from networking.web.middleware import toasts


@pytest.fixture
def asked(rf: RequestFactory):
    """A function: the answer of a view that says something, to htmx or to a plain browser."""

    def asked(answer, *, by_htmx=True):
        request = rf.post("/", headers={"HX-Request": "true"} if by_htmx else {})
        request.session = {}
        request._messages = FallbackStorage(request)
        request.htmx = HtmxDetails(request)

        def view(request):
            say(request, "Reply noted <b>", undo="/undo/")
            return answer

        return toasts(view)(request), request

    return asked


def test_htmx_gets_the_words_as_an_event(asked):
    response, _ = asked(HttpResponse("row"))
    assert json.loads(response["HX-Trigger"]) == {"toast": [{"text": "Reply noted <b>", "undo": "/undo/"}]}


def test_events_of_the_view_stay(asked):
    response, _ = asked(HttpResponse("row", headers={"HX-Trigger": '{"moved": 7}'}))
    assert json.loads(response["HX-Trigger"])["moved"] == 7


@pytest.mark.parametrize("answer", [HttpResponseRedirect("/"), HttpResponse(headers={"HX-Redirect": "/"})])
def test_on_the_way_to_another_page_the_words_wait_for_it(asked, answer):
    response, request = asked(answer)
    assert "HX-Trigger" not in response
    assert [str(message) for message in request._messages] == ["Reply noted <b>"]


def test_a_plain_browser_reads_them_on_its_next_page(asked):
    response, request = asked(HttpResponse("page"), by_htmx=False)
    assert "HX-Trigger" not in response
    assert len(request._messages) == 1
