"""The browser tells the time zone once; afterwards the seeker's own choice stands."""

from __future__ import annotations

import pytest
from django.urls import reverse

from networking.accounts.models import User
from networking.accounts.signals import search_settings_changed

URL = reverse("accounts:time_zone")


@pytest.fixture
def told():
    zones = []

    def listen(user, **_):
        zones.append(user.time_zone)

    search_settings_changed.connect(listen)
    yield zones
    search_settings_changed.disconnect(listen)


def zone_of(user) -> str:
    return User.objects.get(pk=user.pk).time_zone


def test_the_first_word_of_the_browser_counts(as_seeker, seeker, told):
    assert as_seeker.post(URL, {"time_zone": "Asia/Kathmandu"}).status_code == 204
    assert as_seeker.post(URL, {"time_zone": "Europe/Berlin"}).status_code == 204
    assert zone_of(seeker) == "Asia/Kathmandu"
    assert told == ["Asia/Kathmandu"]


@pytest.mark.parametrize("zone", ["", "Mars/Olympus", "../../etc/passwd", "x" * 5000, "\x00"])
def test_what_is_no_zone_is_refused(as_seeker, seeker, told, zone):
    assert as_seeker.post(URL, {"time_zone": zone}).status_code == 422
    assert zone_of(seeker) == ""
    assert told == []
