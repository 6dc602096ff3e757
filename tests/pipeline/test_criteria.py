import pytest

from networking.companies.criteria import DEFAULTS
from networking.companies.models import Answer, Criterion, Verdict
from tests.people import make_company


@pytest.fixture
def criterion(seeker):
    return Criterion.objects.create(owner=seeker, text="Uses my stack", position=1)


def texts(owner):
    return list(Criterion.objects.owned_by(owner).order_by("position").values_list("text", flat=True))


def test_an_own_criterion_joins_the_end(as_seeker, seeker, criterion):
    assert as_seeker.post("/companies/criteria/", {"text": "Has a dog"}).status_code == 302
    assert texts(seeker) == ["Uses my stack", "Has a dog"]


@pytest.mark.parametrize("text", ["", "uses MY stack", "x" * 201])
def test_one_that_is_empty_too_long_or_there_already_is_refused(as_seeker, seeker, criterion, text):
    answer = as_seeker.post("/companies/criteria/", {"text": text})
    assert answer.status_code == 422
    assert texts(seeker) == ["Uses my stack"]


def test_rewording_keeps_the_answers(as_seeker, seeker, criterion):
    company = make_company(seeker)
    Answer.objects.create(owner=seeker, company=company, criterion=criterion, value=Verdict.YES)
    as_seeker.post(f"/companies/criteria/{criterion.pk}/", {"text": "Uses Django"})
    assert (texts(seeker), Answer.objects.get().value) == (["Uses Django"], Verdict.YES)


def test_rewording_into_nothing_is_refused_beside_the_row(as_seeker, seeker, criterion):
    assert as_seeker.post(f"/companies/criteria/{criterion.pk}/", {"text": " "}).status_code == 422
    assert texts(seeker) == ["Uses my stack"]


def test_a_hidden_one_leaves_the_boards_and_comes_back_with_its_answer(as_seeker, seeker, criterion):
    company = make_company(seeker)
    Answer.objects.create(owner=seeker, company=company, criterion=criterion, note="Django")
    as_seeker.post(f"/companies/criteria/{criterion.pk}/hide/", {"on": "1"})
    assert "Uses my stack" not in as_seeker.get(f"/companies/{company.pk}/").content.decode()
    as_seeker.post(f"/companies/criteria/{criterion.pk}/hide/", {"on": "0"})
    assert "Django" in as_seeker.get(f"/companies/{company.pk}/").content.decode()


def test_whoever_has_none_may_begin_with_ours(as_seeker, seeker):
    assert "Begin with ours" in as_seeker.get("/companies/criteria/").content.decode()
    as_seeker.post("/companies/criteria/start/")
    assert texts(seeker) == list(DEFAULTS)


def test_nobody_rewords_or_hides_what_is_not_theirs(as_stranger, seeker, criterion):
    for path in ("", "hide/"):
        assert (
            as_stranger.post(f"/companies/criteria/{criterion.pk}/{path}", {"text": "x"}).status_code == 404
        )
    criterion.refresh_from_db()
    assert (criterion.text, criterion.is_hidden) == ("Uses my stack", False)
