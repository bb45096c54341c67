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
        pytest.param("{", "json:2:1: a value or a closing bracket", id="no JSON"),
        pytest.param("[" * 100_000, "levels deep", id="nested for ever"),
        pytest.param([], "json:1:1: a file of onsets is an object", id="a list"),
        pytest.param({}, "neither 'onsets' nor 'quiet'", id="nothing in it"),
        pytest.param({"onsets": [7]}, "onsets[0]: an onset is", id="a number"),
        pytest.param(
            {"onsets": [{**GOOD, "date": "May"}]},
            "onsets[0].date: expected a day such as",
            id="no date",
        ),
        pytest.param({"onsets": [{**GOOD, "date": "2018-02-30"}]}, "2018-02-30", id="no day"),
        pytest.param({"onsets": [{**GOOD, "what": ["x"]}]}, "onsets[0].what", id="no words"),
        pytest.param({"onset": [GOOD]}, "'onset': did you mean 'onsets'?", id="a key misspelt"),
        pytest.param({"quiet": "PT"}, "quiet: must be a list", id="one quiet country"),
        pytest.param(
            {"onsets": [{**GOOD, "country": "Syria"}]}, "country code such as SY", id="no code"
        ),
        pytest.param({"onsets": [{**GOOD, "places": "Douma"}]}, "onsets[0].places", id="no list"),
        pytest.param({"quiet": ["PT", "Mars"]}, "got 'Mars'", id="a quiet planet"),
        pytest.param({"quiet": ["UK"]}, "did you mean 'GB'?", id="a code of another list"),
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
        *("onsets[1]", "onsets[1]", "onsets[2].date", "onsets[2]", "quiet[0]", "quiet[1]")
    ]


def test_each_mistake_is_told_with_its_line_and_what_was_meant(tmp_path: Path) -> None:
    path = written(tmp_path, '{"onsets": [\n\t{"date": "2018-02-18", "countri": "SY"}\n]}')
    with pytest.raises(ConfigurationInvalid) as failed:
        load_onsets(path)
    assert str(failed.value) == (
        f"{path}:2:2: onsets[0]: 'country' is missing ('countri': did you mean 'country'?)"
    )


def test_a_file_may_be_yaml(tmp_path: Path) -> None:
    path = written(tmp_path, "onsets:\n- {date: 2018-02-18, country: NO, what: the first}\n")
    (onset,) = load_onsets(path).onsets
    assert (onset.country, onset.what) == ("NO", "the first")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationInvalid, match=r"gone\.json"):
        load_onsets(tmp_path / "gone.json")
