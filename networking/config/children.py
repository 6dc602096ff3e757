"""The background worker beside the server: started with it, started again if it falls, gone with it."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
from types import TracebackType

from django.conf import settings

log = logging.getLogger(__name__)
PR_SET_PDEATHSIG = 1
SERVER = "INROAD_SERVER"  # the key of the server's own process, for those that it starts


def end_with_parent(by: signal.Signals = signal.SIGTERM) -> None:
    """Asks Linux to end this process when its parent is gone, even if that was killed without a word.

    Who was killed before this was asked is seen by another parent standing in its place.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, by)
        if os.environ.get(SERVER, "") not in {"", str(os.getppid())}:
            os._exit(0)


class Worker:
    """`with Worker():` keeps `manage.py worker` running until the block ends."""

    AGAIN_AFTER = 3.0
    PATIENCE = 10.0

    def __init__(self) -> None:
        self._leaving = threading.Event()
        self._watcher = threading.Thread(target=self._watch, name="worker", daemon=True)

    def __enter__(self) -> None:
        self._watcher.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leaving.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._leaving.is_set():
            # A session of its own: Ctrl-C reaches the server, and the server ends the worker.
            process = subprocess.Popen(
                [sys.executable, "-m", "networking", "worker"],
                cwd=settings.BASE_DIR,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )
            while process.poll() is None and not self._leaving.wait(0.2):
                pass
            if self._leaving.is_set():
                self._end(process)
                return
            log.error("The background worker ended with status %s; starting it again.", process.returncode)
            self._leaving.wait(self.AGAIN_AFTER)

    def _end(self, process: subprocess.Popen[bytes]) -> None:
        process.terminate()
        try:
            process.wait(self.PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
