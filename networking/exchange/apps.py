from typing import Any

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "networking.exchange"
    label = "exchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from networking.accounts.signals import account_deleted  # noqa: PLC0415 - apps are loaded now

        account_deleted.connect(_forget_files, dispatch_uid="exchange.forget_files")


def _forget_files(user: Any, **kwargs: Any) -> None:
    from networking.exchange.models import Upload  # noqa: PLC0415
    from networking.exchange.uploads import forget_files, forget_tasks  # noqa: PLC0415

    mine = Upload.objects.owned_by(user)
    forget_files(mine)
    forget_tasks(mine)
