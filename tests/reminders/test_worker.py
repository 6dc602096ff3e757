"""The background worker: each slot once, nothing lost by a kill, nothing stopped by a bad task."""

import contextlib
import datetime as dt
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from networking.companies.models import Company
from networking.contacts.models import Connection, Contact
from networking.contacts.stages import Kind
from networking.conversations import writer
from networking.conversations.audit import check
from networking.conversations.models import Interaction, Purpose, Question, Template, Topic
from networking.exchange import tasks, uploads
from networking.exchange.models import Upload, UploadState
from networking.reminders import schedule
from networking.reminders.models import Schedule
from networking.reminders.purging import purge, removable
from networking.reminders.tasks import prune, purge_removed
from tests.access import make_world
from tests.conversations import relations
from tests.exchange.files import ADA, BO, text
from tests.people import NOW, make_company, make_contact, new_key

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def queue(settings):
    """The real queue in the database; the suite's own runs tasks at once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


done = []


@task()
def poison():
    raise ValueError("poison")


@task()
def good(word):
    done.append(word)


def statuses():
    return sorted(DBTaskResult.objects.values_list("task_path", "status"))


@pytest.mark.django_db(transaction=True)
def test_a_bad_task_does_not_stop_the_queue(queue):
    done.clear()
    poison.enqueue()
    good.enqueue("one")
    call_command("worker", "--once", verbosity=0)
    assert done == ["one"]
    assert ("tests.reminders.test_worker.poison", "FAILED") in statuses()


@pytest.mark.django_db(transaction=True)
def test_a_task_that_no_longer_exists_does_not_stop_the_queue(queue):
    done.clear()
    good.enqueue("one")
    DBTaskResult.objects.update(task_path="networking.nowhere.task")
    good.enqueue("two")
    call_command("worker", "--once", verbosity=0)
    assert done == ["two"]


def test_each_slot_is_enqueued_once_however_many_workers_tick(db, queue):
    for _ in range(3):
        schedule.tick(NOW)
    assert len(statuses()) == len(schedule.EVERY)
    schedule.tick(NOW + dt.timedelta(minutes=1))
    assert [path for path, _ in statuses()].count("networking.exchange.tasks.take_up_stopped") == 2


def test_a_clock_that_jumps_back_enqueues_nothing_twice(db, queue):
    schedule.tick(NOW)
    schedule.tick(NOW - dt.timedelta(days=2))
    schedule.tick(NOW)
    assert len(statuses()) == len(schedule.EVERY)


def test_the_last_tick_is_told_to_the_pages(db, queue):
    assert uploads.last_tick() is None
    assert not uploads.is_worker_there(NOW)
    schedule.tick(NOW)
    assert uploads.last_tick() == NOW
    assert uploads.is_worker_there(NOW + dt.timedelta(seconds=59))
    assert not uploads.is_worker_there(NOW + dt.timedelta(seconds=61))


@pytest.mark.django_db(transaction=True)
def test_the_first_run_of_everything_in_the_schedule_succeeds(queue):
    call_command("worker", "--once", verbosity=0)
    assert {status for _, status in statuses()} == {"SUCCESSFUL"}
    assert len(statuses()) == len(schedule.EVERY)
    assert Schedule.objects.count() == len(schedule.EVERY) + 1


def test_what_was_removed_30_days_ago_goes_with_its_children_and_nothing_else(seeker, monkeypatch):
    old, young = NOW - dt.timedelta(days=31), NOW - dt.timedelta(days=29)
    gone = make_company(seeker, removed_at=old)
    make_contact(seeker, gone, removed_at=old)
    kept = make_company(seeker, removed_at=young)
    stays = make_contact(seeker, kept, removed_at=young)
    moved = make_contact(seeker, gone)
    monkeypatch.setattr("networking.reminders.tasks.timezone.now", lambda: NOW)
    purge_removed.call()
    assert list(Company.objects.all()) == [kept]
    assert list(Contact.objects.order_by("pk")) == [stays, moved]
    moved.refresh_from_db()
    assert moved.company is None


def test_templates_and_questions_removed_30_days_ago_go_and_what_was_sent_with_them_stays(
    seeker, monkeypatch
):
    texts = {"old": NOW - dt.timedelta(days=31), "young": NOW - dt.timedelta(days=29), "here": None}
    template = {"owner": seeker, "purpose": Purpose.OUTREACH, "body": "Hi", "changed_at": NOW}
    for name, removed_at in texts.items():
        Template.objects.create(**template, name=name, removed_at=removed_at)
        Question.objects.create(owner=seeker, text=name, topic=Topic.ROLE, removed_at=removed_at)
    key = f"own:{Template.objects.get(name='old').pk}"
    sent = writer.Sent("Hello", "Hi Ada", key, "old")
    writer.log(make_contact(seeker), Kind.OUTREACH, on=NOW.date(), now=NOW, sent=sent)
    monkeypatch.setattr("networking.reminders.tasks.timezone.now", lambda: NOW)
    purge_removed.call()
    assert list(Template.objects.order_by("pk").values_list("name", flat=True)) == ["young", "here"]
    assert list(Question.objects.order_by("pk").values_list("text", flat=True)) == ["young", "here"]
    said = Interaction.objects.get()
    assert (said.subject, said.text, said.template_key, said.template_name) == sent


def test_everything_that_can_be_removed_goes_after_30_days(seeker):
    world = make_world(seeker, NOW)
    old = {model: model._default_manager.filter(removed_at=NOW).count() for model in removable()}
    assert {model.__name__ for model, n in old.items() if not n} <= {"Fact", "Chat"}, "the world has them"
    purge(NOW + dt.timedelta(days=31))
    assert not any(model._default_manager.filter(removed_at__isnull=False).exists() for model in removable())
    assert all(world[name]._meta.model.objects.filter(pk=world[name].pk) for name in ("event", "opportunity"))


def test_with_a_company_goes_the_word_that_was_owed_about_its_role(seeker):
    there = make_company(seeker)
    ada = make_contact(seeker)
    role = relations.opportunity(seeker, company=there)
    relations.update(seeker, contact=ada, opportunity=role)
    writer.recompute([ada.pk])
    assert ada.dues.filter(rule=3).exists()
    writer.remove_company(there, now=NOW)
    purge(NOW + dt.timedelta(days=31))
    assert not ada.dues.exists()
    assert list(check(fix=False, now=NOW)) == []


def test_traces_of_tasks_go_after_two_days(db, queue, monkeypatch):
    for word, status, field in (("a", "SUCCESSFUL", "finished_at"), ("b", "RUNNING", "started_at")):
        result = good.enqueue(word)
        DBTaskResult.objects.filter(pk=result.id).update(
            **{"status": status, field: NOW - dt.timedelta(days=3)}
        )
    good.enqueue("c")
    monkeypatch.setattr("networking.reminders.tasks.timezone.now", lambda: NOW)
    prune.call()
    assert [status for _, status in statuses()] == ["READY"]


@pytest.fixture
def waiting(seeker, tmp_path, settings):
    settings.UPLOADS_DIR = tmp_path
    (tmp_path / "x").write_text(text(ADA, BO))
    return Upload.objects.create(
        owner=seeker,
        token=new_key(),
        stored_as="x",
        file_name="c.csv",
        size=9,
        created_at=NOW,
        touched_at=NOW,
    )


@pytest.mark.parametrize("state", [UploadState.READING, UploadState.WAITING])
def test_a_reading_whose_worker_was_killed_is_taken_up_again(waiting, state):
    Upload.objects.update(state=state)
    tasks.take_up_stopped.call()
    waiting.refresh_from_db()
    assert waiting.state == UploadState.READY


def test_an_import_whose_worker_was_killed_is_taken_up_again(waiting):
    Upload.objects.update(state=UploadState.IMPORTING)
    tasks.take_up_stopped.call()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.report["added"]) == (UploadState.DONE, 2)


def test_what_somebody_works_on_is_left_to_them(waiting, queue):
    Upload.objects.update(state=UploadState.READING, touched_at=dt.datetime.now(dt.UTC))
    tasks.take_up_stopped.call()
    assert statuses() == []


def test_an_import_that_fails_in_the_middle_leaves_nothing(waiting, monkeypatch):
    def broken(*args):
        raise RuntimeError

    Upload.objects.update(state=UploadState.IMPORTING)
    monkeypatch.setattr(uploads, "_keep_rows", broken)
    with pytest.raises(RuntimeError):
        tasks.import_upload.call(waiting.pk)
    waiting.refresh_from_db()
    assert waiting.state == UploadState.IMPORTING
    assert not Connection.objects.exists()
    assert (Path(uploads.settings.UPLOADS_DIR) / "x").exists()


def test_a_cancel_while_reading_or_importing_wins(waiting, monkeypatch):
    for state, act in (
        (UploadState.WAITING, tasks.read_upload),
        (UploadState.IMPORTING, tasks.import_upload),
    ):
        upload = Upload.objects.get()
        Upload.objects.update(state=state)
        real = uploads._read

        def reading(*args, real=real, upload=upload):
            result = real(*args)
            Upload.objects.filter(pk=upload.pk).update(state=UploadState.FAILED)
            return result

        monkeypatch.setattr(uploads, "_read", reading)
        act.call(upload.pk)
        monkeypatch.setattr(uploads, "_read", real)
        assert Upload.objects.get().state == UploadState.FAILED


def test_it_stops_cleanly_when_told_to(tmp_path, migrated):
    data = shutil.copytree(migrated, tmp_path / "data")
    environment = os.environ | {
        "INROAD_DATA": str(data),
        "DJANGO_SETTINGS_MODULE": "networking.config.settings",
    }
    environment.pop("DATABASE_URL", None)
    run = [sys.executable, "manage.py", "worker"]
    worker = subprocess.Popen(run, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    wait_until_at_work(data)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(60) == 0


def wait_until_at_work(data: Path) -> None:
    """Its first act is to note what is due when."""
    until = time.monotonic() + 60
    with contextlib.closing(sqlite3.connect(data / "inroad.sqlite3")) as database:
        while not database.execute("SELECT count(*) FROM reminders_schedule").fetchone()[0]:
            assert time.monotonic() < until
            time.sleep(0.1)
