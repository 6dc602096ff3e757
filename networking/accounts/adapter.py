"""Where our accounts differ from allauth's: who may sign up, how an address is spelled, where links lead."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from networking.accounts.context import door
from networking.accounts.models import clean_email
from networking.web import mail


class Adapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return door(request)["can_sign_up"]

    def clean_email(self, email: str) -> str:
        return clean_email(email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mail.send(self.render_mail(template_prefix, email, {"email": email, **context}))

    def send_account_already_exists_mail(self, email: str) -> None:
        url = settings.SITE_URL + reverse("account_reset_password")
        self.send_mail("account/email/account_already_exists", email, {"password_reset_url": url})

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: EmailConfirmation) -> str:
        path = reverse("account_confirm_email", args=[emailconfirmation.key])
        return f"{settings.SITE_URL}{path}"

    def get_reset_password_from_key_url(self, key: str) -> str:
        uid, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})
        return f"{settings.SITE_URL}{path}"

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Counted per address and account, so that nobody can lock somebody else out (SECURITY T19).

        allauth's own key holds the host of the request, and its port is the client's to choose.
        """
        return f"{self.get_client_ip(request)} {clean_email(credentials.get('email') or '')}"
