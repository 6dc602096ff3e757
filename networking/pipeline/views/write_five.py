"""First messages in a row: one person after another, until it is enough for today."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from networking.accounts.http import Request
from networking.pipeline.write_five import load_write_five

MOST_SKIPPED = 100


@require_GET
def write_five(request: Request) -> HttpResponse:
    skipped = numbers_in(request.GET.get("skip", ""))
    here = request.get_full_path() if skipped else request.path
    context = load_write_five(request.user, skipped, now=timezone.now(), here=here)
    return render(request, "pipeline/write_five.html", context)


def numbers_in(text: str) -> list[int]:
    """The keys in "7,9"; anything else is as if it were not said."""
    found = (part for part in text.split(",")[:MOST_SKIPPED] if part.isascii() and part.isdigit())
    return list(dict.fromkeys(int(part) for part in found if len(part) < 10))
