"""The request as our views see it: with a person and with htmx."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from networking.accounts.models import User


class Request(HttpRequest):
    user: User
    htmx: HtmxDetails
