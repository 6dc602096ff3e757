"""The clock of the pages' tests stands at noon of `TODAY`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from tests.people import NOW


@pytest.fixture
def noon() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield
