from typing import Any

from django.apps import AppConfig

from networking.accounts.signals import search_settings_changed
from networking.companies.signals import list_changed


class ConversationsConfig(AppConfig):
    name = "networking.conversations"
    label = "conversations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        search_settings_changed.connect(recompute_everybody, dispatch_uid="conversations.recompute")
        list_changed.connect(recount_owner, dispatch_uid="conversations.recount")


def recompute_everybody(sender: type, *, user: Any, **kwargs: Any) -> None:
    """What is due on which day follows the clocks of the seeker."""
    from networking.conversations.writer import recompute_all  # noqa: PLC0415 - models load after the apps

    recompute_all(user)


def recount_owner(sender: type, *, owner_id: int, **kwargs: Any) -> None:
    """A seeker's totals count their companies too."""
    from networking.conversations.writer import recount  # noqa: PLC0415 - models load after the apps

    recount(owner_id)
