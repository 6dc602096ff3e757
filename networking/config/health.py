"""Whether this process runs, and whether it can do its work: asked by machines, without a session."""

from __future__ import annotations

from collections.abc import Callable

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse


def health(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Answers before everything else: whoever asks may use any host name, and plain http."""
    answers = {"/healthz": process, "/readyz": database}

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = answers.get(request.path_info)
        if answer is None or request.method not in {"GET", "HEAD"}:
            return get_response(request)
        status, words = answer()
        return HttpResponse(
            f"{words}\n",
            status=status,
            content_type="text/plain; charset=utf-8",
            headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
        )

    return middleware


def process() -> tuple[int, str]:
    return 200, "ok"


def database() -> tuple[int, str]:
    """Ready when the database answers and every migration is applied."""
    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        return 503, "the database does not answer"
    return (503, "migrations are waiting: run manage.py migrate") if waiting else (200, "ready")
