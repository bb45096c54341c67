from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.builders import NOW, claim
from warnd.model.signal import Evidence
from warnd.situations.retold import revised_claims, told_again

HOUR = timedelta(hours=1)


def test_a_claim_that_is_repeated_stands_at_the_time_of_the_first() -> None:
    first, second = claim(at=NOW - 30 * HOUR), claim(at=NOW - 20 * HOUR, article="a2")
    (again,) = told_again([claim(article="a3", count=40)], [first, second])
    assert (again.at, again.signal.count) == (first.at, 40)


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(claim(origin="other", at=NOW - HOUR), id="another origin"),
        pytest.param(claim("airstrike", at=NOW - HOUR), id="another kind"),
        pytest.param(claim(area="SY-HM", at=NOW - HOUR), id="another area"),
    ],
)
def test_what_differs_stands_at_its_own_time(other: object) -> None:
    (again,) = told_again([claim()], [other])  # type: ignore[list-item]
    assert again.at == NOW


def test_what_an_article_claimed_before_stands_at_its_time() -> None:
    before = claim(at=NOW - 2 * HOUR)
    assert revised_claims([claim()], [before], NOW) == [before]


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(claim(count=9), id="another count"),
        pytest.param(claim("airstrike"), id="a new kind"),
    ],
)
def test_what_an_article_claims_anew_stands_at_now(now: object) -> None:
    (revised,) = revised_claims([now], [claim(at=NOW - HOUR)], NOW)  # type: ignore[list-item]
    assert revised.at == NOW


def test_a_page_that_is_written_on_for_days_claims_anew_in_other_words() -> None:
    before = claim(at=NOW - 20 * HOUR)
    quote = Evidence(text="other words", start=0, end=11)
    other = replace(claim(), signal=replace(claim().signal, evidence=(quote,)))
    assert [each.at for each in revised_claims([other], [before], NOW)] == [NOW]
    assert [each.at for each in revised_claims([claim()], [before], NOW)] == [before.at]
