import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from warnd.errors import ConfigurationInvalid
from warnd.replay.onsets import Onset
from warnd.replay.onsets_file import load_onsets

GOOD = {"date": "2018-02-18", "country": "SY", "places": ["Douma"], "what": "a siege closes"}


def written(folder: Path, document: Any) -> Path:
    path = folder / "onsets.json"
    text = document if isinstance(document, str) else json.dumps(document)
    path.write_text(text, encoding="utf-8")
    return path


def test_onsets_and_quiet_countries_are_read(tmp_path: Path) -> None:
    expected = load_onsets(written(tmp_path, {"onsets": [GOOD], "quiet": ["PT"], "about": "us"}))
    assert expected.onsets == (
        Onset(date=date(2018, 2, 18), country="SY", places=("Douma",), what="a siege closes"),
    )
    assert expected.quiet == ("PT",)


def test_places_and_words_may_be_left_out(tmp_path: Path) -> None:
    path = written(tmp_path, {"onsets": [{"date": "2018-02-18", "country": "SY"}]})
    (onset,) = load_onsets(path).onsets
    assert (onset.places, onset.what) == ((), "")


@pytest.mark.parametrize(
    ("document", "told"),
    [
        pytest.param("{", "not JSON", id="no JSON"),
        pytest.param("[" * 100_000, "not JSON", id="nested for ever"),
        pytest.param([], "a JSON object", id="a list"),
        pytest.param({}, "neither 'onsets' nor 'quiet'", id="nothing in it"),
        pytest.param({"onsets": [7]}, "onsets[0]: an onset is", id="a number"),
        pytest.param({"onsets": [{**GOOD, "date": "May"}]}, "onsets[0]: Invalid", id="no date"),
        pytest.param({"onsets": [{**GOOD, "country": "Syria"}]}, "'country'", id="no code"),
        pytest.param({"onsets": [{**GOOD, "places": "Douma"}]}, "'places'", id="no list"),
        pytest.param({"quiet": ["PT", "Mars"]}, "quiet[1]: 'Mars'", id="a quiet planet"),
    ],
)
def test_what_is_wrong_is_told(tmp_path: Path, document: Any, told: str) -> None:
    path = written(tmp_path, document)
    with pytest.raises(ConfigurationInvalid) as failed:
        load_onsets(path)
    assert str(path) in str(failed.value)
    assert told in str(failed.value)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, {"onsets": [GOOD, {}, {"date": "x"}], "quiet": [1, 2]})
    with pytest.raises(ConfigurationInvalid) as failed:
        load_onsets(path)
    assert [mistake.path for mistake in failed.value.mistakes] == [
        *("onsets[1]", "onsets[2]", "quiet[0]", "quiet[1]")
    ]


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationInvalid, match=r"gone\.json"):
        load_onsets(tmp_path / "gone.json")
