"""What each part of a pattern asks for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.builders import IDLIB, NOW, claim, mention, part, shipped_table, signal
from warnd.model.claim import Claim
from warnd.model.identifiers import KindId, RuleId, StoryId
from warnd.model.place import Place
from warnd.model.status import Status
from warnd.rules.pattern import (
    Bound,
    Comparison,
    Counts,
    Distinct,
    GroupedBy,
    Part,
    Pattern,
    PatternParts,
)
from warnd.situations.held import Held, Measure
from warnd.situations.patterns import patterns_that_hold, what_is_missing
from warnd.situations.weigh import Scale

SCALE = Scale(shipped_table())
SHELLING = part("shelling")
HAMA = Place(name="Hama", country="SY", admin1="SY-HM", lat=35.1, lon=36.7)
BINNISH = Place(name="Binnish", country="SY", admin1="SY-ID", lat=35.9, lon=36.7)


def told(kind: str = "shelling", *, hours: int = 0, name: str = "1", **more: object) -> Claim:
    """Give a claim some hours ago, of an article and an origin of its own name."""
    made = claim(kind, at=NOW - timedelta(hours=hours), article=name, origin=f"origin {name}")
    signals = {key: more.pop(key) for key in ("status", "count", "probability") if key in more}
    rule = more.pop("rule", None)
    where = more.pop("where", ())
    said = replace(
        signal(kind, rule=rule, where=where),  # type: ignore[arg-type]
        **signals,  # type: ignore[arg-type]
    )
    return replace(made, signal=said, **more)  # type: ignore[arg-type]


def bound(number: float, comparison: str = ">=") -> Bound:
    return Bound(comparison=Comparison(comparison), number=number)


def held(parts: PatternParts, claims: list[Claim], by: GroupedBy = GroupedBy.AREA) -> Held | None:
    pattern = Pattern(id=RuleId("p"), pattern=parts, within=timedelta(days=7), by=by)
    return next(iter(patterns_that_hold((pattern,), claims, NOW, SCALE)), None)


@pytest.mark.parametrize(
    ("asked", "claims", "holds"),
    [
        pytest.param(SHELLING, [told()], True, id="one claim is enough"),
        pytest.param(part("shelling", "airstrike"), [told("airstrike")], True, id="either kind"),
        pytest.param(SHELLING, [told(status=Status.DENIED)], False, id="denied"),
        pytest.param(
            replace(SHELLING, status=(Status.DENIED,)),
            [told(status=Status.DENIED)],
            True,
            id="denied, when asked for",
        ),
        pytest.param(replace(SHELLING, size=bound(14)), [told(count=14)], True, id="a size"),
        pytest.param(replace(SHELLING, size=bound(14)), [told(count=13)], False, id="too small"),
        pytest.param(replace(SHELLING, size=bound(14, "<")), [told()], False, id="no size told"),
        pytest.param(
            replace(SHELLING, probability=bound(0.7)),
            [told(probability=0.6)],
            False,
            id="not probable enough",
        ),
        pytest.param(replace(SHELLING, place=("idlib",)), [told()], True, id="a place"),
        pytest.param(replace(SHELLING, place=("Hama",)), [told()], False, id="another place"),
        pytest.param(
            replace(SHELLING, division=("SY-HM",)), [told(admin1="SY-HM")], True, id="a division"
        ),
        pytest.param(replace(SHELLING, division=("SY-HM",)), [told()], False, id="another"),
        pytest.param(
            Part(rule=("*-cut",)), [told(rule="lines-cut")], True, id="a rule of any kind"
        ),
        pytest.param(
            replace(SHELLING, rule=("*-cut",)), [told(rule="cut")], False, id="another rule"
        ),
        pytest.param(Part(rule=("*",)), [told()], False, id="what no rule saw"),
        pytest.param(
            replace(SHELLING, within=timedelta(hours=5)), [told(hours=5)], False, id="its own time"
        ),
        pytest.param(SHELLING, [told(placing=0.4)], False, id="placed by a guess"),
        pytest.param(SHELLING, [told(hours=7 * 24)], False, id="just as old as is too old"),
        pytest.param(SHELLING, [told(hours=7 * 24 - 1)], True, id="nearly so"),
    ],
)
def test_which_claims_a_part_looks_at(asked: Part, claims: list[Claim], holds: bool) -> None:
    assert (held(PatternParts(all=(asked,)), claims) is not None) is holds


STORY = StoryId("s")
TWO = bound(2)


@pytest.mark.parametrize(
    ("asked", "claims", "holds"),
    [
        pytest.param(Counts(claims=TWO), [told(name="1"), told(name="2")], True, id="two claims"),
        pytest.param(Counts(claims=TWO), [told()], False, id="one claim"),
        pytest.param(
            Counts(stories=TWO),
            [told(name="1", story=STORY), told(name="2", story=STORY)],
            False,
            id="one story",
        ),
        pytest.param(
            Counts(stories=TWO),
            [told(name="1"), told(name="2")],
            True,
            id="articles that nobody compared tell stories of their own",
        ),
        pytest.param(
            Counts(days=TWO), [told(name="1"), told(name="2", hours=8)], False, id="one day"
        ),
        pytest.param(
            Counts(days=TWO), [told(name="1"), told(name="2", hours=24)], True, id="two days"
        ),
        pytest.param(
            Counts(claims=bound(1, "=")), [told(name="1"), told(name="2")], False, id="just one"
        ),
        pytest.param(Counts(claims=bound(5, "<")), [], False, id="few, but never none"),
    ],
)
def test_how_many_there_must_be(asked: Counts, claims: list[Claim], holds: bool) -> None:
    parts = PatternParts(all=(replace(SHELLING, count=asked),))
    assert (held(parts, claims) is not None) is holds


@pytest.mark.parametrize(
    ("asked", "claims", "holds"),
    [
        pytest.param(Distinct(origins=TWO), [told(name="1"), told(name="2")], True, id="origins"),
        pytest.param(
            Distinct(origins=TWO),
            [told(name="1"), replace(told(name="2"), source=claim(origin=None).source)],
            False,
            id="somebody unknown is no second origin",
        ),
        pytest.param(Distinct(kinds=TWO), [told(), told("airstrike")], True, id="kinds"),
        pytest.param(Distinct(kinds=TWO), [told(name="1"), told(name="2")], False, id="one kind"),
        pytest.param(
            Distinct(places=TWO),
            [told(name="1"), told(name="2", place="Binnish")],
            True,
            id="places",
        ),
        pytest.param(
            Distinct(places=TWO),
            [told(where=(mention(IDLIB), mention(BINNISH)))],
            True,
            id="places that one claim names",
        ),
        pytest.param(
            Distinct(places=TWO),
            [told(where=(mention(IDLIB), mention(HAMA)))],
            False,
            id="places of another division may be outside of the area",
        ),
        pytest.param(
            Distinct(divisions=TWO),
            [told(name="1"), told(name="2", admin1="SY-HM")],
            True,
            id="divisions",
        ),
        pytest.param(
            Distinct(divisions=TWO),
            [told(name="1"), told(name="2", admin1=None)],
            False,
            id="no division is none",
        ),
        pytest.param(
            Distinct(days=TWO), [told(name="1"), told(name="2", hours=24)], True, id="days"
        ),
    ],
)
def test_how_many_different_ones_there_must_be(
    asked: Distinct, claims: list[Claim], holds: bool
) -> None:
    parts = PatternParts(all=(replace(part("shelling", "airstrike"), distinct=asked),))
    assert (held(parts, claims) is not None) is holds


@pytest.mark.parametrize(
    ("claims", "total"),
    [
        pytest.param(
            [told(name="1", count=600), told(name="2", count=500, hours=24)], 1100, id="two days"
        ),
        pytest.param(
            [told(name="1", count=600), told(name="2", count=500)], 600, id="one day, one place"
        ),
        pytest.param(
            [told(name="1", count=600), told(name="2", count=500, place="Binnish")],
            1100,
            id="one day, two places",
        ),
        pytest.param(
            [
                told(name="1", count=600, story=STORY, hours=48),
                told(name="2", count=900, story=STORY),
            ],
            900,
            id="a story tells one number, the largest, on whatever day",
        ),
        pytest.param([told(name="1", count=600), told(name="2", hours=24)], 600, id="no number"),
    ],
)
def test_what_is_told_twice_is_added_once(claims: list[Claim], total: int) -> None:
    found = held(PatternParts(all=(replace(SHELLING, sum=bound(1)),)), claims)
    assert found is not None
    assert (found.seen[0].measure, found.seen[0].number) == (Measure.SUM, total)


def test_one_of_something_is_not_worth_telling() -> None:
    asked = replace(SHELLING, distinct=Distinct(divisions=bound(1)))
    found = held(PatternParts(all=(asked,)), [told(count=14)])
    assert found is not None
    assert (found.seen[0].measure, found.seen[0].number) == (Measure.COUNT, 14)
    assert held(PatternParts(all=(asked,)), [told(admin1=None)]) is None


def test_the_largest_count_is_the_largest() -> None:
    claims = [told(name="1", count=3), told(name="2", count=14), told(name="3")]
    assert held(PatternParts(all=(replace(SHELLING, max=bound(14)),)), claims) is not None
    assert held(PatternParts(all=(replace(SHELLING, max=bound(15)),)), claims) is None


STEPS = PatternParts(sequence=(part("offensive_threat"), part("troop_movement"), SHELLING))


@pytest.mark.parametrize(
    ("claims", "holds"),
    [
        pytest.param(
            [
                told("offensive_threat", hours=30, name="1"),
                told("troop_movement", hours=20, name="2"),
                told(hours=10, name="3"),
            ],
            True,
            id="in order",
        ),
        pytest.param(
            [
                told("troop_movement", hours=30, name="1"),
                told("offensive_threat", hours=20, name="2"),
                told(hours=10, name="3"),
            ],
            False,
            id="out of order",
        ),
        pytest.param(
            [
                told("offensive_threat", hours=30, name="1"),
                told("troop_movement", hours=10, name="2"),
                told(hours=10, name="2"),
            ],
            False,
            id="two steps at one moment have no order",
        ),
        pytest.param(
            [
                told(hours=40, name="0"),
                told("offensive_threat", hours=30, name="1"),
                told("troop_movement", hours=20, name="2"),
                told("offensive_threat", hours=15, name="4"),
                told(hours=10, name="3"),
            ],
            True,
            id="what comes between and before harms nothing",
        ),
    ],
)
def test_steps_come_one_after_the_other(claims: list[Claim], holds: bool) -> None:
    assert (held(STEPS, claims) is not None) is holds


def test_a_step_may_ask_for_several_claims() -> None:
    twice = replace(part("troop_movement"), count=Counts(stories=TWO))
    parts = PatternParts(sequence=(twice, SHELLING))
    early = [told("troop_movement", hours=30, name="1"), told(hours=20, name="2")]
    assert held(parts, early) is None
    late = [*early, told("troop_movement", hours=15, name="3"), told(hours=10, name="4")]
    found = held(parts, late)
    assert found is not None
    assert found.since == NOW - timedelta(hours=10)


TRUCE = part("truce_collapse")
AGREED = replace(part("de_escalation"), after=KindId("truce_collapse"))


@pytest.mark.parametrize(
    ("unless", "claims", "holds"),
    [
        pytest.param(AGREED, [told("truce_collapse", hours=9)], True, id="nothing calls it off"),
        pytest.param(
            AGREED,
            [told("truce_collapse", hours=9), told("de_escalation", hours=5, name="2")],
            False,
            id="an agreement after it",
        ),
        pytest.param(
            AGREED,
            [told("de_escalation", hours=12, name="2"), told("truce_collapse", hours=9)],
            True,
            id="an agreement before it",
        ),
        pytest.param(
            replace(AGREED, after=KindId("shelling")),
            [told("truce_collapse", hours=9), told("de_escalation", hours=5, name="2")],
            True,
            id="newer than what was not seen is nothing",
        ),
        pytest.param(
            part("de_escalation"),
            [told("de_escalation", hours=12, name="2"), told("truce_collapse", hours=9)],
            False,
            id="an agreement at any time",
        ),
        pytest.param(
            replace(TRUCE, status=(Status.DENIED,)),
            [
                told("truce_collapse", hours=9),
                told("truce_collapse", hours=5, name="2", status=Status.DENIED),
            ],
            False,
            id="a denial",
        ),
    ],
)
def test_what_calls_a_pattern_off(unless: Part, claims: list[Claim], holds: bool) -> None:
    parts = PatternParts(all=(TRUCE,), unless=(unless,))
    assert (held(parts, claims) is not None) is holds


@pytest.mark.parametrize(
    ("by", "claims", "where"),
    [
        pytest.param(
            GroupedBy.DIVISION,
            [told(), told("airstrike", name="2", admin1="SY-HM")],
            None,
            id="two divisions",
        ),
        pytest.param(
            GroupedBy.DIVISION, [told(), told("airstrike", name="2")], "SY-ID", id="one division"
        ),
        pytest.param(
            GroupedBy.DIVISION,
            [told(admin1=None), told("airstrike", name="2", admin1=None)],
            None,
            id="no division is none to have in common",
        ),
        pytest.param(
            GroupedBy.AREA, [told(), told("airstrike", name="2", placing=0.3)], None, id="next door"
        ),
        pytest.param(
            GroupedBy.NEIGHBOURS,
            [told(), told("airstrike", name="2", placing=0.3)],
            "",
            id="with what is next door",
        ),
        pytest.param(
            GroupedBy.PLACE, [told(), told("airstrike", name="2", place="Hama")], None, id="places"
        ),
        pytest.param(GroupedBy.PLACE, [told(), told("airstrike", name="2")], "Idlib", id="place"),
    ],
)
def test_what_the_claims_must_have_in_common(
    by: GroupedBy, claims: list[Claim], where: str | None
) -> None:
    found = held(PatternParts(all=(SHELLING, part("airstrike"))), claims, by)
    assert (found.where if found else None) == where


def test_of_two_divisions_the_one_that_held_first_is_told() -> None:
    claims = [told(hours=1, admin1="SY-AA"), told(hours=5, name="2", admin1="SY-ZZ")]
    found = held(PatternParts(all=(SHELLING,)), claims, GroupedBy.DIVISION)
    assert found is not None
    assert found.where == "SY-ZZ"


def other(id_: str, *parts: Part, unless: tuple[Part, ...] = ()) -> Pattern:
    needed = PatternParts(all=parts, unless=unless)
    return Pattern(id=RuleId(id_), pattern=needed, within=timedelta(days=7))


def ids(patterns: tuple[Pattern, ...], claims: list[Claim]) -> list[str]:
    return [each.pattern.id for each in patterns_that_hold(patterns, claims, NOW, SCALE)]


def test_a_pattern_can_be_made_of_others_and_be_called_off_by_them() -> None:
    fire = other("fire", SHELLING)
    both = other("both", Part(pattern=RuleId("fire")), TRUCE)
    quiet = other("quiet", TRUCE, unless=(Part(pattern=RuleId("fire")),))
    patterns = (both, quiet, fire)
    assert ids(patterns, [told("truce_collapse")]) == ["quiet"]
    assert ids(patterns, [told("truce_collapse"), told(name="2")]) == ["both", "fire"]


def test_patterns_that_wait_for_each_other_or_for_none_never_hold() -> None:
    one = other("one", Part(pattern=RuleId("two")))
    two = other("two", Part(pattern=RuleId("one")))
    gone = other("gone", Part(pattern=RuleId("nowhere")))
    assert ids((one, two, gone), [told()]) == []


def test_what_holds_tells_since_when_what_and_who() -> None:
    claims = [
        told("truce_collapse", hours=30, name="1"),
        told(hours=20, name="2", count=14),
        told(hours=10, name="3", count=3),
        told("airstrike", hours=5, name="4"),
    ]
    pattern = Pattern(
        id=RuleId("p"),
        pattern=PatternParts(all=(TRUCE,), any=(SHELLING, part("airstrike"))),
        within=timedelta(days=7),
        origins=3,
    )
    (found,) = patterns_that_hold((pattern,), reversed(claims), NOW, SCALE)
    assert found.since == NOW - timedelta(hours=10)  # when the third origin joined
    assert found.claims == tuple(claims)
    assert found.origins == 4
    assert [(seen.kinds, seen.measure, seen.number) for seen in found.seen] == [
        ((KindId("truce_collapse"),), None, 0),
        ((KindId("shelling"),), Measure.COUNT, 14),
        ((KindId("airstrike"),), None, 0),
    ]


def test_what_one_division_lacks_is_told_of_all_together() -> None:
    pattern = Pattern(
        id=RuleId("p"),
        pattern=PatternParts(all=(SHELLING,)),
        within=timedelta(days=7),
        by=GroupedBy.DIVISION,
    )
    words = "not all that it asks for is in one division"
    assert what_is_missing(pattern, (), [told(admin1=None)], NOW, SCALE) == words


@pytest.mark.parametrize(
    ("comparison", "numbers"),
    [
        pytest.param(">=", {2, 3}, id="at least"),
        pytest.param("<=", {1, 2}, id="at most"),
        pytest.param(">", {3}, id="more"),
        pytest.param("<", {1}, id="less"),
        pytest.param("=", {2}, id="just"),
    ],
)
def test_how_numbers_are_compared(comparison: str, numbers: set[int]) -> None:
    assert {number for number in (1, 2, 3) if bound(2, comparison).holds(number)} == numbers


@pytest.mark.parametrize(
    ("parts", "claims", "words"),
    [
        pytest.param(PatternParts(all=(TRUCE,)), [], "no truce_collapse", id="one of all"),
        pytest.param(
            PatternParts(all=(Part(pattern=RuleId("fire")),)), [], "no fire", id="another pattern"
        ),
        pytest.param(
            PatternParts(any=(TRUCE, replace(SHELLING, max=TWO))),
            [],
            "none of truce_collapse, shelling as asked for",
            id="one of any",
        ),
        pytest.param(STEPS, [told("offensive_threat")], "no troop_movement at step 2", id="a step"),
        pytest.param(PatternParts(all=(SHELLING,)), [told()], "fewer than 2 origins", id="origins"),
        pytest.param(
            PatternParts(all=(SHELLING,), unless=(TRUCE,)),
            [told(), told("truce_collapse", name="2"), told(name="3")],
            "it is called off",
            id="called off",
        ),
        pytest.param(
            PatternParts(all=(SHELLING,)), [told(name="1"), told(name="2")], "", id="nothing"
        ),
    ],
)
def test_why_a_pattern_does_not_hold(parts: PatternParts, claims: list[Claim], words: str) -> None:
    pattern = Pattern(id=RuleId("p"), pattern=parts, within=timedelta(days=7), origins=2)
    assert what_is_missing(pattern, (), claims, NOW, SCALE) == words
