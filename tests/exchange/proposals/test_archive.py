"""From an archive as LinkedIn sends it to a stage that moved on: on the command line and on the pages."""

from __future__ import annotations

import json
from io import StringIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from networking.contacts.stages import Stage
from networking.conversations.models import Interaction
from networking.exchange.models import Proposal, Upload
from tests.exchange.files import zipped
from tests.people import make_company, make_contact

ME, ANA = "https://www.linkedin.com/in/sam-seeker", "https://www.linkedin.com/in/ana-lopez"
HEADER = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,"
    "CONTENT,FOLDER,IS MESSAGE DRAFT\n"
)
MESSAGES = HEADER + (
    f'2-a==,,Ana López,{ANA},Sam Seeker,{ME},2026-11-05 10:00:00 UTC,,"Hi Sam, gladly!",INBOX,No\n'
    f"2-a==,,Sam Seeker,{ME},Ana López,{ANA},2026-11-03 09:00:00 UTC,,Hi Ana,INBOX,No\n"
    f"2-b==,,Sam Seeker,{ME},Bo Quill,https://linkedin.com/in/bo,2026-11-04 09:00:00 UTC,,Hi,INBOX,No\n"
    f"2-a==,,Sam Seeker,{ME},Ana López,{ANA},2026-11-06 09:00:00 UTC,,Half a tho,INBOX,Yes\n"
)


def archive(messages: str) -> bytes:
    data = zipped({"messages.csv": messages, "Logins.csv": "secret"})
    return data if isinstance(data, bytes) else data.read()


def test_the_archive_proposes_and_the_next_one_only_what_is_new(seeker, tmp_path):
    ana = make_contact(seeker, make_company(seeker), "Ana López", profile_url=ANA)
    path = tmp_path / "archive.zip"

    def run(*options):
        out = StringIO()
        call_command("import_file", str(path), "--user", seeker.email, "--json", *options, stdout=out)
        return json.loads(out.getvalue())

    path.write_bytes(archive(MESSAGES))
    first = run("--accept")
    assert [(one["kind"], one["on"], one["stage_after"]) for one in first["proposed"]] == [
        ("outreach", "2026-11-03", "reached_out"),
        ("reply", "2026-11-05", "replied"),
    ]
    assert (first["found"], first["held"], first["accepted"]) == (4, 2, 2)
    ana.refresh_from_db()
    assert ana.stage == Stage.REPLIED
    later = f"2-a==,,Sam Seeker,{ME},Ana López,{ANA},2026-11-09 09:00:00 UTC,,Tuesday?,INBOX,No\n"
    path.write_bytes(archive(MESSAGES + later))
    again = run()
    assert [(one["kind"], one["on"]) for one in again["proposed"]] == [("message", "2026-11-09")]
    assert (again["held"], again["unchanged"]) == (1, 2)


def test_uploaded_imported_accepted_and_taken_back(as_seeker, seeker):
    ana = make_contact(seeker, make_company(seeker), "Ana López", profile_url=ANA)
    file = SimpleUploadedFile("Basic_LinkedInDataExport.zip", archive(MESSAGES))
    as_seeker.post(reverse("exchange:import"), {"file": file})
    upload = Upload.objects.get()
    assert not Proposal.objects.exists()
    as_seeker.post(reverse("exchange:commit", args=[upload.token]))
    result = as_seeker.get(reverse("exchange:upload", args=[upload.token])).content.decode()
    assert reverse("exchange:proposals") in result
    as_seeker.post(reverse("exchange:accept_proposals"))
    ana.refresh_from_db()
    assert ana.stage == Stage.REPLIED
    as_seeker.post(reverse("exchange:undo", args=[upload.token]))
    ana.refresh_from_db()
    assert (ana.stage, Interaction.objects.filter(removed_at=None).count()) == (Stage.TO_CONTACT, 0)
    assert not Proposal.objects.exists()
