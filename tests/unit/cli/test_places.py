import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import run
from tests.unit.storage.places_written import geonames, written
from warnd.config.load import load_settings
from warnd.daemon.compose import place_names
from warnd.signals.places.finder import PlaceFinder

#: a town that no gazetteer knows
TARSA = geonames(name="Tarsabul", lat="13.5", lon="24.25", unit="55", people="1200")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """Give a configuration that says nothing of places."""
    return written(tmp_path, "warnd.yaml", "store: sqlite:///warnd.db")


def with_places(config: Path) -> Path:
    return written(config.parent, "warnd.yaml", "store: sqlite:///warnd.db", "places: places")


def found(name: str, config: Path) -> list[tuple[str, str]]:
    document = json.loads(run("places", "find", name, "--config", config, "--json").stdout)
    return [(one["admin1"], one["source"]) for one in document["candidates"]]


def test_imported_places_are_read_beside_the_shipped(bare: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "SD.txt", TARSA, geonames(name="Wadi", sort="H", feature="WAD"))
    result = run("places", "import", file, "--config", bare)
    assert result.exit_code == 0, result.output
    assert "1 places read: 1 new" in result.stdout
    assert "passed over 1 streams, lakes and wells" in result.stdout
    assert "add the line: places: places" in result.stdout
    config = with_places(bare)
    assert found("Tarsabul", config) == [("SD-DN", "imported")]
    assert found("Nyala", config)[0] == ("SD-DS", "warnd")


def test_readers_of_the_configuration_find_them_in_texts(bare: Path, tmp_path: Path) -> None:
    run("places", "import", written(tmp_path, "SD.txt", TARSA), "--config", bare)
    settings = load_settings(with_places(bare))
    text = "\nShells fell on the town of Tarsabul."
    (mention,) = PlaceFinder(place_names(settings.places)).mentions(text, "en")
    assert mention.place.admin1 == "SD-DN"
    assert PlaceFinder(place_names()).mentions(text, "en") == ()


def test_a_wrong_line_is_told_and_the_others_are_imported(bare: Path, tmp_path: Path) -> None:
    file = written(tmp_path, "SD.txt", TARSA, "broken")
    result = run("places", "import", file, "--config", bare)
    assert result.exit_code == 1
    assert f"{file}:2: expected 19 columns" in result.stderr
    assert found("Tarsabul", with_places(bare)) == [("SD-DN", "imported")]


def test_what_was_imported_before_is_kept_until_it_is_replaced(bare: Path, tmp_path: Path) -> None:
    run("places", "import", written(tmp_path, "SD.txt", TARSA), "--config", bare)
    other = written(tmp_path, "more.txt", geonames(name="Marsabul", lat="13", lon="24"))
    run("places", "import", other, "--config", bare)
    config = with_places(bare)
    assert found("Tarsabul", config)
    assert found("Marsabul", config)
    run("places", "import", other, "--config", config, "--replace")
    assert not found("Tarsabul", config)
    assert found("Marsabul", config)


@pytest.mark.parametrize(
    ("lines", "arguments", "code", "told"),
    [
        pytest.param(["broken\tline"], [], 1, "neither a country file", id="other-file"),
        pytest.param([TARSA], ["--country", "CD"], 1, "no place was found", id="none-left"),
        pytest.param([TARSA], ["--country", "QQ"], 2, "no country", id="no-country"),
    ],
)
def test_nothing_is_changed_when_nothing_is_found(
    bare: Path, lines: list[str], arguments: list[str], code: int, told: str
) -> None:
    file = written(bare.parent, "file.txt", *lines)
    result = run("places", "import", file, "--config", bare, *arguments)
    assert result.exit_code == code
    assert told in result.stderr
    assert not (bare.parent / "places").exists()


def test_a_configuration_that_names_no_folder_that_is_there_is_told_so(bare: Path) -> None:
    result = run("check", "--config", with_places(bare))
    assert result.exit_code == 1
    assert "`warnd places import` makes it" in result.stdout


def test_a_name_is_shown_with_what_it_would_become() -> None:
    result = run("places", "find", "Tripoli")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert "*" in lines[1]
    assert "Libya LY" in lines[1]
    assert "North Lebanon LB-AS" in lines[2]
    assert "a capital is named more often" in lines[1]
    assert lines[-1] == "The bare name is taken for the first of these."


def test_a_name_is_shown_to_programs() -> None:
    document = json.loads(run("places", "find", "Hit", "--json").stdout)
    assert document["verdict"] == "seldom"
    assert document["candidates"][0]["country"] == "IQ"
    assert document["candidates"][0]["admin1_name"] == "Anbar"


def test_a_name_that_nothing_bears_is_told_with_the_nearest() -> None:
    result = run("places", "find", "Saraqibe")
    assert result.exit_code == 1
    assert "No place of that name is known." in result.stdout
    assert "saraqib" in result.stdout
