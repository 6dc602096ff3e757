#!/bin/sh
# Installs one lock file into .venv: scripts/install.sh requirements/run.txt
# uv is five times quicker than pip but reads none of pip's configuration, so it is told what pip knows
# (a registry of one's own, a certificate). Whatever stops uv, pip itself tries again.
set -eu
cd "$(dirname "$0")/.."
python=.venv/bin/python
pip() { "$python" -m pip --disable-pip-version-check "$@"; }
settings=$(pip config list)
known() { echo "$settings" | sed -nE "s/^(global|install|:env:)\.$1='(.*)'\$/\2/p" | tail -n 1 | sed 's/\\n/ /g'; }

url=$(known index-url)
more=$(known extra-index-url)
links=$(known find-links)
certificate=$(known cert)
[ -z "$url" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$url}"
[ -z "$more" ] || export UV_INDEX="${UV_INDEX:-$more}"
[ -z "$links" ] || export UV_FIND_LINKS="${UV_FIND_LINKS:-$(echo $links | tr ' ' ',')}"
[ -z "$certificate" ] || export SSL_CERT_FILE="${SSL_CERT_FILE:-$certificate}"
# Every file's hash is in the lock, so it does not matter which registry it comes from.
export UV_INDEX_STRATEGY=unsafe-best-match UV_SYSTEM_CERTS=1 UV_HTTP_TIMEOUT=120 UV_NO_PROGRESS=1

if [ ! -x .venv/bin/uv ]; then
    pip install -q --require-hashes -r requirements/bootstrap.txt || echo "uv could not be installed; using pip." >&2
fi
.venv/bin/uv pip install -q -p "$python" --require-hashes -r "$1" ||
    { echo "Trying again with pip; this takes a little longer." >&2; pip install -q --require-hashes -r "$1"; }
