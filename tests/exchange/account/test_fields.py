"""Each column of each table with a way to a person is exported, or there is a reason why not."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

from networking.accounts.models import User
from networking.cohorts.models import Membership
from networking.exchange.account.fields import (
    ACCOUNT_EXCUSED,
    EXCUSED,
    MEMBERSHIP_EXCUSED,
    MEMBERSHIPS,
    PARTS,
    POINTERS,
    SETTINGS,
    part_of,
)

TOLD = {part.model: (set(part.exported), dict(part.excused)) for part in PARTS}
TOLD[User] = (set(SETTINGS), ACCOUNT_EXCUSED)
TOLD[Membership] = (set(MEMBERSHIPS), MEMBERSHIP_EXCUSED)


def columns(model: type[models.Model]) -> list[models.Field]:
    return [*model._meta.concrete_fields, *model._meta.many_to_many]


def personal_models() -> list[type[models.Model]]:
    """Every table from which relations lead to an account, however many tables lie between."""
    found: set[type[models.Model]] = {User}
    while True:
        more = {
            model
            for model in apps.get_models(include_auto_created=False)
            if model not in found and any(field.related_model in found for field in columns(model))
        }
        if not more:
            return sorted(found, key=lambda model: model._meta.label)
        found |= more


@pytest.mark.parametrize("model", personal_models(), ids=lambda model: model._meta.label)
def test_every_column_has_a_decision(model):
    if model._meta.label in EXCUSED:
        assert model not in TOLD, f"{model._meta.label} is exported and excused."
        return
    assert model in TOLD, (
        f"{model._meta.label} leads to a person. Give it a Part in networking/exchange/account/fields.py, "
        "or say in EXCUSED there why it is not exported."
    )
    exported, excused = TOLD[model]
    names = {field.name for field in columns(model)}
    undecided = names - exported - excused.keys()
    assert not undecided, (
        f"{model._meta.label} has new columns: {', '.join(sorted(undecided))}. Say in "
        "networking/exchange/account/fields.py that they are exported, or why not."
    )
    assert exported.isdisjoint(excused), "a column is exported and excused"
    assert exported | excused.keys() == names, "a column is named that there is not"
    assert all(reason.strip() for reason in excused.values())


def test_nothing_is_excused_that_there_is_not():
    assert EXCUSED.keys() <= {model._meta.label for model in apps.get_models()}
    assert all(EXCUSED.values())


def test_what_a_row_points_to_stands_before_it():
    names = [part.name for part in PARTS]
    for part in PARTS:
        targets = [part_of(field.related_model).name for field in part.fields if field.related_model]
        for (model, name), words in POINTERS.items():
            if model is part.model:
                assert name in part.exported
                targets += words.values()
        assert all(names.index(target) <= names.index(part.name) for target in targets), part.name


def test_the_documentation_names_every_column_in_the_order_of_the_file():
    text = (settings.BASE_DIR / "docs" / "export-format.md").read_text()
    told = re.findall(r"^### `(\w+)`\n(.*?)(?=^##)", text, re.MULTILINE | re.DOTALL)
    found = [(name, re.findall(r"^\| `(\w+)` \|", body, re.MULTILINE)) for name, body in told]
    assert found == [
        ("account", ["email", "date_joined", *SETTINGS]),
        ("memberships", ["organization", "cohort", *MEMBERSHIPS]),
        *((part.name, list(part.exported)) for part in PARTS),
    ]
