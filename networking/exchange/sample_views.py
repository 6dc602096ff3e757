"""Two buttons: look around with sample data, and remove it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from networking.accounts.http import Request
from networking.exchange import sample
from networking.web.htmx import say

TODAY = "/"


@require_POST
def start_sample(request: Request) -> HttpResponse:
    try:
        sample.start_sample(request.user, now=timezone.now())
    except sample.NotEmptyError:
        say(request, "Sample data is only for an empty account, and yours holds things already.")
    else:
        say(request, "Look around: this search is invented. “Remove the sample” takes exactly it away.")
    return redirect(TODAY)


@require_POST
def remove_sample(request: Request) -> HttpResponse:
    sample.remove_sample(request.user)
    say(request, "The sample is gone. What you entered yourself is still here.")
    return redirect(TODAY)
