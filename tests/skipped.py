"""Says loudly, as the last words of a run, what was not tested; in CI that is a failure."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import connection

IN_CI = bool(os.environ.get("CI"))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> Iterator[None]:
    yield
    reasons = Counter(reason(report) for report in terminalreporter.stats.get("skipped", []))
    if reasons or (connection.vendor == "sqlite" and not IN_CI):
        terminalreporter.section("NOT TESTED", sep="=", red=bool(reasons), yellow=True, bold=True)
    for why, count in reasons.most_common():
        terminalreporter.line(f"{count} test{'s' if count > 1 else ''} skipped: {why}", red=True)
    if connection.vendor == "sqlite" and not IN_CI:
        terminalreporter.line(
            "PostgreSQL: this was SQLite alone. To test there too: "
            "INROAD_TEST_DATABASE_URL=postgres://user@host/db make test",
            yellow=True,
        )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    if IN_CI and terminal is not None and terminal.stats.get("skipped") and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def reason(report: pytest.TestReport) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")
