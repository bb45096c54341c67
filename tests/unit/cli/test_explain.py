from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.acceptance.test_founding import RETOLD
from tests.unit.cli.conftest import CONTROLS, run

HOSTILE = (
    "Shells fall on Idlib [/red] [bold]now[/bold] :smile:\n"
    "\x1b]0;owned\x07Artillery shelled 14 towns in Idlib\x9b31m [link=http://x]here[/link]. "
    "The army \u202eseltit\u2066 may attack Idlib.\x00"
)


@pytest.fixture(scope="module")
def founding() -> str:
    result = run("explain", RETOLD, "--published", "2019-01-28")
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_article_is_printed_whole(founding: str) -> None:
    words = RETOLD.read_text(encoding="utf-8").split()
    assert " ".join(founding.split()).startswith(" ".join(words))


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("score ", id="the score"),
        pytest.param("language en", id="the language"),
        pytest.param("shelling", id="a kind by its title"),
        pytest.param("offensive threatened", id="another"),
        pytest.param("threatened", id="a status"),
        pytest.param("14", id="the count"),
        pytest.param("SY-ID", id="the first division"),
        pytest.param("SY-HM", id="the other"),
        pytest.param("[truce-", id="the rule that saw it"),
        pytest.param("nearly fired", id="what nearly fired"),
    ],
)
def test_it_tells_what_was_understood(founding: str, told: str) -> None:
    assert told in founding


def test_it_reads_from_standard_input() -> None:
    result = run("explain", "-", feed="Shells fall on Idlib\nArtillery shelled 14 towns in Idlib.")
    assert result.exit_code == 0
    assert "shelling" in result.stdout


def test_what_the_article_says_is_never_markup_nor_a_control(tmp_path: Path) -> None:
    file = tmp_path / "hostile.txt"
    file.write_text(HOSTILE, encoding="utf-8")
    result = run("explain", file)
    assert result.exit_code == 0, result.output
    assert CONTROLS.findall(result.stdout) == []
    for word in ("[/red]", "[bold]now[/bold]", ":smile:", "[link=http://x]here[/link]"):
        assert word in result.stdout


def test_an_empty_article_says_nothing() -> None:
    result = run("explain", "-", feed="")
    assert result.exit_code == 0
    assert "score 0 of 100" in result.stdout


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    result = run("explain", tmp_path / "gone.txt")
    assert result.exit_code == 1
    assert "gone.txt" in result.stderr


def test_a_date_that_is_none_is_wrong_usage() -> None:
    result = run("explain", "-", "--published", "yesterday", feed="Fire")
    assert result.exit_code == 2
    assert "yesterday" in result.stderr


def test_a_language_without_rules_is_told_as_such() -> None:
    result = run("explain", "-", "--lang", "el", feed="Το πυροβολικό βομβάρδισε χωριά.")
    assert result.exit_code == 0
    assert "language el" in result.stdout


@pytest.fixture(scope="module")
def page() -> str:
    result = run("explain", RETOLD, "--published", "2019-01-28", "--html")
    assert result.exit_code == 0, result.output
    return result.stdout


class _Words(HTMLParser):
    """The words of a page that people see, and the addresses that it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self._is_aside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self._is_aside = tag in {"sup", "title"}

    def handle_endtag(self, tag: str) -> None:
        self._is_aside = self._is_aside and tag not in {"sup", "title"}

    def handle_data(self, data: str) -> None:
        if not self._is_aside:
            self.words.append(data)


def _words(page: str) -> _Words:
    parsed = _Words()
    parsed.feed(page)
    return parsed


def test_the_page_holds_the_article_whole(page: str) -> None:
    words = RETOLD.read_text(encoding="utf-8").split()
    assert "".join(words) in "".join("".join(_words(page).words).split())


@pytest.mark.parametrize(
    "told",
    [
        pytest.param("published 2019-01-28", id="the date"),
        pytest.param("[shelling-named]", id="the rule beside its evidence"),
        pytest.param(">14<", id="the count"),
        pytest.param("both, classifier", id="the model's share"),
        pytest.param("SY-ID", id="a division"),
        pytest.param("dashed", id="what is threatened is marked apart"),
        pytest.param("Rules that nearly fired", id="what nearly fired"),
    ],
)
def test_the_page_tells_what_was_understood(page: str, told: str) -> None:
    assert told in page


def test_the_page_loads_nothing_and_runs_nothing(page: str) -> None:
    assert _words(page).tags.isdisjoint({"script", "link", "img", "iframe", "style", "form"})
    assert "http" not in page


def test_what_the_article_says_is_never_markup_of_the_page(tmp_path: Path) -> None:
    file = tmp_path / "hostile.txt"
    file.write_text(
        "<script>alert(1)</script> Shells fall on <b>Idlib</b>\n"
        'Artillery shelled 14 towns in Idlib" onclick="x. \u202eseltit {{ 7 * 7 }}',
        encoding="utf-8",
    )
    result = run("explain", file, "--html")
    assert result.exit_code == 0, result.output
    assert _words(result.stdout).tags.isdisjoint({"script", "b"})
    assert "{{ 7 * 7 }}" in result.stdout
    assert "\u202e" not in result.stdout
    assert not any(name.startswith("on") for name in _words(result.stdout).attributes)
