from datetime import timedelta
from pathlib import Path

import pytest

from warnd.config.check import check
from warnd.config.load import load, load_settings
from warnd.model.identifiers import ChannelId

BASE = """store: sqlite:////w.db
channels: {duty: {type: console}, ops: {type: console}, boss: {type: console}}
"""


def write(folder: Path, routes: str) -> Path:
    path = folder / "warnd.yaml"
    path.write_text(BASE + routes, encoding="utf-8")
    return path


def told(path: Path) -> list[tuple[int, str, str]]:
    report = check(path)
    return [(each.line, each.path, each.message) for each in report.mistakes]


def warned(path: Path) -> list[tuple[int, str, str]]:
    ours = [each for each in load(path).warnings if each.path.startswith("routes[")]
    return [(each.line, each.path, each.message) for each in ours]


def test_a_route_takes_from_the_one_around_it_what_it_does_not_give(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """
routes:
  - to: [duty]
    language: ar
    repeat: 6h
    match: {area: SY}
    routes:
      - match: {level: emergency}
        to: [boss]
        routes: [{match: {kind: shelling}, language: fr}]
""",
    )
    (route,) = load_settings(path).routes
    (inner,) = route.routes
    (innermost,) = inner.routes

    assert (inner.to, inner.language, inner.repeat) == (
        (ChannelId("boss"),),
        "ar",
        timedelta(hours=6),
    )
    assert inner.match.area == ()
    assert (innermost.to, innermost.language) == ((ChannelId("boss"),), "fr")


@pytest.mark.parametrize(
    ("routes", "line", "where", "words"),
    [
        pytest.param(
            "routes: [{to: [dutty]}]",
            3,
            "routes[0].to",
            "unknown channel 'dutty'; did you mean 'duty'?",
            id="a channel that is misspelt",
        ),
        pytest.param(
            "routes:\n  - to: [duty]\n    routes: [{escalate_to: [bos], escalate_after: 5m}]",
            5,
            "routes[0].routes[0].escalate_to",
            "unknown channel 'bos'; did you mean 'boss'?",
            id="a channel of a route within another",
        ),
        pytest.param(
            "routes: [{to: [duty], quiet: '22:00-07:00 Europe/Pari'}]",
            3,
            "routes[0].quiet",
            "unknown time zone 'Europe/Pari'; did you mean 'Europe/Paris'?",
            id="a zone that is misspelt",
        ),
        pytest.param(
            "routes: [{to: [duty], quiet: '22:00-27:00 Europe/Paris'}]",
            3,
            "routes[0].quiet",
            "expected hours and zone such as 22:00-07:00 Europe/Paris, got"
            " '22:00-27:00 Europe/Paris'",
            id="hours that no day has",
        ),
        pytest.param(
            "routes: [{to: [duty], digest: '8 Europe/Paris'}]",
            3,
            "routes[0].digest",
            "expected a time and zone such as 08:00 Europe/Paris, got '8 Europe/Paris'",
            id="a digest without minutes",
        ),
        pytest.param(
            "routes: [{to: [duty], digest: '08:00 Europe/Paris', hold_up_to: emergency}]",
            3,
            "routes[0].hold_up_to",
            "an emergency never waits: watch or warning",
            id="an emergency that would wait",
        ),
        pytest.param(
            "routes: [{to: [duty], group: 2h}]",
            3,
            "routes[0].group",
            "expected at most 1h, got 2h: a new alert is news",
            id="a group that is gathered for hours",
        ),
        pytest.param(
            "routes: [{match: {area: SY}}]",
            3,
            "routes[0].to",
            "is missing: the channels told",
            id="nobody is told",
        ),
        pytest.param(
            "routes: [{to: [duty], escalate_after: 5m}]",
            3,
            "routes[0].escalate_after",
            "nobody is called: name channels in escalate_to",
            id="nobody to call",
        ),
        pytest.param(
            "routes: [{to: [duty], escalate_to: [boss]}]",
            3,
            "routes[0].escalate_to",
            "is never called: say when in escalate_after",
            id="no time to call",
        ),
        pytest.param(
            "routes: [{to: [duty], routes: [{match: {kind: sheling}}]}]",
            3,
            "routes[0].routes[0].match.kind",
            "unknown kind 'sheling'; did you mean 'shelling'?",
            id="a kind within another route",
        ),
    ],
)
def test_a_mistake_of_routes_is_told_at_its_place(
    tmp_path: Path, routes: str, line: int, where: str, words: str
) -> None:
    assert (line, where, words) in told(write(tmp_path, f"{routes}\n"))


@pytest.mark.parametrize(
    ("inner", "words"),
    [
        pytest.param(
            "[{match: {area: SY}}, {match: {area: SY-ID, kind: shelling}}]",
            "can never be reached: the route on line 6 takes all that it matches",
            id="an earlier one takes the whole country",
        ),
        pytest.param("[{match: {area: SY}, continue: true}, {match: {area: SY-ID}}]", "", id="on"),
        pytest.param("[{match: {area: SY-ID}}, {match: {area: SY}}]", "", id="the wider is last"),
        pytest.param(
            "[{match: {level: watch}}, {match: {level: '>=warning'}}]", "", id="other levels"
        ),
        pytest.param(
            "[{match: {level: watch}}]",
            "can never be reached: routes[0] takes nothing that routes[0] matches",
            id="the route around it takes only what is graver",
        ),
    ],
)
def test_a_route_that_can_never_be_reached_is_warned_of(
    tmp_path: Path, inner: str, words: str
) -> None:
    outer = ">=warning" if "around" in words or "nothing" in words else ">=watch"
    path = write(
        tmp_path,
        f"""
routes:
  - to: [duty, ops, boss]
    match: {{level: "{outer}"}}
    routes: {inner}
""".replace("\n  - to", "\n  - to"),
    )
    found = [message for _, _, message in warned(path)]
    assert [message.replace("line 7", "line 6") for message in found] == ([words] if words else [])


@pytest.mark.parametrize(
    ("routes", "where", "words"),
    [
        pytest.param(
            "[{to: [duty, ops, boss], continue: true}]",
            "routes[0].continue",
            "has no effect here: every route of the first level is asked",
            id="continue on the first level",
        ),
        pytest.param(
            "[{to: [duty, ops, boss], group_by: route}]",
            "routes[0].group_by",
            "has no effect without group",
            id="nothing is gathered",
        ),
        pytest.param(
            "[{to: [duty, ops, boss], fallback: duty}]",
            "routes[0].fallback",
            "is told already: another channel would get through where this one does not",
            id="a fallback that is told already",
        ),
        pytest.param(
            "[{to: [duty, ops, boss], about: unplaced, match: {level: watch}}]",
            "routes[0].match",
            "has no effect: a route about unplaced takes every notice",
            id="a match of what is unplaced",
        ),
    ],
)
def test_what_has_no_effect_is_warned_of(
    tmp_path: Path, routes: str, where: str, words: str
) -> None:
    assert (where, words) in [each[1:] for each in warned(write(tmp_path, f"routes: {routes}\n"))]
