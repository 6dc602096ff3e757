"""What lies in static/vendor is what scripts/vendor.py brought, byte for byte."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

from django.conf import settings

VENDOR = Path(settings.BASE_DIR) / "static" / "vendor"
LISTED = json.loads((VENDOR / "vendor.json").read_text())
HASHES = {path: sha for package in LISTED for path, sha in package["files"].items()}


def test_every_file_is_listed_with_its_hash():
    found = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "vendor.json"
    }
    assert found == HASHES


def test_every_package_says_its_version_and_licence_and_brings_the_licence_text():
    for package in LISTED:
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
        assert package["licence"] in {"MIT", "OFL-1.1"}
        assert any(path.endswith("/LICENSE") for path in package["files"])


def test_no_file_points_at_a_source_map_or_at_a_registry():
    for path in VENDOR.rglob("*"):
        if path.suffix in {".js", ".css", ".json"}:
            text = path.read_text()
            assert "sourceMappingURL" not in text
            assert "registry" not in text
