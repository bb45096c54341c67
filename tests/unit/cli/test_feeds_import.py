"""`warnd feeds import` and `export`."""

import json
from pathlib import Path

import pytest

from tests.faults.servers import Heard, Scripted, feed, reply
from tests.live import write_config
from tests.loopback import Item
from tests.unit.cli.conftest import CONTROLS, run
from warnd.config.load import load_settings

OPML = """\
<opml version="2.0"><body>
  <outline text="Herald" xmlUrl="https://herald.example/rss" language="ar"/>
  <outline text="Gazette again" xmlUrl="https://GAZETTE.example:443/rss"/>
  <outline text="Wire" xmlUrl="feed://wire.example/rss"/>
  <outline text="Post" xmlUrl="https://post.example/rss"/>
  <outline text="Post too" xmlUrl="https://post.example/rss"/>
</body></opml>
"""


@pytest.fixture
def opml(tmp_path: Path) -> Path:
    path = tmp_path / "list.opml"
    path.write_text(OPML)
    return path


def test_a_list_becomes_entries_that_are_new_to_the_configuration(
    opml: Path, config: Path, tmp_path: Path
) -> None:
    output = tmp_path / "feeds.yaml"

    result = run("feeds", "import", opml, "--config", config, "--output", output)

    assert result.exit_code == 1  # for the address that is none
    assert result.stdout == ""
    told = result.stderr
    assert f"error: {opml}:4:3: url: expected an address that begins with http://" in told
    assert f"{opml}:3:3: gazette-again-" in told
    assert "https://GAZETTE.example:443/rss is configured already" in told
    assert "left out: https://post.example/rss stands on line 5 already" in told
    assert told.splitlines()[-1] == "2 feeds imported."
    settings = tmp_path / "other.yaml"
    settings.write_text(f"store: sqlite:////w.db\n{output.read_text()}")
    feeds = load_settings(settings).feeds
    assert [(feed.url, feed.language) for feed in feeds] == [
        ("https://herald.example/rss", ("ar",)),
        ("https://post.example/rss", ()),
    ]


def test_without_an_output_the_entries_are_printed(opml: Path) -> None:
    result = run("feeds", "import", opml)

    assert result.stdout.splitlines()[0] == "feeds:"
    assert len(result.stdout.splitlines()) == 4
    assert "3 feeds imported." in result.stderr


def test_a_file_that_is_there_is_not_written_over(opml: Path, tmp_path: Path) -> None:
    output = tmp_path / "feeds.yaml"
    output.write_text("mine")

    result = run("feeds", "import", opml, "--output", output)

    assert result.exit_code == 1
    assert f"{output}: File exists" in result.stderr
    assert output.read_text() == "mine"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("<opml>", ":1:7: is not XML", id="cut short"),
        pytest.param("<rss/>", ":1: is not an OPML file", id="a feed"),
    ],
)
def test_what_is_no_list_is_told(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "x.opml"
    path.write_text(text)

    result = run("feeds", "import", path)

    assert result.exit_code == 1
    assert said in result.stderr
    assert result.stdout == "feeds: []\n"


def test_each_feed_of_a_list_is_asked_when_wanted(tmp_path: Path) -> None:
    def answer(heard: Heard) -> bytes:
        if heard.target == "/good":
            return reply(
                feed(Item(id="a", title="A", text="B")), content_type="application/rss+xml"
            )
        return reply(b"\x1b[31m", status="404 Not Found")

    with Scripted(answer) as site:
        config = write_config(tmp_path, allow_addresses=[site.address])
        path = tmp_path / "x.opml"
        path.write_text(
            f"<opml><body><outline text='Good' xmlUrl='{site.url('good')}'/>"
            f"<outline text='[red]Bad' xmlUrl='{site.url('bad')}'/></body></opml>"
        )
        result = run("feeds", "import", path, "--config", config, "--check")

    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 3  # what is in trouble today may be back tomorrow
    (told,) = [line for line in result.stderr.splitlines() if "gone" in line]
    assert told.startswith("red-bad-")
    assert CONTROLS.findall(result.stderr) == []


def test_an_exported_list_is_imported_as_it_was(tmp_path: Path, config: Path) -> None:
    feeds = [
        {"id": "herald", "url": "https://h.example/", "tier": "background", "expect": "3d"},
        {"id": "wire", "url": "https://w.example/", "publisher": 'الخبر "اليوم"', "area": "idlib"},
    ]
    config.write_text(json.dumps({**json.loads(config.read_text()), "feeds": feeds}))
    exported = tmp_path / "out.opml"
    exported.write_bytes(run("feeds", "export", "--config", config).stdout_bytes)
    output = tmp_path / "feeds.yaml"

    result = run("feeds", "import", exported, "--output", output)

    assert result.exit_code == 0, result.stderr
    settings = tmp_path / "again.yaml"
    areas = "areas: [{id: idlib, name: Idlib, country: SY}]\n"
    settings.write_text(f"store: sqlite:////w.db\n{areas}{output.read_text(encoding='utf-8')}")
    assert load_settings(settings).feeds == load_settings(config).feeds
