"""The headers of real lists are understood: what each column holds, in whatever words."""

from __future__ import annotations

import pytest

from networking.exchange.sheets.fields import MANY, Field, guess
from networking.exchange.sheets.tables import Table


def table(header, *rows):
    return Table("t", 1, list(header), [(n, list(cells)) for n, cells in enumerate(rows, 2)])


def guessed(header, *rows):
    header = header.split(",")
    return {header[i].strip(): field for i, field in guess(table(header, *rows)).items()}


def test_a_plain_list_of_applications():
    assert guessed("Job Title,Company,Date Applied,Status") == {
        "Job Title": Field.ROLE,
        "Company": Field.COMPANY,
        "Date Applied": Field.APPLIED_ON,
        "Status": Field.STATUS,
    }


def test_a_list_of_people_knows_that_role_and_name_are_theirs():
    found = guessed("Name,Company,Role,LinkedIn,Email,Status,Last Contacted,Notes,Related Applications")
    assert found["Name"] == Field.CONTACT
    assert found["Role"] == Field.TITLE
    assert found["Last Contacted"] == Field.LAST_CONTACTED
    assert "Related Applications" not in found


def test_a_board_calls_the_company_name():
    found = guessed("Name,Application URL,Date,Stage,Stage History")
    assert found == {
        "Name": Field.COMPANY,
        "Application URL": Field.JOB_URL,
        "Date": Field.APPLIED_ON,
        "Stage": Field.STATUS,
    }


def test_two_people_of_one_row_keep_their_own_columns():
    found = guessed("Company,Recruiter,Recruiter Email,Reference,Reference's Phone,Interviewer")
    assert found == {
        "Company": Field.COMPANY,
        "Recruiter": Field.CONTACT,
        "Recruiter Email": Field.EMAIL,
        "Reference": Field.CONTACT_2,
        "Reference's Phone": Field.PHONE_2,
    }


def test_cells_are_believed_against_their_header():
    rows = [["Fernwood", "ada@example.org", "x"], ["Harbour Labs", "bo@example.org", ""]]
    assert guessed("Company,Contact,Applied", *rows) == {
        "Company": Field.COMPANY,
        "Contact": Field.EMAIL,
        "Applied": Field.STEP,
    }


@pytest.mark.parametrize(
    "header", ["__proto__", "owner_id", "id", "is_staff", "<script>alert(1)</script>", "company_id", ""]
)
def test_names_of_the_system_are_never_fields(header):
    assert guessed(f"Company,{header}") == {"Company": Field.COMPANY}


def test_a_field_belongs_to_one_column_only():
    found = list(guess(table(["Company", "Employer", "Status", "Stage", "Notes", "Comments"])).values())
    assert [f for f in found if f not in MANY and found.count(f) > 1] == []
    assert found.count(Field.NOTES) == 2


def test_people_are_told_apart_by_numbers_and_by_standing_twice():
    assert list(guessed("Company,Contact 1,Contact 1 Email,Contact 2,Contact 2 Email").values()) == [
        Field.COMPANY,
        Field.CONTACT,
        Field.EMAIL,
        Field.CONTACT_2,
        Field.EMAIL_2,
    ]
    twice = guess(table(["Company", "Contact", "Email", "Contact", "Email"]))
    assert list(twice.values())[3:] == [Field.CONTACT_2, Field.EMAIL_2]


def test_a_column_named_after_a_status_holds_its_days_or_its_ticks():
    rows = [["Fernwood", "2026-03-02", "x", "2026-03-09"], ["Harbour Labs", "2026-03-03", "", ""]]
    assert guessed("Company,Applied,Phone Screen,Reached out", *rows) == {
        "Company": Field.COMPANY,
        "Applied": Field.APPLIED_ON,
        "Phone Screen": Field.STEP,
        "Reached out": Field.LAST_CONTACTED,
    }


@pytest.mark.parametrize(
    "header",
    [
        "Firma,Stelle,Status,Beworben am,Ansprechpartner,E-Mail",
        "Entreprise,Poste,Statut,Date de candidature,Interlocuteur,Courriel",
        "Empresa,Puesto,Estado,Fecha de aplicación,Contacto,Correo",
        "Azienda,Ruolo,Stato,Data candidatura,Contatto,E-mail",
        "Empresa,Vaga,Situação,Data da candidatura,Contato,E-mail",
        "Компания,Вакансия,Статус,Дата отклика,Контакт,Почта",
        "公司名称,岗位,当前状态,投递时间,联系人,邮箱",
        "EMPLOYER,POSTION TITLE,Outcome,app submitted date,Point of Contact,contact's email",
    ],
)
def test_a_list_in_many_languages(header):
    assert list(guessed(header).values()) == [
        Field.COMPANY,
        Field.ROLE,
        Field.STATUS,
        Field.APPLIED_ON,
        Field.CONTACT,
        Field.EMAIL,
    ]
