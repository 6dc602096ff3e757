"""LinkedIn's whole archive: what it brings, what becomes of each row; a second time changes nothing."""

from __future__ import annotations

import json

import pytest

from networking.companies.listing import add_company
from networking.companies.models import Company
from networking.contacts.models import Connection
from networking.exchange.archive import reading
from networking.exchange.choices import Choices
from networking.exchange.kinds import Kind
from networking.exchange.models import Upload
from networking.exchange.proposal import Proposal
from networking.exchange.recognise import recognise
from networking.exchange.roads import ROADS
from networking.exchange.sniff import UnreadableError
from networking.exchange.uploads import import_path
from tests.exchange.archive.files import FOLLOWS, INVITATIONS, ME, invitation, message, messages_csv, url
from tests.exchange.files import ADA, BO, save, text, zipped
from tests.people import NOW, TODAY, make_company, make_contact

pytestmark = pytest.mark.django_db
TALK = messages_csv(
    message("Ana Ortiz", ME, "2026-11-05 17:30:00 UTC", "Gladly!"),
    message(),
    message(ME, "Zoe Quill"),
    message(ME, "Yan Moss"),
)
FOLLOWED = text(["Fernwood", "Wed Mar 13 18:51:14 UTC 2024"], ["Tide & Sons Ltd", ""], header=FOLLOWS)
WHOLE = {
    "Basic_Export/Connections.csv": text(ADA, BO),
    "Basic_Export/messages.csv": TALK,
    "Basic_Export/Invitations.csv": text(invitation(words="Hello Ana"), invitation(), header=INVITATIONS),
    "Basic_Export/Company Follows.csv": FOLLOWED,
    "Basic_Export/Logins.csv": "secret",
    "Basic_Export/coach_messages.csv": messages_csv(message(words="to a machine")),
}


@pytest.fixture
def ana(seeker):
    return make_contact(seeker, make_company(seeker, "Orbit"), name="Ana Ortiz", profile_url=url("Ana Ortiz"))


def bring(seeker, path, **said):
    kind = recognise(path).kind
    coming = ROADS[kind].read(path, Choices(said=said), lambda part: None, seeker)
    return import_path(seeker, path, kind, coming, NOW), coming


@pytest.fixture
def whole(tmp_path):
    return save(tmp_path / "Basic_LinkedInDataExport.zip.zip", zipped(WHOLE))


def test_all_known_lists_come_in_and_nothing_else_is_opened(seeker, ana, whole):
    upload, coming = bring(seeker, whole)
    assert upload.kind == Kind.ARCHIVE
    assert coming.as_json()["lists"] == [
        "Connections.csv",
        "Company Follows.csv",
        "Invitations.csv",
        "messages.csv",
    ]
    assert sorted(Connection.objects.values_list("name", flat=True)) == ["Ada Quill", "Bo Lindqvist"]
    assert set(Company.objects.filter(standing="backlog").values_list("name", flat=True)) == {
        "Fernwood",
        "Tide & Sons Ltd",
    }
    assert list(Proposal.objects.order_by("pk").values_list("contact__name", "kind")) == [
        ("Ana Ortiz", "outreach"),
        ("Ana Ortiz", "reply"),
    ]


def test_every_row_is_accounted_for_part_by_part(seeker, ana, whole):
    _, coming = bring(seeker, whole)
    report = coming.report
    assert (report.found, report.added, report.held, report.merged) == (10, 4, 2, 1)
    assert report.skipped == {"not_on_list": 2, "no_text": 1}
    assert [(part.name, part.found, part.added, part.held, part.skipped) for part in report.parts] == [
        ("Connections.csv", 2, 2, 0, 0),
        ("Company Follows.csv", 2, 2, 0, 0),
        ("Invitations.csv, messages.csv", 6, 0, 2, 3),
    ]
    assert dict(report.made) == {"people": 2, "companies": 2}
    json.dumps(coming.as_json() | report.numbers())


def test_a_second_time_changes_nothing(seeker, ana, whole):
    bring(seeker, whole)
    before = [list(model.objects.order_by("pk").values()) for model in (Connection, Company, Proposal)]
    _, again = bring(seeker, whole)
    assert (again.report.added, again.report.held, again.report.unchanged) == (0, 0, 7)
    assert before == [
        list(model.objects.order_by("pk").values()) for model in (Connection, Company, Proposal)
    ]


def test_looking_at_it_writes_nothing_and_tells_the_same(seeker, ana, whole):
    looked = ROADS[Kind.ARCHIVE].read(whole, Choices(), lambda part: None, seeker)
    looked.plan(seeker)
    assert not Company.objects.exclude(pk=ana.company_id).exists()
    assert not Proposal.objects.exists()
    assert looked.report.numbers() == bring(seeker, whole)[1].report.numbers()


def test_a_company_on_the_list_stays_as_it_is_and_a_removed_one_stays_away(seeker, tmp_path):
    add_company(seeker, "Fernwood Inc.", standing="target", today=TODAY)
    gone = add_company(seeker, "Tide & Sons", standing="backlog", today=TODAY)
    Company.objects.filter(pk=gone.pk).update(removed_at=NOW)
    _, coming = bring(seeker, save(tmp_path / "x.csv", FOLLOWED))
    assert (coming.report.unchanged, dict(coming.report.skipped)) == (1, {"removed": 1})
    assert Company.objects.owned_by(seeker).get().standing == "target"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (TALK, Kind.MESSAGES),
        (WHOLE["Basic_Export/Invitations.csv"], Kind.INVITATIONS),
        (FOLLOWED, Kind.ARCHIVE),
    ],
)
def test_each_list_comes_in_alone(seeker, ana, tmp_path, content, kind):
    upload, coming = bring(seeker, save(tmp_path / "any name", content))
    assert (upload.kind, coming.report.found > 0) == (kind, True)


def test_chunks_are_read_one_after_another(seeker, ana, tmp_path):
    rows = [message(on=f"2026-11-0{n} 09:00:00 UTC", words=f"word {n}") for n in (3, 4, 5)]
    members = {f"messages{'_' * bool(n)}{n or ''}.csv": messages_csv(row) for n, row in enumerate(rows)}
    _, coming = bring(seeker, save(tmp_path / "x.zip", zipped(members)))
    assert (coming.as_json()["lists"], coming.report.found) == (
        ["messages.csv", "messages_1.csv", "messages_2.csv"],
        3,
    )


def test_one_damaged_list_does_not_stop_the_others(seeker, ana, tmp_path):
    members = WHOLE | {
        "Basic_Export/messages.csv": "No conversations found",
        "Basic_Export/Invitations.csv": "",
    }
    upload, coming = bring(seeker, save(tmp_path / "x.zip", zipped(members)))
    assert (Connection.objects.count(), coming.report.found) == (2, 4)
    assert [row.text for row in upload.rows.filter(outcome="doubt")] == [
        "This list was not read to its end: It is empty. (Invitations.csv)",
        "This list was not read to its end: This has no row of column names of LinkedIn’s messages in its "
        "first 20 rows. (messages.csv)",
    ]


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"messages.csv": ""}, "empty"),
        ({"messages.csv": "No conversations found"}, "no row of column names"),
        ({"messages.csv": messages_csv()}, "nothing in these lists"),
        ({"inner.zip": zipped(WHOLE)}, "another zip"),
        ({"messages.csv": b"\x89PNG\r\n" + bytes(50)}, "PNG"),
        ({"messages.csv": zipped({"a": "b"})}, "itself a zip"),
    ],
)
def test_where_nothing_can_be_read_one_sentence_says_why(seeker, tmp_path, members, sentence):
    with pytest.raises(UnreadableError, match=sentence):
        bring(seeker, save(tmp_path / "x.zip", zipped(members)))
    assert not Upload.objects.exists()


def test_lists_over_their_limits_are_refused_by_the_directory(seeker, whole, monkeypatch):
    monkeypatch.setattr("networking.exchange.archive.members.TOTAL_LIMIT", 1000)
    with pytest.raises(UnreadableError, match="altogether"):
        bring(seeker, whole)
    monkeypatch.setattr("networking.exchange.archive.members.MEMBER_LIMIT", 100)
    with pytest.raises(UnreadableError, match="larger than"):
        bring(seeker, whole)


def test_a_list_that_is_too_long_keeps_what_was_read_and_says_so(seeker, ana, tmp_path, monkeypatch):
    monkeypatch.setattr("networking.exchange.archive.table.MAX_ROWS", 2)
    upload, coming = bring(seeker, save(tmp_path / "x.zip", zipped({"messages.csv": TALK})))
    assert coming.report.found == 2
    assert "more than 2 rows" in upload.rows.get(outcome="doubt").text


def test_progress_goes_forward_over_all_lists_and_may_stop_the_reading(seeker, ana, tmp_path, monkeypatch):
    monkeypatch.setattr("networking.exchange.archive.reading.EVERY", 1)
    monkeypatch.setattr("networking.exchange.reading.EVERY", 1)
    path, told = save(tmp_path / "x.zip", zipped(WHOLE)), []
    ROADS[Kind.ARCHIVE].read(path, Choices(), told.append, seeker)
    assert told == sorted(told)
    assert len(told) == 10
    assert 0 < told[0] < told[-1] < 1

    def stop(part):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ROADS[Kind.ARCHIVE].read(path, Choices(), stop, seeker)


def test_between_two_of_my_list_i_am_asked_at_the_preview(seeker, ana, client, tmp_path):
    make_contact(seeker, ana.company, name=ME, profile_url=url(ME))
    client.force_login(seeker)
    talk = messages_csv(message(), message("Ana Ortiz", ME, "2026-11-05 17:30:00 UTC"))
    with save(tmp_path / "m.csv", talk).open("rb") as file:
        there = client.post("/import/", {"file": file}).url
    page = client.get(there).content.decode()
    assert "In these messages, I am" in page
    assert "Inroad cannot tell which of the two is you" in page
    client.post(f"{there}read/", {"said": "1", "me": "nia-falk"})
    assert Upload.objects.get().report["proposed"] == 2


@pytest.mark.parametrize("most", [2, 3, 4])
def test_the_rows_of_all_lists_together_have_a_limit(seeker, ana, whole, monkeypatch, most):
    monkeypatch.setattr(reading, "MAX_ROWS", most)
    _, coming = bring(seeker, whole)
    assert coming.report.found <= most + 1
    said = [one.text for one in coming.report.findings if "not read to its end" in one.text]
    assert [text.partition(": ")[2].partition(" (")[0] for text in said] == [reading.TOO_MANY] * len(said)
    assert said
    assert Connection.objects.count() == 2
