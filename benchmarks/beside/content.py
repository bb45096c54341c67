"""Made-up feeds: entries of about 750 characters, drawn from the lines of our training text."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random
from xml.sax.saxutils import escape

from warnd.config.shipped import shipped_model
from warnd.signals.training import training_lines

_SEED = 20190128
_CHARACTERS = 750
#: news of today, since what is old is not read for signals
_NEWEST = datetime.now(UTC) - timedelta(hours=2)  # noqa: TID251


def make_feeds(feeds: int, entries: int) -> list[list[str]]:
    """Give the entries of each feed as RSS items, oldest first.

    Four of five are ordinary news; the fifth tells a signal in every third line.
    """
    chance = Random(_SEED)  # noqa: S311  made-up articles, no secrets
    loud, ordinary = _lines()
    mixes = [[ordinary]] * 4 + [[loud, ordinary, ordinary]]
    return [
        [_item(feed, entry, mixes[(feed + entry) % 5], chance) for entry in range(entries)]
        for feed in range(feeds)
    ]


def _lines() -> tuple[list[str], list[str]]:
    files = sorted((shipped_model() / "training" / "en").glob("*.jsonl"))
    lines = training_lines({file: file.read_text(encoding="utf-8") for file in files})
    loud = [line.text for line in lines if line.signals]
    return loud, [line.text for line in lines if not line.signals]


def _item(feed: int, entry: int, mix: list[list[str]], chance: Random) -> str:
    text, place = "", 0
    while len(text) < _CHARACTERS:
        text, place = f"{text}{chance.choice(mix[place % len(mix)])} ", place + 1
    title = chance.choice(mix[0])[:80]
    at = _NEWEST + timedelta(minutes=entry)
    address = f"http://feed{feed}.example/{entry}"
    return (
        f"<item><title>{escape(title)}</title><link>{address}</link><guid>{address}</guid>"
        f"<description>{escape(text[:_CHARACTERS])}</description>"
        f"<pubDate>{format_datetime(at)}</pubDate></item>\n"
    )
