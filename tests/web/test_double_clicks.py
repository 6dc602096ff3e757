"""One press that arrives twelve times at the same moment is one (SECURITY R05)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from networking.companies.models import Answer, Criterion
from networking.contacts.models import Contact
from networking.conversations.models import Question
from tests.at_once import MANY, sent_at_once
from tests.people import make_company, make_connection, make_contact
from tests.pipeline.test_prepare import plan

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_first_answer_to_a_criterion(seeker):
    company, asked = make_company(seeker, "Northwind"), Criterion.objects.create(owner=seeker, text="Dogs?")
    url = reverse("pipeline:answer", args=[company.pk, asked.pk])
    assert sent_at_once(seeker, url, {"value": "yes"}) == {302: MANY}
    assert Answer.objects.count() == 1


def test_a_connection_becomes_a_contact(seeker):
    company, connection = make_company(seeker, "Northwind"), make_connection(seeker, company="Northwind")
    url = reverse("pipeline:take_connection", args=[company.pk, connection.pk])
    assert sent_at_once(seeker, url, {"place": "board"}) == {302: MANY}
    assert Contact.objects.get().connection == connection


def test_a_question_goes_into_the_bank(seeker):
    chat = plan(make_contact(seeker, make_company(seeker, "Northwind"), "Ada"))
    said = {"text": "What surprised you?", "topic": "path", "chat": chat.pk}
    assert sent_at_once(seeker, reverse("pipeline:add_question"), said) == {302: MANY}
    assert Question.objects.get().text == "What surprised you?"


def test_a_criterion_is_added_once_and_the_others_are_told(seeker):
    assert sent_at_once(seeker, reverse("pipeline:criteria"), {"text": "Dogs?"}) == {302: 1, 422: MANY - 1}
    assert Criterion.objects.get().text == "Dogs?"
