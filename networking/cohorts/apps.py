from typing import Any

from django.apps import AppConfig

from networking.accounts.signals import account_deleted


class CohortsConfig(AppConfig):
    name = "networking.cohorts"
    label = "cohorts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        account_deleted.connect(forget, dispatch_uid="cohorts.forget")


def forget(sender: type, *, user: Any, **kwargs: Any) -> None:
    from networking.cohorts.inviting import forget_letters  # noqa: PLC0415 - models load after the apps

    forget_letters(user)
