"""Puts a random search with rows of every part into an empty database."""

from __future__ import annotations

import os
import sys
from random import Random

ACTS = 100


def fill(email: str, random: Random) -> None:
    from tests.conversations import test_random_seekers
    from tests.exchange.account.everything import ODD, add_everything, words

    test_random_seekers.note = lambda said: None  # nobody listens outside of a test
    seeker = test_random_seekers.Seeker(random)
    for _ in range(ACTS):
        seeker.do_something()
    add_everything(seeker.user, lambda kind: random.choice(ODD) if kind is words else random.random())
    seeker.user.email = email
    seeker.user.save()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "networking.config.settings"
    import django

    django.setup()
    fill(sys.argv[1], Random(int(os.environ.get("SEED", "1"))))
