"""`make bench`: every benchmark of this folder in turn, each in a process and a database of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

for name in ("pages", "coach", "many_people", "import_file"):
    print(f"\n## {name}\n", flush=True)
    subprocess.run([sys.executable, str(Path(__file__).with_name(f"{name}.py"))], check=True)
