"""Many people are changed at once, each in columns of their own, as one form for each would."""

from __future__ import annotations

from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.conversations import writer
from networking.conversations.audit import check
from networking.conversations.models import Chat, Medium
from tests.people import NOW, make_company, make_contact


def test_each_gets_what_is_theirs_and_can_be_found_by_it(seeker):
    ada, bo, cy = (make_contact(seeker, name=name, title="Old") for name in ("Ada", "Bo", "Cy"))
    writer.edit_many(seeker, {ada.pk: {"title": "Chief"}, bo.pk: {"email": "bo@example.org"}})
    assert list(Contact.objects.order_by("pk").values_list("title", "email", "search_text", "version")) == [
        ("Chief", "", "ada chief", 2),
        ("Old", "bo@example.org", "bo old", 2),
        ("Old", "", cy.search_text, 1),
    ]


def test_nobody_elses_people_are_changed(seeker, stranger):
    theirs = make_contact(stranger, title="Old")
    assert writer.edit_many(seeker, {theirs.pk: {"title": "New"}}) == []
    assert Contact.objects.get().title == "Old"


def test_plans_go_along_to_the_new_company_and_both_boards_are_made_anew(seeker):
    left, other, to = (make_company(seeker, name) for name in ("Left", "Other", "To"))
    people = [make_contact(seeker, company) for company in (left, other)]
    for one in people:
        plan = {"minutes": 30, "medium": Medium.VIDEO, "place": "", "questions": [], "time_zone": ""}
        writer.plan_chat(one, starts_at=NOW, now=NOW, **plan)
    revisions = dict(Company.objects.values_list("pk", "revision"))
    writer.edit_many(seeker, {people[0].pk: {"company_id": to.pk}, people[1].pk: {"title": "Chief"}})
    assert list(Chat.objects.order_by("pk").values_list("company", flat=True)) == [to.pk, other.pk]
    assert all(company.revision > revisions[company.pk] for company in Company.objects.all())
    assert list(check(fix=False, now=NOW)) == []


def test_three_hundred_in_few_queries(seeker, django_assert_max_num_queries):
    people = [make_contact(seeker) for _ in range(300)]
    with django_assert_max_num_queries(25):
        writer.edit_many(seeker, {one.pk: {"title": f"{one.pk}"} for one in people})
    assert Contact.objects.get(pk=people[7].pk).title == str(people[7].pk)
