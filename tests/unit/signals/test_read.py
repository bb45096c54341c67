from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.unit.builders import article, shipped_table
from warnd.model.identifiers import KindId, RuleId
from warnd.model.place import Place, PlaceMention
from warnd.model.signal import SeenBy
from warnd.model.status import Status
from warnd.rules.compile import compile_pack
from warnd.rules.rule import CountQuery, CueScope, Rule, StatusCue
from warnd.signals.counts import CountReader
from warnd.signals.languages.english.language import English
from warnd.signals.read import LanguageReader, SignalReader
from warnd.signals.status import StatusReader
from warnd.signals.topics import TopicReader

ENGLISH = English()
SHELLING = Rule(
    id=RuleId("shells"),
    kind=KindId("shelling"),
    language="en",
    confidence=0.9,
    match="shell",
    version="v1",
)
ANNIVERSARY = StatusCue(
    id=RuleId("anniversary"),
    language="en",
    status=Status.HISTORICAL,
    match="anniversary",
    scope=CueScope.SENTENCE,
)
DEAD = CountQuery(kind=KindId("shelling"), language="en", queries=("killed THEN/0 NUM",), near=True)
DENIED = StatusCue(
    id=RuleId("denies"),
    language="en",
    status=Status.DENIED,
    match="deny",
    scope=CueScope.AFTER,
)


class NoPlaces:
    """A gazetteer that knows nothing."""

    def mentions(self, _body: str, _language: str) -> tuple[PlaceMention, ...]:
        return ()

    def find(self, _name: str) -> tuple[Place, ...]:
        return ()

    def division_name(self, _code: str) -> str | None:
        return None

    def country_name(self, _code: str) -> str | None:
        return None

    def countries(self) -> tuple[tuple[str, str], ...]:
        return ()

    def divisions(self) -> tuple[tuple[str, str, str], ...]:
        return ()


READ_ENGLISH = LanguageReader(
    language=ENGLISH,
    rules=compile_pack([SHELLING], (), ENGLISH),
    statuses=StatusReader([DENIED, ANNIVERSARY], (), shipped_table().kinds, ENGLISH),
    counts=CountReader([DEAD], (), ENGLISH),
    topics=TopicReader((), (), ENGLISH),
)
READER = SignalReader({"en": READ_ENGLISH}, NoPlaces(), shipped_table())


def test_a_rule_that_fires_is_a_signal_with_its_words_and_sentence() -> None:
    text = "Nothing happened. The town was shelled at dawn."
    (signal,) = READER.read(article(text, title="News")).signals
    (piece,) = signal.evidence
    assert signal.kind == "shelling"
    assert signal.seen_by is SeenBy.RULE
    assert signal.probability == pytest.approx(0.9)
    assert (piece.text, piece.rule, piece.rule_version) == ("shelled", "shells", "v1")
    assert f"News\n{text}"[piece.start : piece.end] == "shelled"
    assert piece.told == "The town was shelled at dawn."


def test_the_status_is_read_where_the_rule_fired() -> None:
    (signal,) = READER.read(article("The army denied shelling the town.")).signals
    assert signal.status is Status.DENIED


@pytest.mark.parametrize(
    ("language", "read_as", "found"),
    [
        pytest.param("en", "en", 1, id="its own language"),
        pytest.param("und", "en", 1, id="a language nobody could tell"),
        pytest.param("fr", "fr", 0, id="a language without rules"),
    ],
)
def test_which_articles_are_read(language: str, read_as: str, found: int) -> None:
    reading = READER.read(replace(article("Shells fell."), language=language))
    assert reading.language == read_as
    assert len(reading.signals) == found


def test_near_misses_are_told_when_asked_for() -> None:
    told = article("The town is calm.")
    assert READER.read(told).near_misses == ()
    assert isinstance(READER.read(told, near_misses=True).near_misses, tuple)


@pytest.mark.parametrize(
    ("title", "first", "status"),
    [
        pytest.param("Anniversary marked", "An anniversary.", Status.HISTORICAL, id="both"),
        pytest.param("Town marks a day", "An anniversary.", Status.OCCURRED, id="not the title"),
        pytest.param("Anniversary marked", "Crowds came.", Status.OCCURRED, id="title alone"),
    ],
)
def test_what_an_article_about_the_past_goes_on_to_tell_is_past(
    title: str, first: str, status: Status
) -> None:
    told = article(f"{first}\n\nShells killed 40 people.", title=title)
    (signal,) = READER.read(told).signals
    assert signal.status is status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        pytest.param(
            "An anniversary. Shells killed 40 people.", Status.HISTORICAL, id="goes on in the past"
        ),
        pytest.param(
            "An anniversary. Crowds came. Shells killed 40.", Status.HISTORICAL, id="further on"
        ),
        pytest.param(
            "An anniversary. On Monday shells killed 40.", Status.OCCURRED, id="names these days"
        ),
        pytest.param(
            "Shells killed 40 people. An anniversary.", Status.OCCURRED, id="before the past"
        ),
        pytest.param(
            "An anniversary. The army denied that shells fell.", Status.DENIED, id="has its own cue"
        ),
    ],
)
def test_a_paragraph_that_sets_out_with_the_past_goes_on_with_it(text: str, status: Status) -> None:
    (signal,) = READER.read(article(text, title="Town marks a day")).signals
    assert signal.status is status


def test_the_dead_of_the_next_sentence_are_counted() -> None:
    (signal,) = READER.read(article("Shells fell on the town. They killed 40 people.")).signals
    assert signal.count == 40


class Eager:
    """A classifier that sees shelling everywhere."""

    kinds = (KindId("shelling"),)
    statuses = ()

    def probabilities(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        return np.full((len(sentences), 1), 0.99)

    def status_probabilities(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        return np.zeros((len(sentences), 0))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("28 January, 2019", 0, id="the date of a byline"),
        pytest.param("Guns pound the town", 1, id="a headline"),
    ],
)
def test_the_classifier_is_not_heard_in_what_is_hardly_a_sentence(text: str, found: int) -> None:
    reader = replace(READ_ENGLISH, classifier=Eager())
    reading = SignalReader({"en": reader}, NoPlaces(), shipped_table()).read(article(text))
    assert len(reading.signals) == found


class OtherLanguage(English):
    """Reads as English does, under another name."""

    code = "xx"


def reader_with(*rules: Rule, code: str = "en") -> LanguageReader:
    """Give a reader with some rules."""
    language = ENGLISH if code == "en" else OtherLanguage()
    return replace(READ_ENGLISH, language=language, rules=compile_pack(rules, (), ENGLISH))


FAINT = replace(SHELLING, confidence=0.5)


@pytest.mark.parametrize(
    ("english", "other", "readings", "read_as"),
    [
        pytest.param([SHELLING], [FAINT], ("xx", "en"), "en", id="the surer one stands"),
        pytest.param([FAINT], [SHELLING], ("xx", "en"), "xx", id="the likelier is surer"),
        pytest.param([], [], ("xx", "en"), "xx", id="neither finds anything"),
        pytest.param([SHELLING], [], ("xx", "en"), "en", id="the wrong guess finds nothing"),
        pytest.param([SHELLING], [], ("xx",), "xx", id="one is sure"),
        pytest.param([SHELLING], [], ("it", "en"), "en", id="the likelier is not read at all"),
        pytest.param([SHELLING], [], ("it", "nl"), "xx", id="neither is read: as it is taken for"),
        pytest.param([SHELLING], [], ("nl", "xx", "it", "en"), "en", id="the first two of four"),
    ],
)
def test_an_article_of_doubtful_language_is_read_in_the_two_likeliest(
    english: list[Rule], other: list[Rule], readings: tuple[str, ...], read_as: str
) -> None:
    readers = {"en": reader_with(*english), "xx": reader_with(*other, code="xx")}
    reader = SignalReader(readers, NoPlaces(), shipped_table())
    doubtful = article(text="The army shelled two villages.")
    reading = reader.read(replace(doubtful, language="xx", readings=readings))
    assert reading.language == read_as


def test_what_nobody_could_tell_is_read_in_the_first_language_beside_the_likeliest() -> None:
    readers = {"en": reader_with(SHELLING), "xx": reader_with(code="xx")}
    reader = SignalReader(readers, NoPlaces(), shipped_table())
    doubtful = article(text="The army shelled two villages.")
    for readings in ((), ("xx",), ("it",)):
        reading = reader.read(replace(doubtful, language="und", readings=readings))
        assert (reading.language, len(reading.signals)) == ("en", 1)
        assert reading.signals[0].evidence[0].language == "en"
