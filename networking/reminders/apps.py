from typing import Any

from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "networking.reminders"
    label = "reminders"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from networking.exchange.signals import last_tick_wanted  # noqa: PLC0415 - apps are loaded now

        last_tick_wanted.connect(_last_tick, dispatch_uid="reminders.last_tick")


def _last_tick(**kwargs: Any) -> Any:
    from networking.reminders.schedule import last_tick  # noqa: PLC0415

    return last_tick()
