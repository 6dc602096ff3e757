"""What a vCard says of somebody: every version, every program's own ways, and what is broken."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.exchange.report import Reason
from tests.exchange.cards import card, read_cards, texts

ADA = ("N:Quill;Ada;;;", "FN:Ada Quill")
NEW = "N:Quill;Ada;Maria;Dr.;", "FN:Dr. Ada Maria Quill", "ORG:Fernwood;Search", "TITLE:Engineer"


def one(content, chosen=""):
    people, entries, _ = read_cards(content, chosen)
    assert len(people) == 1
    return people[0], entries[0]


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_name_work_and_addresses_of_any_version(version):
    person, entry = one(card(*NEW, "EMAIL:ada@example.org", "TEL:+49 30 1234567", version=version))
    assert person.name == "Ada Maria Quill"
    assert (person.first_name, person.last_name, person.name_key) == ("Ada", "Quill", "ada quill")
    assert (person.company, person.company_key, person.title) == ("Fernwood", "fernwood", "Engineer")
    assert (person.email, person.phone) == ("ada@example.org", "+49 30 1234567")
    assert entry.department == "Search"


NAMES = [
    ("no FN", ["N:Quill;Ada;Maria;;Jr."], "Ada Maria Quill Jr."),
    ("no N", ["FN:Ada Quill"], "Ada Quill"),
    ("short N", ["N:Quill;Ada"], "Ada Quill"),
    ("FN twice, the better one", ["FN;PREF=2:Ada Q.", "FN;PREF=1:Ada Quill"], "Ada Quill"),
    ("a nickname alone", ["NICKNAME:Ada Q"], "Ada Q"),
    ("an e-mail address as the name", ["FN:ada@example.org", "N:Quill;Ada"], "Ada Quill"),
    ("a number as the name", ["FN:+49 171 1234567", "NICKNAME:Ada"], "Ada"),
    ("nothing but an e-mail address", ["EMAIL:ada@example.org"], "ada@example.org"),
    ("escaped", ["FN:Quill\\, Ada"], "Quill Ada"),
    ("markup is text", ["FN:<b>Ada</b> Quill"], "<b>Ada</b> Quill"),
]


@pytest.mark.parametrize(("lines", "name"), [case[1:] for case in NAMES], ids=[case[0] for case in NAMES])
def test_what_somebody_is_called(lines, name):
    assert one(card(*lines))[0].name == name


VALUES = [
    ("folded", ["NOTE:one lo\r\n ng line"], "note", "one long line"),
    ("folded by a tab and a bare line end", ["NOTE:one lo\n\tng line"], "note", "one long line"),
    ("escapes", ["NOTE:a\\nb\\Nc\\, d\\; e\\\\n"], "note", "a\nb\nc, d; e\\n"),
    (
        "the preferred e-mail first",
        ["EMAIL:b@example.org", "EMAIL;TYPE=HOME,pref:a@example.org"],
        "emails",
        ["a@example.org", "b@example.org"],
    ),
    (
        "PREF=1 is best",
        ["EMAIL;PREF=2:b@example.org", "EMAIL;PREF=1:a@example.org"],
        "emails",
        ["a@example.org", "b@example.org"],
    ),
    ("a group before the name", ["item1.EMAIL;type=INTERNET:a@example.org"], "emails", ["a@example.org"]),
    ("lower case", ["email;type=home:a@example.org"], "emails", ["a@example.org"]),
    ("mailto", ["EMAIL:mailto:a@example.org"], "emails", ["a@example.org"]),
    ("with a name", ['EMAIL:"Ada" <a@example.org>'], "emails", ["a@example.org"]),
    ("tel:", ['TEL;VALUE=uri;TYPE="voice,home":tel:+49-30-1234567'], "phones", ["+49-30-1234567"]),
    ("marks of direction", ["TEL:\u202a+49 30\u00a01234567\u202c"], "phones", ["+49 30 1234567"]),
    (
        "a fax is no phone",
        ["TEL;TYPE=WORK,FAX:030 1", "TEL;HOME;FAX:030 2", "TEL;TYPE=PAGER:030 3"],
        "phones",
        [],
    ),
    ("the same phone twice", ["TEL:030 12", "TEL;TYPE=HOME:030 12"], "phones", ["030 12"]),
    (
        "Google's colon",
        ["URL:https\\://www.linkedin.com/in/ada-quill"],
        "urls",
        ["https://www.linkedin.com/in/ada-quill"],
    ),
    (
        "a profile in the note",
        ["NOTE:see linkedin.com/in/ada-quill, thanks"],
        "urls",
        ["linkedin.com/in/ada-quill"],
    ),
    (
        "a social profile",
        ["X-SOCIALPROFILE;type=linkedin;x-user=ada-quill:x-apple:ada"],
        "urls",
        ["https://www.linkedin.com/in/ada-quill"],
    ),
    ("another one", ["X-SOCIALPROFILE;type=twitter:https://example.org/ada"], "urls", []),
    (
        "labelled",
        ["item2.URL:ada-quill", "item2.X-ABLabel:LinkedIn"],
        "urls",
        ["https://www.linkedin.com/in/ada-quill"],
    ),
    (
        "a labelled page",
        ["item2.URL:example.org", "item2.X-ABLabel:_$!<HomePage>!$_"],
        "urls",
        ["example.org"],
    ),
    ("system labels", ["CATEGORIES:myContacts,School,starred"], "labels", ["School"]),
    ("a birthday without a year", ["BDAY;X-APPLE-OMIT-YEAR=1604:1604-01-22"], "birthday", "--01-22"),
    ("an empty unit", ["ORG:Fernwood;"], "company", "Fernwood"),
    ("the first company and its title", ["ORG:Fernwood", "ORG:Harbour", "ROLE:Boss"], "company", "Fernwood"),
    ("a role without a title", ["ROLE:Engineer"], "title", "Engineer"),
    ("a parameter with a colon", ['TEL;X-A="a:b;c":030 1234'], "phones", ["030 1234"]),
    ("kinds said twice", ["TEL;TYPE=HOME,TYPE=FAX:030 1234"], "phones", []),
]


@pytest.mark.parametrize(
    ("lines", "field", "value"), [case[1:] for case in VALUES], ids=[case[0] for case in VALUES]
)
def test_what_a_card_says(lines, field, value):
    assert getattr(one(card(*ADA, *lines))[1], field) == value


OLD = [
    ("quoted-printable", "NOTE;ENCODING=QUOTED-PRINTABLE:caf=C3=A9", "café"),
    ("bare", "NOTE;QUOTED-PRINTABLE:caf=C3=A9", "café"),
    ("soft breaks", "NOTE;ENCODING=QUOTED-PRINTABLE:one=\r\ntwo:=\r\nthree", "onetwo:three"),
    ("a doubled line end in between", "NOTE;ENCODING=QUOTED-PRINTABLE:one=\r\n\r\ntwo", "onetwo"),
    ("a charset", "NOTE;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:caf=E9", "café"),
    ("an unknown charset", "NOTE;CHARSET=X-NONE;ENCODING=QUOTED-PRINTABLE:caf=C3=A9", "café"),
    ("a charset that is none", "NOTE;CHARSET=zlib_codec;ENCODING=QUOTED-PRINTABLE:caf=C3=A9", "café"),
    ("a folded line keeps its blank", "NOTE:one\r\n two", "one two"),
    ("only the semicolon is escaped", "NOTE:C:\\new\\; and so on", "C:\\new; and so on"),
    ("no comment", "# a remark: none\r\nNOTE:yes\r\ngarbage without a colon", "yes"),
]


@pytest.mark.parametrize(("line", "note"), [case[1:] for case in OLD], ids=[case[0] for case in OLD])
def test_the_ways_of_old_cards(line, note):
    assert one(card(*ADA, line, version="2.1"))[1].note == note


ENCODED = "BEGIN:VCARD\nVERSION:2.1\nFN:Zoë Müller\nEND:VCARD\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_letters_and_any_line_ends(encoding, end):
    assert one(ENCODED.replace("\n", end).encode(encoding))[0].name == "Zoë Müller"


def test_one_declared_charset_tells_the_letters_of_the_whole_file():
    text = card("FN:Віталій Клич", "LABEL;CHARSET=Windows-1251;QUOTED-PRINTABLE:=CA", version="2.1")
    assert one(text.encode("cp1251"))[0].name == "Віталій Клич"


def test_a_letter_may_be_broken_by_a_fold():
    raw = card(*ADA, "NOTE:Müller").encode().replace("ü".encode(), b"\xc3\r\n \xbc")
    assert one(raw)[1].note == "Müller"


@pytest.mark.parametrize(
    "picture",
    [
        "PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRgABAQ==",
        "PHOTO;TYPE=JPEG;ENCODING=BASE64:\r\n /9j/4AAQSkZ\r\nJRgABAQEAYA\r\n\r\n",
        "LOGO:data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIj4=",
        "PHOTO;VALUE=uri:http://[::ffff:127.0.0.1]/a.png\r\nSOURCE:http://127.0.0.1:1/card.vcf",
        "PHOTO;ENCODING=b:" + "A" * 3_000_000,
    ],
)
def test_pictures_are_dropped_and_nothing_is_fetched(picture):
    person, entry = one(card(*ADA, picture, "EMAIL:ada@example.org"))
    assert person.email == "ada@example.org"
    assert (entry.note, entry.urls) == ("", [])


def test_cards_inside_a_card_do_not_swallow_it():
    nested = card("N:Lindqvist;Bo", version="2.1") + card("N:Okafor;Cy", version="2.1")
    people, _, report = read_cards(
        card("N:Quill;Ada", "AGENT:", nested.rstrip(), "ORG:Fernwood", version="2.1")
    )
    assert {(p.name, p.company) for p in people} == {
        ("Bo Lindqvist", ""),
        ("Cy Okafor", ""),
        ("Ada Quill", "Fernwood"),
    }
    assert report.found == 3


@pytest.mark.parametrize("count", [3, 2_000])
def test_a_card_that_is_never_closed_ends_where_the_next_begins(count):
    people, _, report = read_cards("".join(f"BEGIN:VCARD\nFN:Ada Quill {n}\n" for n in range(count)))
    assert len(people) == report.found == count


def test_a_card_cut_off_before_a_name_is_left_out_with_its_reason():
    people, _, report = read_cards(card(*ADA) + "BEGIN:VCARD\r\nVERSION:3.0\r\nPHOTO;ENCODING=b:AAAA")
    assert [p.name for p in people] == ["Ada Quill"]
    assert report.skipped == {Reason.UNREADABLE: 1}
    assert texts(report) == ["This card is cut off before it says who it is."]


def test_a_text_that_is_far_too_long_is_not_cut_in_silence():
    people, _, report = read_cards(card(*ADA, "NOTE:" + "\r\n ".join(["x" * 70] * 20_000)))
    assert not people
    assert texts(report) == ["This card holds a text of more than 64 kB; it was not imported."]


def test_companies_numbers_and_empty_cards_are_nobody():
    _, _, report = read_cards(
        card("FN:Fernwood", "ORG:Fernwood", "N:;;;;", "X-ABShowAs:COMPANY")
        + card("FN:Fernwood", "KIND:org", version="4.0")
        + card("TEL:+49 171 1234567")
        + card()
    )
    assert report.skipped == {Reason.NO_IDENTITY: 3, Reason.NO_NAME: 1}
    assert texts(report)[0] == "“Fernwood” is a company, not a person."


def test_odd_e_mail_addresses_and_phones_are_told_and_left_out():
    lines = (
        "EMAIL:ada@home@example.org",
        "EMAIL:ada@localhost",
        f"EMAIL:{'a' * 400}@example.org",
        "TEL:mobile",
    )
    person, _ = one(card(*ADA, *lines))
    assert (person.email, person.phone) == ("", "")
    assert len(texts(read_cards(card(*ADA, *lines))[2])) == 4


@given(
    st.lists(
        st.sampled_from(
            [
                b"BEGIN:VCARD",
                b"END:VCARD",
                b"FN:Ada",
                b"N:Quill;Ada",
                b"VERSION:2.1",
                b" folded",
                b"AGENT:",
                b"",
                b"NOTE;ENCODING=QUOTED-PRINTABLE:a=",
                b"PHOTO;BASE64:AAAA",
                b"EMAIL:a@example.org",
                b"\x80\xfe",
                b":;:",
                b'="',
            ]
        ),
        max_size=30,
    )
)
def test_whatever_the_lines_say_every_card_is_counted_once(lines):
    people, _, report = read_cards(b"\n".join(lines))
    assert report.found == sum(line == b"BEGIN:VCARD" for line in lines)
    assert report.found == len(people) + report.skipped.total()


@given(st.binary(max_size=300))
def test_any_value_of_a_card_is_read(value):
    for head in (b"FN:", b"N;CHARSET=Shift_JIS:", b"NOTE;ENCODING=QUOTED-PRINTABLE:", b'TEL;TYPE="', b""):
        read_cards(b"BEGIN:VCARD\r\n" + head + value + b"\r\nEND:VCARD")


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
def test_what_was_escaped_comes_back(text):
    escaped = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    assert one(card(*ADA, f"NOTE:x{escaped}x"))[1].note == f"x{text}x"
