"""An address book comes in: looked at, imported once, straight to companies if wanted, and taken back."""

import pytest

from networking.companies.models import Standing
from networking.contacts.models import Connection, Contact, Source
from networking.conversations import writer
from networking.exchange.models import Upload
from tests.exchange.cards import card
from tests.exchange.test_views import folder, open_upload, page, send  # noqa: F401
from tests.people import NOW, TODAY, make_company, make_connection, make_contact

ADA = card(
    "N:Quill;Ada;;;",
    "FN:Ada Quill",
    "ORG:Fernwood",
    "TITLE:Technical Recruiter",
    "EMAIL;TYPE=pref:ada@example.org",
    "EMAIL:ada.home@example.org",
    "TEL:+49 171 1234567",
    "NOTE:met at a fair",
    "CATEGORIES:School",
)
BO = card("FN:Bo Lindqvist", "ORG:Harbour Labs", "EMAIL:bo@example.org")
TO_COMPANIES = {"said": "1", "to_companies": "on"}


@pytest.fixture
def fernwood(seeker):
    return make_company(seeker, "Fernwood GmbH")


def bring(client, content, said=None):
    upload = open_upload(client, content)
    if said is not None:
        assert client.post(f"/import/{upload.token}/read/", said).status_code == 302
    client.post(f"/import/{upload.token}/commit/")
    upload.refresh_from_db()
    return upload


def numbers(upload):
    return {
        key: upload.report[key] for key in ("found", "added", "updated", "unchanged") if upload.report[key]
    }


def test_cards_go_to_the_address_book_and_twice_is_once(as_seeker, seeker, fernwood):
    upload = bring(as_seeker, ADA + BO)
    assert upload.kind == "vcard"
    assert numbers(upload) == {"found": 2, "added": 2}
    ada = Connection.objects.owned_by(seeker).get(name="Ada Quill")
    assert (ada.email, ada.phone, ada.source) == ("ada@example.org", "+49 171 1234567", Source.CONTACTS)
    assert (ada.company, ada.title, ada.batch) == ("Fernwood", "Technical Recruiter", upload.token)
    assert not Contact.objects.exists()
    assert numbers(bring(as_seeker, ADA + BO)) == {"found": 2, "unchanged": 2}
    assert Connection.objects.count() == 2


def test_the_preview_says_who_works_at_a_company_of_mine(as_seeker, fernwood):
    html = page(as_seeker, open_upload(as_seeker, ADA + BO))
    for said in (
        "1 of them works at a company on your list",
        "Ada Quill",
        "+49 171 1234567",
        "photos are left out",
    ):
        assert said in html
    assert "on your list" not in page(as_seeker, open_upload(as_seeker, BO))


def test_straight_to_the_people_of_a_company(as_seeker, seeker, fernwood):
    upload = bring(as_seeker, ADA + BO, TO_COMPANIES)
    contact = Contact.objects.owned_by(seeker).get()
    assert (contact.name, contact.company, contact.persona) == ("Ada Quill", fernwood, "recruiter")
    assert (contact.email, contact.phone) == ("ada@example.org", "+49 171 1234567")
    assert contact.notes == "met at a fair\nOther e-mail addresses: ada.home@example.org\nLabels: School"
    assert not contact.is_linkedin_friend
    assert contact.connection.name == "Ada Quill"
    assert upload.report["made"] == {"people": 1, "connections": 1}
    bring(as_seeker, ADA + BO, TO_COMPANIES)
    assert Contact.objects.count() == 1
    assert Connection.objects.count() == 2


def test_somebody_known_already_goes_there_too(as_seeker, seeker, fernwood):
    bring(as_seeker, ADA)
    upload = bring(as_seeker, ADA, TO_COMPANIES)
    assert numbers(upload) == {"found": 1, "unchanged": 1}
    assert Contact.objects.owned_by(seeker).get().connection.name == "Ada Quill"


@pytest.mark.parametrize("how", ["mail", "name", "removed", "archived"])
def test_who_is_there_or_was_removed_stays_as_they_are(as_seeker, seeker, fernwood, how):
    if how == "mail":
        make_contact(seeker, None, "A. Q.", email="Ada@example.org")
    elif how == "name":
        make_contact(seeker, fernwood, "Ada Quill")
    elif how == "removed":
        bring(as_seeker, ADA, TO_COMPANIES)
        as_seeker.post(f"/people/{Contact.objects.get().pk}/remove/")
    else:
        writer.set_standing(fernwood, Standing.ARCHIVED, today=TODAY, now=NOW)
    before = Contact.objects.count()
    bring(as_seeker, ADA, TO_COMPANIES)
    assert Contact.objects.count() == before


def test_taking_it_back_leaves_nothing(as_seeker, seeker, fernwood):
    upload = bring(as_seeker, ADA + BO, TO_COMPANIES)
    as_seeker.post(f"/import/{upload.token}/undo/")
    assert not Contact.objects.owned_by(seeker).exists()
    assert not Connection.objects.exists()
    bring(as_seeker, ADA, TO_COMPANIES)
    assert Contact.objects.owned_by(seeker).get().name == "Ada Quill"


def test_an_address_book_fills_what_linkedin_left_empty_and_undo_empties_it(as_seeker, seeker):
    known = make_connection(
        seeker,
        "Ada Quill",
        "Fernwood",
        profile_url="https://www.linkedin.com/in/ada-quill",
        profile_key="ada-quill",
        title="Boss",
    )
    upload = bring(as_seeker, ADA)
    known.refresh_from_db()
    assert (known.email, known.phone, known.title) == ("ada@example.org", "+49 171 1234567", "Boss")
    assert known.source == Source.LINKEDIN
    as_seeker.post(f"/import/{upload.token}/undo/")
    known.refresh_from_db()
    assert (known.email, known.phone) == ("", "")


def test_people_of_one_name_live_side_by_side(as_seeker):
    cards = "".join(card("FN:Ada Quill", f"EMAIL:{n}@example.org", f"TEL:030 123456{n}") for n in range(3))
    assert numbers(bring(as_seeker, cards)) == {"found": 3, "added": 3}
    assert numbers(bring(as_seeker, cards)) == {"found": 3, "unchanged": 3}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (ADA.encode("utf-16"), "vcard"),
        ("Name,Given Name,Family Name,E-mail 1 - Value\nAda Quill,Ada,Quill,a@example.org\n", "google_csv"),
        (
            "First Name,Last Name,E-mail Address,E-mail 2 Address,E-mail 3 Address\n"
            "Ada,Quill,a@example.org,,\n",
            "outlook_csv",
        ),
        ("First Name,Last Name,Email,Phone\nAda,Quill,a@example.org,030 1234567\n", "other_contacts_csv"),
        (
            "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers\n"
            "X,Ada,Quill,Fernwood,,a@example.org,030 12\n",
            "other_contacts_csv",
        ),
        (
            "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
            "Ada,Quill,,a@example.org,F,E,12 Mar 2024\n",
            "linkedin_connections",
        ),
    ],
)
def test_the_kind_is_told_by_what_the_file_holds(as_seeker, content, kind):
    upload = open_upload(as_seeker, content)
    assert upload.kind == kind
    assert numbers(upload) == {"found": 1, "added": 1}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("Given Name,Family Name,E-mail 1 - Value\n", "nobody in this address book"),
        ("VERSION:3.0\nFN:Ada Quill\nEND:VCARD\n", "beginning of this vCard"),
        ("BEGIN:VCARD\nFN:Ada\nEND:VCARD\n".replace("BEGIN", "x BEGIN"), "nobody in this address book"),
    ],
)
def test_what_holds_nobody_is_said(as_seeker, content, sentence):
    response = send(as_seeker, content, "contacts.vcf")
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize("people", [1, 3])
def test_the_pages_ask_eight_questions_at_most(as_seeker, fernwood, django_assert_num_queries, people):
    cards = "".join(card(f"N:Quill{n};Ada", "ORG:Fernwood", "EMAIL:x") for n in range(people))
    upload = open_upload(as_seeker, cards)
    with django_assert_num_queries(7):
        page(as_seeker, upload)


def test_the_longest_texts_fit_into_the_index(as_seeker):
    """PostgreSQL takes 2,704 bytes at most; a rare ideograph has four."""
    rare = "".join(chr(0x20000 + n) for n in range(700))
    email = "a" * 64 + "@" + ".".join(["é" * 30] * 3) + ".org"
    cards = card(f"FN:{rare[:390]}", f"ORG:{rare[310:600]}", f"EMAIL:{email}", f"TEL:+{'9' * 48}")
    assert numbers(bring(as_seeker, cards)) == {"found": 1, "added": 1}
    assert Connection.objects.get().email == email


def test_what_a_card_holds_is_shown_as_text(as_seeker):
    html = page(
        as_seeker,
        open_upload(as_seeker, card("FN:<script>alert(1)</script> Quill", "URL:javascript:alert(1)")),
    )
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
    assert "javascript:" not in html
