"""A rate is said with the number it is of; of fewer than ten nothing can be told (DESIGN §2, Numbers)."""

from __future__ import annotations

from typing import NamedTuple

FEWEST = 10


class Rate(NamedTuple):
    part: int
    whole: int

    @property
    def is_telling(self) -> bool:
        return self.whole >= FEWEST

    @property
    def words(self) -> str:
        if not self.whole:
            return "none yet"
        of = f"{self.part} of {self.whole}"
        return (
            f"{round(100 * self.part / self.whole)} % ({of})" if self.is_telling else f"{of}, too few to tell"
        )
