"""What `warnd replay` tells beside the versions: windows, onsets, differences, reports."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from tests.unit.cli.conftest import QUICK, run
from tests.unit.cli.test_replay import ARTICLES, SAID, article, written
from warnd.cli import replay_course
from warnd.config.shipped import shipped_scoring
from warnd.settings import Settings

MANY = tuple(
    article(f"b{number:03}", f"2019-{month:02}-{day:02}T{number % 24:02}:00:00Z", source=source)
    for number, (month, day, source) in enumerate(
        (month, day, source)
        for month in range(1, 9, 3)
        for day in range(1, 28, 9)
        for source in ("Gazette", "Northern Wire", "Valley Network")
    )
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return written(tmp_path / "archive.jsonl", (*ARTICLES, *MANY))


def lines(*arguments: str | Path) -> list[dict[str, Any]]:
    result = run("replay", *arguments)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_many_processes_tell_the_same_to_the_byte(archive: Path, config: Path) -> None:
    alone, together = (
        run("replay", "-c", config, "--json", "--jobs", jobs, archive).stdout_bytes
        for jobs in ("1", "2")
    )
    assert alone == together
    assert alone


def test_neither_hash_seed_nor_processes_nor_packing_change_a_byte(
    archive: Path, config: Path, tmp_path: Path
) -> None:
    packed = tmp_path / "archive.jsonl.gz"
    packed.write_bytes(gzip.compress(archive.read_bytes()))
    told = [
        subprocess.run(  # noqa: S603  our own program
            (sys.executable, "-m", "warnd", "replay", "-c", config, "--json", *asked),
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed, asked in (("1", ("--jobs", "1", archive)), ("2", ("--jobs", "2", packed)))
    ]
    assert told[0] == told[1]
    assert told[0]


def test_no_bar_is_shown_but_on_a_terminal(archive: Path, config: Path) -> None:
    assert run("replay", "-c", config, "--json", archive).stderr == ""


def test_a_large_archive_is_read_by_every_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(replay_course, "cores", lambda: 3)
    means = replay_course.Means()
    assert means.workers(replay_course.WORTH_WORKERS) == 3
    assert means.workers(replay_course.WORTH_WORKERS - 1) == 1
    assert replay_course.Means(jobs=7).workers(1) == 7


def test_a_window_tells_what_the_whole_tells_in_it(archive: Path, config: Path) -> None:
    whole = lines("-c", config, "--json", archive)
    window = ("--since", "2019-04-02", "--until", "2019-04-20")
    part = lines("-c", config, "--json", *window, archive)
    assert part == [line for line in whole if "2019-04-02" <= line["at"] < "2019-04-21"]
    assert 0 < len(part) < len(whole)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        pytest.param(("--since", "soon"), "--since", id="no date"),
        pytest.param(
            ("--since", "2019-05-02", "--until", "2019-05-01"), "ends before", id="backwards"
        ),
        pytest.param(("--jobs", "0"), "--jobs", id="nobody to read"),
        pytest.param(("--html", "nowhere/report.html"), "no folder", id="no folder"),
        pytest.param(("--diff", "x.yaml", "--onsets", "o.json"), "compares", id="diff and onsets"),
        pytest.param(("--diff", "x.yaml", "--html", "r.html"), "compares", id="diff and a page"),
    ],
)
def test_wrong_usage_is_told(archive: Path, options: tuple[str, ...], told: str) -> None:
    result = run("replay", *options, archive)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_cluster_that_is_not_there_is_told(archive: Path, config: Path) -> None:
    result = run("replay", "-c", config, "--scheduler", "nonsense", archive)
    assert result.exit_code == 1
    assert "nonsense: no Dask scheduler answers there" in result.stderr


@pytest.fixture
def onsets(tmp_path: Path) -> Path:
    path = tmp_path / "onsets.json"
    dated = [
        {"date": "2019-01-29", "country": "SY", "places": ["Idlib"], "what": "a truce ends"},
        {"date": "2019-03-15", "country": "SY", "places": [], "what": "nothing said of it"},
        {"date": "2025-01-01", "country": "SY", "places": [], "what": "long after"},
    ]
    path.write_text(json.dumps({"onsets": dated, "quiet": ["PT", "SY"]}), encoding="utf-8")
    return path


def test_onsets_are_one_more_line_for_programs(archive: Path, config: Path, onsets: Path) -> None:
    versions = lines("-c", config, "--json", archive)
    *same, last = lines("-c", config, "--json", "--onsets", onsets, archive)
    assert same == versions
    held = last["onsets"]
    assert (held["caught"], held["of"], held["versions"]) == (1, 2, len(versions))
    first, second = held["each"]
    assert (first["caught"], first["lead_days"]) == (True, 9.75)
    assert first["by"]["area"] == "idlib"
    assert first["by"] in first["open"]
    assert (second["caught"], second["by"], second["lead_days"]) == (False, None, None)
    assert held["quiet"]["of"] == 2
    assert held["quiet"]["raised"]["SY"] > 0
    assert 0 < held["shares"]["idlib"] < 1
    assert set(held["daily"]) == {"mean", "median", "p95", "most", "days"}


def test_people_get_the_onsets_in_place_of_the_versions(
    archive: Path, config: Path, onsets: Path
) -> None:
    result = run("replay", "-c", config, "--onsets", onsets, archive)
    assert result.exit_code == 0
    assert "Caught 1 of 2 onsets" in result.stdout
    assert "missed" in result.stdout
    assert "Quiet countries that reached warning: 1 of 2: SY" in result.stdout
    assert "all-clear" not in result.stdout


def test_onsets_that_cannot_be_read_end_it(archive: Path, tmp_path: Path) -> None:
    result = run("replay", "--onsets", tmp_path / "gone.json", archive)
    assert result.exit_code == 1
    assert "gone.json" in result.stderr


@pytest.fixture
def other(config: Path, tmp_path: Path) -> Path:
    """Give the same configuration with a rule less."""
    folder = tmp_path / "other"
    folder.mkdir()
    settings = json.loads(config.read_text(encoding="utf-8"))
    rules = folder / "rules.yaml"
    shutil.copy(settings["rules"][0], rules)
    text = rules.read_text(encoding="utf-8").replace("shelling", "unrest")
    rules.write_text(text, encoding="utf-8")
    path = folder / "other.yaml"
    path.write_text(json.dumps({**settings, "rules": [str(rules)]}), encoding="utf-8")
    return path


def test_a_configuration_differs_in_nothing_from_itself(archive: Path, config: Path) -> None:
    assert lines("-c", config, "--diff", config, "--json", archive) == []
    result = run("replay", "-c", config, "--diff", config, archive)
    assert "Both configurations tell the same." in result.stdout


def test_what_other_rules_lose_is_told_with_its_evidence(
    archive: Path, config: Path, other: Path
) -> None:
    found = lines("-c", config, "--diff", other, "--json", archive)
    lost = [each for each in found if each["change"] == "lost"]
    assert lost
    assert lost[0]["area"] == {"id": "idlib", "name": "Idlib", "country": "SY"}
    assert lost[0]["after"] is None
    assert lost[0]["before"]["evidence"][0]["quote"]["sentence"] in SAID
    gained = lines("-c", other, "--diff", config, "--json", archive)
    assert [each["before"] for each in lost] == [
        each["after"] for each in gained if each["change"] == "gained"
    ]


@pytest.mark.parametrize(
    ("replaced", "alike"),
    [
        pytest.param(("index_scale: {value: 8", "index_scale: {value: 4"), True, id="a number"),
        pytest.param(("match: 'shelling'", "match: 'shells'"), False, id="a rule"),
        pytest.param(('fires: ["The truce', 'fires: ["A truce'), False, id="the tests of a rule"),
    ],
)
def test_articles_are_read_once_where_rules_say_the_same(
    tmp_path: Path, replaced: tuple[str, str], alike: bool
) -> None:
    settings = []
    for name, (before, after) in (("one", (replaced[0], replaced[0])), ("other", replaced)):
        folder = tmp_path / name
        folder.mkdir()
        for file in (QUICK, shipped_scoring()):
            text = file.read_text(encoding="utf-8").replace(before, after)
            (folder / file.name).write_text(text, encoding="utf-8")
        settings.append(Settings(store="sqlite://", rules=(folder,)))
    assert replay_course.read_alike(*settings) is alike
    assert replay_course.read_alike(settings[0], settings[0])
    model = replace(settings[0], model=tmp_path)
    assert not replay_course.read_alike(settings[0], model)


def test_people_get_a_table_of_the_differences(archive: Path, config: Path, other: Path) -> None:
    result = run("replay", "-c", config, "--diff", other, archive)
    assert result.exit_code == 0
    assert "lost" in result.stdout
    assert "Lost: " in result.stdout
    assert "Shelling was heard in Idlib." in " ".join(result.stdout.split())
    assert "Idlib" in result.stdout


def test_a_report_is_written(archive: Path, config: Path, onsets: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    result = run("replay", "-c", config, "--onsets", onsets, "--html", page, archive)
    assert result.exit_code == 0
    html = page.read_text(encoding="utf-8")
    assert "Idlib" in html
    assert "a truce ends" in html
    assert "archive.jsonl" in html


def test_a_report_alone_prints_nothing(archive: Path, config: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    assert lines("-c", config, "--html", page, archive) == []
    assert page.exists()


def test_a_report_that_cannot_be_written_is_told(
    archive: Path, config: Path, tmp_path: Path
) -> None:
    result = run("replay", "-c", config, "--html", tmp_path, archive)
    assert result.exit_code == 1
    assert str(tmp_path) in result.stderr


def test_an_archive_may_come_by_a_pipe(archive: Path, config: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_bytes, args=(archive.read_bytes(),))
    writer.start()
    assert lines("-c", config, "--json", pipe) == lines("-c", config, "--json", archive)
    writer.join()


def test_an_empty_archive_has_no_report(config: Path, tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    empty = written(tmp_path / "empty.jsonl", ())
    assert lines("-c", config, "--html", page, "--json", empty) == []
    assert lines("-c", config, "--diff", config, "--json", empty) == []
    assert not page.exists()
