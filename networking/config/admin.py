"""Every table that can be looked at in /admin/; who looks at it, its page says. No other is there."""

from __future__ import annotations

from networking.accounts.models import User
from networking.coaching.admin import SeekerPage
from networking.cohorts.admin import CohortPage, InvitationPage, MembershipPage, OrganizationPage, UserPage
from networking.cohorts.admin_site import Site
from networking.cohorts.models import Cohort, Invitation, Membership, Organization, Seeker

PAGES = {
    Cohort: CohortPage,
    Invitation: InvitationPage,
    Membership: MembershipPage,
    Organization: OrganizationPage,
    Seeker: SeekerPage,
    User: UserPage,
}

site = Site(name="admin")
for model, page in PAGES.items():
    site.register(model, page)
