"""Writing a message: it is kept while one types, whatever the connection, other windows and the keys do."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from networking.accounts.models import User
from networking.contacts.models import Contact
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.models import Draft, Interaction
from tests.browser.accessibility import violations
from tests.browser.hands import Keys
from tests.people import make_company, make_contact

WITHOUT_SCRIPT = pytest.mark.browser_context_args(java_script_enabled=False)


@pytest.fixture
def lena(seeker: User) -> Contact:
    company = make_company(
        seeker, "Northwind", in_words="I built my project on your SDK", target_on=timezone.localdate()
    )
    return make_contact(seeker, company, "Lena Koch", email="lena@example.org", created_at=timezone.now())


class Writing:
    """One window with a message in it."""

    def __init__(self, page: Page, home: str, contact: Contact) -> None:
        self.page, self.home, self.contact = page, home, contact

    def open(self, query: str = "") -> Writing:
        self.page.goto(f"{self.home}/people/{self.contact.pk}/{query}")
        return self

    @property
    def text(self) -> Locator:
        return self.page.get_by_label("Message to Lena Koch")

    @property
    def kept(self) -> Locator:
        return self.page.locator(".composer-kept")

    def press(self, name: str | re.Pattern[str]) -> None:
        self.page.locator("#composer").get_by_role("button", name=name).click()

    def type(self, text: str) -> None:
        self.text.fill(text)

    def type_and_keep(self, text: str) -> None:
        self.type(text)
        expect(self.kept).to_have_text("Kept")


@pytest.fixture
def writing(seeker_page: Page, live_server: Any, lena: Contact) -> Writing:
    return Writing(seeker_page, live_server.url, lena).open()


def test_what_is_typed_is_there_after_a_reload(writing: Writing):
    writing.type_and_keep("Hello Lena, how are you?")
    writing.type_and_keep("Hello Lena, how are you today?")
    writing.page.reload()
    expect(writing.text).to_have_value("Hello Lena, how are you today?")
    expect(writing.kept).to_have_text("Kept")


def test_fast_typing_in_many_pauses_is_no_quarrel_with_oneself(writing: Writing):
    writing.text.fill("")
    for word in ("One ", "two ", "three ", "four"):
        writing.text.press_sequentially(word, delay=20)
        writing.page.wait_for_timeout(600 if word == "two " else 750)
    expect(writing.kept).to_have_text("Kept")
    expect(writing.page.locator(".composer-both")).to_have_count(0)
    assert Draft.objects.get().text == "One two three four"


@pytest.mark.trouble
def test_while_the_connection_is_away_the_words_stay_and_are_sent_when_it_is_back(writing: Writing):
    writing.type_and_keep("Before the tunnel.")
    writing.page.context.set_offline(True)
    writing.type("In the tunnel.")
    expect(writing.kept).to_have_text("Not kept yet: no connection. Your words stay here.")
    writing.type("In the tunnel, still.")
    writing.page.wait_for_timeout(1500)
    expect(writing.page.locator("#toasts .toast")).to_have_count(0)
    assert Draft.objects.get().text == "Before the tunnel."
    writing.page.context.set_offline(False)
    expect(writing.kept).to_have_text("Kept")
    assert Draft.objects.get().text == "In the tunnel, still."


@pytest.mark.trouble
def test_an_answer_that_was_lost_on_the_way_is_no_other_window(writing: Writing):
    def lose(route: Any) -> None:
        route.fetch()
        route.abort()

    writing.page.route("**/write/", lose, times=1)
    writing.type("It arrived, but nobody said so.")
    expect(writing.kept).to_contain_text("Not kept yet: no connection")
    writing.type_and_keep("It arrived, but nobody said so. And more.")
    expect(writing.page.locator(".composer-both")).to_have_count(0)
    assert Draft.objects.get().text == "It arrived, but nobody said so. And more."


@pytest.mark.trouble
def test_leaving_asks_first_while_something_is_not_kept(writing: Writing):
    asked: list[str] = []

    def stay(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    writing.page.on("dialog", stay)
    writing.page.route("**/write/", lambda route: route.abort())
    writing.text.press_sequentially("Not kept")
    expect(writing.kept).to_contain_text("Not kept yet")
    writing.page.locator(".sidebar").get_by_role("link", name="Today").click()
    expect(writing.text).to_have_value(re.compile("Not kept"))
    assert asked == ["beforeunload"]
    writing.page.unroute("**/write/")
    writing.type_and_keep("Kept now")
    writing.page.locator(".sidebar").get_by_role("link", name="Today").click()
    expect(writing.page).to_have_url(f"{writing.home}/")
    assert asked == ["beforeunload"]


def test_who_was_signed_out_elsewhere_stays_with_the_words(writing: Writing):
    writing.page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    writing.type("Typed after signing out")
    expect(writing.kept).to_contain_text("you are signed out")
    expect(writing.text).to_have_value("Typed after signing out")
    expect(writing.page).to_have_url(re.compile("/people/"))


@pytest.mark.trouble
def test_a_person_removed_in_another_window_leaves_the_words_to_copy(writing: Writing, lena: Contact):
    writer.remove_contact(lena, now=timezone.now())
    writing.type("Too late")
    expect(writing.kept).to_contain_text("this is no longer here")
    expect(writing.text).to_have_value("Too late")
    expect(writing.page.locator("#toasts .toast")).to_have_count(0)


@pytest.fixture
def other(writing: Writing, lena: Contact) -> Writing:
    """The same message in a second window."""
    return Writing(writing.page.context.new_page(), writing.home, lena).open()


def test_a_second_window_is_shown_both_texts_and_keeps_mine(writing: Writing, other: Writing):
    writing.type_and_keep("From the first window.")
    other.type("From the second window.")
    expect(other.page.locator(".composer-both")).to_contain_text("From the first window.")
    expect(other.kept).to_contain_text("another window")
    other.type("From the second window, typed on.")
    other.page.wait_for_timeout(1200)
    assert Draft.objects.get().text == "From the first window."
    other.page.get_by_role("button", name="They replied").click()
    expect(other.kept).to_have_text("Choose one of the two texts first.")
    other.press("Keep mine")
    expect(other.page.locator(".composer-both")).to_have_count(0)
    expect(other.kept).to_have_text("Kept")
    assert Draft.objects.get().text == "From the second window, typed on."
    other.type_and_keep("From the second window, and on.")
    assert Draft.objects.get().text == "From the second window, and on."


def test_a_second_window_takes_the_other_text_and_mine_can_be_had_back(writing: Writing, other: Writing):
    writing.type_and_keep("From the first window.")
    other.type("From the second window.")
    other.press("Take the other one")
    expect(other.text).to_have_value("From the first window.")
    other.press("Bring back the words that stood here before")
    expect(other.text).to_have_value("From the second window.")


def test_a_message_that_was_sent_in_another_window_says_so(writing: Writing, other: Writing):
    writing.type_and_keep("Hello Lena")
    other.page.reload()
    writing.press("Mark as sent")
    expect(writing.page.locator(".timeline")).to_contain_text("Hello Lena")
    other.type("Hello again")
    expect(other.page.locator(".composer-both")).to_contain_text("was sent in another window")
    assert Interaction.objects.count() == 1


def test_a_template_replaces_the_words_and_its_undo_brings_them_back(writing: Writing):
    writing.type("My own words, not kept yet")
    writing.page.locator(".composer-templates summary").click()
    writing.press("Something in common")
    expect(writing.text).to_have_value(re.compile("with whom I share something"))
    writing.page.locator("#toasts").get_by_role("button", name="Undo").click()
    expect(writing.text).to_have_value("My own words, not kept yet")


def test_what_is_missing_is_asked_for_and_filled_in(writing: Writing):
    writing.type("I liked what you said about {takeaway}. And then?")
    question = writing.page.get_by_label("What stayed with you from the chat?")
    question.fill("tests")
    question.press("Enter")
    expect(writing.text).to_have_value("I liked what you said about tests. And then?")
    expect(question).to_have_count(0)


def test_the_count_the_mail_and_the_advice_follow_the_words(writing: Writing):
    mail = writing.page.locator(".composer-mail")
    writing.type("Please refer me 🚀 & more\nBye")
    expect(writing.page.locator(".composer-count")).to_have_text("29 characters")
    body = "Please refer me 🚀 & more\r\nBye"
    assert unquote((mail.get_attribute("href") or "").split("&body=")[1]) == body
    expect(writing.page.locator(".composer-advice")).to_contain_text("asking for a job")
    writing.type("Hello " * 400)
    expect(mail).to_be_hidden()
    expect(writing.page.locator(".composer-long")).to_be_visible()


def test_the_link_of_the_server_and_of_the_script_are_one(writing: Writing):
    """Both write the address of the mail; they must not differ in what they let through."""
    writing.type_and_keep("Hi! 'Tis (me) * ~ 100 % + ä\n\n&bcc=evil@example.org?subject=x#y")
    mine = writing.page.locator(".composer-mail").get_attribute("href") or ""
    theirs = writing.page.evaluate(
        "fetch(location.href).then(r => r.text()).then(t => new DOMParser()"
        ".parseFromString(t, 'text/html').querySelector('.composer-mail').getAttribute('href'))"
    )
    assert unquote(mine) == unquote(theirs)
    assert mine.count("&") == theirs.count("&") == 1


def test_copying_takes_the_text(writing: Writing):
    writing.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    writing.type("To be copied")
    writing.press("Copy")
    expect(writing.page.locator("#composer").get_by_role("button", name="Copied")).to_be_visible()
    assert writing.page.evaluate("navigator.clipboard.readText()") == "To be copied"


def test_pressing_something_else_on_the_page_keeps_the_words_first(writing: Writing):
    writing.type("Typed just before")
    writing.page.get_by_role("button", name="They replied").click()
    expect(writing.page.locator(".timeline")).to_contain_text("Lena replied")
    expect(writing.text).to_have_value("Typed just before")
    expect(writing.kept).to_have_text("Kept")


def test_a_message_is_written_and_sent_with_the_keys_alone(writing: Writing):
    writing.open("?place=today")
    keys = Keys(writing.page)
    keys.press(writing.page.locator(".composer-templates summary"))
    keys.press(writing.page.locator("#composer").get_by_role("button", name="One honest question"))
    expect(writing.text).to_have_value(re.compile("one honest|feels from the inside"))
    keys.write(writing.text, "Hello Lena, how is it?")
    writing.page.keyboard.press("Control+Enter")
    expect(writing.page).to_have_url(f"{writing.home}/")
    expect(writing.page.locator("#toasts")).to_contain_text("You reached out by e-mail. It is written down.")
    assert Interaction.objects.get().text == "Hello Lena, how is it?"
    assert not Draft.objects.exists()
    keys.press(writing.page.locator("#toasts").get_by_role("button", name="Undo"))
    expect(writing.page.locator(".next-step")).to_contain_text("Write to Lena Koch")
    assert Draft.objects.get().text == "Hello Lena, how is it?"


@WITHOUT_SCRIPT
def test_without_script_the_whole_way_is_there(writing: Writing, lena: Contact):
    page = writing.page
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    writing.text.fill("I liked {takeaway}.")
    page.get_by_role("button", name="Keep as a draft").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Write to Lena Koch")
    page.get_by_label("What stayed with you from the chat?").fill("the tests")
    page.get_by_role("button", name="Fill in").click()
    expect(writing.text).to_have_value("I liked the tests.")
    page.locator(".composer-templates summary").click()
    page.get_by_role("button", name="Something in common").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Write to Lena Koch")
    expect(writing.text).to_have_value("I liked the tests.")
    expect(page.locator(".composer-mail")).to_have_attribute(
        "href", re.compile("body=I%20liked%20the%20tests")
    )
    page.get_by_role("button", name="Mark as sent").click()
    expect(page.locator(".timeline")).to_contain_text("I liked the tests.")
    page.get_by_role("button", name="Undo").click()
    expect(writing.text).to_have_value("I liked the tests.")


@WITHOUT_SCRIPT
def test_without_script_a_second_window_is_shown_both_texts_too(writing: Writing, other: Writing):
    for window in (writing, other):
        window.text.fill(f"From window {window is writing}")
        window.page.get_by_role("button", name="Keep as a draft").last.click()
    expect(other.page.locator(".composer-both")).to_contain_text("From window True")
    expect(other.text).to_have_value("From window False")
    other.press("Keep mine")
    expect(other.text).to_have_value("From window False")
    assert Draft.objects.get().text == "From window False"


@pytest.mark.parametrize("kinds", [[], [Kind.REPLY], [Kind.CHAT]])
def test_axe_finds_nothing_in_a_message_with_all_that_can_stand_beside_it(
    writing: Writing, other: Writing, lena: Contact, kinds: list[Kind]
):
    for kind in kinds:
        day = timezone.localdate() - timezone.timedelta(days=1)
        writer.log(lena, kind, on=day, now=timezone.now(), note="They pair on Fridays.")
    writing.open().type_and_keep("Please refer me {in} {times}")
    other.type("Please refer me, {role} {common_ground}")
    expect(other.page.locator(".composer-both")).to_be_visible()
    for details in other.page.locator("#composer details:not(.menu)").all():
        details.evaluate("details => { details.open = true; }")
    assert violations(other.page) == []
    assert violations(writing.page) == []


def test_the_writing_page_asks_in_its_own_words(
    page: Page, live_server: Any, sign_in: Callable[[User], None], seeker: User, lena: Contact
):
    sign_in(seeker)
    page.goto(f"{live_server.url}/people/{lena.pk}/write/?purpose=check_in&place=people")
    expect(page.locator(".composer-why")).to_contain_text("Keeping in touch")
    page.get_by_role("button", name="Mark as sent").click()
    expect(page).to_have_url(f"{live_server.url}/people/")
