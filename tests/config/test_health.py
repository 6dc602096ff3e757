"""Machines ask whether the process runs and whether it is ready: without a session, a host name or https."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.db.migrations.recorder import MigrationRecorder

from networking.config import health


def test_the_process_answers_without_the_database(client):
    answer = client.get("/healthz", headers={"Host": "10.0.0.7:1234"})
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert not answer.cookies
    assert answer["Cache-Control"] == "no-store"


def test_it_is_ready_when_every_migration_is_applied(client, db, settings):
    settings.SECURE_SSL_REDIRECT = True
    assert client.get("/readyz").content == b"ready\n"
    MigrationRecorder.Migration.objects.filter(app="accounts").latest("pk").delete()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"migrations are waiting" in answer.content


def test_it_is_not_ready_without_its_database(client, monkeypatch):
    def refuse(_):
        raise DatabaseError

    monkeypatch.setattr(health, "MigrationExecutor", refuse)
    assert client.get("/readyz").status_code == 503


@pytest.mark.parametrize("path", ["/healthz/", "/readyz/x", "/Healthz"])
def test_nothing_else_is_answered_there(client, db, path):
    assert client.get(path).status_code == 404
