"""The addresses of Inroad, and one beside them that answers given bytes: the floor under a page."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import include, path


@cache
def given(name: str) -> bytes:
    return (Path(os.environ["INROAD_DATA"]) / f"{name}.html").read_bytes()


def bare(request: HttpRequest, name: str) -> HttpResponse:
    """Behind the same middleware as every page: the session and the person are loaded."""
    return HttpResponse(given(name))


@login_not_required
def open_bare(request: HttpRequest, name: str) -> HttpResponse:
    """The same for somebody who is not signed in: nothing is loaded."""
    return HttpResponse(given(name))


urlpatterns = [
    path("bare/<str:name>/", bare),
    path("open-bare/<str:name>/", open_bare),
    path("", include("networking.config.urls")),
]
