"""Messages that mark themselves as a test, a drill or an exercise (FAULTS, row 42)."""

from pathlib import Path
from typing import Any

from tests.faults.stories import TOWNS, quick_config
from tests.live import running, until
from tests.loopback import FeedServer, Item, Ledger

#: how each marks itself, by the area that it speaks about
MARKED = {
    "UA-63": "THIS IS A TEST.",
    "SD-KH": "EXERCISE EXERCISE EXERCISE.",
    "YE-TA": "Ceci est un exercice.",
    "ML-7": "Esto es un simulacro.",
    "SO-BN": "هذا تمرين.",
}
#: what only looks alike
NEWS = {
    "IQ-NI": "This is a test of our resolve, the mayor said.",
    "AF-KAN": "THIS IS NOT A DRILL, the sirens told.",
    "MM-16": "The army began live-fire exercises near the border.",
}


def _shelled(area: str, mark: str) -> Item:
    town = TOWNS[area]
    said = f"{mark} Shelling was heard in {town}. The truce in {town} is over."
    return Item(id=area, title=f"Shelling heard in {town}", text=said)


EARNEST = "Shelling was heard in Kharkiv, a doctor said. The truce in Kharkiv is over, she said."


def _told(ledger: Ledger, area: str) -> list[dict[str, Any]]:
    return [alert for _, alert in list(ledger.posts) if alert["area"]["id"] == area]


def _alert(ledger: Ledger, area: str) -> dict[str, Any]:
    until(lambda: area in ledger.areas(), what=f"the alert about {area}")
    return next(alert for _, alert in ledger.posts if alert["area"]["id"] == area)


def test_a_drill_is_told_as_a_possible_test_and_never_held_back(tmp_path: Path) -> None:
    with FeedServer() as feeds, Ledger() as ledger:
        for area, mark in (MARKED | NEWS).items():
            feeds.add("wire", _shelled(area, mark))
        with running(quick_config(tmp_path, feeds, {"hook": ledger})) as warnd:
            for area in MARKED:
                alert = _alert(ledger, area)
                assert alert["headline"].startswith("POSSIBLE TEST · "), alert["headline"]
                assert "POSSIBLE TEST: " in alert["text"]
            for area in NEWS:
                alert = _alert(ledger, area)
                assert "POSSIBLE TEST" not in alert["headline"] + alert["text"]
            # A report in earnest takes the label away, and is told at once.
            feeds.add("wire", Item(id="earnest", title="Night of fire", text=EARNEST))
            until(lambda: len(_told(ledger, "UA-63")) == 2, what=warnd.tail())
            second = _told(ledger, "UA-63")[1]
            assert "POSSIBLE TEST" not in second["headline"]
            assert "a report in earnest has come" in second["text"]
