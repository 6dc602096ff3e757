"""Serves the benchmark's settings as `manage.py run` serves the real ones: two workers, one request each."""

import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

if __name__ == "__main__":
    Granian(
        "networking.config.wsgi:application",
        address="127.0.0.1",
        port=int(sys.argv[1]),
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=1,
        log_level=LogLevels.error,
    ).serve()
