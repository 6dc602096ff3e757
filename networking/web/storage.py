"""Joins a style sheet with the ones it imports, so that a page asks for one file and we write many."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

IMPORT = re.compile(r'@import url\("([^":]+)"\);\n?')
ADDRESS = re.compile(r'url\("(?!data:|/)([^"]+)"\)')
ENTRANCE = "css/inroad.css"


class OneSheetStorage(ManifestStaticFilesStorage):
    """Manifest storage that first writes the joined sheet; what it is made of stays where it was."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if ENTRANCE in paths and not dry_run:
            self.delete(ENTRANCE)
            self.save(ENTRANCE, ContentFile(joined(ENTRANCE, paths).encode()))
            paths = paths | {ENTRANCE: (self, ENTRANCE)}
        yield from super().post_process(paths, dry_run, **options)


def joined(name: str, paths: dict[str, Any]) -> str:
    """The text of a sheet with every import replaced by what it names; addresses stay right."""
    storage, path = paths[name]
    with storage.open(path) as file:
        text = file.read().decode()
    folder = posixpath.dirname(name)

    def part(match: re.Match[str]) -> str:
        other = posixpath.normpath(posixpath.join(folder, match[1]))
        there = posixpath.dirname(other)

        def moved(address: re.Match[str]) -> str:
            target = posixpath.normpath(posixpath.join(there, address[1]))
            return f'url("{posixpath.relpath(target, folder)}")'

        return ADDRESS.sub(moved, joined(other, paths))

    return IMPORT.sub(part, text)
