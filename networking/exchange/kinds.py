"""The kinds of files that come in, told apart by what they hold and never by their names."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    """Most values are what scripts read; one road may serve several kinds."""

    CONNECTIONS = "linkedin_connections", "LinkedIn connections"
    MESSAGES = "linkedin_messages", "LinkedIn messages"
    INVITATIONS = "linkedin_invitations", "LinkedIn invitations"
    ARCHIVE = "linkedin_archive", "LinkedIn’s whole archive"
    GOOGLE = "google_csv", "Google Contacts"
    OUTLOOK = "outlook_csv", "Outlook contacts"
    OTHER_CONTACTS = "other_contacts_csv", "an address book"
    VCARD = "vcard", "vCards"
    SHEET = "job_tracker", "a spreadsheet"
    NOTION = "notion_export", "a Notion export"
    AIRTABLE = "airtable_export", "an Airtable export"
    ACCOUNT = "inroad", "an export of Inroad"
