"""`warnd situations list`: the areas above calm, the gravest first."""

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import CONTROLS, run
from tests.unit.cli.situated import situated, state, states
from warnd.model.level import Level


@pytest.fixture
def stored(config: Path) -> Path:
    return situated(config)


def listed(stored: Path, *arguments: str) -> list[dict[str, object]]:
    result = run("situations", "list", "--json", "--config", stored, *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def ids(found: list[dict[str, object]]) -> list[object]:
    return [each["area"]["id"] for each in found]  # type: ignore[index]


def test_programs_get_the_areas_above_calm_with_what_changed_in_a_day(stored: Path) -> None:
    kyiv, idlib = listed(stored)

    assert idlib["area"] == {"id": "idlib", "name": "Idlib", "country": "SY", "admin1": "SY-ID"}
    assert (idlib["level"], idlib["index"], idlib["change"]) == ("warning", 64.0, 23.0)
    assert (idlib["level_before"], idlib["origins"]) == ("watch", 2)
    assert idlib["reasons"] == ["why 64"]
    assert (kyiv["level"], kyiv["level_before"], kyiv["origins"]) == ("emergency", "calm", None)
    assert kyiv["change"] == 91.0


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param(("--all",), ["kyiv", "idlib", "gao"], id="calm ones too"),
        pytest.param(("--level", "emergency"), ["kyiv"], id="a level or above"),
        pytest.param(("--level", "calm"), ["kyiv", "idlib", "gao"], id="any level"),
        pytest.param(("--country", "sy"), ["idlib"], id="a country"),
        pytest.param(("--country", "UA"), ["kyiv"], id="a country of which a division is watched"),
        pytest.param(("--country", "ML"), [], id="a country that is calm"),
        pytest.param(("--limit", "1"), ["kyiv"], id="a few"),
    ],
)
def test_what_is_asked_for_is_listed(
    stored: Path, asked: tuple[str, ...], found: list[str]
) -> None:
    assert ids(listed(stored, *asked)) == found


def test_people_get_level_in_word_and_shape(stored: Path) -> None:
    result = run("situations", "list", "--config", stored)

    first, second = result.stdout.splitlines()[1:]
    assert first.split()[:3] == ["■", "emergency", "Kyiv,"]
    assert second.split()[:5] == ["▲", "warning", "Idlib", "64", "+23"]
    assert "why 64" in second
    assert CONTROLS.findall(result.stdout) == []


def test_what_is_left_out_is_counted(stored: Path) -> None:
    result = run("situations", "list", "--all", "--limit", "1", "--config", stored)
    assert "2 more areas; --limit shows them." in result.stdout


def test_the_index_of_a_calm_area_has_faded_since_it_was_stored(config: Path) -> None:
    kept = states()
    gao = listed(situated(config, kept), "--all")[-1]
    assert isinstance(gao["index"], float)
    assert 0 < gao["index"] < 5
    assert gao["since"] == kept[-1].since.strftime("%Y-%m-%dT%H:%M:%SZ")


def test_nothing_above_calm_is_said(config: Path) -> None:
    calm = situated(config, [state("gao", 1, Level.CALM, 3)])
    result = run("situations", "list", "--config", calm)
    assert (result.exit_code, result.stdout) == (
        0,
        "No area to show: all that is watched is calm.\n",
    )


def test_a_daemon_that_rests_is_noticed(config: Path) -> None:
    old = situated(config, [state("idlib", 30, Level.WARNING, 64)])
    result = run("situations", "list", "--config", old)
    assert "Assessed last 1 day ago: no daemon has looked since." in result.stdout


def test_an_area_that_is_no_longer_watched_is_told_by_its_id(config: Path) -> None:
    gone = situated(config, [state("old-town", 1, Level.WATCH, 45)])
    assert listed(gone)[0]["area"]["name"] == "old-town"  # type: ignore[index]


@pytest.mark.parametrize(
    "wrong", [("--level", "high"), ("--country", "Syria"), ("--limit", "0"), ("--nonsense",)]
)
def test_wrong_usage_is_told(stored: Path, wrong: tuple[str, ...]) -> None:
    assert run("situations", "list", "--config", stored, *wrong).exit_code == 2


def test_without_a_database_it_fails_in_words(config: Path) -> None:
    result = run("situations", "list", "--config", config)
    assert result.exit_code == 1
    assert "there is no database" in result.stderr
