"""What of an account goes into the export: each column of every table that leads to a person, or why not.

The order of the parts is that of the file: whatever a row points to stands before it. `docs/export-format.md`
tells of it; a test fails when a column is in neither place.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from django.db import models

from networking.accounts.models import User
from networking.coaching.models import Remark, Review, SavedReply, Submission, Submitted, Suggestion
from networking.cohorts.models import Membership
from networking.companies.models import Answer, Company, Criterion
from networking.contacts.models import Connection, Contact, Looked, PastJob
from networking.conversations.models import (
    Chat,
    Community,
    Draft,
    Event,
    Hidden,
    ImportantDate,
    Interaction,
    Introduction,
    Learned,
    Met,
    Opportunity,
    Question,
    Referral,
    Template,
    Tick,
    TwoPeople,
    Update,
)
from networking.exchange.proposal import Proposal
from networking.exchange.sheets.remembered import Remembered

FORMAT = "inroad-account"
VERSION = 1

DERIVED = "made anew from what is exported"
LOCAL = "the number of a row in one database; the file has keys of its own"
OWNER = "everything in the file belongs to whom it is imported for"
DOOR = "opens the door of one account on one server, and is worth nothing elsewhere"
RIGHTS = "what an account may do on one server is for that server to say"
SCHOOL = "belongs to a school on one server; what the school is called is under “memberships”"
SOMEBODY = "the account of somebody else; their name is exported"

ROW = {"id": LOCAL, "owner": OWNER}


class Part(NamedTuple):
    """One table: its list in the file, the columns there, and why the others are not."""

    name: str
    model: type[models.Model]
    one: str
    many: str
    exported: tuple[str, ...]
    excused: Mapping[str, str] = ROW
    only: Mapping[str, Any] = {}  # which rows: what a coach has not sent yet is not the seeker's

    @property
    def fields(self) -> list[models.Field[Any, Any]]:
        return [self.model._meta.get_field(name) for name in self.exported]  # type: ignore[misc]


PARTS: tuple[Part, ...] = (
    Part("criteria", Criterion, "criterion", "criteria", ("text", "position", "is_hidden")),
    Part(
        "companies",
        Company,
        "company",
        "companies",
        (
            "name", "standing", "target_on", "position", "place", "website", "in_interests", "in_product",
            "in_someone", "in_local", "in_words", "notes", "nobody_developer", "nobody_manager",
            "nobody_recruiter", "that_is_all", "is_sample", "revision", "created_at", "removed_at",
        ),
        ROW
        | {
            "company_key": DERIVED,
            "submitted_at": "says what the cohort of now was handed; the lists themselves are exported",
            "rethink_on": "says what a coach of the cohort of now asked; the reviews themselves are exported",
            "kept_at": "says what was answered to a coach of the cohort of now; the answers are exported",
        },
    ),
    Part("answers", Answer, "answer", "answers", ("company", "criterion", "value", "note", "source")),
    Part(
        "connections",
        Connection,
        "connection",
        "connections",
        (
            "first_name", "last_name", "name", "name_key", "profile_url", "profile_key", "email", "company",
            "company_key", "title", "connected_on", "phone", "source", "is_sample", "created_at",
        ),
        ROW
        | {
            "batch": "says which import brought them, and imports are forgotten after 30 days",
            "updated_at": "says when an import last changed them: likewise",
        },
    ),
    Part(
        "people",
        Contact,
        "person",
        "people",
        (
            "company", "connection", "name", "title", "persona", "closeness", "common_ground", "email",
            "phone", "profile_url", "alumni_channel", "introducer", "is_linkedin_friend", "personal", "notes",
            "time_zone", "parked_reason", "parked_on", "parking_mark", "key", "is_sample", "version",
            "created_at", "removed_at",
        ),
        ROW
        | dict.fromkeys(
            (
                "name_key", "profile_key", "search_text", "stage", "reached_on", "replied_on", "chatted_on",
                "thanked_on", "last_interaction_on", "rest_on", "due_on", "due_rule",
            ),
            DERIVED,
        ),
    ),
    Part(
        "past_jobs", PastJob, "past job", "past jobs",
        ("contact", "company", "company_name", "title", "until"),
    ),
    Part(
        "important_dates", ImportantDate, "important date", "important dates",
        ("contact", "label", "month", "day", "year", "passed_on"),
    ),
    Part("looked", Looked, "place looked at", "places looked at", ("contact", "place")),
    Part(
        "templates",
        Template,
        "template",
        "templates",
        (
            "name", "purpose", "persona", "channel", "subject", "body", "copied_from", "changed_at",
            "removed_at",
        ),
    ),
    Part(
        "chats",
        Chat,
        "chat",
        "chats",
        (
            "contact", "company", "status", "starts_at", "minutes", "medium", "place", "time_zone",
            "questions", "planned_at", "settled_on", "settled_at", "no_answer_needed", "sequence", "key",
            "is_sample", "removed_at",
        ),
    ),
    Part(
        "interactions",
        Interaction,
        "interaction",
        "interactions",
        (
            "contact", "company", "chat", "kind", "on", "channel", "sort", "note", "subject",
            "text", "template_key", "template_name", "no_answer_needed", "logged_at", "key", "mark_before",
            "mark_after", "parked_reason_before", "parked_on_before", "is_sample", "removed_at",
        ),
    ),
    Part(
        "events",
        Event,
        "event",
        "events",
        (
            "name", "kind", "company", "is_online", "place", "url", "starts_at", "ends_at", "is_all_day",
            "time_zone", "attendance", "notes", "uid", "key", "is_sample", "created_at", "removed_at",
        ),
    ),
    Part(
        "communities",
        Community,
        "community",
        "communities",
        (
            "name", "kind", "company", "url", "joined_on", "notes", "key", "is_sample", "created_at",
            "removed_at",
        ),
    ),
    Part(
        "met", Met, "meeting", "meetings", ("contact", "event", "community", "on", "note", "key")
    ),
    Part(
        "opportunities",
        Opportunity,
        "opportunity",
        "opportunities",
        (
            "company", "role", "department", "url", "found", "progress", "progress_on", "progress_at",
            "referrer", "notes", "key", "is_sample", "created_at", "removed_at",
        ),
    ),
    Part(
        "referrals",
        Referral,
        "referral",
        "referrals",
        (
            "contact", "opportunity", "has_researched", "has_story", "has_materials", "context", "why_me",
            "talking_points", "resume_url", "outcome", "outcome_on", "outcome_at", "ask", "answer", "key",
            "created_at", "removed_at",
        ),
    ),
    Part(
        "introductions",
        Introduction,
        "introduction",
        "introductions",
        (
            "introducer", "introduced", "on", "interaction", "outcome", "outcome_on", "outcome_at", "key",
            "removed_at",
        ),
    ),
    Part(
        "updates", Update, "update owed", "updates owed",
        ("contact", "opportunity", "referral", "introduction", "about", "on", "at", "is_known"),
    ),
    Part("ticks", Tick, "tick", "ticks", ("item", "on")),
    Part(
        "proposals",
        Proposal,
        "proposed step",
        "proposed steps",
        (
            "contact", "kind", "on", "mine", "channel", "excerpt", "since", "until", "key", "state",
            "interaction", "decision", "decided_at",
        ),
        ROW | {"upload": "says which import proposed it, and imports are forgotten after 30 days"},
    ),
    Part(
        "two_people", TwoPeople, "“these are two people”", "“these are two people”",
        ("contact", "other", "connection", "said_at"),
    ),
    Part("learned", Learned, "thing learned", "things learned", ("chat", "company", "topic", "text")),
    Part("questions", Question, "question", "questions", ("text", "topic", "persona", "removed_at")),
    Part(
        "drafts",
        Draft,
        "draft",
        "drafts",
        (
            "contact", "purpose", "channel", "template_key", "subject", "text", "earlier_subject",
            "earlier_text", "version", "changed_at",
        ),
    ),
    Part(
        "handed_in",
        Submission,
        "list handed in",
        "lists handed in",
        ("round", "words", "submitted_at"),
        ROW | {"cohort": SCHOOL},
    ),
    Part(
        "handed_in_companies",
        Submitted,
        "company handed in",
        "companies handed in",
        (
            "submission", "company", "position", "name", "place", "website", "in_interests", "in_product",
            "in_someone", "in_local", "in_words", "criteria",
        ),
    ),
    Part(
        "reviews",
        Review,
        "review",
        "reviews",
        ("submission", "coach_name", "words", "version", "started_at", "sent_at", "sent_on", "read_at"),
        ROW | {"coach": SOMEBODY},
        {"sent_at__isnull": False},
    ),
    Part(
        "remarks",
        Remark,
        "remark",
        "remarks",
        ("review", "submitted", "verdict", "words", "answer", "answered_at", "kept_because", "kept_at"),
        ROW,
        {"review__sent_at__isnull": False},
    ),
    Part(
        "suggestions",
        Suggestion,
        "suggested step",
        "suggested steps",
        ("coach_name", "company", "words", "made_at", "made_on", "closed_at", "outcome"),
        ROW | {"cohort": SCHOOL, "coach": SOMEBODY, "key": "keeps one coach's double click from making two"},
    ),
    Part("saved_replies", SavedReply, "saved reply", "saved replies", ("text",)),
    Part(
        "remembered", Remembered, "remembered table", "remembered tables",
        ("fingerprint", "columns", "words", "wish"),
    ),
    Part(
        "put_off", Hidden, "step put off", "steps put off", ("rule", "subject", "until", "reason", "revision")
    ),
)  # fmt: skip

SETTINGS = (
    "name", "time_zone", "target_aim", "new_people_a_day", "follow_up_days", "follow_up_limit", "rest_days",
    "thanks_days", "close_days", "others_days", "linkedin_plan", "linkedin_notes_a_month", "channel_order",
    "story", "resume_url", "graduated_on", "search_over_on",
)  # fmt: skip
ACCOUNT_EXCUSED = {
    "id": LOCAL,
    "email": "is told under “account”; whoever imports signs in with their own",
    "password": DOOR,
    "last_login": DOOR,
    "date_joined": "is told under “account”; the new one began when it began",
    "is_superuser": RIGHTS,
    "is_staff": RIGHTS,
    "is_active": RIGHTS,
    "is_machine_owner": RIGHTS,
    "deletes_at": "the end that was asked for this account; another one does not begin with it",
    "groups": RIGHTS,
    "user_permissions": RIGHTS,
    "is_coaching": DERIVED,
    "runs_school": DERIVED,
    "in_cohort": DERIVED,
    "feedback_on": "says that a review of the cohort of now is unread; the reviews themselves are exported",
}

# Told to whoever reads the file, and never imported: a place in a school is for the school to give.
MEMBERSHIPS = ("role", "joined_at", "ended_at", "ended", "consented_at", "shares_people")
MEMBERSHIP_EXCUSED = {
    "id": LOCAL,
    "user": OWNER,
    "organization": "its name is told instead",
    "cohort": "its name is told instead",
}

# Whole tables that have a way to a person, by label.
EXCUSED: Mapping[str, str] = {
    "conversations.Due": DERIVED,
    "conversations.Totals": DERIVED,
    "conversations.Merge": "what a merge moved, kept for its undo as long as what was removed",
    "exchange.Upload": "a file on its way in, and for 30 days what became of it",
    "exchange.UploadRow": "a remark on a row of such a file; its list can be downloaded",
    "exchange.Change": "what such a file changed, so that it can be taken back",
    "accounts.SignInLink": DOOR,
    "account.EmailAddress": "a new account proves its address anew; the address is told under “account”",
    "account.EmailConfirmation": DOOR,
    "admin.LogEntry": "the log of one server's admin",
    "cohorts.Invitation": "a letter of a school, to whom it invited",
    "cohorts.JoinCode": "opens the door of a cohort",
    "cohorts.Entry": "the audit log of a school; who looked is shown on the page of one’s cohort",
    "cohorts.Seeker": "another name of the account",
    "companies.Fact": "what a school knows, not what a seeker entered",
    "companies.Alum": "somebody of a school, who agreed that its seekers may know",
}

# Texts that name a row: "contact:7". The word before the colon → the part it means.
POINTERS: Mapping[tuple[type[models.Model], str], Mapping[str, str]] = {
    (Hidden, "subject"): {
        "company": "companies",
        "contact": "people",
        "chat": "chats",
        "suggestion": "suggestions",
    },
    (Interaction, "template_key"): {"own": "templates"},
    (Draft, "template_key"): {"own": "templates"},
}


@cache
def part_of(model: type[models.Model]) -> Part:
    """The part that holds the rows of a table."""
    return next(part for part in PARTS if part.model is model)


@cache
def part_called(name: str) -> Part | None:
    return next((part for part in PARTS if part.name == name), None)


def settings_fields() -> list[models.Field[Any, Any]]:
    return [User._meta.get_field(name) for name in SETTINGS]  # type: ignore[misc]


def membership_fields() -> list[models.Field[Any, Any]]:
    return [Membership._meta.get_field(name) for name in MEMBERSHIPS]  # type: ignore[misc]
