"""`make bench`: every benchmark of this folder in turn, each in a process and a database of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

for script in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    print(f"\n## {script.stem}\n", flush=True)
    subprocess.run([sys.executable, str(script), *sys.argv[1:]], check=True)
