"""What every answer says about itself: for this site alone, and not to be kept."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

Handler = Callable[[HttpRequest], HttpResponse]


def isolation(get_response: Handler) -> Handler:
    """No other site may embed what we serve, pages and static files alike (SECURITY T41)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Cross-Origin-Resource-Policy"] = "same-origin"
        return response

    return middleware


def never_stored(get_response: Handler) -> Handler:
    """No page stays in a cache, here or on the way: each may hold somebody's name (SECURITY T39)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Cache-Control"] = "no-store, private"
        patch_vary_headers(response, ["Cookie", "HX-Request", "HX-History-Restore-Request"])
        return response

    return middleware
