"""Pictures of every page at 1440 and 390 px, in light and dark, with sample, no and too much data.

    python scripts/screenshots.py FOLDER [sample|empty|too-much]

For looking at them beside the design. Needs Chromium and the dev dependencies; the database is in memory.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "networking.config.test_settings"
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

import django

django.setup()

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from django.test.utils import setup_databases, setup_test_environment
from playwright.sync_api import Browser, sync_playwright

from networking.accounts.models import User
from tests.browser.pages import ALSO, DATA, STRANGERS, walk
from tests.people import make_user

WIDTHS = {1440: 900, 390: 844}


@contextmanager
def server() -> Iterator[str]:
    connection = connections["default"]
    connection.inc_thread_sharing()
    thread = LiveServerThread("127.0.0.1", StaticFilesHandler, {connection.alias: connection})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    if thread.error:
        raise thread.error
    yield f"http://127.0.0.1:{thread.port}"
    thread.terminate()


def take(browser: Browser, home: str, folder: Path, start: list[str], user: User | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(timezone_id="Europe/Berlin", locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    if user:
        client = Client()
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": home}])
    page = context.new_page()
    for path in walk(page, home, start):
        name = path.strip("/").replace("/", "-") or "home"
        for width, height in WIDTHS.items():
            page.set_viewport_size({"width": width, "height": height})
            for theme in ("light", "dark"):
                page.emulate_media(color_scheme=theme)
                page.screenshot(path=folder / f"{name}-{width}-{theme}.png", full_page=True)
        print(f"{folder.name}: {path}")
    context.close()


def main(out: Path, wanted: list[str]) -> None:
    setup_test_environment()
    setup_databases(verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    with sync_playwright() as playwright, server() as home:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"],
        )
        for name in wanted:
            user = make_user(f"Sam-{name}", time_zone="Europe/Berlin")
            DATA[name](user)
            take(browser, home, out / name, ["/", *ALSO], user)
        take(browser, home, out / "stranger", STRANGERS, None)
        browser.close()


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), sys.argv[2:] or list(DATA))
