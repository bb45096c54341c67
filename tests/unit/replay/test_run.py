from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.unit.builders import NOW, article
from tests.unit.judging import judgement
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.article import Article
from warnd.model.level import Level
from warnd.pipeline import Pipeline
from warnd.replay.clock import SimulatedClock
from warnd.replay.run import TICK, replay
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore

GRAVE = "shelling airstrike truce_collapse"


@pytest.fixture
def store() -> Iterator[SqlStore]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


def archive(*days_and_texts: tuple[float, str]) -> list[Article]:
    return [
        article(text, id_=f"a{number}", published=NOW + timedelta(days=days))
        for number, (days, text) in enumerate(days_and_texts)
    ]


def replayed(store: SqlStore, articles: list[Article]) -> list[AlertVersion]:
    return list(replay(articles, Pipeline(store, judgement()), SimulatedClock()))


def test_versions_come_in_order_at_the_time_of_their_articles(store: SqlStore) -> None:
    versions = replayed(store, archive((0, GRAVE), (1, "displacement")))
    assert [(version.reason, version.at) for version in versions] == [
        (AlertReason.NEW, NOW),
        (AlertReason.UPDATED, NOW + timedelta(days=1)),
    ]


def test_time_runs_on_between_articles(store: SqlStore) -> None:
    cleared = replayed(store, archive((0, GRAVE), (30, "")))[-1]
    assert cleared.level is Level.CALM
    assert NOW < cleared.at < NOW + timedelta(days=30)
    assert (cleared.at - NOW) % TICK == timedelta(0)


def test_the_clock_stands_at_the_last_article_when_it_is_over(store: SqlStore) -> None:
    clock = SimulatedClock()
    list(replay(archive((0, GRAVE), (3, "")), Pipeline(store, judgement()), clock))
    assert clock.now() == NOW + timedelta(days=3)


def test_nothing_comes_of_nothing(store: SqlStore) -> None:
    assert replayed(store, []) == []


def test_an_article_told_twice_counts_once(store: SqlStore) -> None:
    once = article(GRAVE)
    assert len(replayed(store, [once, once])) == 1


def test_nothing_is_put_on_its_way_to_anybody(store: SqlStore) -> None:
    judge = judgement(recipients={})
    versions = list(replay(archive((0, GRAVE)), Pipeline(store, judge), SimulatedClock()))
    with store.transaction() as transaction:
        assert transaction.pending() == {}
    assert versions


def test_two_runs_tell_the_same() -> None:
    articles = archive((0, GRAVE), (0.5, "displacement"), (2, "armed_clash"), (9, "de_escalation"))
    runs = []
    for _ in range(2):
        store = open_store("sqlite://")
        runs.append(replayed(store, articles))
        store.close()
    assert runs[0] == runs[1]


def test_an_article_that_cannot_be_read_ends_the_replay(store: SqlStore) -> None:
    """A replay is for finding out: what the daemon passes over and reports, it stops at."""
    with pytest.raises(RuntimeError, match="poison"):
        replayed(store, archive((0, "poison")))
