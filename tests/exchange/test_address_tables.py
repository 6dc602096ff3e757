"""Address books as tables: Google's old and new, Outlook's, and what columns are called abroad."""

import pytest

from networking.exchange.address_books.columns import kind_of
from networking.exchange.delimited import MAX_CELL
from networking.exchange.report import Reason
from networking.exchange.sniff import UnreadableError
from tests.exchange.cards import read_table, texts
from tests.exchange.files import text

OLD = [
    *("Name", "Given Name", "Additional Name", "Family Name", "Name Prefix", "Nickname", "Notes"),
    *("Group Membership", "E-mail 1 - Type", "E-mail 1 - Value", "E-mail 2 - Type", "E-mail 2 - Value"),
    *("Phone 1 - Type", "Phone 1 - Value", "Phone 2 - Type", "Phone 2 - Value"),
    *("Organization 1 - Name", "Organization 1 - Title", "Website 1 - Type", "Website 1 - Value"),
]
NEW = [
    *("First Name", "Middle Name", "Last Name", "Organization Name", "Organization Title", "Labels"),
    *("E-mail 1 - Label", "E-mail 1 - Value", "Phone 1 - Label", "Phone 1 - Value", "Website 1 - Value"),
]
OUTLOOK = [
    *("Title", "First Name", "Middle Name", "Last Name", "Company", "Job Title", "Business Street"),
    *(
        "Mobile Phone",
        "Business Phone",
        "Home Phone 2",
        "E-mail Address",
        "E-mail Type",
        "E-mail Display Name",
    ),
    *("E-mail 2 Address", "Categories", "Notes", "Web Page"),
]


def rows(header, *people):
    """A table in which each person is given by the names of columns."""
    return text(*([person.get(name, "") for name in header] for person in people), header=header)


def one(content):
    people, entries, _ = read_table(content)
    assert len(people) == 1
    return people[0], entries[0]


def test_google_before_2024():
    row = {
        "Name": "Dr. Ada Maria Quill",
        "Given Name": "Ada",
        "Additional Name": "Maria",
        "Family Name": "Quill",
        "Notes": "met at a fair",
        "Group Membership": "* My Contacts ::: School",
        "E-mail 1 - Type": "Home",
        "E-mail 1 - Value": "home@example.org",
        "E-mail 2 - Type": "* Work",
        "E-mail 2 - Value": "work@example.org ::: more@example.org",
        "Phone 1 - Type": "Work Fax",
        "Phone 1 - Value": "030 1111",
        "Phone 2 - Type": "Mobile",
        "Phone 2 - Value": "0171 2222",
        "Organization 1 - Name": "Fernwood",
        "Organization 1 - Title": "Engineer",
        "Website 1 - Value": "www.linkedin.com/in/ada-quill",
    }
    person, entry = one(rows(OLD, row))
    assert (person.name, person.name_key, person.phone) == ("Ada Maria Quill", "ada quill", "0171 2222")
    assert entry.emails == ["work@example.org", "more@example.org", "home@example.org"]
    assert person.email == "work@example.org"
    assert (person.company, person.title, person.profile_key) == ("Fernwood", "Engineer", "ada-quill")
    assert (entry.labels, entry.note) == (["School"], "met at a fair")
    assert person.also == ("more@example.org", "home@example.org")


def test_google_since_2024():
    row = {
        "First Name": "Ada",
        "Last Name": "Quill",
        "Labels": "* myContacts ::: School",
        "Phone 1 - Value": "030 1 ::: 030 22",
    }
    person, entry = one(rows(NEW, row))
    assert (person.name, entry.labels, entry.phones) == ("Ada Quill", ["School"], ["030 1", "030 22"])


def test_a_row_of_google_that_moved_left_keeps_its_address():
    row = {"First Name": "Ada", "E-mail 1 - Label": "ada@example.org"}
    assert one(rows(NEW, row))[0].email == "ada@example.org"


def test_outlook():
    row = {
        "Title": "Dr.",
        "First Name": "Ada",
        "Last Name": "Quill",
        "Company": "Fernwood",
        "Job Title": "Engineer",
        "Mobile Phone": "0171 2222",
        "Business Phone": "030 1111",
        "E-mail 2 Address": "ada@example.org",
        "E-mail Address": "/o=Fernwood/ou=Group/cn=Recipients/cn=ada",
        "Categories": "A;B",
        "Notes": "one_x000D_\ntwo",
    }
    person, entry = one(rows(OUTLOOK, row))
    assert (person.name, entry.prefix, person.title) == ("Ada Quill", "Dr.", "Engineer")
    assert (person.email, person.phone, entry.labels) == ("ada@example.org", "0171 2222", ["A", "B"])
    assert entry.note == "one\ntwo"
    assert texts(read_table(rows(OUTLOOK, row))[2]) == []


LANGUAGES = [
    ("Vorname;Nachname;Firma;Position;E-Mail-Adresse;Mobiltelefon", "Titel"),
    ("Prénom;Nom;Société;Profession;Adresse de messagerie;Tél. mobile", "Titre"),
    ("Nombre;Apellidos;Organización;Puesto;Dirección de correo electrónico;Teléfono móvil", ""),
    ("Nome;Cognome;Società;Qualifica;Indirizzo E-mail;Telefono Mobile", ""),
    ("Primeiro nome;Último nome;Empresa;Cargo;Endereço de E-mail;Celular", ""),
    ("Imię;Nazwisko;Firma;Stanowisko;Adres e-mail;Telefon komórkowy", ""),
    ("Имя;Фамилия;Организация;Должность;Адрес электронной почты;Номер сотового телефона", ""),
    ("Etunimi;Sukunimi;Järjestö;Ammattinimi;Ensisijainen sähköposti;Matkapuhelinnumero", ""),
    ("Krstné meno;Priezvisko;Spoločnosť;Funkcia;E-mailová adresa;Mobilný telefón", ""),
    ("名字;姓氏;公司;職稱;電子郵件地址;行動電話", ""),
    ("名;姓;单位;职务;电子邮件地址;移动电话", ""),
]


@pytest.mark.parametrize(("header", "honorific"), LANGUAGES, ids=[case[0][:12] for case in LANGUAGES])
def test_the_columns_abroad(header, honorific):
    columns = [*header.split(";"), *([honorific] if honorific else [])]
    cells = ["Ada", "Quill", "Fernwood", "Engineer", "ada@example.org", "0171 2222", "Dr."][: len(columns)]
    person, entry = one(text(cells, header=columns, delimiter=";"))
    found = (person.name, person.company, person.title, person.email, person.phone)
    assert found == ("Ada Quill", "Fernwood", "Engineer", "ada@example.org", "0171 2222")
    assert entry.prefix == ("Dr." if honorific else "")


def test_addresses_alone_are_people_by_their_address():
    people, _, report = read_table("Primary Email\r\na@example.org\r\nb@example.org\r\n")
    assert [person.name for person in people] == ["a@example.org", "b@example.org"]
    assert report.found == 2


def test_who_is_nobody():
    people, _, report = read_table(
        rows(NEW, {"Organization Name": "Fernwood"}, {"Phone 1 - Value": "0171 2222"}, {"First Name": "Ada"})
        + text(header=NEW)
    )
    assert [person.name for person in people] == ["Ada"]
    assert report.skipped == {Reason.NO_IDENTITY: 1, Reason.NO_NAME: 1, Reason.REPEATED_HEADER: 1}


def test_a_cell_that_is_too_long_is_told():
    people, _, report = read_table(rows(OLD, {"Name": "Ada Quill", "Notes": "x" * (MAX_CELL + 1)}))
    assert not people
    assert texts(report) == ["Cell 7 has 10,001 characters; 10,000 is the most."]


@pytest.mark.parametrize(
    ("header", "kind"),
    [
        (OLD, "google_csv"),
        (NEW, "google_csv"),
        (OUTLOOK, "outlook_csv"),
        (["E-mail Address", "E-mail 2 Address", "E-mail 3 Address"], "outlook_csv"),
        (["First Name", "Last Name", "Primary Email", "Work Phone"], "other_contacts_csv"),
        (["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"], None),
        (["First Name", "Last Name", "Email Address", "Company", "Position", "Connected On", "Phone"], None),
        (["Company", "Contact Name", "Email", "Phone", "Status"], None),
        (["Title", "Category", "Author", "Date", "Notes"], None),
    ],
)
def test_an_address_book_is_known_by_its_columns(header, kind):
    assert kind_of(header) == kind


def test_what_is_no_address_book_is_said():
    with pytest.raises(UnreadableError, match="No row of column names"):
        read_table("one,two\r\n1,2\r\n")
