"""What was said during a request of htmx travels beside its answer, whatever view gave it."""

from __future__ import annotations

import json
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse

Handler = Callable[[HttpRequest], HttpResponse]


def toasts(get_response: Handler) -> Handler:
    """Messages become an event that static/js/toasts.js shows.

    Not on the way to another page, which prints them itself, and not if this page just did.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        leaves = 300 <= response.status_code < 400 or "HX-Redirect" in response or "HX-Refresh" in response
        if not request.htmx or leaves:  # type: ignore[attr-defined]
            return response
        said = [{"text": str(m), "undo": m.extra_tags or ""} for m in messages.get_messages(request)]
        if said:
            events = json.loads(response.get("HX-Trigger", "{}"))
            response["HX-Trigger"] = json.dumps({**events, "toast": said})
        return response

    return middleware
