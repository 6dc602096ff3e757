"""What the columns of a list of connections are called, in the languages people translate them to."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from networking.exchange.kinds import Kind

FIRST, LAST, FULL, URL, EMAIL, COMPANY, TITLE, ON = (
    "first",
    "last",
    "full",
    "url",
    "email",
    "company",
    "title",
    "on",
)

# ruff: noqa: E501 - lists of words
# en, de, fr, es, it, pt, nl, sv, da/no, fi, pl, cs, sk, hu, ro, tr, ru, uk, el, id, vi, ja, zh, ko, ar
WORDS: dict[str, str] = {
    FIRST: """First Name|Firstname|Given Name|Forename|Vorname|Prénom|Nombre|Nombres|Primer nombre|Nome
        |Primeiro nome|Voornaam|Förnamn|Fornavn|Etunimi|Imię|Jméno|Křestní jméno|Krstné meno|Meno|Keresztnév
        |Utónév|Prenume|Ad|Adı|Имя|Ім'я|Όνομα|Nama depan|Tên|名|名字|이름|الاسم الأول|השם הפרטי|שם פרטי""",
    LAST: """Last Name|Lastname|Surname|Family Name|Nachname|Familienname|Nom|Nom de famille|Apellidos|Apellido
        |Cognome|Sobrenome|Último nome|Apelido|Achternaam|Efternamn|Efternavn|Etternavn|Sukunimi|Nazwisko
        |Příjmení|Priezvisko|Vezetéknév|Családnév|Nume|Nume de familie|Soyad|Soyadı|Фамилия|Прізвище|Επώνυμο
        |Nama belakang|Họ|姓|姓氏|성|اسم العائلة|שם משפחה""",
    FULL: """Name|Full Name|Vollständiger Name|Nom complet|Nombre completo|Nome completo|Volledige naam|Naam
        |Namn|Navn|Nimi|Ad Soyad|ФИО|Имя и фамилия|Nama|Nama lengkap|Họ và tên|氏名|お名前|姓名|성명""",
    URL: """URL|Profile URL|LinkedIn|LinkedIn URL|LinkedIn Profile|LinkedIn Profile URL|Profile|Profile Link
        |Profil|Profil-URL|URL du profil|URL del perfil|URL del profilo|URL do perfil|Profiel-URL|Profil URL'si
        |URL профиля|プロフィールURL|个人资料网址|프로필 URL""",
    EMAIL: """Email Address|Email|E-mail|E-mail Address|Mail|E-Mail-Adresse|Adresse e-mail|Adresse email|Courriel
        |Correo|Correo electrónico|Dirección de correo electrónico|Indirizzo e-mail|Indirizzo email
        |Endereço de e-mail|E-mailadres|E-postadress|E-post|Mailadresse|E-postadresse|Sähköposti
        |Sähköpostiosoite|Adres e-mail|E-mailová adresa|E-mail cím|Adresă de e-mail|E-posta|E-posta adresi
        |Электронная почта|Адрес электронной почты|Електронна пошта|Ηλεκτρονικό ταχυδρομείο|Alamat email
        |Địa chỉ email|メール|メールアドレス|电子邮件|电子邮件地址|電子郵件地址|이메일|البريد الإلكتروني""",
    COMPANY: """Company|Company Name|Organization|Organisation|Employer|Current Company|Unternehmen|Firma
        |Arbeitgeber|Entreprise|Société|Empresa|Compañía|Organización|Azienda|Società|Companhia|Bedrijf|Företag
        |Virksomhed|Bedrift|Selskap|Yritys|Työnantaja|Společnost|Spoločnosť|Cég|Vállalat|Companie|Şirket|Компания
        |Организация|Компанія|Εταιρεία|Perusahaan|Công ty|会社|会社名|公司|公司名称|单位|회사|الشركة|חברה""",
    TITLE: """Position|Job Title|Title|Role|Current Position|Jobtitel|Stelle|Berufsbezeichnung|Poste|Fonction
        |Intitulé du poste|Puesto|Cargo|Posizione|Qualifica|Ruolo|Posição|Functie|Befattning|Titel|Stilling
        |Tehtävänimike|Stanowisko|Pozice|Pozícia|Funkcia|Beosztás|Pozíció|Funcție|Pozisyon|Unvan|Должность|Посада
        |Θέση|Jabatan|Posisi|Chức vụ|Chức danh|役職|职位|职务|職稱|직책|직위|المنصب|תפקיד""",
    ON: """Connected On|Connected|Date Connected|Connection Date|Vernetzt am|Verbunden am|Connecté le|Connectée le
        |Connecté(e) le|Relation depuis le|Conectado el|Conectada el|Fecha de conexión|Collegato il|Collegata il
        |Collegato/a il|Data collegamento|Conectado em|Conectada em|Data da conexão|Verbonden op|Kontakt sedan
        |Ansluten den|Forbundet den|Tilkoblet|Yhdistetty|Nawiązano kontakt|Data kontaktu|Spojeno dne|Spojené dňa
        |Kapcsolat kezdete|Conectat la|Bağlantı tarihi|Дата установления контакта|В контактах с|Дата контакту
        |Συνδέθηκε στις|Terhubung pada|Đã kết nối vào|つながった日|接続日|建立联系的日期|联系日期|1촌 맺은 날짜
        |تاريخ الاتصال""",
}


def plain(cell: str) -> str:
    """A header as it is compared: without case, spaces, quotes and punctuation between its words."""
    text = unicodedata.normalize("NFKC", cell).casefold()
    return "".join(c for c in text if c not in " \t\r\n\u00a0_-.\"'’:*\ufeff")


ALIASES: dict[str, str] = {
    plain(word.strip()): field for field, words in WORDS.items() for word in words.split("|")
}

# Headers that only one other kind of file has. LinkedIn shares "First Name" and "Company" with them.
OTHER_KINDS: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.MESSAGES, frozenset({"conversationid"})),
    (Kind.MESSAGES, frozenset({"from", "to", "date", "content"})),
    (Kind.INVITATIONS, frozenset({"from", "to", "sentat", "direction"})),
    (Kind.INVITATIONS, frozenset({"inviterprofileurl"})),
    (Kind.ARCHIVE, frozenset({"organization", "followedon"})),
    (Kind.GOOGLE, frozenset({"email1value"})),
    (Kind.GOOGLE, frozenset({"phone1value"})),
    (Kind.GOOGLE, frozenset({"labels", "organizationname"})),
    (Kind.OUTLOOK, frozenset({"emaildisplayname"})),
    (Kind.OUTLOOK, frozenset({"businessstreet", "mobilephone"})),
    (Kind.OTHER_CONTACTS, frozenset({"phonenumbers", "emails"})),
)


def fields(cells: Sequence[str]) -> dict[str, int]:
    """Which known field stands in which column; the first column of a name counts."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        field = ALIASES.get(plain(cell)) if cell and len(cell) < 100 else None
        if field:
            found.setdefault(field, index)
    return found


def other_kind(cells: Sequence[str]) -> Kind | None:
    """The other kind of file that has this header; None if none."""
    words = {plain(cell) for cell in cells if cell and len(cell) < 100}
    return next((kind for kind, needed in OTHER_KINDS if needed <= words), None)
