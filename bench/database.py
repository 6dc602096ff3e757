# ruff: noqa: E501
"""The database of the benchmark: so many seekers with 50 companies × 6 people and 4.2 interactions each.

Every fifth of the people is at the same stage, to contact … thanked. The rows are drawn by SQL in the
database itself, with the columns that the writer would have stored.
"""

from __future__ import annotations

import datetime as dt
import sys

import django

django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from networking.accounts.models import User  # noqa: E402
from networking.companies.criteria import copy_defaults  # noqa: E402
from networking.companies.models import Company  # noqa: E402
from networking.config import static_files  # noqa: E402
from networking.contacts.models import Contact  # noqa: E402
from networking.conversations import writer  # noqa: E402
from networking.conversations.models import Chat, Due, Interaction  # noqa: E402

COMPANIES, PEOPLE = 50, 6
FIRST = [
    "Ada",
    "Bo",
    "Cy",
    "Dana",
    "Eli",
    "Fay",
    "Gus",
    "Hana",
    "Ivo",
    "Jun",
    "Kai",
    "Lea",
    "Mio",
    "Nia",
    "Oto",
    "Pia",
    "Quin",
    "Rui",
    "Sol",
    "Tea",
]
LAST = [
    "Adler",
    "Blum",
    "Conti",
    "Diaz",
    "Ekman",
    "Fuchs",
    "Grant",
    "Haas",
    "Ito",
    "Jung",
    "Koch",
    "Lind",
    "Moreau",
    "Novak",
    "Okafor",
]
KINDS = ["outreach", "reply", "chat", "thank_you", "touch", "check_in", "touch"]
ENTRIES = [0, 3, 5, 6, 7]  # of each stage: 4.2 on average


def fill(model: type[models.Model], count: int, **columns: str) -> None:
    """Draws `count` rows: each column an expression of n (0 …), the others as the model begins."""
    names, values = [], []
    for field in model._meta.concrete_fields:
        if field.attname in columns:
            value = columns[field.attname]
        elif field.primary_key:
            value = "n + 1"
        elif field.null:
            value = "NULL"
        else:
            value = literal(field.db_default if field.has_db_default() else field.get_default())
        names.append(connection.ops.quote_name(field.column))
        values.append(value)
    numbers = (
        f"WITH RECURSIVE numbers(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count - 1})"
    )
    sql = f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) {numbers} SELECT {', '.join(values)} FROM numbers"
    with connection.cursor() as cursor:
        cursor.execute(sql)


def literal(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else f"'{value or ''}'" if value != [] else "'[]'"


def pick(words: list[str], index: str) -> str:
    """One of these words, by an expression."""
    cases = " ".join(f"WHEN {number} THEN '{word}'" for number, word in enumerate(words))
    return f"CASE ({index}) % {len(words)} {cases} END"


def day(days_ago: str) -> str:
    if connection.vendor == "postgresql":
        return f"CURRENT_DATE - ({days_ago})::int"
    return f"date('now', (-({days_ago})) || ' days')"


def key(number: str) -> str:
    if connection.vendor == "postgresql":
        return f"lpad(to_hex({number}), 32, '0')::uuid"
    return f"printf('%032x', {number})"


def build(seekers: int) -> None:
    now = (
        f"'{timezone.now():%Y-%m-%d %H:%M:%S+00:00}'"
        if connection.vendor == "postgresql"
        else f"'{timezone.now():%Y-%m-%d %H:%M:%S}'"
    )
    fill(
        User,
        seekers,
        email="'seeker' || n || '@example.org'",
        date_joined=now,
        time_zone="'UTC'",
        target_aim=str(COMPANIES),
    )
    companies, people = seekers * COMPANIES, seekers * COMPANIES * PEOPLE
    fill(
        Company, companies,
        owner_id=f"n / {COMPANIES} + 1", name="'Company ' || n", company_key="'company ' || n", standing="'target'",
        target_on=day("30"), position="n", place="'Somewhere'", in_product="true", in_words="'I use what they make.'", created_at=now,
    )  # fmt: skip
    stage = "(n % 5)"
    name = f"{pick(FIRST, 'n')} || ' ' || {pick(LAST, 'n / 7')}"
    passed = {at: f"CASE WHEN {stage} >= {at} THEN {day(f'40 - {at}')} END" for at in range(1, 5)}
    fill(
        Contact, people,
        owner_id=f"n / {COMPANIES * PEOPLE} + 1", company_id=f"n / {PEOPLE} + 1", name=name, name_key=f"lower({name})",
        search_text=f"lower({name}) || ' engineer'", title="'Engineer'", stage=stage, created_at=now,
        persona=pick(["developer", "developer", "manager", "manager", "recruiter", "recruiter"], "n"),
        reached_on=passed[1], replied_on=passed[2], chatted_on=passed[3], thanked_on=passed[4],
        last_interaction_on=f"CASE WHEN {stage} > 0 THEN {day('5')} END",
    )  # fmt: skip
    fill(
        Due,
        people // 5,
        owner_id=f"n * 5 / {COMPANIES * PEOPLE} + 1",
        contact_id="n * 5 + 2",
        rule="6",
        due_on=day("n % 9 - 4"),
    )
    draw_history(people, now)


def draw_history(people: int, now: str) -> None:
    """For each five people 21 interactions: which one of the five, and which of theirs, by n."""
    owners = [who for who, count in enumerate(ENTRIES) for _ in range(count)]
    turns = [turn for count in ENTRIES for turn in range(count)]
    contact = f"(n / {len(owners)} * 5 + {pick([str(w) for w in owners], 'n')})"
    contact = contact.replace("'", "")
    turn = pick([str(t) for t in turns], "n").replace("'", "")
    second = [(w, t) for w, t in zip(owners, turns, strict=True)]
    kinds = [KINDS[t] if w > 1 or t == 0 else "follow_up" if t == 1 else "touch" for w, t in second]
    kinds = [
        ("reply" if k == "chat" and w == 2 else "touch" if k == "thank_you" and w < 4 else k)
        for k, (w, _) in zip(kinds, second, strict=True)
    ]
    chats = [position for position, kind in enumerate(kinds) if kind == "chat"]
    per = len(owners)
    rows = people // 5 * per
    common = {
        "owner_id": f"{contact} / {COMPANIES * PEOPLE} + 1",
        "contact_id": f"{contact} + 1",
        "company_id": f"{contact} / {PEOPLE} + 1",
    }
    talk = f"(n / {len(chats)} * 5 + {pick([str(owners[c]) for c in chats], 'n')})".replace("'", "")
    fill(
        Chat, people // 5 * len(chats),
        owner_id=f"{talk} / {COMPANIES * PEOPLE} + 1", contact_id=f"{talk} + 1", company_id=f"{talk} / {PEOPLE} + 1",
        status="'held'", settled_on=day("20"), settled_at=now, key=key("n"),
    )  # fmt: skip
    chat = " ".join(
        f"WHEN {position} THEN n / {per} * {len(chats)} + {number + 1}"
        for number, position in enumerate(chats)
    )
    fill(
        Interaction, rows, **common,
        kind=pick(kinds, "n"), on=day(f"40 - ({turn}) * 5"), note="'Asked how the team works.'", logged_at=now, key=key("n"),
        chat_id=f"CASE n % {per} {chat} END",
    )  # fmt: skip


def sign_in(user: User) -> str:
    """The key of a session, as if this person had come in by the door."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.set_expiry(dt.timedelta(days=30))
    session.create()
    return str(session.session_key)


def main() -> None:
    seekers = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    static_files.collect()
    if not Interaction.objects.exists():
        with transaction.atomic():
            build(seekers)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                for model in (User, Company, Contact, Due, Chat, Interaction):
                    table = model._meta.db_table
                    cursor.execute(
                        f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
                    )
        for table in (Company, Contact, Interaction, Due):
            with connection.cursor() as cursor:
                cursor.execute(f"ANALYZE {table._meta.db_table}")
    seeker = User.objects.order_by("pk")[seekers // 2]
    copy_defaults(seeker)
    writer.recompute_all(seeker)
    people = Contact.objects.owned_by(seeker).order_by("pk").values_list("pk", flat=True)
    print(sign_in(seeker), people[0], seeker.pk)


if __name__ == "__main__":
    main()
