"""When two spellings are one company, and when they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from networking.companies.independents import is_independent
from networking.companies.names import ALIASES, LEGAL_FORMS, company_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Google", " GOOGLE  "),
        ("Microsoft", "Microsoft Corporation"),
        ("Microsoft", "Microsoft Corp."),
        ("Amazon Web Services (AWS)", "Amazon Web Services"),
        ("AWS", "Amazon Web Services, Inc."),
        ("Amazon", "Amazon.com"),
        ("Facebook", "Meta"),
        ("EY", "Ernst & Young (EY)"),
        ("EY", "Ernst and Young"),
        ("TCS", "Tata Consultancy Services"),
        ("Foo", "Foo GmbH & Co. KG"),
        ("Foo", "Foo S.A. de C.V."),
        ("Foo", "Foo Sp. z o.o."),
        ("Foo", "Foo, s.r.o."),
        ("Foo", "Foo A/S"),
        ("Foo", "Foo a.s."),
        ("Foo", "Foo Pvt. Ltd."),
        ("Foo", "FOO PRIVATE LIMITED"),
        ("Foo", "Foo Oy"),
        ("Foo", "Foo B.V."),
        ("Foo", "PT Foo Tbk"),
        ("Foo", "UAB Foo"),
        ("Яндекс", "ООО «Яндекс»"),
        ("ソニー", "株式会社ソニー"),
        ("ソニー", "ソニー（株）"),
        ("华为技术", "华为技术有限公司"),
        ("삼성전자", "삼성전자 주식회사"),
        ("Nestlé", "Nestle S.A."),
        ("O'Reilly", "O’Reilly"),
        ("Ｆｏｏ", "foo"),
    ],
)
def test_case_punctuation_and_legal_forms_do_not_make_another_company(one, other):
    assert company_key(one) == company_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Google", "Google DeepMind"),
        ("Google", "Google Developer Student Club Prague"),
        ("Amazon", "Amazonen-Werke"),
        ("Meta", "Metaverse Inc"),
        ("AWS", "Aws Younus Group"),
        ("IBM", "X, an IBM Company"),
        ("Acme (India)", "Acme (UK)"),
        ("Accenture", "Accenture Song"),
        ("3M", "M"),
        ("ハナ", "バナ"),
    ],
)
def test_a_shared_beginning_does_not_make_one_company(one, other):
    assert company_key(one) != company_key(other)


@pytest.mark.parametrize(
    ("name", "key"),
    [("GmbH", "gmbh"), ("Co. Ltd.", "co"), ("!!!", "!!!"), ("株式会社", "株式会社"), ("", ""), ("  ", "")],
)
def test_a_name_never_becomes_empty(name, key):
    assert company_key(name) == key


@pytest.mark.parametrize(
    "name",
    [
        "Freelance",
        "freelancer",
        "Self-employed",
        "Self Employed",
        "Autónomo",
        "Autônomo",
        "Independiente",
        "Selbstständig",
        "Stealth",
        "Stealth AI Startup",
        "Stealth Mode...",
        "Confidential",
        "Independent",
        "Retired",
    ],
)
def test_to_have_no_employer_is_not_a_company(name):
    assert is_independent(name)


@pytest.mark.parametrize(
    "name", ["Stealth Security", "Independent Bank", "Freelancer.com", "Retired Racehorse Project", ""]
)
def test_a_company_that_sounds_like_it_is_one(name):
    assert not is_independent(name)


def test_a_second_name_leads_to_a_name_that_stays():
    assert {company_key(name) for name in ALIASES.values()} == set(ALIASES.values())


names = st.text(max_size=250) | st.lists(
    st.sampled_from(
        [" ".join(form) for form in LEGAL_FORMS] + ["Foo", "(AWS)", "&", ".", "株式会社", "B.V.", "Bar", "ﷺ"]
    ),
    max_size=8,
).map(" ".join)


@given(names)
def test_a_key_is_its_own_key(name):
    key = company_key(name)
    assert company_key(key) == key
    assert bool(key) == bool(name.strip())
    assert len(key) <= 200
