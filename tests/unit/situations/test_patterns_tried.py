"""A pattern's own timelines, run."""

from datetime import timedelta

import pytest

from tests.unit.builders import part, shipped_table, signal
from warnd.model.article import Article
from warnd.model.identifiers import KindId, RuleId
from warnd.model.reading import Reading
from warnd.model.status import Status
from warnd.rules.pattern import Pattern, PatternParts, PatternTests, Report, Timeline
from warnd.situations.patterns_tried import TimelineFailure, run_timelines
from warnd.situations.weigh import Scale

SCALE = Scale(shipped_table())
HOUR = timedelta(hours=1)


def report(kind: str, hours: int, **more: str) -> Report:
    return Report(at=hours * HOUR, kind=KindId(kind), **more)  # type: ignore[arg-type]


def read(article: Article) -> Reading:
    """Read a text that is a kind's id as a signal of it, and a doubtful one beside it."""
    signals = (signal(article.text), signal("airstrike", probability=0.3))
    return Reading(language=article.language, score=1.0, signals=signals, places=())


def failures(
    *reports: Report, begins: int | None = None, ends: int | None = None, silent: bool = False
) -> list[TimelineFailure]:
    timeline = Timeline(
        name="a timeline",
        reports=reports,
        begins=None if begins is None else begins * HOUR,
        ends=None if ends is None else ends * HOUR,
    )
    tests = PatternTests(silent=(timeline,)) if silent else PatternTests(fires=(timeline,))
    pattern = Pattern(
        id=RuleId("p"),
        pattern=PatternParts(all=(part("truce_collapse"), part("shelling"))),
        within=timedelta(days=1),
        origins=2,
        tests=tests,
    )
    return list(run_timelines((pattern,), SCALE, read))


TRUCE = report("truce_collapse", 0)
FIRE = report("shelling", 10)


@pytest.mark.parametrize(
    ("reports", "span", "why"),
    [
        pytest.param((TRUCE, FIRE), {}, "", id="from the last report"),
        pytest.param((TRUCE, FIRE), {"begins": 10, "ends": 24}, "", id="from and until"),
        pytest.param((TRUCE,), {}, "does not hold at 0h: no shelling", id="never"),
        pytest.param(
            (TRUCE, FIRE, report("shelling", 20)), {}, "it holds at 10h", id="earlier than told"
        ),
        pytest.param((TRUCE, FIRE), {"begins": 5}, "does not hold at 5h", id="later than told"),
        pytest.param((TRUCE, FIRE), {"begins": 12}, "it holds at 10h", id="before it should begin"),
        pytest.param((TRUCE, FIRE), {"ends": 30}, "not hold at 30h less 1s", id="shorter"),
        pytest.param((TRUCE, FIRE), {"ends": 20}, "it holds at 20h", id="longer"),
        pytest.param(
            (TRUCE, report("shelling", 10, origin="a"), report("truce_collapse", 2, origin="a")),
            {},
            "",
            id="every report has an origin of its own unless it says",
        ),
    ],
)
def test_when_a_pattern_must_hold(
    reports: tuple[Report, ...], span: dict[str, int], why: str
) -> None:
    found = failures(*reports, begins=span.get("begins"), ends=span.get("ends"))
    assert [why in failure.why for failure in found] == ([True] if why else [])


@pytest.mark.parametrize(
    ("reports", "why"),
    [
        pytest.param((TRUCE,), "", id="silent"),
        pytest.param((TRUCE, FIRE), "it holds at 10h", id="not silent"),
        pytest.param((TRUCE, report("shelling", 24)), "", id="too late"),
    ],
)
def test_when_a_pattern_must_not_hold(reports: tuple[Report, ...], why: str) -> None:
    assert [failure.why for failure in failures(*reports, silent=True)] == ([why] if why else [])


def test_a_text_is_read_and_what_is_doubtful_in_it_is_left_out() -> None:
    texts = (
        Report(at=0 * HOUR, text="truce_collapse", origin="a"),
        Report(at=3 * HOUR, text="shelling", origin="b"),
    )
    assert failures(*texts) == []
    assert failures(Report(at=0 * HOUR, text="shelling"), FIRE, silent=True) == []


def test_a_report_says_all_that_a_claim_can() -> None:
    kind = KindId("displacement")
    asked = Report(
        at=HOUR,
        kind=kind,
        status=Status.THREATENED,
        count=40,
        probability=0.7,
        place="Idlib",
        division="SY-ID",
        rule=RuleId("r"),
        story="s",
    )
    part_of_it = part("displacement")
    pattern = Pattern(
        id=RuleId("p"),
        pattern=PatternParts(
            all=(
                type(part_of_it)(
                    kind=(kind,),
                    status=(Status.THREATENED,),
                    place=("Idlib",),
                    division=("SY-ID",),
                    rule=("r",),
                ),
            )
        ),
        within=timedelta(days=1),
        tests=PatternTests(fires=(Timeline(name="t", reports=(asked,)),)),
    )
    assert run_timelines((pattern,), SCALE, read) == ()


def test_a_failure_names_its_place_pattern_and_timeline() -> None:
    (failure,) = failures(TRUCE)
    assert str(failure).startswith("<memory>:0: p, 'a timeline': it does not hold at 0h")
