"""What a table adds to a search, decided without a database."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from networking.companies.models import Standing
from networking.companies.names import company_key
from networking.contacts.names import match_key
from networking.contacts.stages import Kind
from networking.exchange.report import Outcome, Report
from networking.exchange.sheets import columns as whole
from networking.exchange.sheets import fields, rows
from networking.exchange.sheets.fields import Field
from networking.exchange.sheets.plan import Plan
from networking.exchange.sheets.saying import Said
from networking.exchange.sheets.tables import Table
from networking.exchange.sheets.there import Place, Somebody, There
from tests.people import TODAY

TRACKER = ["Company", "Position", "Status", "Date Applied", "Job Link", "Notes"]
CRM = ["Name", "Company", "Job title", "LinkedIn", "Email", "Status", "Last Contacted", "Notes"]
CRM_FIELDS = dict(
    enumerate(
        [
            Field.CONTACT,
            Field.COMPANY,
            Field.TITLE,
            Field.LINKEDIN,
            Field.EMAIL,
            Field.STATUS,
            Field.LAST_CONTACTED,
            Field.NOTES,
        ]
    )
)


def table(header, *lines):
    wide = [[*line, *[""] * (len(header) - len(line))] for line in lines]
    return Table("Sheet", 1, header, list(enumerate(wide, 2)))


def plan(sheet, there=None, columns=None, words=None, wish=Standing.BACKLOG, aim=5, mine=""):
    columns = columns or fields.guess(sheet)
    report = Report()
    reading = rows.Reading(
        columns, words or {}, False, TODAY, whole.own_addresses(sheet, columns, mine), frozenset({5, 7})
    )
    made = Plan(there or There(), report)
    made.take(rows.lines(sheet, reading))
    made.settle(wish, aim)
    report.check()
    return made


def places(made):
    return {place.name: place.standing for place in made.new_places()}


def numbers(made):
    r = made.report
    return {
        name: number
        for name in ("found", "added", "updated", "unchanged", "merged", "held")
        if (number := getattr(r, name))
    } | ({"skipped": dict(r.skipped)} if r.skipped else {})


def texts(made, outcome):
    return [finding.text for finding in made.report.findings if finding.outcome == outcome]


def test_applications_become_companies_with_what_was_written_of_them():
    made = plan(
        table(
            TRACKER,
            ["Acme", "Junior developer", "Applied", "2026-11-05", "https://acme.example/jobs/7", "Ask Bo."],
            ["Fernwood", "Tester", "Rejected", "2026-10-01"],
        )
    )
    assert places(made) == {"Acme": Standing.BACKLOG, "Fernwood": Standing.ARCHIVED}
    acme, fernwood = made.new_places()
    assert acme.notes == (
        "Junior developer – Applied · applied on 5 November 2026 · https://acme.example/jobs/7\nAsk Bo."
    )
    assert fernwood.notes == "Tester – Rejected · applied on 1 October 2026"
    assert numbers(made) == {"found": 2, "added": 2}
    assert made.report.made == {"companies": 2}
    assert not made.there.people


def test_as_targets_no_more_come_in_than_aimed_for_and_closed_ones_never():
    there = There([Place(pk=1, name="Harbour", key="harbour", standing=Standing.TARGET)])
    sheet = table(TRACKER, ["Acme"], ["Beta", "", "Ghosted"], ["Cedar"], ["Dune"])
    made = plan(sheet, there, wish=Standing.TARGET, aim=3)
    assert places(made) == {
        "Acme": Standing.TARGET,
        "Beta": Standing.ARCHIVED,
        "Cedar": Standing.TARGET,
        "Dune": Standing.BACKLOG,
    }


def test_one_open_application_keeps_a_company_open():
    sheet = table(TRACKER, ["Acme", "Developer", "Rejected"], ["ACME Inc.", "Tester", "Applied"])
    made = plan(sheet)
    assert places(made) == {"Acme": Standing.BACKLOG}
    assert numbers(made) == {"found": 2, "added": 1, "merged": 1}
    assert next(made.new_places()).notes == "Developer – Rejected\nTester – Applied"


def test_what_is_there_keeps_its_place_and_gains_a_note():
    known = Place(pk=1, name="Acme", key="acme", standing=Standing.TARGET, notes="Mine.")
    made = plan(table(TRACKER, ["acme gmbh", "Developer", "Rejected"]), There([known]))
    assert (known.standing, known.notes) == (Standing.TARGET, "Mine.\nDeveloper – Rejected")
    assert known.before == {"notes": "Mine."}
    assert numbers(made) == {"found": 1, "updated": 1}


def test_people_come_with_what_was_said_on_that_day():
    made = plan(
        table(
            CRM,
            [
                "Ada Quill",
                "Acme",
                "Engineer",
                "linkedin.com/in/ada-quill",
                "",
                "Replied",
                "2026-11-02",
                "Kind.",
            ],
            ["Bo Lind", "Acme", "Recruiter", "", "bo@acme.example", "Contacted", "2026-11-03"],
            ["Cy Roe", "Acme", "", "", "", "Thanked", "2026-11-04"],
            ["Di Okafor", "Acme", "", "", "", "Chatted", ""],
            ["Ed Vale", "Acme", "", "", "", "", "2026-12-24"],
        ),
        columns=CRM_FIELDS,
    )
    ada, bo, cy, di, ed = made.new_people()
    assert (ada.name, ada.title, ada.profile_key, ada.notes) == (
        "Ada Quill",
        "Engineer",
        "ada-quill",
        "Kind.",
    )
    assert [said.kind for said in ada.new] == [Kind.OUTREACH, Kind.REPLY]
    assert bo.new == [Said(dt.date(2026, 11, 3), Kind.OUTREACH)]
    assert [said.kind for said in cy.new] == [Kind.CHAT, Kind.THANK_YOU]
    assert (di.new, di.notes) == ([], "Chatted")
    assert ed.new == []
    assert texts(made, Outcome.DOUBT) == [
        "“Chatted” has no day, so it stands in the notes only.",
        "24 December 2026 is still to come, so nothing was logged for it.",
    ]
    assert numbers(made) == {"found": 5, "added": 5}


def test_applying_is_not_writing_to_a_person():
    header = ["Company", "Role", "Status", "Date Applied", "Recruiter", "Reference", "Reference email"]
    columns = dict(
        enumerate(
            [
                Field.COMPANY,
                Field.ROLE,
                Field.STATUS,
                Field.APPLIED_ON,
                Field.CONTACT,
                Field.CONTACT_2,
                Field.EMAIL_2,
            ]
        )
    )
    line = ["Acme", "Dev", "Interview", "2026-11-01", "Ana Roe (HR lead)", "Bo Lind", "bo@acme.example"]
    made = plan(table(header, line), columns=columns)
    ana, bo = made.new_people()
    assert (ana.name, ana.title, ana.new) == ("Ana Roe", "HR lead", [])
    assert (bo.name, bo.email, bo.new) == ("Bo Lind", "bo@acme.example", [])
    assert next(made.new_places()).notes == "Dev – Interview · applied on 1 November 2026"


def test_two_names_in_one_cell_are_two_people_and_nobody_is_nobody():
    columns = {0: Field.COMPANY, 1: Field.CONTACT}
    sheet = table(
        ["Company", "Contact"],
        ["Acme", "Ana Roe (CPO) / Bo Lind (VP Design)"],
        ["Beta", "HR team"],
        ["Cedar", "cy.okafor@cedar.example"],
        ["Dune", "jobs@dune.example"],
        ["", "Eve Stone"],
        ["", ""],
    )
    made = plan(sheet, columns=columns)
    assert [(one.name, one.title, one.company and one.company.name) for one in made.new_people()] == [
        ("Ana Roe", "CPO", "Acme"),
        ("Bo Lind", "VP Design", "Acme"),
        ("Cy Okafor", "", "Cedar"),
        ("Eve Stone", "", None),
    ]
    assert made.there.places["dune"].notes == "E-mail: jobs@dune.example"
    assert numbers(made) == {"found": 6, "added": 5, "skipped": {"no_company": 1}}


def test_my_own_address_in_every_row_is_nobodys():
    columns = {0: Field.COMPANY, 1: Field.CONTACT, 2: Field.EMAIL}
    sheet = table(
        ["Company", "Contact", "Email"],
        *[[f"Company {n}", f"Person {n}", "me@home.example"] for n in range(5)],
    )
    assert {one.email for one in plan(sheet, columns=columns).new_people()} == {""}


def test_a_status_nobody_knows_waits_until_it_is_said():
    sheet = table(TRACKER, ["Acme", "Dev", "Blorp"], ["Beta", "Dev", "Applied"], ["Cedar", "Dev", "blorp "])
    columns = fields.guess(sheet)
    assert whole.unknown_words(sheet, columns, {}) == {"blorp": ("Blorp", 2)}
    made = plan(sheet)
    assert numbers(made) == {"found": 3, "added": 1, "held": 2}
    made = plan(sheet, words={"blorp": "rejected"})
    assert places(made)["Acme"] == Standing.ARCHIVED
    made = plan(sheet, words={"blorp": rows.ONLY_A_NOTE})
    assert made.there.places["acme"].notes == "Dev – Blorp"
    assert numbers(made) == {"found": 3, "added": 3}


def test_who_fits_several_people_is_held_and_a_name_alone_is_nobodys_proof():
    acme, beta = (Place(pk=n, name=name, key=name.lower()) for n, name in enumerate(("Acme", "Beta"), 1))
    twins = [
        Somebody(pk=n, name="Ana Roe", name_key="ana roe", company=acme, profile_key=f"ana-{n}")
        for n in (1, 2)
    ]
    sheet = table(CRM, ["Ana Roe", "Acme"], ["Ana Roe", "Beta"])
    made = plan(sheet, There([acme, beta], twins), columns=CRM_FIELDS)
    assert numbers(made) == {"found": 2, "added": 1, "held": 1}
    assert texts(made, Outcome.HELD) == ["Ana Roe fits 2 people on your list."]
    assert texts(made, Outcome.DOUBT) == [
        "Somebody of this name is on your list already; both were taken as two people."
    ]


def test_a_name_without_a_company_waits_if_somebody_has_it():
    acme = Place(pk=1, name="Acme", key="acme")
    ana = Somebody(pk=7, name="Ana Roe", name_key="ana roe", company=acme)
    made = plan(table(CRM, ["Ana Roe"], ["Bo Lind"]), There([acme], [ana]), columns=CRM_FIELDS)
    assert texts(made, Outcome.HELD) == [
        "The row gives no more than a name, and Ana Roe may be somebody on your list."
    ]
    assert [one.name for one in made.new_people()] == ["Bo Lind"]


def test_somebody_known_is_filled_in_never_overwritten_and_stays_where_they_are():
    acme = Place(pk=1, name="Acme", key="acme")
    ana = Somebody(
        pk=7, name="Ana Roe", name_key="ana roe", company=acme, email="ana@acme.example", title="CTO"
    )
    sheet = table(CRM, ["Ana Roe", "Beta", "Engineer", "linkedin.com/in/ana", "Ana@acme.example"])
    made = plan(sheet, There([acme], [ana]), columns=CRM_FIELDS)
    assert (ana.title, ana.company, ana.profile_url) == ("CTO", acme, "https://linkedin.com/in/ana")
    assert texts(made, Outcome.DOUBT) == ["They are at Acme on your list; the file says Beta. They stay."]
    assert numbers(made) == {"found": 1, "added": 1}


def test_an_older_list_neither_lowers_a_stage_nor_logs_a_day_twice():
    acme = Place(pk=1, name="Acme", key="acme")
    said = [Said(dt.date(2026, 11, 2), Kind.OUTREACH), Said(dt.date(2026, 11, 6), Kind.CHAT)]
    ana = Somebody(pk=7, name="Ana Roe", name_key="ana roe", company=acme, said=said)
    sheet = table(CRM, ["Ana Roe", "Acme", "", "", "", "Contacted", "2026-11-02"])
    made = plan(sheet, There([acme], [ana]), columns=CRM_FIELDS)
    assert ana.new == []
    assert numbers(made) == {"found": 1, "unchanged": 1}


WORD = st.sampled_from(["", "Replied", "Contacted", "Thanked", "Chatted", "Rejected", "Blorp", "Applied"])
LINE = st.tuples(
    st.sampled_from(["", "Ana Roe", "Ana", "Bo Lind", "Bo Lind / Ana Roe", "HR"]),
    st.sampled_from(["", "Acme", "acme inc.", "Beta"]),
    st.sampled_from(["", "Engineer", "CTO"]),
    st.sampled_from(["", "linkedin.com/in/ana", "linkedin.com/in/bo", "no"]),
    st.sampled_from(["", "ana@acme.example", "bo@beta.example", "jobs@acme.example", "x@"]),
    WORD,
    st.sampled_from(["", "2026-11-02", "2026-11-05", "2027-01-01", "soon"]),
    st.sampled_from(["", "Kind.", "Likes\ntea"]),
)


def world(there):
    return (
        sorted((p.key, p.name, p.notes, p.website, p.standing) for p in there.places.values()),
        sorted(
            (
                o.name,
                o.company.key if o.company else "",
                o.title,
                o.email,
                o.profile_key,
                o.notes,
                sorted(o.said),
            )
            for o in there.people
        ),
    )


@settings(max_examples=100)
@given(st.lists(LINE, max_size=12), st.sampled_from([Standing.TARGET, Standing.BACKLOG]))
def test_the_numbers_add_up_and_twice_is_once(lines, wish):
    sheet = table(CRM, *lines)
    first = plan(sheet, columns=CRM_FIELDS, wish=wish)
    before = world(first.there)
    for entry in [*first.there.places.values(), *first.there.people]:
        entry.pk, entry.row, entry.before = 1, 0, {}
    for one in first.there.people:
        one.new = []
        assert one.name_key == match_key(one.name)
    for place in first.there.places.values():
        assert place.key == company_key(place.name)
    again = plan(sheet, There(first.there.places.values(), first.there.people), columns=CRM_FIELDS, wish=wish)
    assert world(again.there) == before
    assert (again.report.added, again.report.updated) == (0, 0)
    assert again.report.found == first.report.found == len(lines)
