from typing import Any

from django.apps import AppConfig

from networking.accounts.signals import account_deleted
from networking.cohorts.signals import cohort_changed, membership_changed


class CoachingConfig(AppConfig):
    name = "networking.coaching"
    label = "coaching"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        account_deleted.connect(forget_name, dispatch_uid="coaching.forget_name")
        membership_changed.connect(settle_member, dispatch_uid="coaching.settle_member")
        cohort_changed.connect(settle_all, dispatch_uid="coaching.settle_all")


def forget_name(sender: type, *, user: Any, **kwargs: Any) -> None:
    """A coach's words stay with the seeker they were said to; the name goes with the account."""
    from networking.coaching.reviewing import forget_coach  # noqa: PLC0415 - models load after the apps

    forget_coach(user)


def settle_member(sender: type, *, membership: Any, **kwargs: Any) -> None:
    """What a coach said speaks only while the seeker is in that cohort and shares."""
    from networking.coaching.derived import settle  # noqa: PLC0415 - models load after the apps

    settle(membership.user_id)


def settle_all(sender: type, *, cohort: Any, **kwargs: Any) -> None:
    from networking.coaching.derived import settle_cohort  # noqa: PLC0415 - models load after the apps

    settle_cohort(cohort.pk)
