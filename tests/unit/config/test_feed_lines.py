from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given

from tests.unit.config.test_opml import WRITABLE, whole_feeds
from warnd.config.feed_lines import yaml_line
from warnd.config.load import load_settings
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings, Tier


def read_back(*lines: str) -> tuple[FeedSettings, ...]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "warnd.yaml"
        entries = "".join(f"  - {line}\n" for line in lines)
        path.write_text(f"store: sqlite:////w.db\nfeeds:\n{entries}", encoding="utf-8")
        return load_settings(path).feeds


@given(whole_feeds(1), WRITABLE)
def test_a_line_is_read_back_as_the_feed_it_was(feed: FeedSettings, publisher: str) -> None:
    odd = FeedSettings(id=FeedId("null"), url="https://a.org/\u202e{,}", publisher=publisher)

    line, other = yaml_line(feed), yaml_line(odd)

    assert read_back(line, other) == (feed, odd)
    assert len(f"{line}{other}".splitlines()) == 1
    assert "\u202e" not in other


def test_what_no_setting_may_hold_is_left_out_of_a_line() -> None:
    feed = FeedSettings(id=FeedId("a"), url="https://a.org/", publisher="A\x1f\x9f\ud800B\u202e")

    (read,) = read_back(yaml_line(feed))

    assert read.publisher == "A   B\u202e"


def test_a_line_holds_only_what_must_be_said() -> None:
    plain = FeedSettings(id=FeedId("a"), url="https://a.org/rss")
    tiered = FeedSettings(
        id=FeedId("b"),
        url="https://b.org",
        language=("ar",),
        publisher="الجزيرة: خبر",
        tier=Tier.CRITICAL,
    )

    assert yaml_line(plain) == '{id: a, url: "https://a.org/rss"}'
    assert yaml_line(tiered) == (
        '{id: b, url: "https://b.org", language: ar, publisher: "الجزيرة: خبر", tier: critical}'
    )
