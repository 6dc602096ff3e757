"""A command that cannot do what was asked says so in one sentence and ends with 2."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("command", [["import_file", "/nowhere.csv"], ["next_steps"]])
def test_what_is_wrong_is_one_sentence_without_the_name_of_an_exception(command, migrated):
    environment = {**os.environ, "INROAD_DATA": str(migrated)}
    environment["DJANGO_SETTINGS_MODULE"] = "networking.config.settings"
    environment.pop("DATABASE_URL")
    said = subprocess.run(
        [sys.executable, "manage.py", *command, "--user", "nobody@example.org"],
        env=environment,
        capture_output=True,
        text=True,
    )
    assert said.returncode == 2
    assert said.stderr == "There is no account with the address nobody@example.org.\n"
