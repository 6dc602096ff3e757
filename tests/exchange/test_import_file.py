"""manage.py import_file, as scripts call it."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from networking.contacts.models import Connection
from tests.exchange.files import ADA, BO, CLOSED, CY, NOTES, save, text, zipped


def run(path, user, *options):
    out = StringIO()
    call_command("import_file", str(path), "--user", user.email, "--json", *options, stdout=out)
    return json.loads(out.getvalue())


def test_a_file_comes_in_and_the_report_says_so(seeker, tmp_path):
    path = save(
        tmp_path / "Connections.csv",
        NOTES + text(ADA, BO, CLOSED),
    )
    assert run(path, seeker) == {
        "kind": "linkedin_connections",
        "found": 3,
        "added": 2,
        "updated": 0,
        "unchanged": 0,
        "merged": 0,
        "held": 0,
        "skipped": {"no_identity": 1},
        "possible_duplicates": 0,
        "warnings": [],
        "encoding": "utf-8",
        "delimiter": ",",
        "header_line": 4,
    }
    ada = Connection.objects.owned_by(seeker).get(profile_key="ada-quill")
    assert (ada.name, ada.company, ada.title, str(ada.connected_on)) == (
        "Ada Quill",
        "Fernwood",
        "Engineer",
        "2024-03-12",
    )


def test_a_dry_run_says_the_same_and_changes_nothing(seeker, tmp_path):
    path = save(tmp_path / "c.csv", text(ADA, BO))
    dry = run(path, seeker, "--dry-run")
    assert not Connection.objects.exists()
    assert run(path, seeker) == dry


def test_importing_twice_adds_nothing(seeker, tmp_path):
    path = save(tmp_path / "c.csv", text(ADA, BO, CY))
    run(path, seeker)
    before = list(Connection.objects.order_by("pk").values())
    again = run(path, seeker)
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 3)
    assert list(Connection.objects.order_by("pk").values()) == before


def test_the_zip_of_linkedin_comes_in_too(seeker, tmp_path):
    path = save(tmp_path / "x.zip", zipped({"Logins.csv": "secret", "Basic/connections.CSV": text(ADA)}))
    assert run(path, seeker)["added"] == 1


def test_what_is_not_understood_is_one_sentence_and_status_2(seeker, tmp_path):
    path = save(tmp_path / "c.csv", "Company,Position\n")
    with pytest.raises(CommandError, match="no entry below them") as error:
        run(path, seeker)
    assert error.value.returncode == 2
    with pytest.raises(CommandError, match="There is no account with the address"):
        call_command("import_file", str(path), "--user", "nobody@example.org")
    with pytest.raises(CommandError, match="There is no file"):
        run(tmp_path / "none.csv", seeker)
