"""The real settings, with the bare view beside the real pages; BENCH_COLD throws every cached piece away."""

import os

from networking.config.settings import *  # noqa: F403
from networking.config.settings import CACHES

ROOT_URLCONF = "bench.urls"
if os.environ.get("BENCH_COLD"):
    CACHES["fragments"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
