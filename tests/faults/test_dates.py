"""Dates in the future, missing or nonsense, and old ones (FAULTS, row 39)."""

import contextlib
import sqlite3
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from xml.sax.saxutils import escape

from tests.faults.behind import source_config
from tests.faults.servers import Heard, Scripted, reply
from tests.faults.stories import TOWNS
from tests.live import running, until
from tests.loopback import Ledger

#: what each entry says of its date, by the area that it speaks about
STRANGE = {
    "UA-63": "Thu, 01 Jan 2099 00:00:00 GMT",
    "SD-KH": "0001-01-01T00:00:00Z",
    "YE-TA": "-",
    "ML-7": "soon",
    "SO-BN": "",
    "IQ-NI": "1970-01-01T00:00:00Z",
}


def _entry(area: str, written: str) -> str:
    town = TOWNS[area]
    date = f"<pubDate>{escape(written)}</pubDate>" if written else ""
    return (
        f"<item><guid isPermaLink='false'>{area}</guid><title>Shelling heard in {town}</title>"
        f"<description>Shelling was heard in {town}. The truce in {town} is over.</description>"
        f"{date}</item>"
    )


def _stored(folder: Path) -> dict[str, tuple[datetime, datetime, str]]:
    """Give when each article was published and first seen, and how far its date is believed."""
    with contextlib.closing(sqlite3.connect(f"file:{folder}/warnd.db?mode=ro", uri=True)) as read:
        rows = read.execute("SELECT title, published, first_seen, date_confidence FROM articles")
        return {
            title.rpartition(" ")[2]: (_moment(published), _moment(seen), str(confidence).lower())
            for title, published, seen, confidence in rows
        }


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def test_a_strange_date_costs_no_alert_and_gives_the_time_of_first_sight(tmp_path: Path) -> None:
    now = datetime.now(UTC)  # noqa: TID251
    entries = [_entry(area, written) for area, written in STRANGE.items()]
    late = _entry("MM-16", format_datetime(now - timedelta(days=2)))
    old = _entry("AF-KAN", format_datetime(now - timedelta(days=400)))

    def answer(_: Heard) -> bytes:
        return reply(f"<rss version='2.0'><channel>{''.join(entries)}</channel></rss>".encode())

    with (
        Ledger() as ledger,
        Scripted(answer) as server,
        running(source_config(tmp_path, server, ledger)) as warnd,
    ):
        until(lambda: set(STRANGE) <= ledger.areas(), what=warnd.tail())
        # No date seen is a mark that later articles must pass: these are dated before the rest.
        entries.extend((late, old))
        until(lambda: "MM-16" in ledger.areas(), what=warnd.tail())
        until(lambda: TOWNS["AF-KAN"] in _stored(tmp_path), what=warnd.tail())
        assert "AF-KAN" not in ledger.areas()  # older than the age limit on first sight
    stored = _stored(tmp_path)
    for area in STRANGE:
        published, seen, confidence = stored[TOWNS[area]]
        assert (published, confidence) == (seen, "first_seen"), area
    for area, days in (("MM-16", 2), ("AF-KAN", 400)):
        published, seen, confidence = stored[TOWNS[area]]
        assert published == (now - timedelta(days=days)).replace(microsecond=0), area
        assert (published < seen, confidence) == (True, "stated")
