"""What the pages around signing in need to know about the door."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

INVITED = "invited_email"  # in the session of somebody who opened an invitation that still holds


def door(request: HttpRequest) -> dict[str, bool]:
    """Whoever was invited may make an account on a server where not everybody may."""
    is_at_home = bool(settings.AT_HOME)
    is_open = settings.SIGNUP == "open" or bool(invited_email(request))
    return {"is_at_home": is_at_home, "can_sign_up": not is_at_home and is_open}


def invited_email(request: HttpRequest) -> str:
    """The address whose invitation was opened in this browser; '' for none, or before there is a session."""
    session = getattr(request, "session", None)
    return str(session.get(INVITED, "")) if session is not None else ""
