"""Brings what others wrote for the browser into static/vendor: pinned, hashed, with its licence.

    python scripts/vendor.py

Needs npm and the network; whoever only runs or tests Inroad needs neither. Bootstrap is cut down to the
parts named in scripts/bootstrap.scss.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENDOR = ROOT / "static" / "vendor"
SASS = "sass@1.98.0"
SCRIPTS = ("latin", "latin-ext")

# package → (version, licence, folder here, {file in the package: file here})
PACKAGES: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "bootstrap": ("5.3.8", "MIT", "bootstrap", {"LICENSE": "LICENSE"}),
    "sortablejs": (
        "1.15.7",
        "MIT",
        "sortablejs",
        {"LICENSE": "LICENSE", "Sortable.min.js": "sortable.min.js"},
    ),
    **{
        f"@fontsource-variable/{font}": (
            "5.3.0",
            "OFL-1.1",
            font,
            {"LICENSE": "LICENSE"}
            | {f"files/{font}-{script}-wght-normal.woff2": f"{font}-{script}.woff2" for script in SCRIPTS},
        )
        for font in ("inter", "fraunces")
    },
}


def unpack(package: str, folder: Path) -> Path:
    """The folder with the contents of one npm package."""
    folder.mkdir()
    subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    with tarfile.open(next(folder.glob("*.tgz"))) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def build_bootstrap(package: Path, target: Path) -> None:
    source = package / "scss" / "inroad.scss"
    shutil.copy(ROOT / "scripts" / "bootstrap.scss", source)
    command = ["npx", "--yes", SASS, "--quiet", "--no-source-map", "--style=compressed"]
    subprocess.run([*command, str(source), str(target)], check=True)


def without_source_map(path: Path) -> None:
    """Manifest storage would look for the map, which is not here."""
    text = path.read_text()
    path.write_text(re.sub(r"\n?(//|/\*)# sourceMappingURL=\S*( \*/)?", "", text).rstrip() + "\n")


def main() -> None:
    shutil.rmtree(VENDOR, ignore_errors=True)
    listed = []
    with tempfile.TemporaryDirectory() as temporary:
        for name, (version, licence, folder, files) in PACKAGES.items():
            here = VENDOR / folder
            here.mkdir(parents=True)
            package = unpack(f"{name}@{version}", Path(temporary) / folder)
            for source, target in files.items():
                shutil.copy(package / source, here / target)
            if name == "bootstrap":
                build_bootstrap(package, here / "bootstrap.css")
            for path in here.iterdir():
                path.chmod(0o644)
                if path.suffix in {".js", ".css"}:
                    without_source_map(path)
            hashes = {
                path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in sorted(here.iterdir())
            }
            listed.append({"name": name, "version": version, "licence": licence, "files": hashes})
    (VENDOR / "vendor.json").write_text(json.dumps(listed, indent=2) + "\n")


if __name__ == "__main__":
    main()
