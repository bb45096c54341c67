from pathlib import Path

import pytest

from warnd.signals.places.lookup import Remark, Verdict, look_up
from warnd.storage.gazetteer import load_names

NAMES = load_names(Path(__file__).parents[4] / "models" / "gazetteer")


@pytest.mark.parametrize(
    ("name", "verdict"),
    [
        pytest.param("Tripoli", Verdict.TAKEN, id="large"),
        pytest.param("tripoli", Verdict.TAKEN, id="small-letters"),
        pytest.param("Deir ez-Zor", Verdict.TAKEN, id="several-words"),
        pytest.param("Syrian", Verdict.TELLS, id="people"),
        pytest.param("Kremlin", Verdict.TELLS, id="voice"),
        pytest.param("March", Verdict.WORD, id="plain-word"),
        pytest.param("Hit", Verdict.SELDOM, id="word-that-may-be-meant"),
        pytest.param("Burgos", Verdict.SMALL, id="small-town"),
        pytest.param("إدلب", Verdict.UNREAD, id="script-without-capitals"),
        pytest.param("Qwertyville", Verdict.UNKNOWN, id="nothing"),
    ],
)
def test_what_a_bare_mention_becomes(name: str, verdict: Verdict) -> None:
    assert look_up(name, NAMES).verdict is verdict


def test_namesakes_come_the_weightiest_first_with_what_makes_them_so() -> None:
    first, second, third, *_ = look_up("Tripoli", NAMES).candidates
    assert [c.toponym.place.country for c in (first, second)] == ["LY", "LB"]
    assert first.remarks == (Remark.CAPITAL,)
    assert second.remarks == ()
    assert third.remarks == (Remark.BEHIND_ITS_SEAT,)
    assert first.weight > second.weight > third.weight


def test_a_watched_country_weighs_more() -> None:
    bare = look_up("Tripoli", NAMES).candidates[1]
    watched = look_up("Tripoli", NAMES, frozenset({"LB"})).candidates[1]
    assert watched.weight == bare.weight + 1.0
    assert watched.remarks == (Remark.WATCHED,)


def test_a_country_comes_before_its_namesakes() -> None:
    first = look_up("Georgia", NAMES).candidates[0]
    assert (first.toponym.place.country, first.remarks) == ("GE", (Remark.COUNTRY,))


def test_another_spelling_is_marked() -> None:
    (first, *_) = look_up("Mossoul", NAMES).candidates
    assert Remark.SPELLING in first.remarks
