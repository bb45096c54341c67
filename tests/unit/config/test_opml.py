from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.config.load import load_settings
from warnd.config.opml import MAX_BYTES, feed_id, read_opml, to_opml
from warnd.config.tree import plain
from warnd.model.identifiers import FeedId
from warnd.model.reliability import Reliability
from warnd.settings import FeedSettings, FirstPoll

PLAIN = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>x</title></head><body>
  <outline text="Region">
    <outline text="Étoile du Nord" xmlUrl="https://etoile.example.org/rss" language="fr"/>
    <outline title="Second" type="rss" xmlUrl="https://b.example.org/atom" language="en-us"/>
  </outline>
  <outline text="no feed" htmlUrl="https://c.example.org/"/>
</body></opml>
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "feeds.opml"
    path.write_text(text)
    return path


def test_outlines_with_an_address_are_feeds_at_any_depth(tmp_path: Path) -> None:
    feeds, mistakes = read_opml(write(tmp_path, PLAIN))

    assert mistakes == ()
    assert plain(feeds) == [
        {
            "id": "etoile-du-nord-50d227",
            "url": "https://etoile.example.org/rss",
            "language": "fr",
        },
        {"id": "second-180e0b", "url": "https://b.example.org/atom"},
    ]
    assert [(feed.at.line, feed.at.column) for feed in feeds.items] == [(4, 5), (5, 5)]


def test_a_feed_keeps_its_id_whatever_else_the_list_holds() -> None:
    first, again, other = (
        feed_id("News", "https://a.org/"),
        feed_id("News", "https://a.org/"),
        feed_id("News", "https://b.org/"),
    )

    assert first == again
    assert first != other


@given(st.text(max_size=80), st.text(max_size=20))
def test_every_title_gives_an_id(title: str, url: str) -> None:
    made = feed_id(title, url.encode("utf-8", "ignore").decode())

    assert 0 < len(made) <= 64
    assert made.isascii()


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        pytest.param("<opml><body>", (1, 13), "is not XML: no element found", id="cut short"),
        pytest.param("{}", (1, 1), "is not XML", id="JSON"),
        pytest.param(
            '<?xml version="1.0" encoding="AUTF-8"?><opml/>', (1, 0), "encoding", id="no encoding"
        ),
        pytest.param(
            '<?xml version="1.0" encoding="gb18030"?><opml/>', (1, 0), "save it as", id="two bytes"
        ),
        pytest.param("<rss/>", (1, 0), "is not an OPML file", id="a feed"),
        pytest.param(
            '<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', (1, 16), "not allowed", id="document type"
        ),
        pytest.param(
            '<!DOCTYPE opml SYSTEM "file:///etc/passwd"><opml/>',
            (1, 43),
            "not allowed",
            id="system",
        ),
        pytest.param("<opml>" + " " * MAX_BYTES, (0, 0), "is larger than", id="size"),
    ],
)
def test_what_is_no_opml_is_told(
    tmp_path: Path, text: str, place: tuple[int, int], words: str
) -> None:
    feeds, mistakes = read_opml(write(tmp_path, text))

    assert feeds.items == ()
    (mistake,) = mistakes
    assert (mistake.line, mistake.column) == place
    assert words in mistake.message


def test_a_list_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    _, (mistake,) = read_opml(tmp_path)

    assert "cannot be read" in mistake.message


FEEDS = (
    FeedSettings(
        id=FeedId("herald"),
        url="https://herald.example.org/rss?a=1&b=<2>",
        language=("ar", "en"),
        reliability=Reliability.B,
        publisher='The "Herald" & Co',
        party=True,
        interval=timedelta(seconds=90),
        first_poll=FirstPoll.ALERT,
    ),
    FeedSettings(id=FeedId("plain"), url="https://plain.example.org/"),
)


def test_an_exported_list_comes_back_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "feeds.opml").write_text(to_opml(FEEDS))
    settings = tmp_path / "warnd.yaml"
    settings.write_text("store: sqlite:////w.db\nfeeds: [{opml: feeds.opml}]\n")

    assert load_settings(settings).feeds == FEEDS


def test_no_feed_gives_an_empty_list(tmp_path: Path) -> None:
    feeds, mistakes = read_opml(write(tmp_path, to_opml(())))

    assert (feeds.items, mistakes) == ((), ())
