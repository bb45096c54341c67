import bz2
import gzip
import json
import lzma
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
    article("a4", "2019-02-02T09:00:00Z", text="Nothing happened in Idlib."),
    article("a5", "2019-02-20T09:00:00Z", text="Nothing happened in Hama."),
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
            *("at", "alert", "version", "reason", "level", "urgency", "severity", "certainty"),
            *("area", "index", "kinds", "articles"),
        ]
        assert version["area"] == {
            "id": "idlib",
            "name": "Idlib",
            "country": "SY",
            "admin1": "SY-ID",
        }
        assert version["at"].endswith("Z")
        assert set(version["articles"]) <= {"a1", "a2", "a3", "a4", "a5"}


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
    people = run("replay", "-c", config, written(tmp_path / "empty.jsonl", ()))
    assert (people.exit_code, people.stdout) == (0, "No alert was told.\n")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param(b'{"id": "a0"', "not JSON: ", id="no JSON"),
        pytest.param(b"[1]", "an article is a JSON object, not list", id="a list"),
        pytest.param(b"\xff\xfe", "not UTF-8: byte 1 is 0xff", id="another encoding"),
        pytest.param(
            b'{"id": "a0", "text": "x", "published": "May"}', "such as 2019-01-28", id="no date"
        ),
        pytest.param(b'{"id": "a\\u001b[2J", "text": 7}', "'text' must be text", id="a number"),
    ],
)
def test_a_broken_line_is_told_with_its_number(
    config: Path, tmp_path: Path, line: bytes, said: str
) -> None:
    archive = written(tmp_path / "archive.jsonl", ARTICLES[:1])
    archive.write_bytes(archive.read_bytes() + b"\n" + line + b"\n")
    result = run("replay", "--config", config, "--json", archive)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{archive}:3: ")
    assert said in result.stderr
    assert len(result.stdout.splitlines()) >= 1


def test_a_file_of_another_sort_is_not_told_line_by_line(config: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive.csv"
    archive.write_text("id,title\n" * 500, encoding="utf-8")
    result = run("replay", "--config", config, "--json", archive)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 21
    assert result.stderr.endswith("archive.csv: 480 more lines are no article\n")


@pytest.mark.parametrize("module", [gzip, bz2, lzma])
def test_a_packed_archive_is_read_as_it_is(
    archive: Path, config: Path, tmp_path: Path, module: Any
) -> None:
    packed = tmp_path / "archive.packed"
    packed.write_bytes(module.compress(archive.read_bytes()))
    assert replayed(packed, config) == replayed(archive, config)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(gzip.compress(b"x" * 9999)[:-20], "ends too early", id="cut"),
        pytest.param(b"\x1f\x8b\x08garbage and more of it", "", id="damaged"),
        pytest.param(b"PK\x03\x04rest", "unpack it first", id="zip"),
    ],
)
def test_what_cannot_be_unpacked_ends_it(
    config: Path, tmp_path: Path, content: bytes, said: str
) -> None:
    packed = tmp_path / "archive.jsonl.gz"
    packed.write_bytes(content)
    result = run("replay", "-c", config, packed)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{packed}: ")
    assert said in result.stderr


def test_a_folder_is_told_with_a_file_of_it(archive: Path, config: Path) -> None:
    result = run("replay", "-c", config, archive.parent)
    assert result.exit_code == 1
    assert f"is a folder; name one file of it, such as {archive}" in result.stderr


def test_of_each_id_the_first_counts(config: Path, tmp_path: Path) -> None:
    later = article("a1", "2019-01-28T10:00:00Z", source="Northern Wire")
    once = written(tmp_path / "once.jsonl", ARTICLES)
    twice = written(tmp_path / "twice.jsonl", (later, *ARTICLES, ARTICLES[0]))
    result = run("replay", "--config", config, "--json", twice)
    assert result.exit_code == 0
    assert [json.loads(line) for line in result.stdout.splitlines()] == replayed(once, config)
    assert "2 lines have an id that an earlier article has" in result.stderr


def test_an_archive_that_is_not_there_is_told(config: Path, tmp_path: Path) -> None:
    result = run("replay", "-c", config, tmp_path / "gone.jsonl")
    assert result.exit_code == 1
    assert "gone.jsonl" in result.stderr


def test_a_broken_configuration_ends_it(archive: Path, config: Path) -> None:
    config.write_text('{"store": 7, "areas": "all"}')
    result = run("replay", "-c", config, archive)
    assert result.exit_code == 1
    assert "warnd.yaml:1" in result.stderr
