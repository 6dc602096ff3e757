"""What the pages around signing in need to know about the door."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def door(request: HttpRequest) -> dict[str, bool]:
    is_at_home = bool(settings.AT_HOME)
    return {"is_at_home": is_at_home, "can_sign_up": not is_at_home and settings.SIGNUP == "open"}
