"""Sets up what is missing and serves Inroad until told to stop."""

from __future__ import annotations

import os
import signal
import socket
import sys
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import OperationalError, connections
from django.utils import timezone
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from networking.accounts.owner import machine_owner, sign_in_url
from networking.config import static_files
from networking.config.alone import alone
from networking.config.children import SERVER, Worker
from networking.web.commands import PlainCommand


class Command(PlainCommand):
    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        check_port(settings.ADDRESS, settings.PORT)
        try:
            with alone():
                call_command("migrate", interactive=False, verbosity=0)
                static_files.collect()
        except OperationalError as error:
            raise CommandError(f"The database does not answer: {error}") from error
        os.environ[SERVER] = str(os.getpid())
        server = make_server(settings.ADDRESS)
        server.on_startup(lambda: self.greet(server))
        if settings.AT_HOME:
            machine_owner()
        connections.close_all()
        with Worker():
            server.serve()
        self.stdout.write("Inroad has stopped.")

    def greet(self, server: Any) -> None:
        if sys.stdin.isatty():  # closing the terminal means stop
            signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
        self.stdout.write(f"\nInroad runs at {settings.SITE_URL} (Ctrl-C stops it)")
        if settings.AT_HOME:
            url = sign_in_url(machine_owner(), now=timezone.now())
            self.stdout.write(f"Sign in here, once, within 15 minutes:\n\n    {url}\n")
            connections.close_all()
        elif settings.IS_HTTPS and not settings.TRUSTED_PROXIES:
            self.stdout.write(
                "PUBLIC_URL is https, but INROAD_TRUSTED_PROXIES is 0: with a proxy in front, set it to 1."
            )
        self.stdout.flush()


def check_port(address: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({os.strerror(error.errno or 0)}). "
                f"Stop what runs there, or choose another port: PORT={port + 1} make run"
            ) from error


def make_server(address: str) -> Any:
    """Two processes, one request at a time in each: our views wait for nothing but the database."""
    return Granian(
        "networking.config.wsgi:application",
        address=address,
        port=settings.PORT,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=1,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        working_dir=settings.BASE_DIR,
    )
