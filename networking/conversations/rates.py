"""A share with the number it is a share of: nobody reads more into three of seven than there is."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist
from typing import NamedTuple

TELLING = 10  # under so many there is nothing to tell (DESIGN §2)
Z95 = NormalDist().inv_cdf(0.975)


class Interval(NamedTuple):
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.low:.0%} to {self.high:.0%}"


class Rate(NamedTuple):
    """`hits` of `of`."""

    hits: int
    of: int

    @property
    def is_telling(self) -> bool:
        return self.of >= TELLING

    @property
    def share(self) -> float | None:
        return self.hits / self.of if self.of else None

    @property
    def interval(self) -> Interval | None:
        """Where the true rate lies in 95 of 100 such samples: Wilson's score interval (E. B. Wilson, JASA 22,
        1927; method 3 of R. G. Newcombe, Statistics in Medicine 17, 1998)."""
        if not self.of:
            return None
        n, p, squared = self.of, self.hits / self.of, Z95**2
        middle = p + squared / (2 * n)
        reach = Z95 * sqrt(p * (1 - p) / n + squared / (4 * n * n))
        whole = 1 + squared / n
        low, high = (middle - reach) / whole, (middle + reach) / whole
        return Interval(low if self.hits else 0.0, high if self.hits < n else 1.0)

    @property
    def percent(self) -> str:
        """The share where it tells anything, else a dash."""
        return f"{self.hits / self.of:.0%}" if self.is_telling else "–"

    def __str__(self) -> str:
        """With n, always: "38% of 55", or why nothing is said."""
        if not self.of:
            return "nothing to tell yet"
        return (
            f"{self.percent} of {self.of}"
            if self.is_telling
            else f"too few to tell ({self.hits} of {self.of})"
        )
