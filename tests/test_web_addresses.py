"""A stored link leads to the web: no form and no table takes a script for an address (SECURITY T25)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from networking.web.fields import SafeURLField
from tests.access import worlds

SPELLINGS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\x01javascript:alert(1)",
    "javascript://example.org/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//example.org",
    "ftp://example.org/",
    "http:javascript:alert(1)",
    "https:\\\\example.org",
]

ADDRESSES = [
    (model, f)
    for model in apps.get_models()
    for f in model._meta.concrete_fields
    if isinstance(f, SafeURLField)
]
every_address = pytest.mark.parametrize(("model", "f"), ADDRESSES, ids=[str(f) for _, f in ADDRESSES])


def test_every_field_that_holds_an_address_is_a_safe_one():
    for model in apps.get_models():
        if model.__module__.startswith("networking."):
            for f in model._meta.concrete_fields:
                if "url" in f.name or (f.name in {"website", "source", "link"} and not f.choices):
                    assert isinstance(f, SafeURLField), f


@every_address
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_form_takes_it(model, f, spelling):
    with pytest.raises(ValidationError):
        f.formfield().clean(spelling) and f.clean(f.formfield().clean(spelling), None)


@every_address
def test_no_table_takes_it(model, f, seeker, stranger):
    world, _ = worlds(seeker, stranger)
    rows = model._base_manager.filter(pk=next(t.pk for t in world.values() if type(t) is model))
    for spelling in SPELLINGS:
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**{f.attname: spelling})
    rows.update(**{f.attname: "https://example.org/a?b=c"})
