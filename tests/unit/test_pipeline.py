from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Literal

import pytest

from tests.unit.builders import NOW, article
from tests.unit.judging import AREA, DUTY, WordReader, incoming, judgement
from warnd.alerts.changes import UNWATCHED
from warnd.judging import Judging
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.article import Article
from warnd.model.feed import FeedState
from warnd.model.identifiers import ChannelId, FeedId
from warnd.model.level import Level
from warnd.model.reading import Reading
from warnd.pipeline import Outcome, Pipeline
from warnd.settings import LevelMatch, RouteMatch, RouteSettings
from warnd.situations.areas import AreaBook
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore

GRAVE = "shelling airstrike truce_collapse"
HORIZON = timedelta(days=15)
HOUR = timedelta(hours=1)


@pytest.fixture
def store() -> Iterator[SqlStore]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


def ingest(pipeline: Pipeline, *articles: Article, alerts: bool = True) -> Outcome:
    return pipeline.ingest([incoming(one, alerts=alerts) for one in articles], NOW)


def test_one_article_becomes_claims_a_version_and_a_notification(store: SqlStore) -> None:
    outcome = ingest(Pipeline(store, judgement()), article(GRAVE))
    (version,) = outcome.versions
    (notification,) = outcome.notifications
    assert (outcome.articles, outcome.claims) == (1, 3)
    assert (version.reason, version.area) == (AlertReason.NEW, AREA)
    assert version.level > Level.CALM
    assert (notification.channel, notification.recipient) == (DUTY, "duty@example.org")
    with store.transaction() as transaction:
        assert transaction.open_alert(AREA.id) == version
        assert transaction.pending() == {DUTY: 1}


def test_the_feeds_validators_are_stored_with_its_articles(store: SqlStore) -> None:
    state = FeedState(feed=FeedId("feed"), due=NOW, baselined=True)
    Pipeline(store, judgement()).ingest([incoming(article(GRAVE))], NOW, state)
    with store.transaction() as transaction:
        assert transaction.feed_state(FeedId("feed")) == state


class BrokenRecipients(dict[ChannelId, Sequence[str]]):
    """Recipients that fail when they are asked for: the last step before the commit."""

    def get(self, *_: object) -> Sequence[str]:
        raise RuntimeError("nobody knows who is reached")


def test_when_a_step_fails_nothing_of_the_poll_is_stored(store: SqlStore) -> None:
    pipeline = Pipeline(store, judgement(recipients=BrokenRecipients()))
    state = FeedState(feed=FeedId("feed"), due=NOW, baselined=True)
    with pytest.raises(RuntimeError, match="who is reached"):
        pipeline.ingest([incoming(article(GRAVE))], NOW, state)
    with store.transaction() as transaction:
        assert transaction.count_articles() == 0
        assert transaction.known_keys(FeedId("feed"), ["id:a1"]) == frozenset()
        assert transaction.claims(AREA.id, NOW - HORIZON, NOW) == ()
        assert transaction.situation(AREA.id) is None
        assert transaction.feed_state(FeedId("feed")) is None


def test_what_failed_once_is_taken_whole_the_next_time(store: SqlStore) -> None:
    broken, whole = judgement(recipients=BrokenRecipients()), judgement()
    pipeline = Pipeline(store, broken)
    with pytest.raises(RuntimeError):
        ingest(pipeline, article(GRAVE))
    assert pipeline.losses == 1
    pipeline.judgement = whole
    assert len(ingest(pipeline, article(GRAVE)).notifications) == 1


def test_an_article_that_is_known_counts_once(store: SqlStore) -> None:
    pipeline = Pipeline(store, judgement())
    ingest(pipeline, article(GRAVE))
    again = ingest(pipeline, article(GRAVE))
    assert (again.articles, again.claims, again.versions) == (0, 0, ())


def test_a_baseline_is_stored_and_silent(store: SqlStore) -> None:
    outcome = ingest(Pipeline(store, judgement()), article(GRAVE), alerts=False)
    assert (outcome.articles, outcome.claims, outcome.versions) == (1, 0, ())
    with store.transaction() as transaction:
        assert transaction.known_keys(FeedId("feed"), ["id:a1"]) == {"id:a1"}


class StoreUsingReader(WordReader):
    """Opens a transaction while it reads, which fails inside another."""

    def __init__(self, store: SqlStore) -> None:
        super().__init__()
        self.store = store

    def read(self, article: Article) -> Reading:
        with self.store.transaction():
            return super().read(article)


def test_articles_are_read_before_the_transaction_opens(store: SqlStore) -> None:
    outcome = ingest(Pipeline(store, judgement(StoreUsingReader(store))), article(GRAVE))
    assert (outcome.articles, outcome.unread) == (1, ())


def test_an_article_that_cannot_be_read_holds_up_no_other(store: SqlStore) -> None:
    pipeline = Pipeline(store, judgement())
    outcome = ingest(pipeline, article("poison", id_="a1"), article(GRAVE, id_="a2"))
    assert (outcome.articles, len(outcome.versions)) == (1, 1)
    assert [(one.entry, str(one.error)) for one in outcome.unread] == [
        ("https://news.example/a1", "poison was read")
    ]


def test_an_article_that_could_not_be_read_is_not_known_and_comes_again(store: SqlStore) -> None:
    pipeline = Pipeline(store, judgement())
    ingest(pipeline, article("poison"))
    with store.transaction() as transaction:
        assert transaction.known_keys(FeedId("feed"), ["id:a1"]) == frozenset()
        assert transaction.count_articles() == 0
    mended = ingest(pipeline, article(GRAVE))
    assert len(mended.versions) == 1


def test_everybody_a_route_names_is_told_once(store: SqlStore) -> None:
    ops = ChannelId("ops")
    both = RouteSettings(to=(DUTY, ops))
    pipeline = Pipeline(
        store,
        judgement(
            routes=(both, RouteSettings(to=(DUTY,))),
            recipients={DUTY: ("a@example.org", "b@example.org"), ops: ("",)},
        ),
    )
    told = [(one.channel, one.recipient) for one in ingest(pipeline, article(GRAVE)).notifications]
    assert told == [(DUTY, "a@example.org"), (DUTY, "b@example.org"), (ops, "")]


def test_a_version_below_every_route_is_stored_and_not_sent(store: SqlStore) -> None:
    urgent = RouteSettings(to=(DUTY,), match=RouteMatch(level=LevelMatch(level=Level.EMERGENCY)))
    outcome = ingest(Pipeline(store, judgement(routes=(urgent,))), article(GRAVE))
    assert len(outcome.versions) == 1
    assert outcome.notifications == ()


def falls(pipeline: Pipeline, step: int) -> list[AlertVersion]:
    """Give what a month without further signs brings, looked at every so many days."""
    days = (NOW + timedelta(days=days) for days in range(step, 40, step))
    return [version for day in days for version in pipeline.tick(day).versions]


@pytest.mark.parametrize("step", [1, 16], ids=["day by day", "after a long sleep"])
@pytest.mark.parametrize(
    ("heard", "ending"),
    [
        pytest.param(True, AlertReason.ALL_CLEAR, id="the feed goes on and tells no more of it"),
        pytest.param(False, AlertReason.EXPIRED, id="the feed is not heard of again"),
    ],
)
def test_time_alone_lowers_a_level_and_tells_it(
    store: SqlStore, ending: AlertReason, step: int, *, heard: bool
) -> None:
    pipeline = Pipeline(store, judgement())
    ingest(pipeline, article(GRAVE))
    if heard:
        ingest(pipeline, replace(article("nothing", id_="a2"), first_seen=NOW + HOUR))
    told = falls(pipeline, step)
    levels = [version.level for version in told]
    assert levels == sorted(levels, reverse=True)
    assert (told[-1].reason, told[-1].level) == (ending, Level.CALM)
    assert pipeline.tick(NOW + timedelta(days=51)) == Outcome()


def test_what_is_taken_back_long_after_it_was_told_is_known_as_part_of_its_alert(
    store: SqlStore,
) -> None:
    pipeline = Pipeline(store, judgement())
    (first,) = ingest(pipeline, article(GRAVE)).versions
    fallen = pipeline.tick(NOW + timedelta(days=16)).versions
    assert [(version.level, version.articles) for version in fallen] == [(Level.WATCH, ())]
    at = NOW + timedelta(days=16, hours=1)
    taken = (frozenset(first.articles), "Taken back by Wire.")
    with store.transaction() as transaction:
        told = Judging(pipeline.judgement).judge(
            transaction, [first.area.id], at, taken_back=[taken]
        )
    assert [version.reason for version in told.versions] == [AlertReason.CANCELLED]
    assert told.versions[0].changes[0] == taken[1]


def test_a_version_says_when_its_level_falls_and_it_does(store: SqlStore) -> None:
    pipeline = Pipeline(store, judgement())
    first = ingest(pipeline, article(GRAVE)).versions[0]
    assert first.outlook is not None
    before = pipeline.tick(first.outlook.at - timedelta(hours=12)).versions
    assert all(version.level is first.level for version in before)
    after = pipeline.tick(first.outlook.at + timedelta(minutes=1)).versions
    assert after[-1].level is first.outlook.level


def test_an_area_that_nobody_watches_any_more_ends_its_alert_and_says_so(store: SqlStore) -> None:
    pipeline = Pipeline(store, judgement())
    first = ingest(pipeline, article(GRAVE)).versions[0]
    pipeline.judgement = replace(pipeline.judgement, areas=AreaBook(()))
    (last,) = pipeline.tick(NOW + HOUR).versions
    assert (last.alert, last.version, last.reason) == (first.alert, 2, AlertReason.EXPIRED)
    assert last.changes == (UNWATCHED,)
    assert pipeline.tick(NOW + 2 * HOUR) == Outcome()


def rows(store: SqlStore) -> int:
    with store.transaction() as transaction:
        return len(transaction.situation_history(AREA.id, NOW - HORIZON, NOW + HORIZON))


@pytest.mark.parametrize(
    ("minutes", "kept"),
    [
        pytest.param(range(1, 11), 0, id="ten minutes in which nothing moves"),
        pytest.param((61,), 1, id="an hour has passed"),
        pytest.param((600,), 1, id="the index has moved"),
    ],
)
def test_the_history_keeps_the_ticks_that_say_something(
    store: SqlStore, minutes: Sequence[int], kept: int
) -> None:
    pipeline = Pipeline(store, judgement())
    ingest(pipeline, article(GRAVE))
    before = rows(store)
    for minute in minutes:
        pipeline.tick(NOW + timedelta(minutes=minute))
    assert rows(store) - before == kept


def test_ticks_that_are_not_kept_do_not_move_the_baseline(store: SqlStore) -> None:
    other = open_store("sqlite://")
    often, seldom = Pipeline(store, judgement()), Pipeline(other, judgement())
    for pipeline in (often, seldom):
        ingest(pipeline, article(GRAVE))
    for minute in range(0, 3 * 60, 5):
        often.tick(NOW + timedelta(minutes=minute))
    end = NOW + timedelta(hours=3)
    normals = []
    for pipeline, kept in ((often, store), (seldom, other)):
        pipeline.tick(end)
        with kept.transaction() as transaction:
            situation = transaction.situation(AREA.id)
        assert situation is not None
        normals.append(situation.normal)
    other.close()
    assert normals[0] == pytest.approx(normals[1], rel=1e-6)


PLACELESS = article(GRAVE, id_="a9", title="Guns speak again")


@pytest.mark.parametrize(
    ("about", "text", "told"),
    [
        pytest.param("unplaced", GRAVE, True, id="a grave report without a place"),
        pytest.param("unplaced", "", False, id="one that says nothing"),
        pytest.param("situations", GRAVE, False, id="nobody asked for it"),
    ],
)
def test_what_names_no_place_goes_to_the_route_for_it(
    store: SqlStore, about: Literal["unplaced", "situations"], text: str, *, told: bool
) -> None:
    judged = judgement(Placeless(), routes=(RouteSettings(to=(DUTY,), about=about),))
    outcome = ingest(Pipeline(store, judged), replace(PLACELESS, text=text))
    assert outcome.versions == ()
    assert [one.notice.feeds[0].trouble for one in outcome.notifications if one.notice] == (
        [PLACELESS.title] if told else []
    )


class Placeless(WordReader):
    """Reads signals and finds no place."""

    def read(self, article: Article) -> Reading:
        reading = super().read(article)
        signals = tuple(replace(signal, where=()) for signal in reading.signals)
        return replace(reading, signals=signals, places=(), score=90.0 if signals else 0.0)
