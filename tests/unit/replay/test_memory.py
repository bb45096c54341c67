"""What a replay remembers tells exactly what the database tells."""

import inspect
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from types import ModuleType

import pytest

from tests.acceptance.timeline import knowledge, reader, whole_world
from tests.unit.builders import NOW, article, claim
from tests.unit.judging import judgement
from warnd import comparing, pipeline, placing
from warnd.articles.incoming import Incoming
from warnd.articles.line import read_line
from warnd.articles.sketch import sketch_of
from warnd.articles.stories import fingerprint_of
from warnd.judging import Judgement
from warnd.model.article import Article, Correction, Source
from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId, ArticleId, Origin, StoryId
from warnd.model.level import Level
from warnd.model.reading import Reading
from warnd.model.situation import Run, Situation
from warnd.model.status import Status
from warnd.pipeline import Outcome, Pipeline
from warnd.ports.store import Store, Transaction
from warnd.replay.clock import SimulatedClock
from warnd.replay.memory import MemoryStore, MemoryTransaction
from warnd.replay.memory_articles import FORGOTTEN
from warnd.replay.run import replay
from warnd.settings import RouteSettings
from warnd.situations.assess import Judge
from warnd.situations.weigh import Scale
from warnd.storage.connect import open_store

WEEK = Path(__file__).parents[3] / "deploy" / "demo" / "week.jsonl"
KINDS = ("shelling", "airstrike", "truce_collapse", "displacement", "armed_clash", "de_escalation")
PUBLISHERS = ("Gazette", "Northern Wire", "Valley Network", "AFP", "")
AREA = AreaId("SY-ID")
READING = Reading(language="en", score=1.0, signals=(), places=())


def stores() -> tuple[Store, ...]:
    return MemoryStore(), open_store("sqlite://")


def generated(seed: int, count: int = 150) -> list[Article]:
    """Give articles over some months, many of them reprints, repeats and retractions."""
    random = Random(seed)  # noqa: S311  the same archive on every run
    articles: list[Article] = []
    now = NOW
    for number in range(count):
        now += timedelta(
            hours=random.choice((0, 1, 1, 2, 5, 9, 40)), days=20 * (random.random() > 0.97)
        )
        words = [random.choice(KINDS) for _ in range(random.randint(14, 22))]
        text = " ".join(words)
        if articles and random.random() < 0.4:
            text = random.choice(articles[-12:]).text
        publisher = random.choice(PUBLISHERS)
        source = Source(publisher=publisher, origin=Origin(publisher.casefold()) or None)
        id_ = f"a{number if random.random() < 0.95 else max(0, number - 3)}"
        correction = random.choice((*[Correction.NONE] * 8, Correction.RETRACTS))
        made = article(text, id_=id_, published=now, title=f"Report {number % 9}")
        articles.append(replace(made, source=source, url="", correction=correction))
    return articles


def told(articles: Sequence[Article], judged: Judgement, store: Store) -> list[object]:
    with closing(store):
        return list(replay(articles, Pipeline(store, judged), SimulatedClock()))


@pytest.mark.parametrize("seed", range(4))
def test_generated_archives_tell_the_same_over_both(seed: int) -> None:
    memory, database = (told(generated(seed), judgement(), store) for store in stores())
    assert memory == database
    assert len(memory) > 10


def test_the_shipped_week_tells_the_same_over_both() -> None:
    known = knowledge()
    judged = Judgement(
        reader=reader(),
        areas=whole_world(),
        judge=Judge(scale=Scale(known.scoring), patterns=known.pack.patterns),
        routes=(RouteSettings(to=()),),
        recipients={},
    )
    memory, database = (told(the_week(), judged, store) for store in stores())
    assert memory == database
    assert memory


def the_week() -> list[Article]:
    rows = [json.loads(line) for line in WEEK.read_text(encoding="utf-8").splitlines()]
    return [
        read_line(
            json.dumps(
                {
                    "id": f"{row['feed']}-{number}",
                    "title": row["title"],
                    "text": row["text"],
                    "source": row["feed"],
                    "published": (NOW + timedelta(hours=row["hour"])).isoformat(),
                }
            ),
            NOW,
        )
        for number, row in enumerate(rows)
    ]


def incoming(made: Article, **changes: object) -> Incoming:
    return replace(
        Incoming(article=made, keys=(f"id:{made.id}",), alerts=True),
        **changes,  # type: ignore[arg-type]
    )


def test_revised_and_cancelled_articles_tell_the_same_over_both() -> None:
    """What only feeds bring: an article that changes, one that takes another's place."""
    one, other = article("shelling airstrike", id_="a1"), article("displacement", id_="a2")
    steps = (
        incoming(one),
        incoming(other),
        incoming(article("displacement", id_="a1"), revises=True),
        incoming(article("shelling", id_="a1"), revises=True),
        incoming(article("", id_="a3"), replaces=(ArticleId("a2"),), cancels=True),
        incoming(article("displacement", id_="a2"), revises=True),
    )
    memory, database = (list(outcomes(steps, store)) for store in stores())
    # A replay tells nobody, so to whom it owes what is taken back is not compared.
    assert [untold(each) for each in memory] == [untold(each) for each in database]
    assert len(memory) == len(steps)
    assert {outcome.revised for outcome in memory} == {0, 1}
    assert changes(memory)


def untold(outcome: Outcome) -> Outcome:
    return replace(outcome, notifications=())


def outcomes(steps: Sequence[Incoming], store: Store) -> Iterator[Outcome]:
    way = Pipeline(store, judgement())
    with closing(store):
        for number, step in enumerate(steps):
            yield way.ingest((step,), NOW + timedelta(hours=13 * number))


def changes(outcomes_: Sequence[Outcome]) -> list[str]:
    return [line for each in outcomes_ for version in each.versions for line in version.changes]


def claims_in_turn(transaction: Transaction) -> list[object]:
    """Do to claims all that can be done to them, and give what is told on the way."""
    a1, a2 = ArticleId("a1"), ArticleId("a2")
    hour = timedelta(hours=1)
    long_ago = NOW - timedelta(days=10)
    first = [
        claim("shelling", article="a1"),
        claim("airstrike", article="a1", at=NOW + hour),
        claim("shelling", article="a1", status=Status.DENIED),
        claim("shelling", article="a2"),
        claim("shelling", article="a2", area="SY"),
        claim("shelling", article="a1", at=NOW + 5 * hour),
    ]
    for id_ in (a1, a2):
        made = replace(article("words " * 20, id_=id_), story=StoryId("s"))
        transaction.add_articles([(made, READING)])
        transaction.put_fingerprints([fingerprint_of(made, sketch_of(made))])
    said: list[object] = []
    transaction.add_claims(first)
    said.append(transaction.claims(AREA, long_ago, NOW))
    said.append(transaction.claims(AREA, long_ago, NOW + 9 * hour))
    said.append(transaction.story_claims(StoryId("s")))
    said.append(transaction.article_claims(a1))
    transaction.attribute(a1, Origin("wire"))
    said.append(transaction.claims(AREA, long_ago, NOW + hour))
    said.append(transaction.fingerprints_of([a1, a2]))
    said.append(transaction.told_by(StoryId("s"), "agency"))
    said.append(transaction.replace_claims(a1, [first[0], claim("unrest", article="a1")], NOW))
    said.append(transaction.article_claims(a1))
    said.append(transaction.withdraw_claims([a1, a2], NOW))
    said.append(transaction.claims(AREA, long_ago, NOW + 9 * hour))
    transaction.add_claims([first[3]])
    said.append(transaction.article_claims(a2))
    said.append(transaction.story_claims(StoryId("s")))
    said.append(transaction.same_fingerprints(["nobody's"], NOW))
    said.append(transaction.newest_fingerprints(NOW - hour, 5)[:0])
    said.append(transaction.count_articles())
    said.append(transaction.revise_article(article("other words"), READING))
    return said


def test_claims_go_the_same_way_in_both() -> None:
    said = []
    for store in stores():
        with closing(store), store.transaction() as transaction:
            said.append(claims_in_turn(transaction))
    for memory, database in zip(*said, strict=True):
        assert memory == database


def test_a_window_forgets_what_was_before_it() -> None:
    old, new = claim(article="a1", at=NOW), claim(article="a2", at=NOW + timedelta(days=1))
    with MemoryStore().transaction() as transaction:
        transaction.add_claims([old, new])
        assert transaction.claims(AREA, NOW, NOW + timedelta(days=2)) == (new,)
        assert transaction.claims(AREA, NOW - timedelta(days=9), NOW + timedelta(days=2)) == (new,)
        assert transaction.withdraw_claims([ArticleId("a1")], NOW) == {AREA}


def put(transaction: Transaction, id_: str, at: datetime, made: Claim) -> None:
    told_ = replace(article("words " * 20, id_=id_, published=at), story=StoryId(id_))
    transaction.put_fingerprints([fingerprint_of(told_, sketch_of(told_))])
    transaction.add_claims([made])


def test_a_story_that_nobody_tells_is_forgotten_with_its_claims() -> None:
    with MemoryStore().transaction() as transaction:
        put(transaction, "a1", NOW, claim(article="a1"))
        put(transaction, "a2", NOW + FORGOTTEN, claim(article="a2"))
        assert transaction.story_claims(StoryId("a1"))
        put(transaction, "a3", NOW + FORGOTTEN + timedelta(seconds=1), claim(article="a3"))
        assert not transaction.story_claims(StoryId("a1"))
        assert not transaction.article_claims(ArticleId("a1"))
        assert transaction.story_claims(StoryId("a2"))


def situation(level: Level, *, microsecond: int = 0) -> Situation:
    first = datetime(2019, 1, 1, 0, 0, 7, microsecond, tzinfo=UTC)
    return Situation(
        area=AREA,
        level=level,
        index=50.0,
        pressure=1.0,
        normal=1.0,
        known_since=NOW,
        since=NOW,
        at=NOW,
        runs={"shelling": Run(since=first, last=first)},
    )


def test_states_come_back_as_the_database_gives_them() -> None:
    said = []
    for store in stores():
        with closing(store), store.transaction() as transaction:
            before = (transaction.situation(AREA), transaction.watching_since())
            transaction.save_situation(situation(Level.WATCH, microsecond=9))
            watched = (transaction.open_situations(), transaction.watching_since())
            transaction.save_situation(situation(Level.CALM))
            calm = (transaction.open_situations(), transaction.situation(AREA))
            said.append((before, watched, calm))
    assert said[0] == said[1]


@pytest.mark.parametrize(
    "module", [pipeline, comparing, placing], ids=lambda module: module.__name__
)
def test_it_has_whatever_the_pipeline_asks_for(module: ModuleType) -> None:
    """It stands in for a whole transaction by a cast, so the type checker cannot tell."""
    asked = set(re.findall(r"\btransaction\.(\w+)\(", inspect.getsource(module)))
    assert asked
    assert not [name for name in asked - {"transaction"} if not hasattr(MemoryTransaction, name)]


def test_every_state_is_shown_to_whoever_watches() -> None:
    seen: list[Situation] = []
    with MemoryStore(seen.append).transaction() as transaction:
        transaction.save_situation(situation(Level.WATCH))
    assert seen == [situation(Level.WATCH)]
