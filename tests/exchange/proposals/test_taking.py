"""From the messages of an archive to proposals that wait, and from a yes to the history."""

from __future__ import annotations

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Parked, Stage
from networking.conversations import writer
from networking.conversations.audit import check
from networking.conversations.models import Interaction
from networking.exchange import proposals
from networking.exchange.archive.exchanged import Exchanged
from networking.exchange.models import Change, Proposal, Upload, UploadState
from networking.exchange.proposal import ProposalState
from networking.exchange.proposals import acts
from tests.people import NOW, make_company, make_connection, make_contact

ANA = "https://www.linkedin.com/in/ana-lopez"


def wrote(key: str, day: int, *, mine: bool = True, text: str = "Hello") -> Exchanged:
    """Somebody wrote on a day of November."""
    at = dt.datetime(2026, 11, day, 9, 0, tzinfo=dt.UTC)
    return Exchanged(key, key.title(), at, mine, False, text, f"{key} {day} {mine}")


def make_upload(owner: User) -> Upload:
    return Upload.objects.create(
        owner=owner,
        token=uuid.uuid4(),
        file_name="archive.zip",
        size=1,
        state=UploadState.IMPORTING,
        created_at=NOW,
        touched_at=NOW,
    )


def open_of(owner: User):
    return Proposal.objects.owned_by(owner).open()


@pytest.fixture
def ana(seeker) -> Contact:
    return make_contact(seeker, make_company(seeker), "Ana López", profile_url=ANA)


EXCHANGE = [wrote("ana-lopez", 3, text="Hi Ana"), wrote("ana-lopez", 5, mine=False, text="Hi, gladly!")]


def test_you_wrote_to_ana_and_she_answered(seeker, ana):
    found = proposals.preview(seeker, EXCHANGE)
    assert found.proposed == [
        {
            "contact": "Ana López",
            "kind": "outreach",
            "on": "2026-11-03",
            "stage_before": "to_contact",
            "stage_after": "reached_out",
        },
        {
            "contact": "Ana López",
            "kind": "reply",
            "on": "2026-11-05",
            "stage_before": "reached_out",
            "stage_after": "replied",
        },
    ]
    assert not Proposal.objects.exists()
    assert proposals.take(make_upload(seeker), EXCHANGE, NOW) == found
    assert [(one.kind, one.excerpt) for one in open_of(seeker).order_by("on")] == [
        ("outreach", "Hi Ana"),
        ("reply", "Hi, gladly!"),
    ]


def test_somebody_is_known_by_the_address_of_their_connection_too(seeker):
    of_connection = make_connection(
        seeker, "Bo", profile_key="bo-quill", profile_url="https://linkedin.com/in/bo-quill"
    )
    bo = make_contact(seeker, name="Bo Quill", connection=of_connection)
    assert [one["contact"] for one in proposals.preview(seeker, [wrote("bo-quill", 3)]).proposed] == [
        "Bo Quill"
    ]
    other = make_contact(seeker, name="Bo himself", profile_url="https://linkedin.com/in/bo-quill")
    assert [one["contact"] for one in proposals.preview(seeker, [wrote("bo-quill", 3)]).proposed] == [
        other.name
    ]
    assert bo.name != other.name


def test_every_message_is_accounted_for(seeker, ana):
    writer.log(ana, Kind.REPLY, on=dt.date(2026, 11, 5), now=NOW)
    later = EXCHANGE[0]._replace(at=EXCHANGE[0].at + dt.timedelta(hours=1), identity="later")
    given = [*EXCHANGE, later, wrote("nobody", 3), wrote("", 4)]
    found = proposals.preview(seeker, given)
    assert (found.held, found.merged, found.unchanged, found.nobody) == (1, 1, 1, 2)
    assert sum(found[1:]) == len(given)


def test_people_of_others_and_removed_ones_are_not_there(seeker, stranger, ana):
    make_contact(stranger, name="Ana", profile_url=ANA)
    ana.removed_at = NOW
    ana.save()
    assert proposals.preview(seeker, EXCHANGE).nobody == 2


def test_the_next_archive_proposes_only_what_is_new(seeker, ana):
    proposals.take(make_upload(seeker), EXCHANGE, NOW)
    acts.accept(seeker, open_of(seeker).filter(kind=Kind.OUTREACH), now=NOW)
    acts.reject(seeker, open_of(seeker), now=NOW)
    found = proposals.take(make_upload(seeker), [*EXCHANGE, wrote("ana-lopez", 9)], NOW)
    assert [(one["kind"], one["on"]) for one in found.proposed] == [("follow_up", "2026-11-09")]
    assert (found.held, found.unchanged) == (1, 2)


def test_days_are_those_of_the_seeker(seeker, ana):
    seeker.time_zone = "Pacific/Auckland"
    seeker.save()
    late = EXCHANGE[0]._replace(at=dt.datetime(2026, 11, 3, 23, 0, tzinfo=dt.UTC))
    assert proposals.preview(seeker, [late]).proposed[0]["on"] == "2026-11-04"


def test_accepting_logs_and_the_stage_follows(seeker, ana):
    proposals.take(make_upload(seeker), EXCHANGE, NOW)
    decided = acts.accept(seeker, open_of(seeker), now=NOW)
    ana.refresh_from_db()
    assert (decided.number, ana.stage, ana.replied_on) == (2, Stage.REPLIED, dt.date(2026, 11, 5))
    assert list(Interaction.objects.order_by("on").values_list("kind", "note", "channel")) == [
        ("outreach", "Hi Ana", "linkedin"),
        ("reply", "Hi, gladly!", "linkedin"),
    ]
    assert not open_of(seeker).exists()
    assert list(Change.objects.values_list("model", flat=True)) == ["conversations.interaction"] * 2
    assert not list(check(fix=False, now=NOW))


def test_accepting_twice_logs_once(seeker, ana):
    proposals.take(make_upload(seeker), EXCHANGE, NOW)
    both = Proposal.objects.owned_by(seeker)
    acts.accept(seeker, both, now=NOW)
    assert acts.accept(seeker, both, now=NOW).number == 0
    assert acts.reject(seeker, both, now=NOW).number == 0
    assert Interaction.objects.count() == 2


def test_what_came_later_is_not_lowered(seeker, ana):
    writer.log(ana, Kind.CHAT, on=dt.date(2026, 11, 10), now=NOW)
    proposals.take(make_upload(seeker), EXCHANGE, NOW)
    acts.accept(seeker, open_of(seeker), now=NOW)
    ana.refresh_from_db()
    assert ana.stage == Stage.CHATTED


def test_the_undo_opens_them_again_and_takes_back_what_was_logged(seeker, ana):
    writer.park(ana, Parked.NO_ANSWER, now=NOW)
    proposals.take(make_upload(seeker), EXCHANGE, NOW)
    before = Contact.objects.values().get()
    decision = acts.accept(seeker, open_of(seeker), now=NOW).decision
    ana.refresh_from_db()
    assert not ana.is_parked
    assert acts.reopen(seeker, decision, now=NOW) == 2
    assert Contact.objects.values().get() | {"version": 0} == before | {"version": 0}
    assert open_of(seeker).count() == 2
    assert acts.reopen(seeker, decision, now=NOW) == 0
    again = acts.accept(seeker, open_of(seeker), now=NOW)
    assert again.number == 2
    assert Interaction.objects.filter(removed_at=None).count() == 2
    assert not list(check(fix=False, now=NOW))


def test_the_undo_of_a_no_opens_them_again(seeker, ana):
    proposals.take(make_upload(seeker), EXCHANGE, NOW)
    decision = acts.reject(seeker, open_of(seeker), now=NOW).decision
    assert not open_of(seeker).exists()
    assert acts.reopen(seeker, decision, now=NOW) == 2
    assert open_of(seeker).count() == 2


def test_what_is_changed_before_the_yes_is_what_is_logged(seeker, ana):
    proposals.take(make_upload(seeker), EXCHANGE, NOW)
    reply = open_of(seeker).get(kind=Kind.REPLY)
    edits = {reply.pk: acts.Edit(Kind.DECLINED, dt.date(2026, 11, 6))}
    acts.accept(seeker, open_of(seeker), now=NOW, edits=edits)
    ana.refresh_from_db()
    assert (ana.parked_reason, ana.parked_on) == (Parked.DECLINED, dt.date(2026, 11, 6))
    assert not proposals.preview(seeker, EXCHANGE).proposed


def test_their_words_cannot_be_logged_as_mine(seeker, ana):
    proposals.take(make_upload(seeker), EXCHANGE, NOW)
    reply = open_of(seeker).get(kind=Kind.REPLY)
    with pytest.raises(ValidationError):
        acts.accept(seeker, open_of(seeker), now=NOW, edits={reply.pk: acts.Edit(Kind.THANK_YOU, reply.on)})
    assert open_of(seeker).count() == 2


def test_what_the_undo_of_an_import_takes_along(seeker, ana):
    upload = make_upload(seeker)
    proposals.take(upload, [*EXCHANGE, wrote("ana-lopez", 9), wrote("ana-lopez", 11, mine=False)], NOW)
    first, second, third, _ = open_of(seeker).order_by("on")
    acts.accept(seeker, open_of(seeker).filter(pk__in=[first.pk, second.pk]), now=NOW)
    acts.reject(seeker, open_of(seeker).filter(pk=third.pk), now=NOW)
    first.refresh_from_db()
    writer.remove(first.interaction, now=NOW)
    acts.forget(upload)
    assert list(Proposal.objects.order_by("on").values_list("pk", "state")) == [
        (second.pk, ProposalState.ACCEPTED),
        (third.pk, ProposalState.REJECTED),
    ]


def test_a_thousand_are_accepted_in_few_queries(seeker):
    people = [
        make_contact(seeker, name=f"Person {n}", profile_url=f"https://linkedin.com/in/person-{n}")
        for n in range(100)
    ]
    given = [wrote(f"person-{n}", day, mine=day % 2 == 0) for n in range(len(people)) for day in range(1, 11)]
    with CaptureQueriesContext(connection) as queries:
        proposals.take(make_upload(seeker), given, NOW)
    assert len(queries) < 25
    with CaptureQueriesContext(connection) as queries:
        assert acts.accept(seeker, open_of(seeker), now=NOW).number == 1000
    assert len(queries) < 80


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "whistled"},
        {"channel": "pigeon"},
        {"state": "perhaps"},
        {"state": "accepted"},
        {"decided_at": NOW},
        {"key": "ana-lopez 5 False"},
    ],
)
def test_the_database_refuses_what_cannot_be(seeker, ana, wrong):
    proposals.take(make_upload(seeker), EXCHANGE, NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        open_of(seeker).filter(kind=Kind.OUTREACH).update(**wrong)


def test_whoever_was_removed_and_added_anew_begins_anew(seeker, ana):
    proposals.take(make_upload(seeker), EXCHANGE, NOW)
    acts.reject(seeker, open_of(seeker), now=NOW)
    writer.remove_contact(ana, now=NOW)
    anew = make_contact(seeker, name="Ana López", profile_url=ANA)
    found = proposals.take(make_upload(seeker), EXCHANGE, NOW)
    assert (found.held, open_of(seeker).filter(contact=anew).count()) == (2, 2)


def test_an_address_that_went_to_somebody_else_brings_nothing_back(seeker, ana):
    proposals.take(make_upload(seeker), EXCHANGE, NOW)
    Contact.objects.filter(pk=ana.pk).update(profile_key="ana-moved", profile_url="")
    make_contact(seeker, name="Another Ana", profile_url=ANA)
    found = proposals.take(make_upload(seeker), EXCHANGE, NOW)
    assert (found.held, found.unchanged, Proposal.objects.count()) == (0, 2, 2)


def test_words_that_no_database_holds_are_shortened_to_those_that_do(seeker, ana):
    proposals.take(make_upload(seeker), [EXCHANGE[0]._replace(text="Hi\0 Ana" + "x" * 400)], NOW)
    assert open_of(seeker).get().excerpt.startswith("Hi Anax")
