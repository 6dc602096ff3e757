"""Mail at home lies in a folder, and on a server the answer does not wait for it."""

from __future__ import annotations

import threading
from email import message_from_bytes

from django.core.mail import EmailMessage, get_connection

from networking.web import mail

BACKEND = "networking.web.mail.OutboxBackend"


def a_mail() -> EmailMessage:
    return EmailMessage("Hello", "How are you?", "inroad@localhost", ["ada@example.org"])


def test_at_home_each_mail_is_a_file_and_its_path_is_printed(settings, tmp_path, capsys):
    settings.OUTBOX_DIR = tmp_path / "outbox"
    assert get_connection(BACKEND).send_messages([a_mail(), a_mail()]) == 2
    files = sorted(settings.OUTBOX_DIR.iterdir())
    assert [message_from_bytes(file.read_bytes())["To"] for file in files] == ["ada@example.org"] * 2
    assert sorted(capsys.readouterr().out.split()) == sorted(
        ["Mail", "is", "in"] * 2 + [str(f) for f in files]
    )


def test_on_a_server_nobody_waits_for_the_mail_server(settings, monkeypatch):
    settings.MAIL_IN_BACKGROUND = True
    answered, sent = threading.Event(), threading.Event()

    def slow(self):
        assert answered.wait(5)
        sent.set()

    monkeypatch.setattr(EmailMessage, "send", slow)
    mail.send(a_mail())
    answered.set()
    assert sent.wait(5)


def test_a_mail_server_that_is_down_breaks_no_page_and_names_nobody_in_the_log(settings, monkeypatch, caplog):
    settings.MAIL_IN_BACKGROUND = False

    def fail(self):
        raise ConnectionRefusedError

    monkeypatch.setattr(EmailMessage, "send", fail)
    mail.send(a_mail())
    assert "ada@example.org" not in caplog.text
