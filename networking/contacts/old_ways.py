"""What becomes of an address that was the old company’s: it goes to the notes, and an undo brings it back."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from networking.contacts.models import Contact, PastJob

OLD_WAYS = {"email": "E-mail", "phone": "Phone"}
FIELDS = {field.attname: field for field in Contact._meta.concrete_fields}


def put_aside(notes: str, way: str, address: str, job: PastJob) -> str:
    """The notes with the address in a line of its own at the end."""
    if not address:
        return notes
    line = f"{beginning(way, job)}{address}"
    return f"{notes.rstrip()}\n{line}" if notes.strip() else line


def taken_back(notes: str, way: str, job: PastJob) -> tuple[str, str]:
    """The notes without that line, and the address it held; '' if it is there no more, or no address now."""
    lines, begins = notes.split("\n"), beginning(way, job)
    for number, line in enumerate(lines):
        address = line.removeprefix(begins).strip()
        if line.startswith(begins) and is_address(way, address):
            return "\n".join(lines[:number] + lines[number + 1 :]), address
    return notes, ""


def is_address(way: str, text: str) -> bool:
    """Notes are free to edit: what goes back is only what the column may hold."""
    try:
        FIELDS[way].clean(text, None)
    except ValidationError:
        return False
    return bool(text)


def beginning(way: str, job: PastJob) -> str:
    at = f" at {job.company_name}" if job.company_name else ""
    return f"{OLD_WAYS[way]}{at} until {job.until.day} {job.until:%B} {job.until.year}: "
