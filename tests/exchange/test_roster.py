"""A class list: every row says what it does, and only the new are invited."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from networking.accounts.models import User
from networking.cohorts import inviting
from networking.cohorts.models import Act, Entry, Invitation, Role
from networking.exchange.roster import MOST_ROWS, read, text_of
from networking.exchange.sniff import UnreadableError
from tests.cohorts.conftest import client_of, school  # noqa: F401
from tests.people import NOW

pytestmark = pytest.mark.django_db


def judged(school, text):
    return [(row.number, row.email, row.role, row.why) for row in read(text, school.cohort, now=NOW)]


def test_every_row_says_what_it_does(school):
    inviting.invite(
        school.organization, "open@example.org", Role.SEEKER, by=None, now=NOW, cohort=school.cohort
    )
    text = f"""Name,Email,Role
Ada,Ada@Example.org,
Ada again, ada@example.org,seeker
Grace,grace@example.org,Coach
Grace,grace@example.org,seeker
Here,{school.seeker.email},
Open,open@example.org,
Nobody,,
Wrong,grace at example,
Boss,boss@example.org,boss
"""
    assert judged(school, text) == [
        (2, "ada@example.org", "seeker", ""),
        (3, "ada@example.org", "seeker", "The same as row 2."),
        (4, "grace@example.org", "coach", ""),
        (5, "grace@example.org", "seeker", ""),
        (6, school.seeker.email, "seeker", "A member already."),
        (7, "open@example.org", "seeker", "Invited already."),
        (8, "", "seeker", "There is no address in this row."),
        (9, "grace at example", "seeker", "This is not an e-mail address."),
        (10, "boss@example.org", "", "“boss” is no role. Write seeker or coach."),
    ]


@pytest.mark.parametrize(
    ("text", "emails"),
    [
        ("a@example.org\nb@example.org", ["a@example.org", "b@example.org"]),
        ("Ada;a@example.org\r\nBob;b@example.org\r\n", ["a@example.org", "b@example.org"]),
        ("E-Mail\tName\na@example.org\tAda", ["a@example.org"]),
        ('email,name\n"a@example.org","Ada\nb@example.org,Bob', ["a@example.org", "b@example.org"]),
        ("email\n'=cmd@example.org", ["=cmd@example.org"]),
        ("email\n\n  \na@example.org\n\n", ["a@example.org"]),
    ],
)
def test_lists_of_many_shapes_are_read(school, text, emails):
    assert [row.email for row in read(text, school.cohort, now=NOW) if row.invites] == emails


@pytest.mark.parametrize("text", ["", "\n\n", "Ada\nBob", "a@example.org\n" * (MOST_ROWS + 1)])
def test_what_is_no_list_is_refused_with_a_sentence(school, text):
    with pytest.raises(UnreadableError, match=r"\."):
        read(text, school.cohort, now=NOW)


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("<script>alert(1)</script>@example.org", "not an e-mail"),
        ("a@example.org\x00", ""),
        ("=HYPERLINK(1)@x.example", "not an e-mail"),
        ("a@example.org%0ABcc:b@example.org", "not an e-mail"),
        ("x" * 400 + "@example.org", "not an e-mail"),
    ],
)
def test_hostile_cells_become_a_reason_or_an_address(school, cell, why):
    text = text_of(f"email\n{cell}\n".encode())
    (row,) = read(text, school.cohort, now=NOW)
    assert why in row.why
    assert bool(row.why) == bool(why)


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"a" * 600_000])
def test_files_of_another_kind_are_refused(data):
    with pytest.raises(UnreadableError):
        text_of(data)


def test_a_list_in_the_letters_of_another_system_is_read():
    assert text_of("email\nrené@example.org".encode("cp1252")) == "email\nrené@example.org"
    assert text_of("email\na@example.org".encode("utf-16")) == "email\na@example.org"


def test_look_first_then_send_then_only_the_new(school, django_capture_on_commit_callbacks):
    client, url = client_of(school.admin), reverse("roster", args=[school.cohort.pk])
    text = "\n".join(["email", *["same@example.org"] * 1000, "other@example.org"])
    file = SimpleUploadedFile("roster.csv", text.encode())
    page = client.post(url, {"file": file}).content.decode()
    assert "2 people to invite" in page
    assert Invitation.objects.count() == 0
    accounts = User.objects.count()
    for expected in (2, 0):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            client.post(url, {"text": text, "go": "1"})
        assert len(mail.outbox) == expected
    assert sorted(Invitation.objects.values_list("email", "role")) == [
        ("other@example.org", "seeker"),
        ("same@example.org", "seeker"),
    ]
    assert Entry.objects.filter(act=Act.INVITED, actor=school.admin).count() == 2
    assert User.objects.count() == accounts


def test_what_is_refused_keeps_the_words(school):
    client, url = client_of(school.admin), reverse("roster", args=[school.cohort.pk])
    answer = client.post(url, {"text": "Ada and Bob", "go": "1"})
    assert answer.status_code == 422
    assert "Ada and Bob" in answer.content.decode()
    assert client.post(url, {}).status_code == 422


@pytest.mark.parametrize("who", ["coach", "other_coach", "seeker", "foreign_admin", "stranger"])
def test_a_list_is_the_admins_alone(school, who):
    client, url = client_of(getattr(school, who)), reverse("roster", args=[school.cohort.pk])
    assert client.get(url).status_code == 404
    assert client.post(url, {"text": "a@example.org", "go": "1"}).status_code == 404
    assert Invitation.objects.count() == 0


def test_a_thousand_rows_take_few_queries(school, django_assert_max_num_queries):
    text = "\n".join(f"person{number}@example.org" for number in range(1000))
    with django_assert_max_num_queries(2):
        rows = read(text, school.cohort, now=timezone.now())
    wanted = [(row.email, Role(row.role)) for row in rows]
    with django_assert_max_num_queries(30):  # SQLite takes them in small batches
        assert inviting.invite_many(school.cohort, wanted, by=school.admin, now=NOW) == 1000
