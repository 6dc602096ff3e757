"""Moving on to another job, with all that goes along and all that stays; and taking that back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from networking.companies.models import Company
from networking.contacts.models import Contact, Looked, PastJob
from networking.contacts.old_ways import OLD_WAYS, put_aside, taken_back
from networking.conversations.models import Chat, ChatStatus
from networking.conversations.writer.derived import settle
from networking.conversations.writer.locking import act, hold
from networking.web.columns import store_columns

MOVED = ("company", "title", "notes", *OLD_WAYS, *Contact.KEYS)


@act
def change_job(
    contact: Contact,
    company: Company | None,
    title: str,
    *,
    until: dt.date,
    now: dt.datetime,
    forget: Iterable[str] = (),
) -> PastJob | None:
    """They moved: the job until now becomes a past one, and what was said stays where it was said.

    `forget` names ways that were the old company's (`OLD_WAYS`): they go into the notes.
    """
    hold(contact)
    before = contact.company
    if before == company and contact.title == title:
        return None
    past = None
    if before or contact.title:
        past = PastJob.objects.create(
            owner_id=contact.owner_id,
            contact=contact,
            company=before,
            company_name=before.name if before else "",
            title=contact.title,
            until=until,
        )
        for way in forget:
            contact.notes = put_aside(contact.notes, way, getattr(contact, way), past)
            setattr(contact, way, "")
            if way == "email":  # where one looked for it says nothing about the next one
                Looked.objects.filter(contact=contact).delete()
    contact.company, contact.title = company, title
    contact.fill_keys()
    carry_chats(contact, before.pk if before else None, after=until if past else None)
    settle(contact, *MOVED, companies=[before.pk if before else None])
    return past


@act
def undo_job(contact: Contact, past_job: PastJob, *, now: dt.datetime) -> Contact:
    """The undo of moving: the last past job is theirs again; without its company if that was removed."""
    hold(contact)
    last = PastJob.objects.filter(contact=contact).order_by("-pk").select_related("company").first()
    if last is None or last != past_job:
        return contact
    left, company = contact.company_id, last.company
    contact.company = None if company and company.is_removed else company
    contact.title = last.title
    for way in OLD_WAYS:
        notes, old = taken_back(contact.notes, way, last)
        if old and not getattr(contact, way):
            setattr(contact, way, old)
            contact.notes = notes
    contact.fill_keys()
    carry_chats(contact, left, after=last.until)
    last.delete()
    return settle(contact, *MOVED, companies=[left])


def carry_chats(contact: Contact, left: int | None, *, after: dt.date | None = None) -> None:
    """Plans of the company that was left go along to where somebody works; one of its days stays there."""
    planned = Chat.objects.filter(contact=contact, company=left, status=ChatStatus.PLANNED, removed_at=None)
    going = [
        chat.pk
        for chat in planned
        if after is None or (chat.starts_at and contact.owner.local_date(chat.starts_at) > after)
    ]
    Chat.objects.filter(pk__in=going).update(company=contact.company)


def carry_chats_of_many(contacts: Iterable[Contact], left: Mapping[int, int | None]) -> None:
    """The same for many, in two queries; `left` says where each of them was."""
    moved = {one.pk: one for one in contacts if one.company_id != left[one.pk]}
    if not moved:
        return
    planned = Chat.objects.filter(contact__in=moved, status=ChatStatus.PLANNED, removed_at=None)
    going = [chat for chat in planned if chat.company_id == left[chat.contact_id]]
    for chat in going:
        chat.company_id = moved[chat.contact_id].company_id
    store_columns(going, ["company"])
