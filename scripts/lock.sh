#!/bin/sh
# Writes the lock files: pinned, hashed, without any registry's address.
set -eu
cd "$(dirname "$0")/.."
UV=${UV:-.venv/bin/uv}
lock() { "$UV" pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
         --no-emit-index-url --no-emit-find-links "$@"; }
echo uv | lock - -o requirements/bootstrap.txt
lock pyproject.toml -o requirements/run.txt
lock pyproject.toml --group dev -o requirements/dev.txt
