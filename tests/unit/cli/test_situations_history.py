"""`warnd situations history`: how an area came to stand as it does."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.conftest import CONTROLS, run
from tests.unit.cli.situated import DAY, now, situated


@pytest.fixture
def stored(config: Path) -> Path:
    return situated(config)


def told(stored: Path, *arguments: str) -> list[dict[str, Any]]:
    result = run("situations", "history", "idlib", "--json", "--config", stored, *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_programs_get_steps_changes_and_alerts(stored: Path) -> None:
    found = told(stored, "--since", "7d")

    assert [each["what"] for each in found] == ["step"] * 4 + ["change"] * 2 + ["alert"] * 2
    assert [(each["level"], each["index"]) for each in found if each["what"] == "step"] == [
        ("watch", 42.0),
        ("watch", 41.0),
        ("warning", 60.0),
        ("warning", 64.0),
    ]
    changes = [each for each in found if each["what"] == "change"]
    assert [(each["level_before"], each["level"]) for each in changes] == [
        ("calm", "watch"),
        ("watch", "warning"),
    ]
    assert changes[1]["reasons"] == ["why 60"]
    assert [each["version"] for each in found if each["what"] == "alert"] == [1, 2]


def test_a_window_begins_with_what_stood_before(stored: Path) -> None:
    changes = [each for each in told(stored, "--since", "20h") if each["what"] == "change"]
    assert [(each["level_before"], each["level"]) for each in changes] == [("watch", "warning")]


def test_a_last_day_is_told_whole(stored: Path) -> None:
    day = f"{now() - 60 * DAY / 24:%Y-%m-%d}"
    found = told(stored, "--since", day, "--until", day)
    assert [each["index"] for each in found if each["what"] == "change"] == [42.0]


def test_people_get_a_chart_and_each_change_beside_its_alert(stored: Path) -> None:
    result = run("situations", "history", "Idlib", "--config", stored)

    text = result.stdout
    assert result.exit_code == 0
    assert text.startswith("Idlib (idlib), ")
    assert "█ warning" in text
    row = next(line for line in text.splitlines() if "warning from watch" in line)
    assert "alert-1 version 2, updated" in row
    assert "why 60" in row
    assert CONTROLS.findall(text) == []


def test_a_silent_time_is_said(stored: Path) -> None:
    result = run(
        "situations", "history", "gao", "--since", "5d", "--until", "4d", "--config", stored
    )
    assert "Nothing was heard in that time; it stood at calm." in result.stdout


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        pytest.param(("--since", "soon"), "takes a day, as 2019-04-01", id="no moment"),
        pytest.param(("--since", "2019-02-30"), "takes a day", id="no day"),
        pytest.param(("--since", "1d", "--until", "2d"), "begins after", id="backwards"),
        pytest.param(("--since", "2999-01-01"), "begins after it ends", id="in the future"),
    ],
)
def test_wrong_usage_is_told(stored: Path, wrong: tuple[str, ...], said: str) -> None:
    result = run("situations", "history", "idlib", "--config", stored, *wrong)
    assert result.exit_code == 2
    assert said in result.stderr
