from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import cast

import pytest

from tests.unit.builders import NOW
from tests.unit.judging import AREA, judgement
from warnd.intake import Intake, Polled
from warnd.model.entry import Entry, FeedDocument
from warnd.model.feed import FeedState, Validators
from warnd.model.identifiers import FeedId
from warnd.pipeline import Outcome, Pipeline
from warnd.settings import FeedSettings, FirstPoll
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore

FEED = FeedSettings(id=FeedId("gazette"), url="https://gazette.example/rss", publisher="Gazette")
KNOWN = FeedState(feed=FEED.id, due=NOW, baselined=True)
GRAVE = "shelling airstrike truce_collapse"


@pytest.fixture
def store() -> Iterator[SqlStore]:
    opened = open_store("sqlite://")
    yield opened
    opened.close()


@pytest.fixture
def intake(store: SqlStore) -> Intake:
    return Intake(store, Pipeline(store, judgement()), timedelta(days=7))


def entry(id_: str = "1", text: str = GRAVE, *, at: datetime = NOW) -> Entry:
    return Entry(id=id_, title=f"Story {id_}", summary=text, published=format_datetime(at))


def polled(*entries: Entry, before: FeedState | None = KNOWN, state: FeedState = KNOWN) -> Polled:
    document = FeedDocument(version="rss20", title="Gazette", entries=entries)
    return Polled(before=before, state=state, document=document)


def told(outcome: Outcome) -> tuple[int, int]:
    return outcome.articles, len(outcome.versions)


def test_what_is_new_in_a_document_becomes_articles_and_alerts(intake: Intake) -> None:
    assert told(intake.take(FEED, polled(entry("1"), entry("2")), NOW)) == (2, 1)


def test_what_a_feed_has_shown_before_is_not_new(intake: Intake) -> None:
    intake.take(FEED, polled(entry("1")), NOW)
    outcome = intake.take(FEED, polled(entry("2", "displacement"), entry("1")), NOW)
    assert (outcome.articles, outcome.claims) == (1, 1)


def test_two_feeds_know_entries_apart(intake: Intake) -> None:
    other = FeedSettings(id=FeedId("other"), url="https://other.example/rss", publisher="Other")
    assert intake.take(FEED, polled(entry("1")), NOW).articles == 1
    assert intake.take(other, polled(entry("1")), NOW).articles == 1


NEVER_READ = FeedState(feed=FEED.id, due=NOW, failures=3, baselined=False)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param(None, id="never polled"),
        pytest.param(NEVER_READ, id="polled and never read"),
    ],
)
def test_the_first_document_of_a_feed_is_a_silent_baseline(
    intake: Intake, before: FeedState | None
) -> None:
    assert told(intake.take(FEED, polled(entry("1"), before=before), NOW)) == (1, 0)
    assert told(intake.take(FEED, polled(entry("2"), entry("1")), NOW)) == (1, 1)


def test_a_feed_that_alerts_on_its_first_poll_does(intake: Intake) -> None:
    eager = FeedSettings(id=FEED.id, url=FEED.url, publisher="Gazette", first_poll=FirstPoll.ALERT)
    assert told(intake.take(eager, polled(entry("1"), before=None), NOW)) == (1, 1)


@pytest.mark.parametrize(
    ("age", "alerts"),
    [
        pytest.param(timedelta(days=7), 1, id="as old as the limit"),
        pytest.param(timedelta(days=7, seconds=1), 0, id="a second older"),
        pytest.param(timedelta(days=3650), 0, id="ten years old"),
    ],
)
def test_what_is_too_old_on_first_sight_is_stored_and_silent(
    intake: Intake, age: timedelta, alerts: int
) -> None:
    outcome = intake.take(FEED, polled(entry("1", at=NOW - age)), NOW)
    assert outcome.articles == 1
    assert (outcome.claims > 0) is bool(alerts)


def test_an_undated_entry_is_news_of_now(intake: Intake) -> None:
    undated = Entry(id="1", title="Story", summary=GRAVE)
    assert told(intake.take(FEED, polled(undated), NOW)) == (1, 1)


def test_the_state_of_the_feed_is_stored_with_what_the_poll_brought(
    intake: Intake, store: SqlStore
) -> None:
    state = FeedState(feed=FEED.id, due=NOW, validators=Validators(etag='"7"'), baselined=True)
    intake.take(FEED, polled(entry("1"), state=state), NOW)
    with store.transaction() as transaction:
        assert transaction.feed_state(FEED.id) == state
        assert transaction.open_alert(AREA.id) is not None


def test_an_unchanged_document_only_moves_the_state(intake: Intake, store: SqlStore) -> None:
    outcome = intake.take(FEED, Polled(before=KNOWN, state=KNOWN, document=None), NOW)
    assert outcome == Outcome()
    with store.transaction() as transaction:
        assert transaction.feed_state(FEED.id) == KNOWN


def test_a_poll_without_a_document_is_remembered(intake: Intake, store: SqlStore) -> None:
    intake.remember(NEVER_READ)
    with store.transaction() as transaction:
        assert transaction.feed_state(FEED.id) == NEVER_READ


def test_entries_without_id_or_link_are_known_by_what_they_say(intake: Intake) -> None:
    first = Entry(title="Shells fall", summary=GRAVE, published=format_datetime(NOW))
    assert intake.take(FEED, polled(first), NOW).articles == 1
    assert intake.take(FEED, polled(first), NOW).articles == 0


def test_an_entry_that_cannot_be_cleaned_holds_up_no_other(intake: Intake) -> None:
    broken = Entry(id="1", title=cast("str", 7))  # as a bug in the parser might give it
    outcome = intake.take(FEED, polled(broken, entry("2")), NOW)
    assert told(outcome) == (1, 1)
    assert [one.entry for one in outcome.unread] == ["id:1"]


def test_an_entry_that_cannot_be_read_holds_up_no_other(intake: Intake) -> None:
    outcome = intake.take(FEED, polled(entry("1", "poison"), entry("2")), NOW)
    assert told(outcome) == (1, 1)
    assert len(outcome.unread) == 1
    again = intake.take(FEED, polled(entry("1", GRAVE)), NOW)
    assert again.articles == 1
