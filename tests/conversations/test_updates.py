"""Who is owed a word when something ends: everybody who helped with it, once, until they know."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.contacts.stages import Kind, Parked
from networking.conversations import updates, writer
from networking.conversations.audit import check
from networking.conversations.models import (
    Interaction,
    Introduction,
    Opportunity,
    Outcome,
    Progress,
    Referral,
    Update,
)
from tests.people import NOW, TODAY, make_company, make_contact, make_user, new_key

pytestmark = pytest.mark.django_db
LATER = NOW + dt.timedelta(hours=3)


@pytest.fixture
def seeker() -> User:
    return make_user("seeker", time_zone="UTC")


@pytest.fixture
def company(seeker: User) -> Company:
    return make_company(seeker, "Northwind Robotics")


@pytest.fixture
def role(seeker: User, company: Company) -> Opportunity:
    return make_role(company)


def make_role(company: Company, role: str = "Backend Engineer", **fields: Any) -> Opportunity:
    fields.setdefault("progress", Progress.SPOTTED)
    return Opportunity.objects.create(
        owner=company.owner,
        company=company,
        role=role,
        progress_on=TODAY,
        progress_at=NOW,
        created_at=NOW,
        key=new_key(),
        **fields,
    )


def make_referral(contact: Contact, opportunity: Opportunity, **fields: Any) -> Referral:
    return Referral.objects.create(
        owner=contact.owner,
        contact=contact,
        opportunity=opportunity,
        created_at=NOW,
        key=new_key(),
        **fields,
    )


def introduce(introducer: Contact, introduced: Contact, on: dt.date = TODAY, **fields: Any) -> Introduction:
    return Introduction.objects.create(
        owner=introducer.owner,
        introducer=introducer,
        introduced=introduced,
        on=on,
        key=new_key(),
        **fields,
    )


def log(contact: Contact, kind: str, days: int = 0) -> Interaction:
    return writer.log(contact, kind, on=TODAY - dt.timedelta(days), now=NOW)


def owed() -> list[tuple[str, str, dt.date, bool]]:
    rows = Update.objects.order_by("contact__name", "about")
    return [(row.contact.name, row.about, row.on, row.is_known) for row in rows.select_related("contact")]


def whys(helpers: list[updates.Helper]) -> dict[str, str]:
    return {helper.person.name: helper.why for helper in helpers}


ROLE = "Backend Engineer at Northwind Robotics"


class TestWhoHelped:
    def test_whoever_had_a_part_in_the_role(self, seeker: User, company: Company) -> None:
        lena, omar, mei, ada, ivy, tom = (
            make_contact(seeker, company, name) for name in ("Lena", "Omar", "Mei", "Ada", "Ivy", "Tom")
        )
        role = make_role(company, referrer=lena)
        make_referral(omar, role, outcome=Outcome.NO, outcome_on=TODAY, outcome_at=NOW)
        make_referral(tom, role, outcome=Outcome.SILENCE, outcome_on=TODAY, outcome_at=NOW)
        log(mei, Kind.HELP_RECEIVED)
        log(mei, Kind.CHAT)
        introduce(ivy, mei)
        log(ada, Kind.REPLY)
        assert whys(updates.helpers_of(role)) == {
            "Ivy": "introduced you to Mei",
            "Lena": "referred you",
            "Mei": "helped you",
            "Omar": "was asked for a referral",
        }

    def test_somebody_who_moved_on_helped_where_they_were(
        self, seeker: User, company: Company, role: Opportunity
    ) -> None:
        lena = make_contact(seeker, company, "Lena")
        log(lena, Kind.CHAT, days=3)
        writer.change_job(lena, make_company(seeker), "Dev", until=TODAY, now=NOW)
        assert whys(updates.helpers_of(role)) == {"Lena": "talked with you"}

    def test_nobody_who_was_removed_nor_what_was_taken_back(
        self, seeker: User, company: Company, role: Opportunity
    ) -> None:
        gone, taken_back = make_contact(seeker, company), make_contact(seeker, company)
        log(gone, Kind.CHAT)
        writer.remove_contact(gone, now=NOW)
        writer.remove(log(taken_back, Kind.CHAT), now=NOW)
        assert updates.helpers_of(role) == []

    def test_nobody_of_another_seeker(self, role: Opportunity) -> None:
        stranger = make_user("stranger")
        log(make_contact(stranger, make_company(stranger, "Northwind Robotics")), Kind.CHAT)
        assert updates.helpers_of(role) == updates.helpers_of_search(role.owner) == []

    def test_in_the_whole_search_at_whatever_company(self, seeker: User, company: Company) -> None:
        lena, omar, mei, ada = (make_contact(seeker, None, name) for name in ("Lena", "Omar", "Mei", "Ada"))
        log(lena, Kind.CHAT)
        log(omar, Kind.OUTREACH)
        introduce(mei, omar)
        make_role(company, referrer=ada)
        assert whys(updates.helpers_of_search(seeker)) == {
            "Ada": "referred you",
            "Lena": "talked with you",
            "Mei": "introduced you",
        }

    def test_nobody_whose_introduction_was_taken_back_with_what_it_logged(
        self, seeker: User, company: Company, role: Opportunity
    ) -> None:
        mei, omar = make_contact(seeker, None, "Mei"), make_contact(seeker, company, "Omar")
        log(omar, Kind.CHAT)
        introduce(mei, omar, interaction=log(mei, Kind.INTRODUCTION))
        assert set(whys(updates.helpers_of_search(seeker))) == {"Mei", "Omar"}
        writer.remove(mei.interactions.get(), now=NOW)
        for helpers in (updates.helpers_of_search(seeker), updates.helpers_of(role)):
            assert set(whys(helpers)) == {"Omar"}


class TestARoleEnds:
    def test_everybody_who_helped_is_owed_a_word(
        self, seeker: User, company: Company, role: Opportunity
    ) -> None:
        log(make_contact(seeker, company, "Lena"), Kind.CHAT)
        updates.owe(opportunity=role, on=TODAY, at=NOW)
        updates.owe(opportunity=role, on=TODAY, at=NOW)
        assert owed() == [("Lena", ROLE, TODAY, False)]

    def test_taking_it_back_takes_that_back(self, seeker: User, company: Company, role: Opportunity) -> None:
        log(make_contact(seeker, company, "Lena"), Kind.CHAT)
        updates.owe(opportunity=role, on=TODAY, at=NOW)
        updates.forgive(opportunity=role)
        updates.forgive(opportunity=role)
        assert owed() == []

    def test_only_those_who_were_chosen(self, seeker: User, company: Company, role: Opportunity) -> None:
        lena, omar = make_contact(seeker, company, "Lena"), make_contact(seeker, None, "Omar")
        log(lena, Kind.CHAT)
        updates.owe(opportunity=role, on=TODAY, at=NOW, to=[omar])
        assert owed() == [("Omar", ROLE, TODAY, False)]

    def test_who_knows_the_first_outcome_does_not_know_the_next(
        self, seeker: User, company: Company, role: Opportunity
    ) -> None:
        log(make_contact(seeker, company, "Lena"), Kind.CHAT)
        updates.owe(opportunity=role, on=TODAY, at=NOW)
        updates.say_known(Update.objects.get())
        updates.owe(opportunity=role, on=TODAY, at=NOW)
        assert owed() == [("Lena", ROLE, TODAY, True)]
        updates.owe(opportunity=role, on=TODAY, at=LATER)
        assert owed() == [("Lena", ROLE, TODAY, False)]

    def test_who_knew_still_does_when_an_end_was_taken_back_and_said_again(
        self, seeker: User, company: Company, role: Opportunity
    ) -> None:
        log(make_contact(seeker, company, "Lena"), Kind.CHAT)
        updates.owe(opportunity=role, on=TODAY, at=NOW)
        updates.say_known(Update.objects.get())
        updates.forgive(opportunity=role)
        updates.owe(opportunity=role, on=TODAY, at=NOW)
        assert owed() == [("Lena", ROLE, TODAY, True)]

    def test_they_do_not_know_after_all(self, seeker: User, company: Company, role: Opportunity) -> None:
        log(make_contact(seeker, company, "Lena"), Kind.CHAT)
        updates.owe(opportunity=role, on=TODAY, at=NOW)
        updates.say_not_known(updates.say_known(Update.objects.get()))
        assert owed() == [("Lena", ROLE, TODAY, False)]

    def test_a_very_long_role_is_cut(self, seeker: User, company: Company) -> None:
        role = make_role(company, "R" * 200)
        updates.owe(opportunity=role, on=TODAY, at=NOW, to=[make_contact(seeker)])
        assert Update.objects.get().about == "R" * 200

    def test_something_has_to_end(self) -> None:
        with pytest.raises(TypeError):
            updates.owe(on=TODAY, at=NOW)


def test_when_a_referral_ends_whoever_introduced_the_referrer_is_owed_a_word(
    seeker: User, company: Company, role: Opportunity
) -> None:
    lena, mei = make_contact(seeker, company, "Lena"), make_contact(seeker, None, "Mei")
    introduce(mei, lena)
    referral = make_referral(lena, role)
    updates.owe(referral=referral, on=TODAY, at=NOW)
    assert owed() == [("Mei", f"Referral for {ROLE}", TODAY, False)]
    updates.forgive(referral=referral)
    assert owed() == []


class TestAnIntroductionEnds:
    """By what becomes of the one introduced, whichever act brings it about."""

    @pytest.fixture
    def lena(self, seeker: User) -> Contact:
        return make_contact(seeker, None, "Lena")

    @pytest.fixture
    def omar(self, seeker: User, company: Company) -> Contact:
        return make_contact(seeker, company, "Omar")

    @pytest.fixture
    def introduction(self, lena: Contact, omar: Contact) -> Introduction:
        return introduce(lena, omar, TODAY - dt.timedelta(5))

    def outcome(self) -> tuple[str, dt.date | None]:
        one = Introduction.objects.get()
        return one.outcome, one.outcome_on

    @pytest.mark.usefixtures("introduction")
    def test_yes_with_a_chat_until_that_is_taken_back(self, omar: Contact) -> None:
        chat = log(omar, Kind.CHAT, days=2)
        assert self.outcome() == (Outcome.YES, TODAY - dt.timedelta(2))
        assert owed() == [("Lena", "Introduction to Omar", TODAY - dt.timedelta(2), False)]
        writer.remove(chat, now=NOW)
        assert (self.outcome(), owed()) == ((Outcome.OPEN, None), [])
        writer.restore(chat, now=NOW)
        assert self.outcome() == (Outcome.YES, TODAY - dt.timedelta(2))

    @pytest.mark.usefixtures("introduction")
    def test_no_with_a_decline_open_again_with_a_reply(self, omar: Contact) -> None:
        log(omar, Kind.DECLINED)
        assert (self.outcome(), len(owed())) == ((Outcome.NO, TODAY), 1)
        assert Introduction.objects.get().outcome_at == NOW
        log(omar, Kind.REPLY)
        assert (self.outcome(), owed()) == ((Outcome.OPEN, None), [])

    @pytest.mark.usefixtures("introduction")
    def test_silence_once_they_are_parked_for_it(self, omar: Contact) -> None:
        writer.park(omar, Parked.NO_ANSWER, now=NOW)
        assert (self.outcome(), len(owed())) == ((Outcome.SILENCE, TODAY), 1)
        writer.reopen(omar, now=NOW)
        assert (self.outcome(), owed()) == ((Outcome.OPEN, None), [])

    @pytest.mark.usefixtures("introduction")
    def test_also_with_many_logged_at_once(self, seeker: User, omar: Contact) -> None:
        made = writer.log_many(seeker, [writer.ToLog(omar.pk, Kind.CHAT, TODAY)], now=NOW)
        assert (self.outcome(), len(owed())) == ((Outcome.YES, TODAY), 1)
        writer.remove_many(seeker, made, now=NOW)
        assert (self.outcome(), owed()) == ((Outcome.OPEN, None), [])

    @pytest.mark.usefixtures("introduction")
    def test_not_by_a_chat_before_it(self, omar: Contact) -> None:
        log(omar, Kind.CHAT, days=6)
        assert (self.outcome(), owed()) == ((Outcome.OPEN, None), [])

    @pytest.mark.usefixtures("introduction")
    def test_nothing_is_owed_about_somebody_removed_until_they_are_back(self, omar: Contact) -> None:
        log(omar, Kind.CHAT)
        writer.remove_contact(omar, now=NOW)
        assert owed() == []
        writer.restore_contact(omar, now=NOW)
        assert len(owed()) == 1

    def test_nor_while_what_it_logged_is_removed(self, lena: Contact, omar: Contact) -> None:
        said = log(lena, Kind.INTRODUCTION, days=5)
        introduce(lena, omar, TODAY - dt.timedelta(5), interaction=said)
        log(omar, Kind.CHAT)
        writer.remove(said, now=NOW)
        assert owed() == []
        writer.restore(said, now=NOW)
        assert len(owed()) == 1

    def test_one_written_down_after_the_chat_has_ended_already(self, lena: Contact, omar: Contact) -> None:
        log(omar, Kind.CHAT)
        introduction = introduce(lena, omar, TODAY - dt.timedelta(5))
        writer.recompute([lena.pk, omar.pk])
        assert len(owed()) == 1
        introduction.removed_at = NOW
        introduction.save()
        writer.recompute([lena.pk, omar.pk])
        assert owed() == []


class TestTheCheckOfWhatIsStored:
    @pytest.fixture(autouse=True)
    def ended(self, seeker: User) -> Introduction:
        lena, omar = make_contact(seeker, None, "Lena"), make_contact(seeker, None, "Omar")
        introduction = introduce(lena, omar)
        log(omar, Kind.CHAT)
        return introduction

    def test_finds_and_mends_an_outcome_that_is_not_so(self) -> None:
        fields = {"outcome": Outcome.OPEN, "outcome_on": None, "outcome_at": None}
        Introduction.objects.update(**fields)
        self.finds_and_mends("open, should be yes on 2026-11-19")

    def test_finds_and_mends_an_update_that_is_missing(self) -> None:
        Update.objects.all().delete()
        self.finds_and_mends("yes on 2026-11-19, which its update does not say")

    def finds_and_mends(self, words: str) -> None:
        about = f"introduction {Introduction.objects.get().pk}: {words}"
        assert about in check(fix=False, now=NOW)
        assert about in list(check(fix=True, now=NOW))
        assert list(check(fix=False, now=NOW)) == []
        assert len(owed()) == 1


THINGS = [
    *[(kind, "log") for kind in (Kind.CHAT, Kind.DECLINED, Kind.REPLY, Kind.THANK_YOU, Kind.TOUCH)],
    *[(act, "role") for act in ("owe", "forgive", "owe later")],
    *[(act, "known") for act in ("known", "not known")],
    *[(act, "person") for act in ("remove", "restore", "park", "reopen")],
    *[(act, "said") for act in ("remove", "restore", "correct")],
]
ACTS = st.lists(
    st.tuples(st.sampled_from(THINGS), st.integers(0, 50), st.integers(0, 9)), min_size=1, max_size=12
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_in_whatever_order_things_end_are_told_and_taken_back_what_is_stored_stays_true(
    acts: list[tuple[tuple[str, str], int, int]],
) -> None:
    with transaction.atomic():
        seeker = make_user("random", time_zone="Pacific/Kiritimati")
        company = make_company(seeker)
        people = [make_contact(seeker, company) for _ in range(3)]
        role = make_role(company)
        for introducer, introduced in zip(people, [people[1], people[2], people[0]], strict=True):
            introduce(introducer, introduced, TODAY - dt.timedelta(3))
        for (act, what), which, days in acts:
            do(act, what, which, days, role)
            assert list(check(fix=False, now=NOW)) == []
        transaction.set_rollback(True)


def do(act: str, what: str, which: int, days: int, role: Opportunity) -> None:
    people = list(Contact.objects.order_by("pk"))
    person, said = people[which % 3], list(Interaction.objects.order_by("pk"))
    rows = list(Update.objects.order_by("pk"))
    if what == "log":
        log(person, act, days)
    elif act == "forgive":
        updates.forgive(opportunity=role)
    elif what == "role":
        updates.owe(opportunity=role, on=TODAY, at=NOW if act == "owe" else LATER)
    elif what == "known" and rows:
        (updates.say_known if act == "known" else updates.say_not_known)(rows[which % len(rows)])
    elif what == "person":
        do_with(person, act, days)
    elif what == "said" and said:
        one = said[which % len(said)]
        if act == "correct":
            writer.correct(one, now=NOW, on=TODAY - dt.timedelta(days))
        else:
            (writer.remove if act == "remove" else writer.restore)(one, now=NOW)


def do_with(person: Contact, act: str, days: int) -> None:
    if act == "park":
        writer.park(person, list(Parked)[days % len(Parked)], now=NOW)
    elif act == "reopen":
        writer.reopen(person, now=NOW)
    else:
        (writer.remove_contact if act == "remove" else writer.restore_contact)(person, now=NOW)
