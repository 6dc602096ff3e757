"""One line of JSON per event, with ids and routes where names and addresses could stand (SECURITY T33)."""

from __future__ import annotations

import json
import logging
import traceback
from types import TracebackType
from typing import Any


class Line(logging.Formatter):
    """`shows_values`: at home the reader is the owner, and an error may say what it stumbled over."""

    def __init__(self, *, shows_values: bool) -> None:
        super().__init__()
        self.shows_values = shows_values

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, Any] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
        }
        request = getattr(record, "request", None)
        if request is None:
            entry["message"] = record.getMessage()
        else:  # Django's message quotes the path, and a path may hold a secret link.
            match = getattr(request, "resolver_match", None)
            entry |= {
                "method": getattr(request, "method", ""),
                "route": match.route if match else "",
                "status": getattr(record, "status_code", None),
            }
        if record.exc_info and record.exc_info[1]:
            entry["error"] = self._error(record.exc_info[1], record.exc_info[2])
        return json.dumps(entry, ensure_ascii=True)

    def _error(self, error: BaseException, trace: TracebackType | None) -> list[str]:
        frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]
        name = type(error).__qualname__
        return [*frames, f"{name}: {error}" if self.shows_values else name]
