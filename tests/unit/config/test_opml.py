from dataclasses import fields
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.config.load import load_settings
from warnd.config.opml import MAX_BYTES, feed_id, read_opml
from warnd.config.opml_written import to_opml
from warnd.config.tree import plain
from warnd.model.identifiers import AreaId, FeedId
from warnd.model.reliability import Reliability
from warnd.settings import FeedSettings, FeedType, FirstPoll, Tier

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
        pytest.param("<opml>" + " " * MAX_BYTES, (1, 1), "is larger than", id="size"),
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


CODES = st.sampled_from(["ar", "en", "fr", "uk"])
AREAS = st.sampled_from(["SY", "SY-ID", "UA"])
LENGTHS = st.integers(min_value=10, max_value=1_000_000).map(lambda n: timedelta(seconds=n))
#: every text that a setting can hold, line ends and markup among it
WRITABLE = st.text(
    st.characters(
        blacklist_categories=("Cs", "Cc"),
        blacklist_characters="\ufffe\uffff",
        whitelist_characters="\t\n",
    ),
    max_size=30,
)


@st.composite
def whole_feeds(draw: st.DrawFn, number: int) -> FeedSettings:
    """Give a feed of which any setting may differ from what it is unsaid."""
    return FeedSettings(
        id=FeedId(f"feed-{number}"),
        url=f"https://{number}.example.org/rss?a={draw(st.integers())}&b=<'\"é",
        language=tuple(draw(st.lists(CODES, max_size=3))),
        reliability=draw(st.sampled_from(Reliability)),
        publisher=draw(WRITABLE),
        party=draw(st.booleans()),
        interval=draw(LENGTHS),
        first_poll=draw(st.sampled_from(FirstPoll)),
        type=draw(st.sampled_from(FeedType)),
        tier=draw(st.sampled_from(Tier)),
        area=tuple(AreaId(area) for area in draw(st.lists(AREAS, max_size=3))),
        expect=draw(st.none() | LENGTHS),
        full_text=draw(st.booleans()),
        timeout=draw(st.integers(1, 300).map(lambda n: timedelta(seconds=n))),
        allow_downgrade=draw(st.booleans()),
    )


@given(st.data())
def test_an_exported_list_comes_back_as_it_was(data: st.DataObject) -> None:
    feeds = tuple(data.draw(whole_feeds(number)) for number in range(data.draw(st.integers(0, 3))))

    assert exported_and_read(feeds) == feeds


def test_every_setting_of_a_feed_can_be_exported() -> None:
    # a setting added to FeedSettings is to be added to `whole_feeds` and to the export
    feed = FeedSettings(
        id=FeedId("herald"),
        url="https://herald.example.org/rss?a=1&b=<2>",
        language=("ar", "en"),
        reliability=Reliability.B,
        publisher='The "Herald" & Co',
        party=True,
        interval=timedelta(seconds=90),
        first_poll=FirstPoll.ALERT,
        type=FeedType.CAP,
        tier=Tier.CRITICAL,
        area=(AreaId("SY"), AreaId("SY-ID")),
        expect=timedelta(days=2),
        full_text=True,
        timeout=timedelta(seconds=20),
        allow_downgrade=True,
    )
    plain_one = FeedSettings(id=feed.id, url=feed.url)

    same = [
        each.name
        for each in fields(FeedSettings)
        if getattr(feed, each.name) == getattr(plain_one, each.name)
    ]

    assert same == ["id", "url"]
    assert exported_and_read((feed,)) == (feed,)


def test_what_xml_cannot_hold_is_left_out_of_an_export() -> None:
    feed = FeedSettings(id=FeedId("a"), url="https://a.example.org/", publisher="A\x00\ud800B")

    (read,) = exported_and_read((feed,))

    assert read.publisher == "A\ufffd\ufffdB"


def exported_and_read(feeds: tuple[FeedSettings, ...]) -> tuple[FeedSettings, ...]:
    with TemporaryDirectory() as folder:
        (Path(folder) / "feeds.opml").write_bytes(to_opml(feeds).encode())
        path = Path(folder) / "warnd.yaml"
        path.write_text("store: sqlite:////w.db\nfeeds: [{opml: feeds.opml}]\n")
        return load_settings(path).feeds


def test_no_feed_gives_an_empty_list(tmp_path: Path) -> None:
    feeds, mistakes = read_opml(write(tmp_path, to_opml(())))

    assert (feeds.items, mistakes) == ((), ())
