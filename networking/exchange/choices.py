"""What the person said about their file, and how far reading tells that it came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Progress = Callable[[float], None]  # from 0 to 1; raises when the file was taken away meanwhile


@dataclass
class Choices:
    """'' and None mean: find out. `said` is what one kind of file asks besides."""

    encoding: str = ""
    delimiter: str = ""
    day_first: bool | None = None
    said: dict[str, Any] = field(default_factory=dict)
