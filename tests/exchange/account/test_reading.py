"""What comes in as an export is not believed: each odd file ends in a sentence, each odd row in a reason."""

from __future__ import annotations

import io
import json
import re
import zipfile
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Contact
from networking.conversations import writer
from networking.conversations.models import Chat, Interaction, TwoPeople
from networking.exchange.account import stream, values
from networking.exchange.account.writing import MEMBER
from networking.exchange.sample import remove_sample, start_sample
from networking.exchange.sheets.remembered import Remembered
from networking.exchange.sniff import UnreadableError
from tests.access import digest
from tests.exchange.account.accounts import bring, comparable, export_to, exported, read, zip_of
from tests.people import NOW, TODAY, make_company, make_contact, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def theirs(stranger):
    """The export of somebody with a company, a person there, an outreach and a held chat."""
    company = make_company(stranger, "Fernwood", notes="=1+1")
    person = make_contact(stranger, company, "Ada Quill", profile_url="https://www.linkedin.com/in/ada-quill")
    writer.log(person, "outreach", on=TODAY, now=NOW)
    writer.log(person, "chat", on=TODAY, now=NOW)
    return exported(stranger)


def why(path, owner):
    """The sentence with which a file is refused; nothing has changed by it."""
    before = digest()
    with pytest.raises(UnreadableError) as error:
        bring(path, owner)
    assert digest() == before
    return str(error.value)


def texts(reading):
    return [finding.text for finding in reading.report.findings]


def test_it_comes_in_packed_unpacked_packed_anew_and_pretty(theirs, tmp_path):
    pretty = json.dumps(theirs, indent=4)
    in_folder = tmp_path / "folder.zip"
    with zipfile.ZipFile(in_folder, "w") as archive:
        archive.writestr(f"inroad-export/{MEMBER}", pretty)
    plain = tmp_path / "plain.json"
    plain.write_text(pretty)
    for number, path in enumerate([in_folder, plain, zip_of(tmp_path / "z.zip", "\ufeff" + pretty)]):
        owner = make_user(f"fresh{number}")
        bring(path, owner)
        assert exported(owner)["people"] == theirs["people"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"version": 2}, "A newer Inroad wrote this export"),
        ({"version": "1"}, "does not say which version"),
        ({"version": 0}, "does not say which version"),
        ({"companies": {"a": 1}}, "“companies” is no list"),
        ({"people": [], "companies": [], "answers": [], "interactions": [], "chats": []}, "an empty account"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(seeker, theirs, tmp_path, change, sentence):
    assert sentence in why(zip_of(tmp_path / "e.zip", theirs | change), seeker)


def test_a_file_of_names_that_nobody_knows_is_one_sentence(seeker, theirs, tmp_path):
    few = {f"part {number} " + "x" * 1000: [number, number] for number in range(100)}
    reading = read(zip_of(tmp_path / "few.zip", theirs | few), seeker)
    assert [len(text) < 120 for text in texts(reading)] == [True] * 100
    many = theirs | {f"part {number}": number for number in range(101)}
    assert "more than 100 parts that nobody knows" in why(zip_of(tmp_path / "many.zip", many), seeker)


def test_what_is_no_json_or_cut_off_or_another_one_is_one_sentence(seeker, theirs, tmp_path):
    whole = json.dumps(theirs)
    deep = whole.replace('"Fernwood"', "[" * 100_000)
    unknown = re.sub(r'"position": [\d.]+', '"position": NaN', whole)
    for text in (whole[:-2], whole[: len(whole) // 2], deep, unknown, whole.replace('", "', '" "', 3)):
        assert "it is no JSON, or not all of it is there" in why(zip_of(tmp_path / "e.zip", text), seeker)
    assert "not one that Inroad wrote" in why(zip_of(tmp_path / "e.zip", '{"a": 1}'), seeker)
    mixed = dict(reversed(theirs.items()))
    odd = {"format": theirs["format"], "version": 1} | mixed
    assert "not in the order" in why(zip_of(tmp_path / "e.zip", odd), seeker)


def test_a_bomb_stops_at_its_limit(seeker, tmp_path, monkeypatch):
    monkeypatch.setattr("networking.exchange.account.opening.MEMBER_LIMIT", 50_000)
    head = '{"format": "inroad-account", "version": 1, "companies": ['
    assert "larger than" in why(zip_of(tmp_path / "e.zip", head + " " * 60_000), seeker)
    path = zip_of(tmp_path / "lying.zip", head + " " * 60_000)
    data = path.read_bytes()
    size = (len(head) + 60_000).to_bytes(4, "little")
    path.write_bytes(data.replace(size, (1000).to_bytes(4, "little")))
    assert why(path, seeker)


def test_a_locked_or_damaged_zip_is_one_sentence(seeker, theirs, tmp_path):
    whole = zip_of(tmp_path / "e.zip", theirs).read_bytes()
    directory = whole.rindex(b"PK\x01\x02")
    locked = bytearray(whole)
    locked[6] |= 1
    locked[directory + 8] |= 1
    broken = bytearray(whole)
    broken[100:140] = b"\xff" * 40
    for data, sentence in ((locked, "locked with a password"), (broken, "damaged"), (whole[:-30], "damaged")):
        path = tmp_path / "odd.zip"
        path.write_bytes(data)
        assert sentence in why(path, seeker)


def test_one_row_that_never_ends_is_no_row(monkeypatch):
    monkeypatch.setattr(stream, "LARGEST", 10_000)
    monkeypatch.setattr(stream, "CHUNK", 1_000)
    with pytest.raises(stream.BrokenError):
        list(stream.pieces(io.StringIO('{"a": ["' + "x" * 50_000 + '"]}')))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(
    value=st.dictionaries(st.text(), JSON, max_size=5), chunk=st.integers(1, 9), indent=st.none() | st.just(1)
)
def test_piece_by_piece_is_the_same_as_all_at_once(value, chunk, indent):
    with patch.object(stream, "CHUNK", chunk):
        found: dict = {}
        for name, piece, is_row in stream.pieces(io.StringIO(json.dumps(value, indent=indent))):
            if is_row:
                found.setdefault(name, []).append(piece)
            else:
                found[name] = piece
    assert found == {name: one for name, one in value.items() if one != []}


# --- Rows


@pytest.mark.parametrize(
    ("part", "change", "reason"),
    [
        ("companies", {"name": ""}, "contradict"),
        ("companies", {"name": 7}, "“name” is not text"),
        ("companies", {"name": "a\x00b"}, "is no letter"),
        ("companies", {"name": "a\ud800b"}, "is no letter"),
        ("companies", {"standing": "best"}, "none of the words"),
        ("companies", {"target_on": None}, "contradict"),
        ("companies", {"target_on": "9999-12-31"}, "is not a day"),
        ("companies", {"website": "javascript:alert(1)"}, "contradict"),
        ("companies", {"website": "Https://fernwood.example"}, "contradict"),
        ("companies", {"position": "first"}, "is not a number"),
        ("companies", {"revision": 2**31}, "is not a number that fits"),
        ("companies", {"revision": True}, "is not a number that fits"),
        ("companies", {"created_at": "2026-01-01T00:00:00"}, "is not a moment"),
        ("companies", {"id": "1"}, "no number of its own"),
        ("people", {"company": 99}, "leads to no row"),
        ("people", {"company": [1]}, "leads to no row"),
        ("people", {"key": "nothing"}, "is not a UUID"),
        ("people", {"parked_reason": "left"}, "contradict"),
        ("interactions", {"contact": None}, "leads to no row"),
        ("interactions", {"template_key": "own:x"}, "leads nowhere"),
        ("interactions", {"chat": 1}, "contradict"),
    ],
)
def test_an_odd_row_stays_out_with_its_reason_and_with_it_what_hangs_on_it(
    seeker, theirs, tmp_path, part, change, reason
):
    theirs[part][0] |= change
    reading = bring(zip_of(tmp_path / "e.zip", theirs), seeker)
    assert reason in texts(reading)[0]
    assert len(exported(seeker)[part]) == len(theirs[part]) - 1
    assert reading.report.found == reading.report.added + reading.report.skipped.total()


def test_what_is_built_too_deep_or_of_no_letters_stays_out(seeker, theirs, tmp_path):
    deep: list = []
    for _ in range(5_000):
        deep = [deep]
    field = User._meta.get_field("channel_order")
    for value in (deep, {"a\x00b": 1}, ["a\ud800b"]):
        with pytest.raises(values.OddValueError):
            values._json(field, value)
    backslash = "\\u0000"  # typed so, it is six letters like others
    assert values._json(Remembered._meta.get_field("words"), {backslash: "applied"})


def test_two_people_are_two_in_whatever_order_the_people_stand(seeker, theirs, tmp_path):
    first, second = (dict(theirs["people"][0], id=key, name=str(key), key=None) for key in (902, 901))
    theirs["people"] += [first, second]
    for row in (first, second):
        row |= {"profile_url": "", "connection": None, "email": ""}
    said = {"id": 1, "contact": 901, "other": 902, "connection": None, "said_at": "2026-11-19T12:00:00+00:00"}
    theirs["two_people"] = [said]
    bring(zip_of(tmp_path / "e.zip", theirs), seeker)
    pair = TwoPeople.objects.get(owner=seeker)
    assert pair.contact_id < pair.other_id


def test_what_a_page_or_an_import_builds_on_must_be_built_right(seeker, theirs, tmp_path):
    link = {"text": "a", "value": "yes", "note": "", "source": "javascript:alert(1)"}
    listed = {"id": 1, "submission": 1, "position": 1, "name": "Acme"}
    theirs["handed_in"] = [{"id": 1, "round": 1, "submitted_at": "2026-01-01T00:00:00Z"}]
    theirs["handed_in_companies"] = [listed | {"criteria": one} for one in ([link], [7], {}, [{"text": "a"}])]
    said = [{"columns": {"a": "nonsense"}}, {"words": {"b": ["c"]}}, {"columns": ["a"]}]
    theirs["remembered"] = [{"id": 1, "fingerprint": "f"} | one for one in said]
    reading = bring(zip_of(tmp_path / "e.zip", theirs), seeker)
    assert ["is not built as it should be" in text for text in texts(reading)] == [True] * 7


def test_rows_that_say_the_same_are_told_apart_before_the_database_has_to(seeker, theirs, tmp_path):
    theirs["companies"].append(theirs["companies"][0] | {"id": 2, "name": "FERNWOOD Inc."})
    theirs["people"].append(theirs["people"][0] | {"id": 2, "key": None})
    theirs["interactions"].append(theirs["interactions"][0] | {"id": 9})
    reading = bring(zip_of(tmp_path / "e.zip", theirs), seeker)
    assert [text.partition(":")[2] for text in texts(reading)] == [" another row says the same."] * 3


def test_too_long_is_cut_and_said(seeker, theirs, tmp_path):
    theirs["companies"][0]["notes"] = "x" * 10_001
    assert texts(bring(zip_of(tmp_path / "e.zip", theirs), seeker)) == [
        "“notes” is longer than 10000 characters; it was cut."
    ]
    assert len(Company.objects.get(owner=seeker).notes) == 10_000


def test_a_chat_and_its_line_in_the_conversation_stay_one_thing(seeker, theirs, tmp_path):
    theirs["interactions"][1]["on"] = "2026-01-01"
    reading = bring(zip_of(tmp_path / "e.zip", theirs), seeker)
    assert texts(reading) == ["In “interactions”: does not fit its chat."]
    assert Chat.objects.get(owner=seeker).is_removed
    assert [one.kind for one in Interaction.objects.filter(owner=seeker)] == ["outreach"]


def test_nobody_becomes_more_than_they_are_by_a_file(seeker, theirs, tmp_path):
    theirs["account"] |= {
        "is_superuser": True,
        "is_staff": True,
        "email": "root@example.org",
        "id": 1,
        "password": "x",
        "follow_up_days": 100,
        "channel_order": ["pigeon"],
        "target_aim": -1,
        "close_days": 30,
    }
    theirs["companies"][0] |= {"owner": 1, "owner_id": 1, "submitted_at": "2026-01-01T00:00:00Z"}
    theirs["sessions"] = [{"id": 1}]
    before = User.objects.filter(pk=seeker.pk).values("email", "password", "is_superuser", "is_staff").get()
    reading = bring(zip_of(tmp_path / "e.zip", theirs), seeker)
    assert texts(reading) == [
        "“target_aim” is not a number that fits; it stays as it is here.",
        "“follow_up_days” is more than 90; it stays as it is here.",
        "“channel_order” is not built as it should be; it stays as it is here.",
        "“sessions” is not a part that this Inroad knows; it was left out.",
    ]
    assert User.objects.filter(pk=seeker.pk).values(*before).get() == before
    assert (seeker.close_days, seeker.follow_up_days) == (30, 7)
    company = Company.objects.get(name="Fernwood", owner=seeker)
    assert company.submitted_at is None


# --- Where it may go


def test_an_account_that_holds_something_is_left_alone(seeker, theirs, tmp_path):
    make_contact(seeker, None, "Bo")
    path = zip_of(tmp_path / "e.zip", theirs)
    assert "goes into an empty account, and this one holds 1 person." in why(path, seeker)


def test_what_was_removed_is_still_there_and_in_the_way(seeker, theirs, tmp_path):
    make_company(seeker, removed_at=NOW)
    assert "holds 1 company" in why(zip_of(tmp_path / "e.zip", theirs), seeker)


def test_the_sample_is_to_be_removed_first(seeker, theirs, tmp_path):
    path = zip_of(tmp_path / "e.zip", theirs)
    start_sample(seeker, now=NOW)
    assert "Remove the sample data on Today first" in why(path, seeker)
    remove_sample(seeker)
    bring(path, seeker)
    assert Contact.objects.owned_by(seeker).get().name == "Ada Quill"


def test_the_sample_itself_makes_the_journey(seeker, tmp_path):
    start_sample(seeker, now=NOW)
    fresh = make_user("fresh")
    bring(export_to(tmp_path / "e.zip", seeker), fresh)
    assert comparable(fresh) == comparable(seeker)


def test_to_look_at_it_changes_nothing(seeker, theirs, tmp_path):
    path, before = zip_of(tmp_path / "e.zip", theirs), digest()
    assert read(path, seeker).report.added > 0
    assert digest() == before


# --- The commands


def test_one_command_writes_what_the_other_reads(seeker, stranger, theirs, tmp_path):
    path = tmp_path / "mine.zip"
    call_command("export_account", "STRANGER@example.org", str(path))
    assert path.stat().st_mode & 0o777 == 0o600
    call_command("import_file", str(path), "--user", seeker.email)
    seeker.refresh_from_db()
    assert comparable(seeker) == comparable(stranger)
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_account", stranger.email, str(path))
    with pytest.raises(CommandError, match="There is no account"):
        call_command("export_account", "nobody@example.org", str(tmp_path / "n.zip"))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_account", stranger.email, str(tmp_path / "no" / "n.zip"))


def test_what_a_file_written_by_hand_leaves_out_has_its_usual_value(seeker, tmp_path):
    """The least there can be: also what an export of an earlier Inroad may look like."""
    path = tmp_path / "by-hand.json"
    path.write_text(
        """{"format": "inroad-account", "version": 1,
        "companies": [{"id": 7, "name": "Fernwood", "standing": "backlog",
                       "created_at": "2026-01-31T09:00:00+02:00"}],
        "people": [{"id": 3, "name": "Ada Quill", "company": 7, "created_at": "2026-01-31T07:00:00Z"}]}"""
    )
    assert texts(bring(path, seeker)) == []
    ada = Contact.objects.owned_by(seeker).get()
    assert (ada.name, ada.company.name, ada.persona, ada.stage, ada.introducer) == (
        "Ada Quill",
        "Fernwood",
        "other",
        0,
        None,
    )
    assert ada.company.created_at.isoformat() == "2026-01-31T07:00:00+00:00"
