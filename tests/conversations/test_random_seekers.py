"""Random seekers who do random things: what is stored stays true, and undo gives back exactly what was."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from networking.accounts.models import User
from networking.companies.models import Company, Standing
from networking.contacts.models import Contact, PastJob, Persona
from networking.contacts.stages import Kind, Parked
from networking.conversations import writer
from networking.conversations.audit import check
from networking.conversations.models import Chat, ChatStatus, Due, Interaction, Learned, Topic, Totals
from networking.conversations.writer.derived import load_states
from networking.conversations.writer.totals import COUNTED
from tests.conversations.recounting import recounted
from tests.people import NOW, make_company, make_contact, make_user, new_key

ACTS = 15
KINDS = [*Kind, *[Kind.CHAT] * 4, *[Kind.DECLINED] * 2, *[Kind.OUTREACH] * 2]
ZONES = ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin"]


class Seeker:
    """One person's search, and everything that can be done in it. Time goes on between the acts."""

    def __init__(self, random: Random) -> None:
        self.random, self.now = random, NOW
        self.user = make_user("random")
        self.companies = [make_company(self.user, standing=standing) for standing in Standing]
        person = make_contact(self.user, self.companies[0])
        writer.log(person, Kind.OUTREACH, on=self.day(), now=self.now)

    def pick(self, options: Any) -> Any:
        return self.random.choice(list(options))

    def person(self) -> Contact:
        return self.pick(Contact.objects.filter(removed_at=None).order_by("pk"))

    def interaction(self, **fields: Any) -> Interaction | None:
        found = list(Interaction.objects.filter(**fields).order_by("pk"))
        return self.pick(found) if found else None

    def chat(self, **fields: Any) -> Chat | None:
        found = list(Chat.objects.filter(**fields).order_by("pk"))
        return self.pick(found) if found else None

    def day(self) -> dt.date:
        return self.user.local_date(self.now) - dt.timedelta(self.random.randint(0, 20))

    def moment(self) -> dt.datetime:
        return self.now + dt.timedelta(hours=self.random.randint(-48, 96))

    # What can be done

    def log(self) -> None:
        key, count = new_key(), Interaction.objects.count()
        person, kind, on = self.person(), self.pick(KINDS), self.day()
        first = writer.log(person, kind, on=on, now=self.now, key=key)
        assert writer.log(person, kind, on=on, now=self.now, key=key) == first
        assert Interaction.objects.count() == count + 1

    def correct(self) -> None:
        if interaction := self.interaction(removed_at=None):
            writer.correct(interaction, now=self.now, kind=self.pick(KINDS), on=self.day())

    def remove(self) -> None:
        if interaction := self.interaction(removed_at=None):
            writer.remove(interaction, now=self.now)

    def restore(self) -> None:
        if interaction := self.interaction(removed_at__isnull=False):
            writer.restore(interaction, now=self.now)

    def no_answer_needed(self) -> None:
        writer.no_answer_needed(self.person(), now=self.now)

    def park(self) -> None:
        writer.park(self.person(), self.pick(Parked), now=self.now)

    def reopen(self) -> None:
        writer.reopen(self.person(), now=self.now)

    def plan(self) -> None:
        details = {"minutes": 30, "medium": "video", "place": "", "questions": ""}
        writer.plan_chat(self.person(), starts_at=self.moment(), now=self.now, **details)

    def move(self) -> None:
        if chat := self.chat(removed_at=None):
            starts_at = self.moment()
            writer.move_chat(chat, starts_at=starts_at, minutes=30, medium="phone", place="", now=self.now)

    def settle(self) -> None:
        act = self.pick([writer.hold_chat, writer.miss_chat, writer.cancel_chat, writer.unsettle_chat])
        if chat := self.chat(removed_at=None):
            act(chat, now=self.now)

    def remove_chat(self) -> None:
        if chat := self.chat(removed_at=None):
            writer.remove_chat(chat, now=self.now)

    def restore_chat(self) -> None:
        if chat := self.chat(removed_at__isnull=False):
            writer.restore_chat(chat, now=self.now)

    def change_job(self) -> None:
        company = self.pick([None, *Company.objects.order_by("pk")])
        writer.change_job(self.person(), company, "Dev", until=self.day(), now=self.now)

    def change_job_for_a_while(self) -> None:
        """But for where a chat to come belongs that was planned anew after an earlier move."""
        person, company = self.person(), self.pick([None, *Company.objects.order_by("pk")])
        before = photograph(with_plans=False)
        left = writer.change_job(person, company, "Lead", until=self.day(), now=self.now, forget=["email"])
        assert not list(check(fix=False, now=self.now))
        if left:
            writer.undo_job(person, left, now=self.now)
            assert photograph(with_plans=False) == before

    def learn(self) -> None:
        if chat := self.chat(removed_at=None):
            writer.write_learned(chat, {self.pick(Topic): self.pick(["Go", "Patience", ""])})

    def change_standing(self) -> None:
        company = self.person().company or self.companies[0]
        writer.set_standing(company, self.pick(Standing), today=self.day(), now=self.now)

    def remove_company_for_a_while(self) -> None:
        company = self.pick(Company.objects.order_by("pk"))
        before = photograph()
        writer.remove_company(company, now=self.now)
        assert not list(check(fix=False, now=self.now))
        writer.restore_company(company, now=self.now)
        assert photograph() == before

    def change_closeness(self) -> None:
        person = self.person()
        fields = {"closeness": self.pick(["close", "distant"])}
        writer.edit_contact(person, fields, version=person.version, now=self.now)

    def change_company(self) -> None:
        company = self.pick(Company.objects.filter(removed_at=None).order_by("pk"))
        flag = self.pick(["nobody_developer", "nobody_manager", "that_is_all", "in_product"])
        setattr(company, flag, not getattr(company, flag))
        company.keep(flag)

    def add_person(self) -> None:
        company, persona = self.pick([None, *self.companies]), self.pick(Persona)
        writer.add_contact(self.user, now=self.now, company=company, name="New", persona=persona)

    def remove_person_for_a_while(self) -> None:
        person = self.person()
        writer.remove_contact(person, now=self.now)
        totals_equal_a_plain_recount(self)
        writer.restore_contact(person, now=self.now)

    def change_settings(self) -> None:
        number = self.random.randint
        self.user.change_settings(
            follow_up_limit=number(0, 3),
            follow_up_days=number(0, 9),
            rest_days=number(0, 9),
            thanks_days=number(0, 3),
            time_zone=self.pick(ZONES),
        )

    DEEDS = (
        *[log] * 6,
        *[correct] * 3,
        *[remove] * 2,
        restore,
        no_answer_needed,
        park,
        reopen,
        *[plan] * 2,
        move,
        *[settle] * 2,
        remove_chat,
        restore_chat,
        *[change_job] * 2,
        *[change_job_for_a_while] * 2,
        learn,
        *[change_standing] * 2,
        remove_company_for_a_while,
        change_closeness,
        *[change_company] * 2,
        *[add_person] * 2,
        remove_person_for_a_while,
        change_settings,
    )

    def do_something(self) -> None:
        deed = self.pick(self.DEEDS)
        note(f"{self.now:%d %H:%M} {deed.__name__}")
        try:
            with transaction.atomic():
                deed(self)
        except (
            ValidationError
        ) as refused:  # a chat held, or corrected to, a day that has not come in this zone
            note(str(refused))
        self.now += dt.timedelta(hours=self.random.randint(0, 60))


def photograph(*, with_plans: bool = True) -> list[Any]:
    """All that is stored and may not change by removing and restoring, but for versions and row numbers."""
    chats = [f.attname for f in Chat._meta.concrete_fields if with_plans or f.attname != "company_id"]
    columns = [f.attname for f in Contact._meta.concrete_fields if f.name != "version"]
    return [
        list(Contact.objects.order_by("pk").values_list(*columns)),
        list(Due.objects.order_by("contact", "rule").values_list("contact", "rule", "due_on", "owner")),
        list(Interaction.objects.order_by("pk").values_list()),
        list(Chat.objects.order_by("pk").values_list(*chats)),
        list(Learned.objects.order_by("pk").values_list()),
        list(PastJob.objects.order_by("pk").values_list()),
    ]


def removing_and_restoring_changes_nothing(seeker: Seeker) -> None:
    before = photograph()
    row = seeker.pick(
        [*Interaction.objects.filter(removed_at=None), *Chat.objects.filter(removed_at=None), None]
    )
    if row is None:
        return
    remove, restore = (
        (writer.remove, writer.restore)
        if isinstance(row, Interaction)
        else (writer.remove_chat, writer.restore_chat)
    )
    remove(row, now=seeker.now)
    assert not list(check(fix=False, now=seeker.now))
    restore(row, now=seeker.now)
    assert photograph() == before


def sql_and_python_agree_on_what_is_due(seeker: Seeker) -> None:
    today = seeker.user.local_date(seeker.now)
    contacts = list(Contact.objects.select_related("company", "owner").order_by("pk"))
    dues = {pk: found.dues for pk, found in load_states(contacts).items()}
    in_python = {(pk, rule) for pk, rules in dues.items() for rule, on in rules.items() if on <= today}
    assert set(Due.objects.due(today).values_list("contact", "rule")) == in_python
    assert {c.pk for c in Contact.objects.due(today)} == {pk for pk, _ in in_python}


def totals_equal_a_plain_recount(seeker: Seeker) -> None:
    totals = Totals.objects.get(owner=seeker.user)
    assert {name: getattr(totals, name) for name in COUNTED} == recounted(seeker.user)


def every_held_chat_has_one_interaction() -> None:
    held = Chat.objects.filter(status=ChatStatus.HELD, removed_at=None)
    said = Interaction.objects.filter(kind=Kind.CHAT, removed_at=None)
    assert sorted(held.values_list("pk", "settled_on")) == sorted(said.values_list("chat", "on"))


@settings(
    max_examples=30,
    derandomize=True,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(random=st.randoms(use_true_random=True))
def test_whatever_a_seeker_does_everything_stored_is_true(db: None, random: Random) -> None:
    with transaction.atomic():
        seeker = Seeker(random)
        for _ in range(ACTS):
            seeker.do_something()
            assert list(check(fix=False, now=seeker.now)) == []
            every_held_chat_has_one_interaction()
            sql_and_python_agree_on_what_is_due(seeker)
            totals_equal_a_plain_recount(seeker)
            if random.random() < 0.3:
                removing_and_restoring_changes_nothing(seeker)
        transaction.set_rollback(True)
    assert not User.objects.exists()
