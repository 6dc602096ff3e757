"""A seeker of a school with a list that can be handed in, and acts in few words."""

from __future__ import annotations

import datetime as dt

import pytest

from networking.accounts.models import User
from networking.coaching import handing_in, reviewing
from networking.coaching.models import Review, Submission
from networking.coaching.reviewing import Said, Words
from tests.cohorts.conftest import school  # noqa: F401
from tests.people import NOW, make_company

LATER = NOW + dt.timedelta(hours=1)
AIM = 2


@pytest.fixture
def listed(school):
    """The school, where `seeker` aims for two targets and has both, each with an “in”."""
    school.seeker.target_aim = AIM
    school.seeker.save(update_fields=["target_aim"])
    for name in ("Northwind", "Globex"):
        make_company(school.seeker, name, in_words="I use it", place="Fargo")
    return school


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def hand_in(owner: User, words: str = "", now: dt.datetime = NOW) -> Submission:
    return handing_in.hand_in(owner, round_number=handing_in.next_round(owner), words=words, now=now)


def say_to(submission: Submission, overall: str = "", **said: tuple[str, str]) -> Words:
    """`Northwind=("good", "Nice")`: a review as its form holds it."""
    keys = dict(submission.companies.values_list("name", "pk"))
    return Words(overall, {keys[name]: Said(*one) for name, one in said.items()})


def send(
    submission: Submission, coach: User, words: Words, now: dt.datetime = LATER, version: int = 0
) -> Review:
    return reviewing.send(submission, coach, words, version=version, now=now)
