"""Which questions fit whom, and that ours are worth asking."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.contacts.models import Persona
from networking.contacts.roles import Role
from networking.conversations.models import Question, Topic
from networking.conversations.question_bank import STARTER_BANK, BankQuestion, by_topic, fits, fitting

PERSONAS = st.sampled_from(Persona.values)
ROLES = st.sampled_from(["", *Role.values])
OWN = st.lists(
    st.builds(
        BankQuestion,
        st.text(min_size=1, max_size=40),
        st.sampled_from(Topic),
        st.sampled_from(["", *Persona.values]),
        pk=st.integers(1, 99),
    ),
    max_size=5,
)
A_JOB = re.compile(
    r"\b(hire me|refer|referral|vacanc\w*|job for me|position for me|résumé|resume|my cv)\b", re.I
)


def test_each_of_our_questions_stands_once_and_is_one():
    texts = [question.text for question in STARTER_BANK]
    assert len(texts) == len(set(texts))
    assert [text for text in texts if not text.endswith("?") or text != " ".join(text.split())] == []
    assert max(map(len, texts)) <= Question._meta.get_field("text").max_length


def test_none_of_ours_asks_for_a_job_or_a_referral():
    assert [question.text for question in STARTER_BANK if A_JOB.search(question.text)] == []
    assert {q.topic for q in STARTER_BANK} == {
        Topic.PATH, Topic.ROLE, Topic.CULTURE, Topic.APPLY, Topic.PEOPLE,
    }  # fmt: skip


@pytest.mark.parametrize("persona", [Persona.DEVELOPER, Persona.MANAGER, Persona.RECRUITER])
def test_everybody_can_be_asked_about_every_topic(persona):
    own_to_them = [q for q in STARTER_BANK if q.persona == persona]
    assert {q.topic for q in own_to_them} == {q.topic for q in STARTER_BANK}
    assert len(own_to_them) >= 12


@pytest.mark.parametrize("role", Role.values)
def test_every_craft_has_questions_of_its_own(role):
    with_role, without = (len(fitting([], Persona.DEVELOPER, r)) for r in (role, ""))
    assert with_role >= without + 3


def test_a_recruiter_is_not_asked_about_the_craft():
    assert fitting([], Persona.RECRUITER, Role.DATA) == fitting([], Persona.RECRUITER, "")
    assert fitting([], Persona.MANAGER, Role.DATA) != fitting([], Persona.MANAGER, "")


def test_what_is_nearest_to_them_comes_first():
    mine = BankQuestion("How is the coffee?", Topic.CULTURE, pk=7)
    for_managers = BankQuestion("How many report to you?", Topic.ROLE, Persona.MANAGER, pk=8)
    found = fitting([mine, for_managers], Persona.DEVELOPER, Role.BACKEND)
    assert found[0] == mine
    assert for_managers not in found
    kinds = [2 if q.roles else 1 if q.persona else 0 for q in found[1:]]
    assert kinds == sorted(kinds, reverse=True)


@given(OWN, PERSONAS, ROLES)
def test_each_fitting_question_is_offered_once_and_no_other(own, persona, role):
    found = fitting(own, persona, role)
    assert sorted(found, key=repr) == sorted(
        (q for q in [*own, *STARTER_BANK] if fits(q, persona, role)), key=repr
    )


@given(OWN, PERSONAS, ROLES)
def test_grouping_by_topic_loses_none(own, persona, role):
    questions = fitting(own, persona, role)
    groups = by_topic(questions)
    assert sorted((q for _, group in groups for q in group), key=repr) == sorted(questions, key=repr)
    assert all(len({q.topic for q in group}) == 1 for _, group in groups)
