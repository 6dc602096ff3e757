from typing import Any

from django.apps import AppConfig
from django.utils import timezone

from networking.accounts.signals import account_deleted


class CohortsConfig(AppConfig):
    name = "networking.cohorts"
    label = "cohorts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        account_deleted.connect(forget, dispatch_uid="cohorts.forget")


def forget(sender: type, *, user: Any, **kwargs: Any) -> None:
    from networking.cohorts import joining  # noqa: PLC0415 - models load after the apps

    joining.forget(user, now=timezone.now())
