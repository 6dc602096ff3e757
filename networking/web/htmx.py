"""The seams of htmx, solved once: a fragment or a redirect, and words that reach the person either way."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render


def say(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Tells the person what was done, with the address whose POST undoes it.

    A full page prints it (`web/_toasts.html`); for htmx `fragment_or_redirect` sends it as an event.
    """
    messages.success(request, text, extra_tags=undo)


def fragment_or_redirect(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, to: str, status: int = 200
) -> HttpResponse:
    """htmx gets its fragment and the words beside it; a plain browser is sent to the page `to`."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(to)
    return with_toasts(request, render(request, template, dict(context), status=status))


def with_toasts(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Sends what was said as an htmx event; the page's script shows it (static/js/toasts.js)."""
    said = [{"text": str(m), "undo": m.extra_tags or ""} for m in messages.get_messages(request)]
    if said:
        response["HX-Trigger"] = json.dumps({"toast": said})
    return response
