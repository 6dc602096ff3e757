"""The seams of htmx, solved once: a fragment or a redirect, and words that reach the person either way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect


def say(request: HttpRequest, text: str, *, undo: str = "") -> None:
    """Tells the person what was done, with the address whose POST undoes it.

    A full page prints it (`web/_toasts.html`); beside an answer to htmx it is an event (`middleware.toasts`).
    """
    messages.success(request, text, extra_tags=undo)


def fragment_or_redirect(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, to: str, status: int = 200
) -> HttpResponse:
    """htmx gets its fragment; a plain browser is sent to the page `to`."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(to)
    return render(request, template, dict(context), status=status)


def go_to(request: HttpRequest, page: str) -> HttpResponse:
    """A whole new page, for htmx too: what was done shows in many places of it."""
    return HttpResponseClientRedirect(page) if request.htmx else redirect(page)  # type: ignore[attr-defined]


def our_page(request: HttpRequest, address: str, *, otherwise: str) -> str:
    """A page to go back to, as a form said it; anything but a path of ours is as if it were not said."""
    host = {request.get_host()}
    is_ours = address.startswith("/") and url_has_allowed_host_and_scheme(address, host, request.is_secure())
    return address if is_ours else otherwise
