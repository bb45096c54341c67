from datetime import datetime, timedelta

import pytest

from tests.unit.builders import NOW, claim, shipped_table
from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId
from warnd.model.situation import Run, Situation
from warnd.model.status import Status
from warnd.situations.assess import Judge
from warnd.situations.novelty import NOTHING_NEW, News, news_at, runs_after
from warnd.situations.weigh import Scale

TABLE = shipped_table()
SCALE = Scale(TABLE)
SILENCE = TABLE.novelty_silence.value
LONG_AGO = NOW - timedelta(days=400)


def _run(since: datetime, last: datetime) -> Run:
    return Run(since=since, last=last)


def test_a_first_claim_begins_a_run_of_its_kind_and_of_its_division() -> None:
    assert runs_after({}, [claim("shelling")], SCALE) == {
        "shelling": _run(NOW, NOW),
        "SY-ID": _run(NOW, NOW),
    }


@pytest.mark.parametrize(
    ("gap", "since"),
    [
        pytest.param(SILENCE, NOW - SILENCE, id="a silence that is not long enough"),
        pytest.param(SILENCE + timedelta(hours=1), NOW, id="a long silence"),
    ],
)
def test_a_run_ends_with_a_long_silence(gap: timedelta, since: datetime) -> None:
    before = {"shelling": _run(NOW - gap, NOW - gap)}
    assert runs_after(before, [claim("shelling")], SCALE)["shelling"] == _run(since, NOW)


@pytest.mark.parametrize(
    "no_sign",
    [
        pytest.param(claim(status=Status.DENIED), id="denied"),
        pytest.param(claim(status=Status.HISTORICAL), id="past"),
        pytest.param(claim(placing=0.4), id="hardly here"),
        pytest.param(claim(probability=0.4), id="hardly at all"),
    ],
)
def test_what_is_no_sign_begins_no_run(no_sign: Claim) -> None:
    assert runs_after({}, [no_sign], SCALE) == {}


def test_a_late_report_of_earlier_days_changes_no_run() -> None:
    before = {"shelling": _run(NOW - timedelta(days=9), NOW), "SY-ID": _run(LONG_AGO, NOW)}
    late = claim("shelling", at=NOW - timedelta(days=3))
    assert runs_after(before, [late], SCALE) == before


@pytest.mark.parametrize(
    ("age", "watched", "new"),
    [
        pytest.param(timedelta(hours=1), timedelta(days=400), True, id="young"),
        pytest.param(timedelta(days=6), timedelta(days=400), False, id="no longer young"),
        pytest.param(timedelta(hours=1), timedelta(days=29), False, id="all is new to a newcomer"),
    ],
)
def test_a_young_run_is_news(age: timedelta, watched: timedelta, new: bool) -> None:
    runs = {"airstrike": _run(NOW - age, NOW)}
    news = news_at(runs, NOW - watched, NOW, SCALE)
    assert news == (News(subjects=frozenset({"airstrike"})) if new else NOTHING_NEW)


@pytest.mark.parametrize(
    ("kind", "subjects", "factor"),
    [
        pytest.param("shelling", {"shelling"}, 2.0, id="a new sign of war"),
        pytest.param("offensive_threat", {"offensive_threat"}, 1.4, id="a new threat"),
        pytest.param("civilian_harm", {"civilian_harm"}, 1.0, id="what comes singly"),
        pytest.param("civilian_harm", {"SY-ID"}, 1.3, id="a new division"),
        pytest.param("shelling", {"shelling", "SY-ID"}, 2.0, id="both: the larger"),
        pytest.param("shelling", {"airstrike"}, 1.0, id="nothing new about it"),
        pytest.param("de_escalation", {"SY-ID"}, 1.0, id="a truce calms no more for being new"),
    ],
)
def test_new_claims_count_more(kind: str, subjects: set[str], factor: float) -> None:
    assert News(subjects=frozenset(subjects)).factor(claim(kind), SCALE) == factor


def test_the_first_shell_in_months_weighs_more_than_one_at_a_front() -> None:
    judge = Judge(scale=SCALE, patterns=())
    shell = [claim("shelling")]
    new, _ = judge.assess(AreaId("SY-ID"), shell, None, NOW, LONG_AGO)
    known = Situation(
        area=AreaId("SY-ID"),
        level=new.level,
        index=0.0,
        pressure=0.0,
        normal=0.0,
        known_since=LONG_AGO,
        since=LONG_AGO,
        at=NOW - timedelta(hours=1),
        runs={each: _run(LONG_AGO, NOW - timedelta(days=2)) for each in ("shelling", "SY-ID")},
    )
    front, _ = judge.assess(AreaId("SY-ID"), shell, known, NOW, LONG_AGO)
    assert new.pressure == pytest.approx(2 * front.pressure)
    assert front.runs["shelling"] == _run(LONG_AGO, NOW)


def test_what_is_new_is_told_as_a_reason() -> None:
    judge = Judge(scale=SCALE, patterns=())
    told, _ = judge.assess(AreaId("SY-ID"), [claim("shelling")], None, NOW, LONG_AGO)
    assert "Shelling: the first here for 90 days" in told.reasons
    newcomer, _ = judge.assess(AreaId("SY-ID"), [claim("shelling")], None, NOW, NOW)
    assert newcomer.reasons == (
        "Shelling, 1 origin",
        "Known for a day at most: too little to tell what is normal here",
    )
