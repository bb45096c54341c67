import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from tests.unit.builders import NOW, article
from tests.unit.judging import judgement
from warnd.articles.incoming import Incoming
from warnd.articles.origin import origin_named, source_of
from warnd.articles.sketch import place_hashes, sketch_of
from warnd.articles.stories import Kinship, StoryBook, told_now
from warnd.daemon.compose import place_names
from warnd.model.article import Article, DateConfidence
from warnd.model.identifiers import ArticleId, FeedId, StoryId
from warnd.model.reading import Reading
from warnd.pipeline import Pipeline
from warnd.settings import FeedSettings
from warnd.signals.places.finder import PlaceFinder
from warnd.storage.connect import open_store

SCENARIOS = Path(__file__).with_name("story_scenarios")


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An article and the truth about it, beside what was found."""

    id: str
    story: str
    origin: str
    how: str
    found_story: str
    found_origin: str | None


class PlaceReader:
    """Reads for places alone."""

    def __init__(self) -> None:
        self._finder = PlaceFinder(place_names())

    def read(self, read: Article) -> Reading:
        places = self._finder.mentions(read.body, read.language)
        return Reading(language=read.language, score=0.0, signals=(), places=places)


def _article(line: Mapping[str, str]) -> Article:
    at = datetime.fromisoformat(line["at"])
    publisher = line["publisher"]
    feed = FeedSettings(id=FeedId(publisher), url="https://x.example/", publisher=publisher)
    return Article(
        id=ArticleId(line["id"]),
        feed=feed.id,
        source=source_of("", line["text"], feed),
        url=f"https://{line['id']}.example/",
        title=line["title"],
        text=line["text"],
        language=line["language"],
        published=at,
        date_confidence=DateConfidence.STATED,
        first_seen=at,
    )


@cache
def compared() -> tuple[Labelled, ...]:
    """Give all scenarios, each taken in article by article."""
    return tuple(one for path in sorted(SCENARIOS.glob("*.jsonl")) for one in _taken_in(path))


def _taken_in(path: Path) -> Iterator[Labelled]:
    store = open_store("sqlite://")
    pipeline = Pipeline(store, judgement(PlaceReader()))  # type: ignore[arg-type]
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        one = _article(line)
        pipeline.ingest(
            [Incoming(article=one, keys=(f"id:{one.id}",), alerts=True)], one.first_seen
        )
    with store.transaction() as transaction:
        for line in lines:
            stored = transaction.article(ArticleId(line["id"]))
            assert stored is not None
            yield Labelled(
                id=line["id"],
                story=line["story"],
                origin=origin_named(line["origin"]),
                how=line["how"],
                found_story=stored.story,
                found_origin=stored.source.origin,
            )
    store.close()


def test_there_are_three_scenarios_of_two_hundred_articles_and_more() -> None:
    assert len(list(SCENARIOS.glob("*.jsonl"))) == 3
    assert len(compared()) >= 200


def test_stories_are_found_and_events_kept_apart(capsys: pytest.CaptureFixture[str]) -> None:
    pairs = list(combinations(compared(), 2))
    found = {(a.id, b.id) for a, b in pairs if a.found_story == b.found_story}
    true = {(a.id, b.id) for a, b in pairs if a.story == b.story}
    # Whoever tells it in words of their own is a voice of their own: no words give them away.
    same_words = {(a.id, b.id) for a, b in pairs if a.story == b.story and a.origin == b.origin}
    precision = len(found & true) / len(found)
    recall, shared = len(found & true) / len(true), len(found & same_words) / len(same_words)
    with capsys.disabled():
        told = (
            f"\nstories: precision {precision:.3f}, recall {recall:.3f}, of same words {shared:.3f}"
        )
        sys.stdout.write(told)
    assert precision >= 0.98
    assert recall >= 0.6
    assert shared >= 0.9


def test_reprints_are_their_authors(capsys: pytest.CaptureFixture[str]) -> None:
    reprints = [one for one in compared() if "reprint" in one.how]
    given_back = [one for one in reprints if one.found_origin == one.origin]
    own = [one for one in compared() if one.how in ("first", "own words", "bulletin")]
    kept = [one for one in own if one.found_origin == one.origin]
    with capsys.disabled():
        told = f"\nreprints: {len(given_back)}/{len(reprints)}, own words: {len(kept)}/{len(own)}"
        sys.stdout.write(told)
    assert len(given_back) >= 0.9 * len(reprints)
    assert len(kept) == len(own)


TEXT = (
    "Shells fell on the market of the lower town before the shops had opened, and the baker who "
    "had come early was the first to call for help. Nurses carried mattresses into the yard."
)


def _told(name: str, text: str = TEXT, *, publisher: str = "agency", hours: float = 0) -> Article:
    told = article(text, title=f"Title {name}", id_=name, published=NOW + timedelta(hours=hours))
    object.__setattr__(told.source, "publisher", publisher)
    object.__setattr__(told, "story", StoryId(name))
    return told


@pytest.mark.parametrize(
    ("publisher", "hours", "text", "kinship"),
    [
        pytest.param("other", 1, TEXT, Kinship.REPEATS, id="a reprint"),
        pytest.param("other", 71, TEXT, Kinship.REPEATS, id="a late reprint"),
        pytest.param("other", 73, TEXT, None, id="after the window"),
        pytest.param("agency", 11, TEXT, Kinship.REPEATS, id="its own again"),
        pytest.param("agency", 13, TEXT, None, id="its own, when a bulletin is due"),
        pytest.param("other", 13, f"14 dead. {TEXT}", None, id="other numbers, a day later"),
        pytest.param("other", 2, f"14 dead. {TEXT}", Kinship.REPEATS, id="other numbers at once"),
        pytest.param("other", 1, "Too short to tell.", None, id="too short"),
    ],
)
def test_kin_is_found_by_words_numbers_and_time(
    publisher: str, hours: float, text: str, kinship: Kinship | None
) -> None:
    first = _told("first")
    book = StoryBook([told_now(first, sketch_of(first))])
    other = _told("other", text, publisher=publisher, hours=hours)
    kin = book.kin(sketch_of(other), publisher, other.first_seen)
    assert (kin.kinship if kin else None) is kinship


def test_the_oldest_articles_are_let_go() -> None:
    book = StoryBook(kept=8)
    for number in range(20):
        words = " ".join(f"word{number}x{each}" for each in range(40))
        one = _told(f"a{number}", words)
        book.add(told_now(one, sketch_of(one)))
    words = " ".join(f"word{3}x{each}" for each in range(40))
    assert book.kin(sketch_of(_told("old", words)), "other", NOW) is None
    words = " ".join(f"word{19}x{each}" for each in range(40))
    assert book.kin(sketch_of(_told("new", words)), "other", NOW) is not None


def test_places_are_compared_by_name_and_countries_are_no_places() -> None:
    finder = PlaceFinder(place_names())
    idlib = place_hashes(finder.mentions("Shells fell on Idlib in Syria.", "en"))
    assert len(idlib) == 1
