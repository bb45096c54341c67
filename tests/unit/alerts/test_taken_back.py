from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.alerts.test_decide import PAUSE, finding, opened
from tests.unit.builders import NOW
from warnd.alerts.decide import decide
from warnd.alerts.translate import Titles, retold
from warnd.model.alert import AlertReason
from warnd.model.level import Level
from warnd.phrasebook import phrasebook
from warnd.settings import LANGUAGES

WORDS = "Taken back by The Paper: Shells fall, 3 dead"
SOON = NOW + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("level", "reason"),
    [
        pytest.param(Level.WARNING, AlertReason.UPDATED, id="the level stands"),
        pytest.param(Level.WATCH, AlertReason.UPDATED, id="it fell"),
        pytest.param(Level.CALM, AlertReason.ALL_CLEAR, id="it is calm"),
        pytest.param(Level.EMERGENCY, AlertReason.ESCALATED, id="something else is worse"),
    ],
)
def test_what_was_taken_back_is_told_at_once(level: Level, reason: AlertReason) -> None:
    now = replace(finding(level, at=SOON), taken_back=(WORDS,))
    version = decide(now, opened(Level.WARNING), PAUSE)
    assert version is not None
    assert (version.reason, version.changes[0]) == (reason, WORDS)


def test_an_alert_of_which_nothing_is_left_is_cancelled() -> None:
    calm = replace(finding(Level.CALM, [], at=SOON), taken_back=(WORDS,))
    version = decide(calm, opened(Level.WARNING), PAUSE)
    assert version is not None
    assert (version.reason, version.level) == (AlertReason.CANCELLED, Level.CALM)
    assert version.changes[0] == WORDS
    assert version.outlook is None


def test_what_nobody_was_told_of_is_not_taken_back() -> None:
    assert decide(replace(finding(Level.CALM), taken_back=(WORDS,)), None, PAUSE) is None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ["change.withdrawn", "change.corrected"])
def test_it_is_told_in_every_language(language: str, key: str) -> None:
    told = {"who": "The Paper", "report": "Shells fall: 3 dead"}
    book = phrasebook(language)
    sentence = phrasebook("en").say(key, **told)
    assert retold(sentence, book, Titles({}, book)) == book.say(key, **told)
