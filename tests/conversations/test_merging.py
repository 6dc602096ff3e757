"""Two rows that are one person: merged with both histories, and two people again as if nothing had been."""

import datetime as dt
import uuid
from random import Random

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from networking.contacts.models import Contact, Looked, PastJob, Place
from networking.contacts.stages import Kind, Parked, Stage
from networking.contacts.two_as_one import LABELS
from networking.conversations import writer
from networking.conversations.audit import check
from networking.conversations.models import (
    Chat,
    Draft,
    Due,
    Event,
    Hidden,
    ImportantDate,
    Interaction,
    Introduction,
    Merge,
    Met,
    TwoPeople,
)
from networking.conversations.writer.merged_rows import once
from tests.conversations.test_random_seekers import Seeker, photograph
from tests.people import NOW, TODAY, make_company, make_connection, make_contact

DAY = dt.timedelta(1)


@pytest.fixture
def company(seeker):
    return make_company(seeker, "Northwind")


@pytest.fixture
def two(seeker, company):
    """The one who was added first, and the one who was added again."""
    first = make_contact(seeker, company, "Ana Ortiz", email="ana@example.org", notes="Met at a meetup")
    second = make_contact(
        seeker, None, "Ana María Ortiz", phone="+49 30 1234567", notes="Likes Go", created_at=NOW + DAY
    )
    return first, second


def merge(two, sides=None, **more):
    return writer.merge_contacts(*two, sides or {}, now=NOW, **more)


def pages(*models_):
    return [list(model.objects.order_by("pk").values_list()) for model in models_]


def all_of_it():
    """Everything, but for versions and the row numbers of what is due."""
    drafts = [f.attname for f in Draft._meta.concrete_fields if f.name != "version"]
    return [
        photograph(),
        list(Draft.objects.order_by("pk").values_list(*drafts)),
        pages(Looked, Hidden, TwoPeople, Merge),
    ]


def test_both_histories_are_one_and_the_stage_follows(two):
    first, second = two
    writer.log(first, Kind.OUTREACH, on=TODAY - DAY * 9, now=NOW)
    writer.log(second, Kind.REPLY, on=TODAY - DAY * 5, now=NOW)
    writer.log(second, Kind.CHAT, on=TODAY - DAY * 2, now=NOW)
    merge(two)
    kinds = list(Interaction.objects.owned_by(first.owner).order_by("on").values_list("kind", "contact"))
    assert kinds == [("outreach", first.pk), ("reply", first.pk), ("chat", first.pk)]
    first.refresh_from_db()
    assert (first.stage, first.reached_on) == (Stage.CHATTED, TODAY - DAY * 9)
    assert Chat.objects.get().contact == first
    assert list(Due.objects.values_list("contact", "rule")) == [(first.pk, 3)]
    assert list(check(fix=False, now=NOW)) == []


def test_what_is_filled_goes_before_what_is_empty_and_both_notes_stay(two):
    first, _ = two
    merge(two)
    first.refresh_from_db()
    assert (first.name, first.email, first.phone) == (
        "Ana María Ortiz",
        "ana@example.org",
        "+49 30 1234567",
    )
    assert first.company.name == "Northwind"
    assert first.notes == "Met at a meetup\n\nLikes Go\nName before merging: Ana Ortiz"
    assert first.search_text == "ana maria ortiz"


def test_what_was_chosen_counts_and_an_address_that_was_not_is_in_the_notes(two):
    first, second = two
    Contact.objects.filter(pk=second.pk).update(email="ortiz@example.com")
    merge(two, {"email": "gone", "name": "kept", "notes": "gone"})
    first.refresh_from_db()
    assert (first.name, first.email) == ("Ana Ortiz", "ortiz@example.com")
    assert (
        first.notes
        == "Likes Go\nName before merging: Ana María Ortiz\nE-mail before merging: ana@example.org"
    )


def test_notes_that_are_too_long_together_are_refused_and_nothing_changes(two):
    Contact.objects.filter(pk=two[0].pk).update(notes="x" * 9_990)
    before = all_of_it()
    with pytest.raises(ValidationError, match="Choose one of them"):
        merge(two)
    assert all_of_it() == before
    merge(two, {"notes": "gone"})


def test_the_company_that_was_not_chosen_is_where_they_worked_before(two):
    first, second = two
    there = make_company(first.owner, "Fernhill")
    Contact.objects.filter(pk=second.pk).update(company=there, title="Lead", created_at=NOW - DAY * 50)
    merge(two)
    first.refresh_from_db()
    assert first.company.name == "Northwind"
    job = PastJob.objects.get()
    assert (job.contact, job.company, job.title, job.until) == (first, there, "Lead", TODAY - DAY * 50)


def test_a_double_click_merges_once(two):
    assert merge(two) == merge(two)
    assert Merge.objects.count() == 1


def test_a_form_that_is_older_than_the_person_is_stale(two):
    first, second = two
    versions = (first.version, second.version)
    writer.log(second, Kind.REPLY, on=TODAY, now=NOW)
    with pytest.raises(writer.Stale):
        merge(two, versions=versions)
    assert not Merge.objects.exists()


@pytest.mark.parametrize("wrong", ["same", "foreign", "removed", "sample"])
def test_what_is_not_two_people_of_mine_is_refused(two, stranger, wrong):
    first, second = two
    other = {"same": first, "foreign": make_contact(stranger, name="Ana Ortiz")}.get(wrong, second)
    if wrong == "removed":
        writer.remove_contact(second, now=NOW)
    if wrong == "sample":
        Contact.objects.filter(pk=second.pk).update(is_sample=True)
    with pytest.raises(ValidationError):
        writer.merge_contacts(first, other, now=NOW)


def test_the_later_parking_counts(two):
    first, second = two
    writer.park(first, Parked.NO_ANSWER, now=NOW - DAY * 9)
    writer.park(second, Parked.LEFT, now=NOW - DAY * 2)
    undone = merge(two)
    first.refresh_from_db()
    assert (first.parked_reason, first.parked_on) == (Parked.LEFT, TODAY - DAY * 2)
    writer.undo_merge(undone, now=NOW)
    first.refresh_from_db()
    assert (first.parked_reason, first.parked_on) == (Parked.NO_ANSWER, TODAY - DAY * 9)


@pytest.mark.parametrize(("heard", "is_parked"), [(9, True), (2, False)])
def test_who_answered_on_the_other_side_since_is_not_parked(two, heard, is_parked):
    first, second = two
    writer.park(first, Parked.NO_ANSWER, now=NOW - DAY * 5)
    writer.log(second, Kind.REPLY, on=TODAY - DAY * heard, now=NOW)
    merge(two)
    first.refresh_from_db()
    assert first.is_parked is is_parked


def test_a_decline_that_came_over_can_still_be_removed_and_opens_them_again(two):
    first, second = two
    writer.log(second, Kind.DECLINED, on=TODAY - DAY, now=NOW)
    merge(two)
    first.refresh_from_db()
    assert first.parked_reason == Parked.DECLINED
    writer.remove(Interaction.objects.get(), now=NOW)
    first.refresh_from_db()
    assert not first.is_parked


def begin(contact, text, hours=0):
    return Draft.objects.create(
        owner=contact.owner,
        contact=contact,
        purpose="outreach",
        text=text,
        changed_at=NOW + dt.timedelta(hours=hours),
    )


def test_of_two_drafts_the_newer_one_stays_and_the_other_can_be_had_back(two):
    first, second = two
    begin(first, "Hello")
    begin(second, "Hi again", hours=2)
    before, done = all_of_it(), merge(two)
    draft = Draft.objects.get(contact=first)
    assert (draft.text, draft.earlier_text) == ("Hi again", "Hello")
    writer.undo_merge(done, now=NOW)
    assert all_of_it() == before


def test_the_only_draft_comes_along_and_one_begun_since_stays_with_who_was_kept(two):
    first, second = two
    begin(second, "Hi")
    done = merge(two)
    assert first.draft.text == "Hi"
    Draft.objects.all().delete()  # sent
    begin(first, "The next one")
    writer.undo_merge(done, now=NOW)
    assert list(Draft.objects.values_list("contact", "text")) == [(first.pk, "The next one")]


def test_everything_else_of_theirs_comes_along_and_goes_back(two, company):
    first, second = two
    friend = make_contact(first.owner, company, "Bo", introducer=second)
    Contact.objects.filter(pk=first.pk).update(introducer=second)
    Contact.objects.filter(pk=second.pk).update(connection=make_connection(first.owner, "Ana Ortiz"))
    mine = {"owner": first.owner}
    for contact, places in ((first, [Place.GITHUB]), (second, [Place.GITHUB, Place.SEARCH])):
        Looked.objects.bulk_create([Looked(**mine, contact=contact, place=place) for place in places])
    PastJob.objects.create(**mine, contact=second, company_name="Before", until=TODAY)
    for rule, contact in ((6, first), (6, second), (7, second)):
        Hidden.objects.create(**mine, rule=rule, subject=f"contact:{contact.pk}", until=TODAY)
    writer.say_two_people(first.owner_id, friend, second, now=NOW)
    before, done = all_of_it(), merge(two)
    first.refresh_from_db()
    friend.refresh_from_db()
    assert (friend.introducer, first.introducer) == (first, None)
    assert first.connection.name == "Ana Ortiz"
    assert set(first.looked.values_list("place", flat=True)) == {"github", "search"}
    assert first.past_jobs.get().company_name == "Before"
    assert Hidden.objects.filter(subject=f"contact:{first.pk}").count() == 2
    assert TwoPeople.objects.filter(contact=first, other=friend).exists()
    assert list(check(fix=False, now=NOW)) == []
    writer.undo_merge(done, now=NOW)
    assert all_of_it() == before
    assert list(check(fix=False, now=NOW)) == []


def test_two_connections_stay_two_and_each_goes_back_to_its_own(two):
    for contact in two:
        Contact.objects.filter(pk=contact.pk).update(connection=make_connection(contact.owner))
    before, done = all_of_it(), merge(two)
    writer.undo_merge(done, now=NOW)
    assert all_of_it() == before


def test_the_undo_leaves_what_was_said_and_changed_since(two):
    first, second = two
    done = merge(two)
    first.refresh_from_db()
    writer.edit_contact(first, {"email": "new@example.org"}, version=first.version, now=NOW)
    writer.log(first, Kind.REPLY, on=TODAY, now=NOW)
    writer.undo_merge(done, now=NOW)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.name, first.email, first.stage) == ("Ana Ortiz", "new@example.org", Stage.REPLIED)
    assert (second.name, second.phone, second.stage) == ("Ana María Ortiz", "+49 30 1234567", 0)
    assert not second.is_removed


def test_a_chat_that_was_held_since_goes_back_with_what_was_said_in_it(two):
    _, second = two
    chat = writer.plan_chat(
        second, starts_at=NOW - DAY, minutes=30, medium="video", place="", questions="", now=NOW - DAY * 3
    )
    done = merge(two)
    chat.refresh_from_db()
    writer.hold_chat(chat, now=NOW)
    writer.undo_merge(done, now=NOW)
    assert Interaction.objects.get().contact == Chat.objects.get().contact == second
    assert list(check(fix=False, now=NOW)) == []


def test_what_a_window_from_before_the_merge_says_goes_to_who_was_kept(two):
    first, second = two
    said = writer.log(second, Kind.OUTREACH, on=TODAY - DAY * 3, now=NOW)
    chat = writer.plan_chat(
        second, starts_at=NOW - DAY, minutes=30, medium="video", place="", questions="", now=NOW - DAY * 3
    )
    stale = [type(row).objects.select_related("contact").get() for row in (chat, said)]
    done = merge(two)
    writer.hold_chat(stale[0], now=NOW)
    writer.correct(stale[1], on=TODAY - DAY * 4, now=NOW)
    assert set(Interaction.objects.values_list("contact", flat=True)) == {first.pk}
    assert list(check(fix=False, now=NOW)) == []
    writer.undo_merge(done, now=NOW)
    assert set(Interaction.objects.values_list("contact", flat=True)) == {second.pk}
    assert list(check(fix=False, now=NOW)) == []


def test_the_undo_twice_is_once(two):
    before, done = all_of_it(), merge(two)
    writer.undo_merge(Merge.objects.get(), now=NOW)
    writer.undo_merge(done, now=NOW)
    assert all_of_it() == before


def test_the_undo_of_the_first_of_two_merges_waits_for_the_second(two, seeker):
    third = make_contact(seeker, None, "A. Ortiz")
    begun = all_of_it()
    one = merge(two)
    other = writer.merge_contacts(third, two[0], now=NOW)
    with pytest.raises(ValidationError, match="Undo that first"):
        writer.undo_merge(one, now=NOW)
    writer.undo_merge(other, now=NOW)
    writer.undo_merge(Merge.objects.get(), now=NOW)
    assert all_of_it() == begun


def test_an_address_that_somebody_else_has_meanwhile_is_in_the_way_of_the_undo(two, seeker):
    first, second = two
    address = "https://www.linkedin.com/in/ana-ortiz"
    Contact.objects.filter(pk=second.pk).update(profile_url=address, profile_key="ana-ortiz")
    Contact.objects.filter(pk=first.pk).update(profile_url=address[:-3], profile_key="ana-or")
    done = merge(two, {"profile_url": "kept"})
    make_contact(seeker, None, "Ana", profile_url=address)
    with pytest.raises(ValidationError, match="this profile already"):
        writer.undo_merge(done, now=NOW)
    assert Merge.objects.exists()


def test_who_was_merged_is_not_brought_back_by_an_older_undo(two):
    merge(two)
    with pytest.raises(ValidationError, match="was merged with"):
        writer.restore_contact(Contact.objects.get(pk=two[1].pk), now=NOW)


def test_what_both_have_once_stays_where_it_is_and_comes_back(two):
    kept, gone = two
    owner, others = kept.owner, make_contact(kept.owner, None, "Ines")
    event = Event.objects.create(
        owner=owner, name="PyLadies", starts_at=NOW, created_at=NOW, key=uuid.uuid4()
    )
    for person in two:
        Met.objects.create(owner=owner, contact=person, event=event, on=TODAY, key=uuid.uuid4())
        ImportantDate.objects.create(
            owner=owner, contact=person, label="Birthday", month=2, day=29, passed_on=TODAY
        )
        Introduction.objects.create(
            owner=owner, introducer=others, introduced=person, on=TODAY, key=uuid.uuid4()
        )
    Introduction.objects.create(owner=owner, introducer=kept, introduced=gone, on=TODAY, key=uuid.uuid4())
    tables = (Met, ImportantDate, Introduction)
    before = [list(table.objects.order_by("pk").values()) for table in tables]
    done = merge(two)
    assert [table.objects.owned_by(owner).count() for table in tables] == [1, 1, 1]
    writer.undo_merge(done, now=NOW)
    assert [list(table.objects.order_by("pk").values()) for table in tables] == before


def test_what_there_is_once_for_a_person_is_read_from_the_tables():
    assert once(Draft, "contact") == [()]
    assert once(Looked, "contact") == [("place",)]
    assert once(Introduction, "introduced") == [("introducer",)]
    assert once(Interaction, "contact") == []


# --- Random histories

SIDES = st.dictionaries(st.sampled_from(sorted(LABELS)), st.sampled_from(["kept", "gone", "both"]))


def histories():
    """All that was said with anybody, wherever it stands now."""
    return [
        list(model.objects.order_by("pk").values_list("pk", "company", "removed_at"))
        for model in (Interaction, Chat)
    ]


@settings(
    max_examples=25,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(random=st.randoms(use_true_random=True), sides=SIDES)
def test_merging_loses_nothing_and_the_undo_gives_back_exactly_what_was(db, random: Random, sides):
    with transaction.atomic():
        seeker = Seeker(random)
        for _ in range(14):
            seeker.do_something()
        seeker.add_person()
        seeker.add_person()
        kept, gone = random.sample(list(Contact.objects.filter(removed_at=None).order_by("pk")), 2)
        stages = kept.stage, gone.stage
        before, said = all_of_it(), histories()
        done = writer.merge_contacts(kept, gone, sides, now=seeker.now)
        assert list(check(fix=False, now=seeker.now)) == []
        assert histories() == said
        assert not Interaction.objects.filter(contact=gone).exists()
        assert Contact.objects.get(pk=kept.pk).stage >= max(stages)
        writer.undo_merge(done, now=seeker.now)
        assert list(check(fix=False, now=seeker.now)) == []
        assert all_of_it() == before
        transaction.set_rollback(True)


@settings(
    max_examples=25,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(random=st.randoms(use_true_random=True))
def test_whatever_happens_after_merging_the_undo_keeps_everything_true(db, random: Random):
    with transaction.atomic():
        seeker = Seeker(random)
        seeker.add_person()
        for _ in range(4):
            for _ in range(4):
                seeker.do_something()
            people = list(Contact.objects.filter(removed_at=None).order_by("pk"))
            if len(people) > 1 and random.random() < 0.7:
                writer.merge_contacts(*random.sample(people, 2), now=seeker.now)
                note("merged")
            elif done := seeker.pick([*Merge.objects.order_by("pk"), None]):
                count = Interaction.objects.count()
                try:
                    writer.undo_merge(done, now=seeker.now)
                    note("undone")
                except ValidationError as refused:
                    note(str(refused))
                assert Interaction.objects.count() == count
            assert list(check(fix=False, now=seeker.now)) == []
        transaction.set_rollback(True)
