"""Small files as LinkedIn and others make them, with invented people."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

HEADER = ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"]
NOTES = (
    'Notes:\r\n"When exporting your connection data, you may notice that some of the email addresses are '
    'missing, as the people decide about that."\r\n\r\n'
)


def row(
    first: str = "Ada",
    last: str = "Quill",
    slug: str = "",
    email: str = "",
    company: str = "Fernwood",
    title: str = "Engineer",
    on: str = "12 Mar 2024",
) -> list[str]:
    url = f"https://www.linkedin.com/in/{slug}" if slug and "/" not in slug else slug
    return [first, last, url, email, company, title, on]


ADA = row("Ada", "Quill", "ada-quill")
BO = row("Bo", "Lindqvist", "bo-lindqvist", "bo@example.org", "Harbour Labs", "Engineering Manager")
CY = row("Cy", "Okafor", "cy-okafor", "", "Fernwood", "Technical Recruiter", "08 Jan 2023")
CLOSED = row("", "", company="", title="", on="17 Nov 2021")


def text(
    *rows: Sequence[str], header: Sequence[str] | None = None, delimiter: str = ",", end: str = "\r\n"
) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(HEADER if header is None else header)
    writer.writerows(rows)
    return out.getvalue()


def save(path: Path, content: str | bytes, encoding: str = "utf-8") -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def zipped(members: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, (2026, 1, 2, 3, 4, 6))  # the same bytes at any moment
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()
