"""Today: one clear next step, and why."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from networking.pipeline.today import load_today


@login_not_required
@require_GET
def today(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        ways_in = {
            "at_home": settings.AT_HOME,
            "can_sign_up": not settings.AT_HOME and settings.SIGNUP == "open",
        }
        return render(request, "landing.html", ways_in)
    context = load_today(request.user, now=timezone.now(), show_all="all" in request.GET)
    if "is_new" in context and request.user.is_coaching:  # their work is the lists of others
        return redirect("insights:queue")
    return render(request, "pipeline/welcome.html" if "is_new" in context else "pipeline/today.html", context)
