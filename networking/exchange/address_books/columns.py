"""What the columns of an address book are called: by Google, Outlook, Thunderbird, in many languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from networking.exchange import headers
from networking.exchange.headers import plain
from networking.exchange.kinds import Kind


class Field(StrEnum):
    FULL = "full"
    PREFIX = "prefix"
    FIRST = "first"
    MIDDLE = "middle"
    LAST = "last"
    SUFFIX = "suffix"
    NICKNAME = "nickname"
    COMPANY = "company"
    DEPARTMENT = "department"
    TITLE = "title"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    NOTE = "note"
    LABELS = "labels"
    BIRTHDAY = "birthday"


class Column(NamedTuple):
    """What a column holds; of several, the lowest rank comes first. `mark` is the column of its kind, or -1."""

    at: int
    field: Field
    rank: int
    mark: int = -1


# ruff: noqa: E501 - lists of words
# Beyond what a list of connections is called (exchange/headers.py): en, de, fr, es, it, pt, pl, ru, fi, sk, zh, ja
WORDS: dict[Field, str] = {
    Field.FULL: "Display Name|Displayname|Anzeigename|Nom à afficher|Nombre para mostrar|Nome visualizzato|Nome de exibição|Nazwa wyświetlana|Отображаемое имя|Näyttönimi|Zobrazované meno|顯示名稱|显示名称|表示名|名前",
    Field.PREFIX: "Titre|Titolo|Título|Tytuł|Обращение|Name Prefix|Prefix|Honorific|Anrede|Salutation|英文称谓",
    Field.FIRST: "Given Name|First|Förnamn",
    Field.MIDDLE: "Middle Name|Additional Name|Weitere Vornamen|Deuxième prénom|Segundo nombre|Secondo nome|Segundo nome|Drugie imię|Отчество|Stredné meno|Toinen nimi|中間名|中间名",
    Field.LAST: "Last|Family Name",
    Field.SUFFIX: "Suffix|Name Suffix|Namenszusatz|Suffixe|Sufijo|Suffisso|Sufixo|Przyrostek|称谓",
    Field.NICKNAME: "Nickname|Spitzname|Surnom|Apodo|Soprannome|Apelido|Pseudonim|Прозвище|Kutsumanimi|Prezývka|暱稱|昵称|ニックネーム",
    Field.COMPANY: "Companies|Organization Name|Organization|Organisation|Org|Organizzazione|Organização|Järjestö|Firma",
    Field.DEPARTMENT: "Department|Organization Department|Abteilung|Service|Departamento|Reparto|Dział|Отдел|Osasto|Oddelenie|部門|部门|部署",
    Field.TITLE: "Job Title|Organization Title|Arbeitstitel|Profession|Ammattinimi|Funkcia|Qualifica|职务|職稱",
    Field.EMAIL: "Emails|E-mails|Primary Email|Primary E-mail|Email Work|Work Email|Email Home|Home Email|Email Other|Other Email|Personal Email|Secondary Email|Primäre E-Mail-Adresse|Sekundäre E-Mail-Adresse|Adresse de messagerie|Adresse électronique principale|Adresse électronique secondaire|Dirección de correo electrónico principal|Dirección de correo electrónico secundaria|Email principale|Email secondaria|E-mail primário|E-mail secundário|Główny adres e-mail|Drugi adres e-mail|Ensisijainen sähköposti|Toissijainen sähköposti|Primárny e-mail|主要 Email|次要 Email|電子郵件|第二 Email|電子郵件2地址|メール2",
    Field.PHONE: "Phone Numbers|Mobile Phone|Mobile|Mobile Number|Mobile No|Cell Phone|Cell|Phone|Phone Number|Telephone|Tel|Primary Phone|Business Phone|Work Phone|Business Phone 2|Home Phone|Home Phone 2|Home Mobile|Other Phone|Company Main Phone|Car Phone|Mobiltelefon|Mobil|Handy|Telefon|Mobil-Tel.-Nr.|Telefon geschäftlich|Telefon privat|Tel. dienstlich|Tel. privat|Tél. mobile|Téléphone mobile|Portable|Téléphone|Téléphone (bureau)|Téléphone (domicile)|Tél. professionnel|Tél. personnel|Teléfono móvil|Móvil|Teléfono|Teléfono del trabajo|Telefono Mobile|Cellulare|Numero cellulare|Telefono|Telefono di Lavoro|Celular|Telemóvel|Telefone|Fone comercial|Telefon komórkowy|Komórka|Telefon służbowy|Номер сотового телефона|Мобильный телефон|Телефон|Рабочий телефон|Matkapuhelinnumero|Matkapuhelin|Työpuhelin|Mobilný telefón|Telefón do práce|行動電話|商務電話|移动电话|商务电话|手机|携帯電話|電話|电话",
    Field.URL: "Web Page|Website|Personal Web Page|Web Page 1|Web Page 2|Website Work|Website Profile|Website Home Page|Website Blog|Website Other|Webseite|Homepage|Page Web|Página Web|Pagina Web|Strona WWW|Веб-страница|LinkedIn|网页|網頁|ウェブサイト",
    Field.NOTE: "Notes|Note|Notizen|Notas|Notatki|Заметки|Muistiinpanot|Poznámky|記事|附注|备注|メモ|Comments",
    Field.LABELS: "Labels|Categories|Group Membership|Kategorien|Catégories|Categorías|Categorie|Categorias|Kategorie|Категории|類別|类别",
    Field.BIRTHDAY: "Birthday|Geburtstag|Anniversaire|Cumpleaños|Compleanno|Aniversário|Urodziny|День рождения|Syntymäpäivä|Narodeniny|生日|誕生日",
}
MOBILE = frozenset(
    [
        "mobile",
        "mobilephone",
        "mobilenumber",
        "cell",
        "cellphone",
        "mobiltelefon",
        "mobil",
        "handy",
        "portable",
        "celular",
        "携帯電話",
        "行動電話",
        "移动电话",
        "手机",
    ]
)
HONORIFIC = frozenset(map(plain, ("Title", "Titel", "Titre", "Título", "Titolo", "Tytuł", "Обращение")))
ALIASES: dict[str, Field] = {
    **{word: Field(field) for word, field in headers.ALIASES.items() if field != headers.ON},
    **{plain(word.strip()): field for field, words in WORDS.items() for word in words.split("|")},
}
_NUMBERED = re.compile(r"(email|phone|organization|website)(\d)(value|name|title|department|type|label)?$")
_SECOND = re.compile(r"[23]")
_SEVERAL = frozenset({Field.EMAIL, Field.PHONE, Field.URL})
_GOOGLE = {
    ("organization", "name"): Field.COMPANY,
    ("organization", "title"): Field.TITLE,
    ("organization", "department"): Field.DEPARTMENT,
    ("email", "value"): Field.EMAIL,
    ("phone", "value"): Field.PHONE,
    ("website", "value"): Field.URL,
}


def columns_of(cells: Sequence[str]) -> list[Column]:
    """Which column holds what; columns that say nothing of use are left out."""
    words = [plain(cell) if len(cell) < 100 else "" for cell in cells]
    numbered = [(i, m) for i, word in enumerate(words) if (m := _NUMBERED.match(word))]
    kinds = {m[1] + m[2]: i for i, m in numbered if m[3] in {"type", "label"}}
    columns = [column for i, word in enumerate(words) if word and (column := _column(i, word, kinds))]
    return sorted(_without_honorific(columns, words), key=lambda c: (c.rank, c.at))


def _column(at: int, word: str, kinds: dict[str, int]) -> Column | None:
    if found := _NUMBERED.match(word):
        field = _GOOGLE.get((found[1], found[3] or ""))
        if field:
            return Column(at, field, int(found[2]), kinds.get(found[1] + found[2], -1))
        if found[3]:
            return None
    if field := ALIASES.get(word):
        return Column(at, field, 0 if word in MOBILE else 1)
    first = ALIASES.get(_SECOND.sub("", word))
    if first in _SEVERAL and (number := _SECOND.search(word)):
        return Column(at, first, int(number[0]))
    return None


def _without_honorific(columns: list[Column], words: list[str]) -> list[Column]:
    """Where a job title has a column of its own, "Title" is what stands before the name."""
    if not any(c.field == Field.TITLE and words[c.at] not in HONORIFIC for c in columns):
        return columns
    return [
        c._replace(field=Field.PREFIX) if c.field == Field.TITLE and words[c.at] in HONORIFIC else c
        for c in columns
    ]


# Headers that only an address book has; a list of connections shares "First Name" and "Company" with them.
_SIGNS: tuple[tuple[Kind, frozenset[str]], ...] = (
    (Kind.GOOGLE, frozenset({"email1value"})),
    (Kind.GOOGLE, frozenset({"phone1value"})),
    (Kind.GOOGLE, frozenset({"labels", "organizationname"})),
    (Kind.GOOGLE, frozenset({"givenname", "familyname", "groupmembership"})),
    (Kind.OUTLOOK, frozenset({"emaildisplayname"})),
    (Kind.OUTLOOK, frozenset({"email2address", "email3address"})),
    (Kind.OUTLOOK, frozenset({"businessstreet"})),
    (Kind.OUTLOOK, frozenset({"emailadresse", "email2adresse"})),
)
_NAMES = frozenset({Field.FIRST, Field.LAST, Field.FULL})
_NOT_AN_ADDRESS_BOOK = frozenset(
    map(
        plain,
        ("Connected On", "Status", "Stage", "Applied", "Date Applied", "Applied Date", "Job URL", "Category"),
    )
)


def kind_of(cells: Sequence[str]) -> Kind | None:
    """Which program's address book has this header; None if it is no address book."""
    words = {plain(cell) for cell in cells if len(cell) < 100}
    for kind, needed in _SIGNS:
        if needed <= words:
            return kind
    if words & _NOT_AN_ADDRESS_BOOK or any(headers.ALIASES.get(word) == headers.ON for word in words):
        return None
    fields = {column.field for column in columns_of(cells)}
    own = sum(ALIASES.get(word) == Field.PHONE for word in words)
    is_mails_only = fields == {Field.EMAIL} and len(columns_of(cells)) == len(words - {""})
    return (
        Kind.OTHER_CONTACTS if is_mails_only or (fields & _NAMES and Field.EMAIL in fields and own) else None
    )
