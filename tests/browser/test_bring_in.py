"""A network comes in: LinkedIn's whole archive, its proposals, somebody who is there twice, the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from django.utils import timezone

from networking.accounts.models import User
from networking.companies.models import Company
from networking.contacts.models import Connection, Contact
from networking.contacts.stages import Stage
from networking.conversations.models import Interaction
from tests.browser.story import WAYS, Story, assert_nothing_differs
from tests.exchange.files import row, text, zipped
from tests.people import make_company, make_contact

ME, ANA, ZOE = (f"https://www.linkedin.com/in/{name}-invented" for name in ("seeker", "ana", "zoe"))
MESSAGES = """\
CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER
2-a,,Ana Kim,{ana},Seeker,{me},{answered} 08:30:00 UTC,,Gladly! What would you like to know?,INBOX
2-a,,Seeker,{me},Ana Kim,{ana},{wrote} 09:00:00 UTC,,"Hi Ana, what is it like at Northwind?",INBOX
2-z,,Zoe Sol,{zoe},Seeker,{me},{wrote} 10:00:00 UTC,,Join my course!,INBOX
"""  # noqa: E501
FOLLOWS = "Organization,Followed On\r\nKestrel Maps,Wed Mar 13 18:51:14 UTC 2024\r\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    today = timezone.now().date()
    days = {"wrote": today - dt.timedelta(18), "answered": today - dt.timedelta(16)}
    path = tmp_path / "Complete_LinkedInDataExport_11-01-2026.zip"
    people = text(
        row("Ana", "Kim", ANA, company="Northwind Robotics", title="Developer"),
        row("Ruben", "Okafor", "ruben-invented", company="Northwind Robotics", title="Recruiter"),
    )
    path.write_bytes(
        zipped(
            {
                "Connections.csv": people,
                "messages.csv": MESSAGES.format(me=ME, ana=ANA, zoe=ZOE, **days),
                "Company Follows.csv": FOLLOWS,
                "Logins.csv": "IP\r\n10.0.0.1\r\n",
            }
        )
    )
    return path


@pytest.mark.parametrize("story", WAYS, indirect=True)
def test_an_archive_comes_in_is_answered_mended_and_taken_back(
    story: Story, seeker: User, sign_in: Callable[[User], None], archive: Path
):
    northwind = make_company(seeker, "Northwind Robotics")
    make_contact(seeker, northwind, "Ana Kim", profile_url=ANA)
    make_contact(seeker, northwind, "Ana Kim", email="ana@northwind.example")
    sign_in(seeker)
    import_it(story, archive)
    answer_the_proposals(story)
    make_one_of_two(story, seeker)
    take_it_back(story, seeker)
    assert_nothing_differs()


def import_it(story: Story, archive: Path) -> None:
    story.open("/import/")
    story.hands.attach(story.page.locator("input[type=file]"), archive)
    story.press("Read the file")
    story.says("This is what it holds")
    story.says("2 steps of conversations to say yes or no to")
    assert not Connection.objects.exists()
    story.press("Import")
    story.says("Imported")
    assert Connection.objects.count() == 2
    assert Company.objects.filter(name="Kestrel Maps", standing="backlog").exists()


def answer_the_proposals(story: Story) -> None:
    story.open("/import/proposals/")
    story.says("What would you like to know?")
    assert not Interaction.objects.exists()
    story.press("Yes, log all 2")
    story.says("Nothing is waiting here")
    assert list(Interaction.objects.order_by("on").values_list("kind", flat=True)) == ["outreach", "reply"]


def make_one_of_two(story: Story, seeker: User) -> None:
    story.open("/people/duplicates/")
    story.says("3 pairs look alike")  # the two of the list, and each with the one of the address book
    story.follow("Merge them")
    story.says("One person or two?")
    story.press("Merge them")
    story.says("Who is it?")
    story.press("The same person")
    story.says("Nobody looks like somebody else")
    one = Contact.objects.owned_by(seeker).get()
    assert (one.profile_url, one.email, one.stage) == (ANA, "ana@northwind.example", Stage.REPLIED)
    story.press("Undo")
    story.says("1 pair looks alike")
    assert Contact.objects.owned_by(seeker).count() == 2


def take_it_back(story: Story, seeker: User) -> None:
    story.open("/import/")
    story.follow("Complete_LinkedInDataExport_11-01-2026.zip")
    story.hands.press(story.page.get_by_text("Undo this import"))
    story.press("Take it back")
    story.says("Taken back")
    story.says("You went on with this person since, so they stay.")  # who is somebody of the list now
    assert list(Connection.objects.values_list("name", flat=True)) == ["Ana Kim"]
    assert not Interaction.objects.filter(removed_at=None).exists()
    assert {one.stage for one in Contact.objects.owned_by(seeker)} == {Stage.TO_CONTACT}
