import pytest
from django.db.models import F

from networking.companies.criteria import DEFAULTS
from networking.companies.listing import AlreadyListedError, add_company, move, place_between
from networking.companies.models import Company, Criterion, Standing
from tests.people import TODAY, make_company


def names(owner):
    return list(Company.objects.owned_by(owner).in_list_order().values_list("name", flat=True))


def test_a_new_company_goes_to_the_end_of_the_list(seeker):
    for name in ("Northwind", "Fernhill", "Kestrel"):
        add_company(seeker, name, standing=Standing.TARGET, today=TODAY)
    assert names(seeker) == ["Northwind", "Fernhill", "Kestrel"]


def test_a_target_has_the_day_it_became_one_and_a_backlog_company_has_none(seeker):
    target = add_company(seeker, "Northwind", standing=Standing.TARGET, today=TODAY)
    backlog = add_company(seeker, "Fernhill", standing=Standing.BACKLOG, today=TODAY)
    assert (target.target_on, backlog.target_on) == (TODAY, None)


def test_the_first_company_brings_the_criteria_once(seeker):
    add_company(seeker, "Northwind", standing=Standing.TARGET, today=TODAY)
    Criterion.objects.filter(text=DEFAULTS[0]).update(text="Has a dog")
    add_company(seeker, "Fernhill", standing=Standing.TARGET, today=TODAY)
    texts = list(Criterion.objects.owned_by(seeker).order_by("position").values_list("text", flat=True))
    assert texts == ["Has a dog", *DEFAULTS[1:]]


def test_another_spelling_of_a_listed_company_is_that_company(seeker, stranger):
    make_company(stranger, "Northwind")
    first = add_company(seeker, "Northwind", standing=Standing.TARGET, today=TODAY)
    with pytest.raises(AlreadyListedError) as refused:
        add_company(seeker, "  NORTHWIND. ", standing=Standing.BACKLOG, today=TODAY)
    assert refused.value.company == first
    assert names(seeker) == ["Northwind"]


@pytest.mark.parametrize(
    ("name", "steps", "order"),
    [
        ("C", -1, "ACBD"),
        ("C", 1, "ABDC"),
        ("A", -1, "ABCD"),
        ("D", 1, "ABCD"),
        ("D", -3, "DABC"),
        ("A", 2, "BCAD"),
    ],
)
def test_moving_a_company_changes_only_its_own_place(seeker, name, steps, order):
    for letter in "ABCD":
        add_company(seeker, letter, standing=Standing.TARGET, today=TODAY)
    move(Company.objects.get(name=name), steps)
    assert "".join(names(seeker)) == order


def test_places_that_came_too_close_are_spread_again(seeker):
    for letter in "ABC":
        add_company(seeker, letter, standing=Standing.TARGET, today=TODAY)
    for _ in range(60):
        move(Company.objects.get(name=names(seeker)[2]), -1)
    Company.objects.update(position=F("position") * 0)
    move(Company.objects.get(name="C"), -1)
    assert sorted(names(seeker)) == ["A", "B", "C"]
    assert names(seeker) == ["A", "C", "B"]


def test_a_place_between_is_between():
    assert place_between(None, None) < place_between(1, None)
    assert 1 < place_between(1, 2) < 2
    assert place_between(None, 1) < 1


def test_keeping_a_change_turns_the_revision(seeker):
    company = make_company(seeker, "Northwind")
    company.name = "Northwind Robotics"
    company.keep("name")
    company.refresh_from_db()
    assert (company.revision, company.company_key) == (2, "northwind robotics")
