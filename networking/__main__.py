"""`python -m networking run`: the same commands as manage.py, from wherever the package is."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from environs import EnvError


def main(arguments: list[str]) -> None:
    """What is wrong with a setting is one sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "networking.config.settings")
    try:
        execute_from_command_line(arguments)
    except (ImproperlyConfigured, EnvError) as error:
        sys.exit(f"Inroad cannot start: {error}")


if __name__ == "__main__":
    main(["python -m networking", *sys.argv[1:]])
