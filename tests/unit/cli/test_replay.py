import json
from pathlib import Path
from typing import Any

import pytest

from tests.unit.cli.conftest import run

SAID = "Shelling was heard in Idlib. The truce is over, people said."


def article(id_: str, published: str, text: str = SAID, source: str = "Gazette") -> dict[str, str]:
    return {"id": id_, "title": "", "text": text, "published": published, "source": source}


ARTICLES = (
    article("a1", "2019-01-28T09:00:00Z"),
    article("a2", "2019-01-28T13:00:00Z", source="Northern Wire"),
    article("a3", "2019-01-29T09:00:00Z", source="Valley Network"),
    article("a4", "2019-02-20T09:00:00Z", text="Nothing happened in Idlib."),
)


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return written(tmp_path / "archive.jsonl", ARTICLES)


def written(path: Path, articles: tuple[dict[str, str], ...]) -> Path:
    path.write_text("".join(json.dumps(each) + "\n" for each in articles), encoding="utf-8")
    return path


def replayed(archive: Path, config: Path) -> list[dict[str, Any]]:
    result = run("replay", "--config", config, "--json", archive)
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_each_version_is_a_line_of_the_promised_shape(archive: Path, config: Path) -> None:
    versions = replayed(archive, config)
    assert versions
    for version in versions:
        assert list(version) == [
            *("at", "alert", "version", "reason", "level"),
            *("area", "index", "kinds", "articles"),
        ]
        assert version["area"] == {
            "id": "idlib",
            "name": "Idlib",
            "country": "SY",
            "admin1": "SY-ID",
        }
        assert version["at"].endswith("Z")
        assert set(version["articles"]) <= {"a1", "a2", "a3", "a4"}


def test_versions_tell_the_course_of_things(archive: Path, config: Path) -> None:
    versions = replayed(archive, config)
    assert versions[0]["at"] == "2019-01-28T09:00:00Z"
    assert versions[0]["reason"] == "new"
    assert versions[0]["articles"] == ["a1"]
    assert set(versions[0]["kinds"]) == {"shelling", "truce_collapse"}
    assert [version["version"] for version in versions] == list(range(1, len(versions) + 1))
    assert len({version["alert"] for version in versions}) == 1
    assert (versions[-1]["reason"], versions[-1]["level"]) == ("all-clear", "calm")


def test_two_runs_tell_the_same_to_the_byte(archive: Path, config: Path) -> None:
    first, second = (run("replay", "-c", config, "--json", archive).stdout_bytes for _ in range(2))
    assert first == second
    assert first


def test_the_order_of_the_lines_does_not_matter(
    archive: Path, config: Path, tmp_path: Path
) -> None:
    shuffled = written(tmp_path / "shuffled.jsonl", tuple(reversed(ARTICLES)))
    assert replayed(shuffled, config) == replayed(archive, config)


def test_people_get_a_table(archive: Path, config: Path) -> None:
    result = run("replay", "--config", config, archive)
    assert result.exit_code == 0
    assert "2019-01-28 09:00" in result.stdout
    assert "Idlib" in result.stdout
    assert "all-clear" in result.stdout


def test_nothing_is_sent_and_no_database_is_touched(archive: Path, config: Path) -> None:
    replayed(archive, config)
    assert not config.with_name("warnd.db").exists()


def test_an_undated_line_is_told_and_the_others_are_replayed(config: Path, tmp_path: Path) -> None:
    undated = {"id": "a0", "title": "", "text": SAID}
    archive = written(tmp_path / "archive.jsonl", (undated, ARTICLES[0]))
    result = run("replay", "--config", config, "--json", archive)
    assert result.exit_code == 1
    assert f"{archive}:1: 'published' is missing" in result.stderr
    assert json.loads(result.stdout.splitlines()[0])["articles"] == ["a1"]


def test_an_empty_archive_tells_nothing(config: Path, tmp_path: Path) -> None:
    result = run("replay", "-c", config, "--json", written(tmp_path / "empty.jsonl", ()))
    assert (result.exit_code, result.stdout) == (0, "")


def test_an_archive_that_is_not_there_is_told(config: Path, tmp_path: Path) -> None:
    result = run("replay", "-c", config, tmp_path / "gone.jsonl")
    assert result.exit_code == 1
    assert "gone.jsonl" in result.stderr


def test_a_broken_configuration_ends_it(archive: Path, config: Path) -> None:
    config.write_text('{"store": 7, "areas": "all"}')
    result = run("replay", "-c", config, archive)
    assert result.exit_code == 1
    assert "warnd.yaml:1" in result.stderr
