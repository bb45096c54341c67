"""kill -9 at random moments while a feed changes: nothing expected is lost.

The oracle: every area that the feed spoke of is alerted about, whatever moment the process died
at, and what arrives twice carries the key of the first time.
"""

import os
import random
import threading
from collections import Counter
from pathlib import Path

from tests.live import FeedServer, Item, Ledger, running, until, write_config

#: `WARND_KILLS=50` is the long form
KILLS = int(os.environ.get("WARND_KILLS", "5"))
PLACES = {
    "UA": "Kharkiv", "SD": "Khartoum", "YE": "Taiz", "ML": "Gao", "SO": "Mogadishu",
    "IQ": "Mosul", "AF": "Kandahar", "MM": "Sittwe", "NG": "Maiduguri", "LY": "Benghazi",
    "SS": "Juba", "ET": "Mekele", "BF": "Djibo", "NE": "Diffa", "TD": "Abéché",
    "CF": "Bangui", "CD": "Goma", "MZ": "Pemba", "CO": "Cali", "HT": "Jacmel",
    "PK": "Peshawar", "PH": "Marawi City", "LB": "Tripoli, Lebanon", "AM": "Yerevan", "GE": "Tbilisi",
}  # fmt: skip


def story(country: str, town: str) -> Item:
    return Item(
        id=f"story-{country}",
        title=f"Truce declared over as shells fall on {town}",
        text=(
            f"Artillery fire killed at least 30 civilians in {town} on Monday. "
            f"The ceasefire has ended, the army said, and troops massed around {town}. "
            f"Thousands of people fled {town} as warplanes struck its market."
        ),
    )


def test_nothing_expected_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    chance = random.Random(20190128)
    with FeedServer() as feeds, Ledger() as ledger:
        config = write_config(
            tmp_path,
            allow_addresses=[feeds.address, ledger.address],
            feeds=[
                {
                    "id": "wire",
                    "url": f"http://{feeds.address}/wire",
                    "language": "en",
                    "publisher": "The Wire",
                    "reliability": "A",
                    "interval": "1s",
                    "first_poll": "alert",
                }
            ],
            areas=[{"id": code, "name": code, "country": code} for code in PLACES],
            channels={"hook": {"type": "webhook", "url": f"http://{ledger.address}/"}},
            routes=[{"to": ["hook"]}],
        )
        waiting = list(PLACES.items())
        share = max(1, len(waiting) // KILLS)
        with running(config) as warnd:
            for kill in range(KILLS):
                until(lambda: warnd.event("ready") is not None, what="ready")
                for country, town in waiting[kill * share : (kill + 1) * share]:
                    feeds.add("wire", story(country, town))
                threading.Event().wait(chance.uniform(0.0, 3.0))
                warnd.kill()
                warnd.log.unlink()
                warnd.start()
            for country, town in waiting[KILLS * share :]:
                feeds.add("wire", story(country, town))
            until(lambda: ledger.areas() >= PLACES.keys(), 60, what="every area alerted about")
            assert warnd.terminate() == 0
        _assert_repeats_carry_the_same_key(ledger)


def _assert_repeats_carry_the_same_key(ledger: Ledger) -> None:
    key_of = {(post["alert"], post["version"]): key for key, post in ledger.posts}
    assert [key_of[post["alert"], post["version"]] for _, post in ledger.posts] == ledger.keys
    assert len(set(key_of.values())) == len(key_of)
    repeats = sum(count - 1 for count in Counter(ledger.keys).values())
    assert repeats <= KILLS * 8  # no more than were in flight at a kill
