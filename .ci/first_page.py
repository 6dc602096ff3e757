"""Waits until a server is ready and asks it for the first page: python3 .ci/first_page.py http://127.0.0.1:8000"""

import sys
import time
import urllib.error
import urllib.request

SITE = sys.argv[1]
PATIENCE = 240


def get(path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(SITE + path, timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError as error:
        return 0, str(error)


began = time.monotonic()
while (ready := get("/readyz"))[0] != 200:
    if time.monotonic() - began > PATIENCE:
        sys.exit(f"Not ready after {PATIENCE} s: {ready}")
    time.sleep(0.2)
status, page = get("/")
if status != 200 or "Inroad" not in page or "Sign in" not in page:
    sys.exit(f"The first page answers {status}:\n{page[:2000]}")
print(f"Ready after {time.monotonic() - began:.1f} s, and the first page is there.")
