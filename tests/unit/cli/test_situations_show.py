"""`warnd situations show`: one area, why it stands as it does, and what would change it."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.conftest import CONTROLS, run
from tests.unit.cli.situated import situated


@pytest.fixture
def stored(config: Path) -> Path:
    return situated(config)


def shown(stored: Path, area: str = "idlib", *arguments: str) -> str:
    result = run("situations", "show", area, "--config", stored, *arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


def documented(stored: Path, area: str = "idlib") -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shown(stored, area, "--json"))
    return found


def test_people_get_the_whole_of_it(stored: Path) -> None:
    text = shown(stored)

    assert text.startswith("▲ warning  Idlib (idlib)\n")
    said = re.sub(r"\s+", " ", text)
    for words in (
        "(10 hours); index",
        "from watch in a day; 2 origins",
        "alert alert-1, version 2 of",
        "Why",
        "What would change it",
        "Emergency at index 82",
        "with 3 origins (2 now)",
        "Without further news: watch about",
        "Claims behind it, the weightiest first",
        "agency (B)",
        "(0 of 90 days, since",
        "https://news.example/a1",
    ):
        assert words in said, words


def test_the_chart_marks_levels_and_thresholds(stored: Path) -> None:
    lines = shown(stored).splitlines()
    marked = {line[:4].strip(): line for line in lines if "│" in line}
    assert marked["55"].endswith(" warning")
    assert "┈" in marked["55"]
    levels = next(line for line in lines if re.fullmatch(r" +[◆▲ ]+", line))
    assert re.search(r"◆.*▲", levels)


def test_what_feeds_wrote_moves_no_terminal(stored: Path) -> None:
    text = shown(stored)
    assert CONTROLS.findall(text) == []
    assert "gazette ]0;owned[bold] (B)" in text


def test_fewer_claims_are_shown_when_asked(stored: Path) -> None:
    text = shown(stored, "idlib", "--claims", "1")
    assert "the weightiest first: 1 of 2; they hold 50% of the weight" in text
    assert "news.example/a1" not in text


def test_it_is_drawn_with_ascii_alone_when_asked(stored: Path) -> None:
    text = shown(stored, "idlib", "--ascii")
    assert text.startswith("^ warning")
    assert "55 |" in text
    assert [letter for letter in text if ord(letter) > 127] == []


def test_programs_get_it_as_one_document(stored: Path) -> None:
    found = documented(stored)

    assert (found["level"], found["index"], found["alert"]) == ("warning", 64.0, "alert-1")
    assert 0 < found["now"]["index"] < 100
    assert found["outlook"]["above"]["level"] == "emergency"
    assert found["outlook"]["down"] == 35
    falls = found["outlook"]["without_news"]
    assert [fall["level"] for fall in falls] == ["watch", "calm"]
    assert falls[0]["at"] < falls[1]["at"]
    assert found["chart"]["step_s"] == 3600
    assert [level for _, _, level in found["chart"]["peaks"]] == ["watch"] * 2 + ["warning"] * 2
    newest, older = found["claims"]
    assert (newest["article"], newest["reliability"], newest["kind"]) == ("a2", "B", "shelling")
    assert newest["weight"] > older["weight"] > 0
    assert newest["quotes"][0]["text"]


def test_an_area_nobody_spoke_of_is_calm(stored: Path) -> None:
    assert "Never Heard Of (never): calm; nothing was ever heard about it." in shown(
        stored, "never"
    )
    assert documented(stored, "never")["at"] is None


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param("IDLIB", id="the name in another case"),
        pytest.param("SY-ID", id="the division"),
        pytest.param(" idlib ", id="spaces around"),
    ],
)
def test_an_area_is_found_as_people_type_it(stored: Path, asked: str) -> None:
    assert documented(stored, asked)["area"]["id"] == "idlib"


def test_a_near_miss_is_told_what_is_near(stored: Path) -> None:
    result = run("situations", "show", "Idlibb", "--config", stored)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "no area is called 'Idlibb'; did you mean idlib (Idlib)?\n"
