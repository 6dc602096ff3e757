"""What a person sees when a form comes with a token that is no longer good."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page of its own; for htmx a message over the page, which keeps what was typed."""
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, "403_csrf.html", status=403)
    response = render(request, "web/_reload.html", status=403)
    response["HX-Retarget"] = "#toasts"
    response["HX-Reswap"] = "beforeend"
    return response
