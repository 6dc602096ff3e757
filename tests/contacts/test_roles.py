"""Which kind of development a job title speaks of. The titles are ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.contacts.roles import Role, role_of

TITLES = {
    Role.FRONTEND: [
        "Frontend Developer",
        "Senior Front-End Engineer (AWS)",
        "UX Engineer",
        "React Developer",
        "Développeuse front-end",
        "Frontend-utvecklare",
        "前端工程师",
    ],
    Role.BACKEND: [
        "Backend Engineer",
        "Back End Developer, Data Platform",  # what is said outright before the field
        "Java Developer",
        "Senior .NET Developer",
        "C# Programmer",
        "Desarrollador de back-end",
        "Бэкенд-разработчик",
    ],
    Role.FULLSTACK: [
        "Full Stack Developer (Angular)",
        "Fullstack-utvecklare",
        "Frontend and Backend Developer",
        "Web Developer",
        "Webbutvecklare",
        "Développeuse web",
    ],
    Role.MOBILE: [
        "iOS Engineer",
        "Android Developer",
        "React Native Developer",  # not frontend
        "Flutter & Firebase Developer",
        "Мобильный разработчик",
    ],
    Role.DATA: [
        "Data Engineer",
        "Staff Machine Learning Engineer",
        "BI Developer",
        "Head of Data",
        "Python Engineer & AI Developer",  # the field before the tool
        "Engenheira de Dados",
        "Senior DBA",
        "データエンジニア",
    ],
    Role.OPERATIONS: [
        "DevOps Engineer",
        "Site Reliability Engineer",
        "Cloud Architect",
        "Systems Administrator",
        "Platform Engineer",
        "Системный администратор",
    ],
    Role.SECURITY: [
        "Product Security Engineer",
        "Penetration Tester",  # not quality
        "Cloud Security Architect",
        "Analista de Ciberseguridad",
    ],
    Role.QUALITY: ["QA Automation Engineer", "Software Tester", "SDET", "Тестировщик", "测试工程师"],
    Role.EMBEDDED: [
        "Embedded Engineer",
        "Firmware Developer",
        "Entwickler Embedded Linux",
        "Robotics Engineer",
    ],
    "": [
        "",
        "Developer",
        "Senior Software Engineer",
        "Utvecklare",
        "Solutions Architect",
        "Recruiter",
        "Engineering Manager",
        "Daily Latest Contest Digest",  # no word of a table is hidden in another
        "🚀",
    ],
}
CASES = [(title, role) for role, titles in TITLES.items() for title in titles]


@pytest.mark.parametrize(("title", "role"), CASES)
def test_a_title_says_what_somebody_works_on(title, role):
    assert role_of(title) == role


@given(st.text(max_size=400))
def test_any_title_gives_a_role_or_none(title):
    assert role_of(title) in {"", *Role.values}
