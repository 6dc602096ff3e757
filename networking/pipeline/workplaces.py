"""Which company a typed name means: one of the seeker's, or a new one of their network."""

from __future__ import annotations

import datetime as dt

from networking.accounts.models import User
from networking.companies.listing import AlreadyListedError, add_company, listed
from networking.companies.models import Company, Standing


def company_named(
    owner: User, name: str, *, now: dt.datetime, standing: str = Standing.NETWORK
) -> Company | None:
    """None for no name. A new company is only where somebody known works, unless said otherwise: it joins no
    list to work on."""
    if not name:
        return None
    if there := listed(owner, name):
        return there
    try:
        return add_company(owner, name, standing=standing, today=owner.local_date(now))
    except AlreadyListedError as twin:
        return twin.company
