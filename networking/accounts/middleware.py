"""What each request owes to the person behind it: a closed door, their time zone, a clean leaving."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.response import HttpResponseRedirectBase
from django.shortcuts import resolve_url
from django.template.response import TemplateResponse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

Handler = Callable[[HttpRequest], HttpResponse]


class ClosedByDefault(LoginRequiredMiddleware):
    """A page needs a person unless it says `login_not_required`; htmx is told to leave for sign-in."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirectBase:
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponseClientRedirect(resolve_url(self.get_login_url(view_func)))
        return super().handle_no_permission(request, view_func)


class AccountForms:
    """allauth answers 200 to a form with mistakes; ours say 422, and 429 to too many tries."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        form = (response.context_data or {}).get("form")
        if request.method == "POST" and response.status_code == 200 and form is not None and form.errors:
            is_limited = form.has_error(NON_FIELD_ERRORS, "too_many_login_attempts")
            response.status_code = 429 if is_limited else 422
        return response


def clear_at_sign_out(get_response: Handler) -> Handler:
    """Nothing of the person stays in the browser they leave (SECURITY T39)."""

    def middleware(request: HttpRequest) -> HttpResponse:
        was_signed_in = request.method == "POST" and request.user.is_authenticated
        response = get_response(request)
        if was_signed_in and not request.user.is_authenticated:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware


def time_zone(get_response: Handler) -> Handler:
    """Every page speaks in the time zone of the person who reads it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            with timezone.override(request.user.zone):
                return get_response(request)
        return get_response(request)

    return middleware
