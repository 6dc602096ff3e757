"""What was given and received, with everybody."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from networking.accounts.http import Request
from networking.pipeline.giving_list import load_giving


@require_GET
def giving(request: Request) -> HttpResponse:
    today = request.user.local_date(timezone.now())
    found = load_giving(request.user, request.GET.get("page", ""), today=today)
    return render(request, "pipeline/giving.html", {"giving": found, "page": found.page, "active": "people"})
