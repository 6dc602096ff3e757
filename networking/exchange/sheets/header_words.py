"""What the columns of a job search are called, in the languages people keep their lists in (FORMATS §8)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple


class Word(NamedTuple):
    """What a header says: a field, and of several people in a row, whose."""

    what: str
    who: str = ""


# ruff: noqa: E501 - lists of words
# en, de, fr, es, it, pt, nl, sv/da/no, fi, pl, cs/sk, hu, ro, tr, ru/uk, zh, ja, ko
WORDS: dict[str, str] = {
    "company": """Company|Company Name|Companies|Employer|Organization|Organisation|Org|Target Company|Business|Startup|Agency|Firma|Firmenname
        |Unternehmen|Arbeitgeber|Betrieb|Entreprise|Société|Nom de l'entreprise|Employeur|Empresa|Nombre de la empresa|Compañía|Organización
        |Empleador|Azienda|Società|Nome azienda|Companhia|Nome da empresa|Empregador|Bedrijf|Bedrijfsnaam|Werkgever|Organisatie|Företag
        |Arbetsgivare|Virksomhed|Arbejdsgiver|Bedrift|Selskap|Arbeidsgiver|Yritys|Työnantaja|Przedsiębiorstwo|Pracodawca|Nazwa firmy|Společnost
        |Zaměstnavatel|Spoločnosť|Zamestnávateľ|Cég|Cégnév|Vállalat|Munkáltató|Companie|Angajator|Şirket|Şirket Adı|Компания|Название компании
        |Организация|Работодатель|Компанія|公司|公司名称|公司名|企业|单位|会社|会社名|企業|企業名|회사|회사명|기업명""",
    "website": """Website|Company Website|Web Site|Homepage|Company URL|Company Site|Company Link|Careers Page|Career Page|Career Site|Webseite|Site
        |Internetseite|Site web|Site internet|Sitio web|Página web|Sito|Sito web|Site da empresa|Strona|Сайт|官网|公司网站|ホームページ|홈페이지""",
    "place": """Location|Place|City|Town|Country|Region|Office|Office Location|Where|Job Location|Company Location|Ort|Standort|Stadt|Arbeitsort|Lieu
        |Ville|Localisation|Adresse|Address|Ubicación|Ciudad|Lugar|Localidad|Dirección|Luogo|Città|Sede|Località|Localização|Cidade|Local|Locatie
        |Plaats|Stad|Plats|Sted|By|Kaupunki|Sijainti|Lokalizacja|Miasto|Místo|Město|Miesto|Mesto|Helyszín|Város|Locație|Oraș|Konum|Şehir|Yer|Город
        |Местоположение|Локация|Місто|工作地点|地点|城市|勤務地|所在地|근무지|위치""",
    "role": """Role|Position|Position Title|Postion Title|Postion|Job Title|Title|Job Role|Job|Job Position|Job Name|Jobtitle|Jobtitel|Role Title|Role Name|Opening
        |Vacancy|Applied For|Applied Position|Designation|Rolle|Stelle|Stellenbezeichnung|Berufsbezeichnung|Stellentitel|Poste|Intitulé
        |Intitulé du poste|Intitulé mission|Intitulé de la mission|Métier|Offre|Puesto|Cargo|Posición|Vacante|Puesto de trabajo|Posizione|Ruolo
        |Qualifica|Vaga|Posição|Função|Functie|Functietitel|Rol|Vacature|Befattning|Tjänst|Titel|Roll|Stilling|Jobtittel|Tehtävä|Tehtävänimike
        |Stanowisko|Pozice|Pozícia|Beosztás|Pozíció|Állás|Post|Poziție|Pozisyon|Unvan|Вакансия|Должность|Позиция|Посада|Вакансія|岗位|职位|职务
        |应聘岗位|投递岗位|職種|ポジション|役職|직무|직책|포지션""",
    "status": """Application Status|Status|Current Status|Stage|Outcome|Result|State|Progress|Response Status|App Status|Job Status|Interview Stage|Phase
        |Pipeline Stage|Application Stage|Current Stage|Statut|État|Etat|Avancement|Résultat|Étape|Bewerbungsstatus|Stand|Ergebnis|Estado
        |Estatus|Situación|Etapa|Resultado|Stato|Esito|Fase|Situação|Stap|Uitslag|Tila|Tilanne|Etap|Wynik|Stav|Výsledek|Výsledok|Állapot|Státusz
        |Eredmény|Stare|Stadiu|Durum|Aşama|Статус|Состояние|Результат|Этап|Стан|当前状态|状态|进度|进展|结果|ステータス|状況|選考状況|進捗|結果|상태
        |진행상태|진행상황|결과|Open/Closed""",
    "applied_on": """Date Applied|Applied Date|Applied On|Application Date|Date of Application|Date Submitted|Submitted On|Submission Date|App Submitted Date
        |Application Submitted|Application Submitted Date|Applied At|Day Applied|Date Sent|Einreichdatum|Bewerbungsdatum|Beworben am|Bewerbung am
        |Bewerbung gesendet am|Date de candidature|Date candidature|Date d'envoi|Postulé le|Date de postulation|Envoyé le|Fecha de aplicación
        |Fecha de solicitud|Fecha de postulación|Fecha aplicación|Fecha de envío|Data candidatura|Data di candidatura|Data invio|Inviata il
        |Data da candidatura|Data de candidatura|Data de aplicação|Candidatura em|Sollicitatiedatum|Datum sollicitatie|Gesolliciteerd op
        |Ansökningsdatum|Ansøgningsdato|Søknadsdato|Hakupäivä|Data aplikacji|Data wysłania|Datum odeslání|Dátum odoslania|Jelentkezés dátuma
        |Data aplicării|Başvuru tarihi|Дата отклика|Дата подачи|Дата отправки|投递时间|投递日期|申请时间|申请日期|応募日|지원일|지원날짜""",
    "date": """Date|Activity Date|Day|Datum|Tag|Fecha|Data|Dato|Päivämäärä|Dátum|Tarih|Дата|日期|时间|日付|날짜""",
    "interview_on": """Interview Date|Date of Interview|Interview On|Interview Day|Interview Time|Interview Date/Time|Vorstellungsgespräch am
        |Gesprächstermin|Interviewtermin|Date d'entretien|Date entretien|Fecha de entrevista|Fecha entrevista|Data colloquio|Data da entrevista
        |Data entrevista|Gesprek op|Intervjudatum|Data rozmowy|Datum pohovoru|Mülakat tarihi|Дата собеседования|面试时间|面试日期|面接日|면접일""",
    "job_url": """Job URL|Job Link|Link|URL|Job Posting|Job Posting URL|Job Posting Link|Posting URL|URL to Job Posting|Link to Job Posting|Link to Job
        |Application URL|Application Link|Job Listing|Job Listing URL|Job Ad|Job Ad Link|Post URL|Posting|Listing|JD Link|Job Description Link
        |Link to Job Req|Apply Link|Stellenanzeige|Link zur Stelle|Anzeige|Lien|Lien de l'offre|Lien offre|Lien annonce|Annonce|URL de l'offre
        |Enlace|Enlace de la oferta|Link de la oferta|Oferta|Link annuncio|Annuncio|Link offerta|Link da vaga|Link vaga|Vacaturelink|Annons
        |Annonslänk|Stillingsannonse|Jobopslag|Ogłoszenie|Odkaz|Inzerát|Hirdetés|İlan|İlan linki|Ссылка|Ссылка на вакансию|Посилання|岗位链接
        |链接|投递链接|网址|求人URL|求人リンク|リンク|링크|채용공고|공고링크""",
    "source": """Source|Channel|Platform|Found On|Found Via|Applied Via|Applied Through|Via|Where Found|How Found|Job Board|Job Source|Application Method
        |Method|Quelle|Kanal|Plattform|Plateforme|Canal|Origine|Moyen|Mode contact|Mode de contact|Fuente|Plataforma|Portal|Fonte|Piattaforma
        |Canale|Bron|Platform/Site|Källa|Kilde|Lähde|Źródło|Zdroj|Forrás|Sursă|Kaynak|Источник|Канал|Площадка|投递渠道|渠道|平台|来源|応募経路|媒体
        |지원경로|출처""",
    "salary": """Salary|Salary Range|Pay|Pay Range|Compensation|Comp|Comp if known|Expected Salary|Wage|Rate|CTC|Package|Gehalt|Gehaltswunsch|Lohn
        |Salaire|Rémunération|Salario|Sueldo|Retribuzione|Stipendio|RAL|Salário|Remuneração|Salaris|Lön|Løn|Lønn|Palkka|Wynagrodzenie|Pensja|Plat
        |Mzda|Fizetés|Bér|Salariu|Maaş|Ücret|Зарплата|Оклад|Вилка|薪资|薪水|工资|薪酬|年収|給与|연봉|급여""",
    "notes": """Notes|Note|Comments|Comment|Remarks|Remark|Additional Notes|My Notes|Details|Description|Thoughts|Feedback|Notizen|Notiz|Bemerkung
        |Bemerkungen|Anmerkung|Anmerkungen|Kommentar|Kommentare|Remarque|Remarques|Commentaire|Commentaires|Notas|Nota|Comentarios|Comentario
        |Observaciones|Commenti|Osservazioni|Annotazioni|Observações|Comentários|Opmerkingen|Opmerking|Notities|Anteckningar|Kommentarer|Noter
        |Notater|Muistiinpanot|Huomautukset|Notatki|Uwagi|Poznámka|Poznámky|Megjegyzés|Observații|Notlar|Açıklama|Заметки|Примечание|Примечания
        |Комментарий|Комментарии|Нотатки|备注|说明|笔记|备注说明|備考|メモ|비고|메모""",
    "last_contacted": """Last Contacted|Last Contact|Last Contact Date|Date Contacted|Contacted Date|Contacted On|Contacted|Date of Contact|Contact Date|Last Action
        |Last Activity|Last Outreach|Outreach Date|Date Reached Out|Reached Out On|Last Message|Last Touch|Last Touchpoint|Date Messaged|Date Emailed
        |Last Spoke|Date of Last Contact|Relance 1|Relance 2|Relance 3|Relance|Date relance|Dernier contact|Date de contact|Contacté le
        |Letzter Kontakt|Kontaktiert am|Kontaktdatum|Último contacto|Fecha de contacto|Contactado el|Ultimo contatto|Data contatto
        |Contattato il|Último contato|Data de contato|Laatste contact|Senaste kontakt|Sidste kontakt|Siste kontakt|Ostatni kontakt
        |Poslední kontakt|Posledný kontakt|Utolsó kapcsolat|Son iletişim|Последний контакт|Дата контакта|最近联系|联系时间|上次联系|最終連絡日|연락일""",
    "next_step": """Next Step|Next Steps|Next Action|Next|Action Item|Action Items|To Do|Todo|Nächster Schritt|Nächste Schritte|Prochaine étape|Prochaine action
        |Siguiente paso|Próximo paso|Próximos pasos|Prossimo passo|Próxima etapa|Próximos passos|Volgende stap|Nästa steg|Næste skridt|Neste steg
        |Następny krok|Další krok|Ďalší krok|Következő lépés|Sonraki adım|Следующий шаг|下一步|次のステップ|다음단계""",
    "next_on": """Follow-Up Date|Follow Up Date|Followup Date|Follow-up|Follow Up|Followup|Follow Up On|Next Follow Up|Next Follow-Up Date|Next Step Due
        |Next Step/Follow-Up Date|Next Deadline|Next Action Date|Reminder|Reminder Date|Follow up by|Date to Follow Up|Nachfassen|Nachfassen am
        |Wiedervorlage|Date de relance|Relancer le|Prochaine relance|Fecha de seguimiento|Seguimiento|Data follow up|Data de acompanhamento
        |Opvolgen|Opvolgdatum|Uppföljning|Opfølgning|Oppfølging|Przypomnienie|Takip tarihi|跟进时间|跟进日期|次回連絡日""",
    "first_name": """First Name|Firstname|Given Name|Forename|Vorname|Prénom|Nombre de pila|Voornaam|Förnamn|Fornavn|Etunimi|Imię|Jméno|Keresztnév
        |Prenume|Имя|Ім'я|名|이름""",
    "last_name": """Last Name|Lastname|Surname|Family Name|Nachname|Familienname|Nom de famille|Apellidos|Apellido|Cognome|Sobrenome|Achternaam
        |Efternamn|Efternavn|Etternavn|Sukunimi|Nazwisko|Příjmení|Priezvisko|Vezetéknév|Soyad|Soyadı|Фамилия|Прізвище|姓|성""",
    "name": """Name|Full Name|Nom|Nom complet|Nombre|Nombre completo|Nome|Nome completo|Naam|Namn|Navn|Nimi|Név|Nazwa|Ad Soyad|ФИО|名前|姓名|氏名|Person|People|Who""",
    # What is never a column of ours, whatever it holds.
    "-": """id|#|no|nr|index|uuid|pk|__proto__|constructor|owner|owner_id|user_id|is_staff|is_superuser|company_id|job_id|application_id|candidate_id
        |job_offer_id|file|thread id|calendar event id|airtable_id|record id""",
}
PEOPLE: dict[str, str] = {
    "contact": """Contact|Contact Person|Point of Contact|POC|Networking Contact|Key Contact|Main Contact|Connection|Contact 1|Person 1|Person|Ansprechpartner
        |Ansprechpartnerin|Ansprechperson|Kontakt|Kontaktperson|Interlocuteur|Personne de contact|Contacto|Persona de contacto|Contatto|Referente
        |Persona di riferimento|Contato|Pessoa de contato|Contactpersoon|Kontaktní osoba|Yhteyshenkilö|Osoba kontaktowa|Kontaktná osoba
        |Kapcsolattartó|Persoană de contact|İletişim|İlgili kişi|Контакт|Контактное лицо|联系人|担当者|연락처|담당자""",
    "contact_2": "Contact 2|Second Contact|Other Contact|Person 2|Backup Contact|Secondary Contact",
    "recruiter": "Recruiter|HR|HR Contact|Talent Partner|Headhunter|Recruteur|Recruteuse|Reclutador|Reclutadora|Selezionatore|Recrutador|Rekruter|Рекрутер|猎头|招聘者|リクルーター|리크루터",
    "manager": "Hiring Manager|Manager|Hiring Contact|Team Lead|Vorgesetzter|Jefe|Gestor|Нанимающий менеджер",
    "reference": "Reference Contact|Reference|Referral|Referred By|Referrer|Referral Contact|Referral Name|Referral Person|Introduced By|Empfohlen von|Recommandé par|Referido por|内推人|内推|紹介者|추천인",
    "developer": "Developer|Dev|Alum|Alumni|Alumnus|Employee|Insider|Entwickler|Développeur|Desarrollador",
    "interviewer": "Interviewer|Interviewers|Interviewed By|面试官|面接官",
}
THEIRS: dict[str, str] = {
    "contact": "|Name|Full Name|Person|Nom|Nombre|Nome",
    "title": "Title|Job Title|Role|Position|Designation|Titel|Rolle|Poste|Fonction|Cargo|Puesto|Ruolo",
    "email": "Email|E-mail|Mail|Email Address|E-Mail-Adresse|Courriel|Correo|E-posta|Почта|邮箱|メール",
    "phone": "Phone|Phone Number|Telephone|Tel|Mobile|Number|Phone No|Cell|Telefon|Téléphone|Teléfono|Telefono|Telefone|Telefoon|电话|電話",
    "reach": "Email/Phone|Phone/Email|Info|Information|Details|Email or Phone|Email & Phone|Contact Info|Contact|Contact Details",
    "linkedin": "LinkedIn|LinkedIn URL|LinkedIn Profile|LinkedIn Profile URL|Profile|Profile URL|URL|Link|LinkedIn Link",
}
ALONE: dict[str, str] = {
    "email": """Email|E-mail|Mail|Email Address|E-mail Address|E-Mail-Adresse|Emailadresse|Mailadresse|Adresse e-mail|Courriel|Correo|Correo electrónico|Indirizzo email
        |Endereço de e-mail|E-mailadres|E-post|E-postadress|Sähköposti|Adres e-mail|E-posta|Эл. почта|Электронная почта|Почта|邮箱|电子邮件|メール|이메일""",
    "phone": """Phone|Phone Number|Telephone|Telephone Number|Tel|Mobile|Mobile Phone|Cell|Telefon|Telefonnummer|Handy|Téléphone|Portable|Teléfono|Móvil|Telefono|Cellulare
        |Telefone|Celular|Telefoon|Telefoonnummer|Puhelin|Telefón|Телефон|电话|手机|電話番号|전화번호""",
    "linkedin": "LinkedIn|LinkedIn URL|LinkedIn Profile|LinkedIn Profile URL|LinkedIn Link|LinkedIn Address|Profile URL|Profile Link|领英",
    "reach": "Contact Info|Contact Information|Contact Details|Kontaktdaten|Coordonnées|Datos de contacto|联系方式|連絡先",
    "title": "Person's Title|Their Role|Their Title|Their Position|Person's Role",
}


def plain(header: str) -> str:
    """A header as it is compared: letters and digits alone."""
    text = unicodedata.normalize("NFKC", header).casefold()
    return "".join(c for c in text if c.isalnum() or c == "#")


def _split(words: str) -> list[str]:
    return [word.strip() for word in words.split("|")]


@cache
def aliases() -> dict[str, Word]:
    """Every name as it is compared, and what it says; made when the first list is read."""
    theirs = {plain(word): what for what, words in THEIRS.items() for word in _split(words)}
    found: dict[str, Word] = {}
    for who, people in PEOPLE.items():
        for person in map(plain, _split(people)):
            ends = ("", "s") if person.isascii() else ("",)  # the recruiter's e-mail
            found |= {person + end + word: Word(what, who) for word, what in theirs.items() for end in ends}
            if person.isascii():
                found |= {f"{word}of{person}": Word(what, who) for word, what in theirs.items() if word}
    for table in (ALONE, WORDS):
        found |= {plain(word): Word(what) for what, words in table.items() for word in _split(words)}
    return found


_PARTS = re.compile(r"\s[-–—:]\s|[(\[/?\n,]")
_TOKENS: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:url|link|lien|enlace)\b.*\b(?:job|posting|listing|role|req|offer|application|description)\b",
        "job_url",
    ),
    (r"\b(?:job|posting|listing|role|req|application|description|jd)\b.*\b(?:url|link)\b", "job_url"),
    (r"\bcompany\b.*\b(?:website|site|url)\b", "website"),
    (r"\bdate\b.*\bappl|\bappl\w*\b.*\b(?:date|on)\b|\bappl\w*\b.*\bsubmit\w*\b.*\bdate\b", "applied_on"),
    (r"\binterview\w*\b.*\bdate\b|\bdate\b.*\binterview", "interview_on"),
    (r"\bfollow[- ]?up\b.*\b(?:date|due|on)\b|\bnext\b.*\b(?:date|due|deadline)\b", "next_on"),
    (r"\blast\b.*\bcontact|\bdate\b.*\bcontacted\b", "last_contacted"),
    (r"\bsalary\b|\bcompensation\b", "salary"),
    (r"\bstatus\b", "status"),
)
_BY_TOKENS = tuple((re.compile(pattern), Word(what)) for pattern, what in _TOKENS)
_NUMBER = re.compile(r"[ _#]+([1-9])(?![0-9])")
LONGEST = 80


def _variants(header: str) -> Iterator[str]:
    """The whole header, its words before a remark, and what stands in front of a slash."""
    yield plain(header)
    first = _PARTS.split(header.strip())[0]
    yield plain(first)
    yield plain(first).removesuffix("s")


def word(header: str) -> Word | None:
    """What a header says; None when it is nobody's word."""
    header = header.strip()
    if not header or len(header) > 2 * LONGEST:
        return None
    for variant in _variants(header):
        if found := aliases().get(variant):
            return None if found.what == "-" else found
    if numbered := _NUMBER.search(header):
        found = aliases().get(plain(header.replace(numbered[0], " ", 1)))
        if found and found.who:
            return Word(found.what, f"{found.who} {numbered[1]}")
    text = header.casefold().replace("_", " ")
    if len(header) > LONGEST or re.search(r"\bid$", text):
        return None
    return next((known for pattern, known in _BY_TOKENS if pattern.search(text)), None)


def count(cells: list[str]) -> int:
    """How many different things of ours the cells of a row name, if it is a header.

    “Developer” alone is more often somebody's job than the name of a column.
    """
    words = (word(cell) for cell in cells if cell and len(cell) <= LONGEST)
    return len({found.what for found in words if found and found.who != "developer"})


# Columns that a list of a search has, and no address book and no list of connections.
SEARCH = frozenset(
    {"status", "applied_on", "interview_on", "job_url", "salary", "last_contacted", "next_step", "next_on"}
)


def is_of_a_search(cells: list[str]) -> bool:
    """Whether a row names the columns of somebody's own list, with people in it or without."""
    words = {found.what for cell in cells if cell and len(cell) <= LONGEST and (found := word(cell))}
    return len(words) >= 3 and bool(words & (SEARCH - {"job_url"}))
