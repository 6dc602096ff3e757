"""What marking a message as sent writes down, and how that is taken back: the words are a draft again."""

from __future__ import annotations

import datetime as dt
import uuid

from django.db import transaction

from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Stage
from networking.conversations import drafts, referrals, writer
from networking.conversations.drafts import Words
from networking.conversations.known import full_name
from networking.conversations.models import Channel, Interaction, Purpose
from networking.conversations.offers import of_key
from networking.conversations.purposes import USES
from networking.pipeline import hiding
from networking.pipeline.desk import Desk
from networking.pipeline.next_steps import Rule


def send(desk: Desk, words: Words, *, version: int, key: uuid.UUID, now: dt.datetime) -> Interaction:
    """Logs what was written, to whom it went, and lets go of the draft. The same key again adds nothing."""
    with transaction.atomic():
        if words.purpose == Purpose.INTRODUCTION and desk.introducer:
            sent = log_introduction(desk, desk.introducer, words, key, now)
        else:
            sent = log(desk, desk.contact, USES[words.purpose].kind, words.channel, words, key, now)
        if words.purpose == Purpose.REFERRAL and desk.packet:
            was_asked(desk, desk.packet.pk, sent)
        drafts.let_go(desk.contact, words, version=version)
    return sent


def log(
    desk: Desk, to: Contact, kind: str, channel: str, words: Words, key: uuid.UUID, now: dt.datetime
) -> Interaction:
    template = of_key(desk.offers, words.template_key)
    text = writer.Sent(words.subject, words.text, words.template_key, template.name if template else "")
    return writer.log(to, kind, on=desk.today, now=now, channel=channel, key=key, sent=text)


def was_asked(desk: Desk, referral: int, sent: Interaction) -> None:
    """The referral that this message asks for waits for an answer now."""
    if found := referrals.of(desk.user).filter(pk=referral, contact=desk.contact).first():
        referrals.was_asked(found, sent)


def log_introduction(
    desk: Desk, introducer: Contact, words: Words, key: uuid.UUID, now: dt.datetime
) -> Interaction:
    """A message to the introducer; the first one to the contact waits for what they say."""
    kind = Kind.OUTREACH if introducer.stage == Stage.TO_CONTACT else Kind.MESSAGE
    sent = log(desk, introducer, kind, way_to(introducer), words, key, now)
    subject = f"contact:{desk.contact.pk}"
    if step := hiding.find_step(desk.user, Rule.FIRST_MESSAGE, subject, now=now):
        until = desk.today + dt.timedelta(days=desk.user.follow_up_days)
        asked = f"You asked {full_name(introducer.name)} for an introduction."
        hiding.later(desk.user, step, until, now=now, reason=asked)
    return sent


def way_to(introducer: Contact) -> str:
    """How one most likely writes to somebody who knows me."""
    if introducer.email:
        return Channel.EMAIL
    if introducer.is_linkedin_friend:
        return Channel.LINKEDIN
    return Channel.ALUMNI if introducer.alumni_channel.strip() else ""


def take_back(desk: Desk, sent: Interaction, purpose: str, *, now: dt.datetime) -> None:
    """The undo of sending: nothing was said, and the words can be gone on with."""
    is_introduction = purpose == Purpose.INTRODUCTION
    channel = Channel.INTRODUCTION if is_introduction else sent.channel
    words = Words(purpose, channel, sent.template_key, sent.subject, sent.text)
    with transaction.atomic():
        writer.remove(sent, now=now)
        if sent.text:
            drafts.bring_back(desk.contact, words, now=now)
        if is_introduction:
            hiding.show_again(desk.user, Rule.FIRST_MESSAGE, f"contact:{desk.contact.pk}")


def purpose_sent(said: str, kind: str) -> str:
    """What a message was for, as the undo says it; else what such a kind is usually for."""
    if said in Purpose.values:
        return said
    return next((purpose for purpose, use in USES.items() if use.kind == kind), Purpose.OFFER_TIMES)
