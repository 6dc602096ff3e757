"""What a column can hold, and which column holds what: by its header, its cells and its neighbours."""

from __future__ import annotations

from django.db import models

from networking.exchange.sheets.guessing import guess as _guess
from networking.exchange.sheets.tables import Table


class Field(models.TextChoices):
    """What one column says. `_2` is the second person of a row."""

    COMPANY = "company", "Company"
    WEBSITE = "website", "Company’s website"
    PLACE = "place", "Where it is"
    ROLE = "role", "Job I applied for"
    STATUS = "status", "Status"
    STEP = "step", "Tick for the status named above"
    APPLIED_ON = "applied_on", "Day I applied"
    INTERVIEW_ON = "interview_on", "Day of the interview"
    JOB_URL = "job_url", "Link to the job"
    SOURCE = "source", "Where I found it"
    SALARY = "salary", "Salary"
    CONTACT = "contact", "Person"
    FIRST_NAME = "first_name", "Person’s first name"
    LAST_NAME = "last_name", "Person’s last name"
    TITLE = "title", "Person’s job title"
    EMAIL = "email", "Person’s e-mail"
    PHONE = "phone", "Person’s phone"
    REACH = "reach", "Person’s e-mail or phone"
    LINKEDIN = "linkedin", "Person’s LinkedIn address"
    CONTACT_2 = "contact_2", "Second person"
    TITLE_2 = "title_2", "Second person’s job title"
    EMAIL_2 = "email_2", "Second person’s e-mail"
    PHONE_2 = "phone_2", "Second person’s phone"
    REACH_2 = "reach_2", "Second person’s e-mail or phone"
    LINKEDIN_2 = "linkedin_2", "Second person’s LinkedIn address"
    LAST_CONTACTED = "last_contacted", "Day I last wrote to the person"
    NEXT_STEP = "next_step", "What to do next"
    NEXT_ON = "next_on", "Day of the next step"
    NOTES = "notes", "Note"


# These may stand over several columns; every other field belongs to one.
MANY: frozenset[Field] = frozenset({Field.NOTES, Field.STEP, Field.LAST_CONTACTED})
# Without one of these a row is about nobody and nothing.
SUBJECT: frozenset[Field] = frozenset(
    {Field.COMPANY, Field.CONTACT, Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL, Field.LINKEDIN}
)


def guess(table: Table) -> dict[int, Field]:
    """Which column holds which field; columns that nobody knows are not in it."""
    return {index: Field(what) for index, what in _guess(table).items()}
