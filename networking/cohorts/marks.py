"""What the navigation asks about a person, stored beside them: do they coach, and do they run a school?"""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from networking.accounts.models import User
from networking.cohorts.models import Cohort, Membership, Role


def keep_marks(users: QuerySet[User]) -> None:
    """Makes the columns equal to what the memberships say; an archived cohort has no coach any more."""
    mine = Membership.objects.active().filter(user=OuterRef("pk"))
    coached = mine.of_role(Role.COACH).filter(cohort__archived_at=None)
    users.update(is_coaching=Exists(coached), runs_school=Exists(mine.of_role(Role.ADMIN)))


def of_coaches(cohort: Cohort) -> QuerySet[User]:
    here = Membership.objects.active().of_role(Role.COACH).filter(cohort=cohort)
    return User.objects.filter(pk__in=here.values("user"))
