"""New people are stored at once and can be found, counted and due like everybody else."""

from __future__ import annotations

from networking.contacts.models import Contact
from networking.conversations import writer
from networking.conversations.audit import check
from networking.conversations.models import Totals
from tests.people import NOW, make_company, make_user


def test_many_new_people_in_few_queries(db, django_assert_max_num_queries):
    owner = make_user("owner")
    company = make_company(owner)
    people = [
        Contact(owner=owner, company=company, name=f"Person {n}", title="Developer", created_at=NOW)
        for n in range(400)
    ]
    with django_assert_max_num_queries(30):
        writer.add_many(owner, people)
    assert Contact.objects.get(name="Person 7").search_text == "person 7 developer"
    assert Totals.objects.get(owner=owner).people == 400
    assert list(check(fix=False, now=NOW)) == []
