"""`run` sets itself up, serves, and leaves nothing behind: on TERM, on Ctrl-C, and when it is killed."""

from __future__ import annotations

import contextlib
import http.cookiejar
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

PATIENCE = 60.0  # seconds; a process that is only starting is ended by force after 10


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A server of its own, on a database of its own, as `make run` starts it."""

    def __init__(self, data: Path, **environ: str) -> None:
        self.data, self.port = data, free_port()
        kept = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG"}}
        self.environ = kept | {"INROAD_DATA": str(data), "PORT": str(self.port)} | environ
        self.log = data.parent / "log.txt"

    def start(self) -> None:
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "networking", "run"],
                cwd=settings.BASE_DIR,
                env=self.environ,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until = time.monotonic() + 90
        while time.monotonic() < until and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/readyz", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.1)
        raise AssertionError(self.log.read_text())

    def family(self) -> set[int]:
        """Every process that carries the data folder of this server in its environment."""
        mark = f"INROAD_DATA={self.data}".encode()
        found = set()
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if mark in (entry / "environ").read_bytes().split(b"\0"):
                        found.add(int(entry.name))
                except OSError:
                    continue
        return found

    def is_gone(self, within: float = PATIENCE) -> bool:
        until = time.monotonic() + within
        while self.family() and time.monotonic() < until:
            self.process.poll()
            time.sleep(0.1)
        return not self.family()

    def left(self) -> list[str]:
        """What is there still, and what it waits for."""
        here = (Path("/proc") / str(pid) for pid in self.family())
        return [f"{(p / 'cmdline').read_text()} {(p / 'stat').read_text()}" for p in here]


@pytest.fixture
def server(tmp_path):
    """The first time: everything has to be set up."""
    yield from serving(tmp_path / "data")


@pytest.fixture
def server_again(tmp_path, migrated):
    yield from serving(shutil.copytree(migrated, tmp_path / "data"))


def serving(data: Path) -> Iterator[Server]:
    server = Server(data)
    server.start()
    yield server
    for pid in server.family():
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    server.process.wait()


pytestmark = pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="no /proc: Linux only")


class Browser:
    def __init__(self) -> None:
        self.jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))

    def get(self, url: str) -> str:
        return self.opener.open(url, timeout=10).read().decode()

    def post(self, url: str, **data: str) -> int:
        """Fills in the form at this address."""
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.get(url)).group(1)
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token} | data).encode()
        try:
            return self.opener.open(url, body, timeout=10).status
        except urllib.error.HTTPError as error:
            return error.code


def test_the_owner_comes_in_by_the_printed_link_and_term_ends_everything(server):
    link = re.search(rf"http://127\.0\.0\.1:{server.port}/accounts/link/\S+", server.log.read_text()).group()
    browser = Browser()
    assert browser.post(link) == 200
    assert settings.SESSION_COOKIE_NAME in {cookie.name for cookie in browser.jar}
    assert oct(server.data.stat().st_mode)[-3:] == "700"
    assert len(server.family()) >= 4  # the server, two of its processes, the worker

    server.process.terminate()
    assert server.process.wait(PATIENCE) == 0
    assert server.is_gone()

    server.start()
    os.killpg(server.process.pid, signal.SIGINT)  # what Ctrl-C does
    assert server.process.wait(PATIENCE) == 0
    assert server.is_gone()


def test_both_processes_count_the_same_wrong_passwords(server_again):
    url = f"http://127.0.0.1:{server_again.port}/accounts/login/"
    answers = [Browser().post(url, login="owner@localhost", password="wrong") for _ in range(8)]
    assert answers == [422] * 5 + [429] * 3


def test_killing_it_without_a_word_leaves_no_process_that_holds_the_port(server_again):
    server_again.process.kill()
    assert server_again.is_gone(), server_again.left()
    server_again.start()


def test_a_port_in_use_is_said_in_a_sentence(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = Server(tmp_path / "data")
        taken.environ["PORT"] = str(other.getsockname()[1])
        with pytest.raises(AssertionError) as said:
            taken.start()
    assert re.search(
        r"Port \d+ cannot be used \(Address already in use\)\. Stop what runs there", str(said.value)
    )
    assert "Traceback" not in str(said.value)
