from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import cast

import pytest

from tests.unit.builders import NOW
from tests.unit.judging import AREA, WordReader, judgement
from warnd.articles.cleaned import clean
from warnd.errors import StoreBusy
from warnd.intake import Intake, Polled
from warnd.model.article import Article
from warnd.model.entry import Entry, FeedDocument
from warnd.model.feed import FeedState, Fetched, Validators
from warnd.model.identifiers import FeedId
from warnd.model.reading import Reading
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
    assert outcome == Outcome(state=KNOWN, is_last=True)
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


LONG = (
    "Residents spoke of a quiet night after the market had closed early. The council met in the "
    "school and talked about water and roads. Nobody could say when the bus would run again."
)


def said(id_: str, text: str, *, title: str = "Night in the valley", digest: str = "") -> Entry:
    return Entry(
        id=id_,
        title=title,
        summary=text,
        published=format_datetime(NOW),
        digest=digest or f"{title} {text}",
    )


class LongReader(WordReader):
    """Sees the kinds that a text names among other words."""

    def read(self, article: Article) -> Reading:
        kinds = [word for word in GRAVE.split() if word in article.text]
        return WordReader.read(self, replace(article, text=" ".join(kinds)))


@pytest.fixture
def reading(store: SqlStore) -> Intake:
    return Intake(store, Pipeline(store, judgement(LongReader())), timedelta(days=7), [FEED])


def standing(store: SqlStore) -> list[str]:
    with store.transaction() as transaction:
        claims = transaction.claims(AREA.id, NOW - timedelta(days=9), NOW + timedelta(days=9))
    return [claim.signal.kind for claim in claims]


def test_a_long_document_is_taken_in_steps_and_its_state_stored_with_the_last(
    intake: Intake, store: SqlStore
) -> None:
    state = FeedState(feed=FEED.id, due=NOW, validators=Validators(etag='"7"'), baselined=True)
    entries = [entry(str(number), f"shelling {number}") for number in range(60)]
    steps = intake.steps(FEED, polled(*entries, state=state), NOW)
    taken = []
    for outcome in steps:
        taken.append(outcome.arrived)
        with store.transaction() as transaction:
            assert (transaction.feed_state(FEED.id) == state) is (sum(taken) == 60)
    assert taken == [25, 25, 10]


def test_a_baseline_is_not_read(store: SqlStore) -> None:
    reader = WordReader()
    intake = Intake(store, Pipeline(store, judgement(reader)), timedelta(days=7))
    outcome = intake.take(FEED, polled(entry("1"), entry("2"), before=None), NOW)
    assert (outcome.articles, outcome.arrived, reader.read_ids) == (2, 2, [])


def test_what_arrived_undated_or_too_old_is_counted(intake: Intake) -> None:
    undated = Entry(id="1", title="Story", summary=GRAVE)
    old = entry("2", at=NOW - timedelta(days=900))
    outcome = intake.take(FEED, polled(undated, old, entry("3")), NOW)
    assert (outcome.arrived, outcome.undated, outcome.old) == (3, 1, 1)
    assert outcome.areas == {AREA.id}


def test_entries_known_by_their_bytes_are_known_again(reading: Intake) -> None:
    reading.take(FEED, polled(said("1", LONG, digest="d1")), NOW)
    assert reading.known(FEED.id) == {"d1"}
    document = FeedDocument(version="rss20", title="", entries=(), known=("d1",))
    later = Polled(before=KNOWN, state=KNOWN, document=document)
    assert reading.take(FEED, later, NOW).arrived == 0
    assert reading.known(FEED.id) == {"d1"}


def test_a_changed_text_is_a_revision(reading: Intake, store: SqlStore) -> None:
    reading.take(FEED, polled(said("1", LONG)), NOW)
    worse = reading.take(FEED, polled(said("1", f"{LONG} shelling airstrike")), NOW)
    assert (worse.arrived, worse.revised, worse.claims) == (0, 1, 2)
    trivial = reading.take(FEED, polled(said("1", f"{LONG} shelling airstrike 7 views")), NOW)
    assert trivial.revised == 0
    less = reading.take(FEED, polled(said("1", f"{LONG} shelling", title="Morning")), NOW)
    assert (less.revised, standing(store)) == (1, ["shelling"])
    gone = said("1", f"{LONG} shelling", title="RETRACTION: Morning")
    assert reading.take(FEED, polled(gone), NOW).revised == 1
    assert standing(store) == []


def test_another_text_under_the_same_id_is_another_article(reading: Intake) -> None:
    other = "Wheat and barley were sold in the lower town at a price that nobody had seen before."
    reading.take(FEED, polled(said("1", LONG)), NOW)
    outcome = reading.take(FEED, polled(said("1", other, title="Wheat")), NOW)
    assert (outcome.articles, outcome.revised) == (1, 0)
    assert reading.take(FEED, polled(said("1", other, title="Wheat")), NOW).arrived == 0


def test_old_entries_under_new_ids_are_remembered_and_no_news(
    reading: Intake, store: SqlStore
) -> None:
    texts = [f"{LONG} This is {number} of them." for number in range(10)]
    reading.take(FEED, polled(*(said(f"a{n}", text) for n, text in enumerate(texts))), NOW)
    again = [said(f"b{n}", text, digest=f"b{n}") for n, text in enumerate(texts)]
    outcome = reading.take(FEED, polled(*again, said("new", "Shells. shelling")), NOW)
    assert (outcome.articles, outcome.churned, outcome.arrived) == (1, 10, 1)
    with store.transaction() as transaction:
        assert transaction.known_keys(FEED.id, ["id:b3"]) == {"id:b3"}


def test_a_cancel_takes_back_what_it_names_and_says_so(reading: Intake, store: SqlStore) -> None:
    reading.take(FEED, polled(said("1", f"{LONG} shelling airstrike truce_collapse")), NOW)
    cancel = Entry(
        id="2", title="Night in the valley", summary="Cancelled.", replaces=("1",), cancels=True
    )
    outcome = reading.take(FEED, polled(cancel), NOW + timedelta(minutes=5))
    assert standing(store) == []
    (version,) = outcome.versions
    assert version.changes[0] == "Taken back by Gazette: Night in the valley"
    assert outcome.notifications


def test_an_update_takes_the_place_of_what_it_names(reading: Intake, store: SqlStore) -> None:
    reading.take(FEED, polled(said("1", f"{LONG} shelling airstrike")), NOW)
    update = replace(said("2", "Only shelling now."), replaces=("1",))
    reading.take(FEED, polled(update), NOW)
    assert standing(store) == ["shelling"]


def test_a_retraction_under_its_own_id_takes_back_the_story_by_its_publisher(
    reading: Intake, store: SqlStore
) -> None:
    reading.take(FEED, polled(said("1", f"{LONG} shelling")), NOW)
    notice = said("2", "We apologise to readers.", title="Retraction: Night in the valley")
    reading.take(FEED, polled(notice), NOW)
    assert standing(store) == []


def test_the_same_words_of_another_publisher_are_no_second_origin(
    reading: Intake, store: SqlStore
) -> None:
    other = FeedSettings(id=FeedId("other"), url="https://o.example/rss", publisher="Other")
    reading.take(FEED, polled(said("1", f"{LONG} shelling airstrike")), NOW)
    later = NOW + timedelta(hours=20)
    copied = Polled(
        before=KNOWN,
        state=replace(KNOWN, feed=other.id),
        document=FeedDocument(
            version="rss20", title="", entries=(said("9", f"{LONG} shelling airstrike"),)
        ),
    )
    outcome = reading.take(other, copied, later)
    with store.transaction() as transaction:
        claims = transaction.claims(AREA.id, NOW - timedelta(days=1), later)
    assert (outcome.articles, len(claims)) == (1, 4)
    assert {claim.source.origin for claim in claims} == {"gazette"}
    assert {claim.at for claim in claims} == {NOW}


def test_a_marked_reprint_gives_the_first_copy_to_its_agency(
    reading: Intake, store: SqlStore
) -> None:
    other = FeedSettings(id=FeedId("other"), url="https://o.example/rss", publisher="Other")
    reading.take(FEED, polled(said("1", f"{LONG} shelling")), NOW)
    marked = said("9", f"KYIV (Reuters) - {LONG} shelling")
    document = FeedDocument(version="rss20", title="", entries=(marked,))
    reading.take(other, Polled(before=KNOWN, state=KNOWN, document=document), NOW)
    with store.transaction() as transaction:
        claims = transaction.claims(AREA.id, NOW - timedelta(days=1), NOW)
    assert [claim.source.origin for claim in claims] == ["reuters", "reuters"]


def test_the_bytes_of_new_entries_are_kept(intake: Intake, store: SqlStore) -> None:
    one = replace(entry("1"), span=(0, 3), digest="d1")
    fetched = Fetched(
        url="https://gazette.example/rss",
        body=b"onetwobad",
        unchanged=False,
        validators=Validators(),
        content_type="text/xml",
    )
    document = FeedDocument(version="rss20", title="", entries=(one,), poisoned=((6, 9),))
    taken = Polled(before=KNOWN, state=KNOWN, document=document, fetched=fetched)
    for _ in range(2):
        intake.take(FEED, taken, NOW)
    with store.transaction() as transaction:
        assert [raw.body for raw in transaction.quarantined(10)] == [b"bad"]


@pytest.mark.parametrize(
    ("before", "kept"),
    [
        pytest.param(KNOWN, 1, id="entries that are read"),
        pytest.param(None, 0, id="a baseline, of which nothing is read"),
    ],
)
def test_the_bytes_of_what_may_be_misread_are_kept(
    intake: Intake, store: SqlStore, before: FeedState | None, kept: int
) -> None:
    fetched = Fetched(
        url="https://gazette.example/rss",
        body=b"one",
        unchanged=False,
        validators=Validators(),
        content_type="text/xml",
    )
    one = replace(entry("1"), span=(0, 3), digest="d1")
    taken = replace(polled(one, before=before), fetched=fetched)
    assert intake.take(FEED, taken, NOW).articles == 1
    with store.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM raw_entries").scalar_one()
    assert rows == kept


def test_what_was_cleaned_beside_the_parser_is_taken_as_it_is(
    intake: Intake, store: SqlStore
) -> None:
    about = intake.about(FEED, KNOWN, NOW)
    told = clean(entry("1"), about)._replace(title="Cleaned beside the parser")
    document = FeedDocument(
        version="rss20",
        title="Gazette",
        entries=(entry("1"), entry("2")),
        cleaned=(tuple(told), None),  # the second could not be cleaned there
    )
    intake.take(FEED, Polled(before=KNOWN, state=KNOWN, document=document), NOW)
    with store.engine.connect() as connection:
        titles = connection.exec_driver_sql("SELECT title FROM articles ORDER BY title").all()
    assert [title for (title,) in titles] == ["Cleaned beside the parser", "Story 2"]


def test_a_first_poll_is_cleaned_as_one_that_alerts_nobody(intake: Intake) -> None:
    eager = replace(FEED, first_poll=FirstPoll.ALERT)
    first, later = intake.about(FEED, NEVER_READ, NOW), intake.about(FEED, KNOWN, NOW)
    assert (first.silent, later.silent) == (True, False)
    assert not intake.about(eager, None, NOW).silent


def digested(id_: str) -> Entry:
    return replace(entry(id_), digest=f"digest {id_}")


def test_the_digests_of_what_a_feed_shows_are_kept_in_memory(
    intake: Intake, store: SqlStore
) -> None:
    assert intake.known_at_once(FEED.id, KNOWN) is None
    assert intake.known(FEED.id) == intake.known_at_once(FEED.id, KNOWN) == frozenset()
    intake.take(FEED, polled(digested("1"), digested("2")), NOW)
    assert intake.known_at_once(FEED.id, KNOWN) == frozenset({"digest 1", "digest 2"})
    intake.take(FEED, polled(digested("3")), NOW)
    assert intake.known_at_once(FEED.id, KNOWN) == frozenset({"digest 3"})
    with store.transaction() as transaction:
        assert set(transaction.feed_document(FEED.id)) == {"digest 3"}


def test_a_feed_that_was_never_read_is_known_to_have_shown_nothing(intake: Intake) -> None:
    assert intake.known_at_once(FEED.id, None) == frozenset()
    assert intake.known_at_once(FEED.id, NEVER_READ) == frozenset()
    intake.take(FEED, polled(digested("1")), NOW)
    assert intake.known_at_once(FEED.id, None) == frozenset({"digest 1"})


def test_digests_whose_entries_were_not_stored_after_all_are_not_believed(
    store: SqlStore,
) -> None:
    pipeline = Pipeline(store, judgement())
    intake = Intake(store, pipeline, timedelta(days=7))
    with pytest.raises(StoreBusy):
        _taken_and_lost(intake, store)
    pipeline.forget()
    assert intake.known_at_once(FEED.id, KNOWN) is None
    assert intake.known(FEED.id) == intake.known_at_once(FEED.id, KNOWN) == frozenset()


def _taken_and_lost(intake: Intake, store: SqlStore) -> None:
    with store.together():
        intake.take(FEED, polled(digested("1")), NOW)
        assert intake.known_at_once(FEED.id, KNOWN) == frozenset({"digest 1"})
        raise StoreBusy("the disk is full")


def test_an_entry_that_was_left_unparsed_and_is_stored_no_more_is_asked_for_again(
    intake: Intake, store: SqlStore
) -> None:
    intake.take(FEED, polled(digested("1")), NOW)
    with store.transaction() as transaction:
        transaction.save_feed_document(FEED.id, {})
    document = FeedDocument(version="rss20", title="", entries=(), known=("digest 1",))
    with pytest.raises(StoreBusy, match="gazette"):
        intake.take(FEED, Polled(before=KNOWN, state=KNOWN, document=document), NOW)
    assert intake.known(FEED.id) == frozenset()


@pytest.mark.parametrize(
    ("entries", "last"),
    [
        pytest.param(0, [True], id="none new"),
        pytest.param(25, [True], id="one step"),
        pytest.param(26, [False, True], id="two steps"),
    ],
)
def test_the_last_outcome_of_a_poll_says_that_it_is(
    intake: Intake, entries: int, last: list[bool]
) -> None:
    brought = polled(*(entry(str(number), "calm") for number in range(entries)))
    assert [outcome.is_last for outcome in intake.steps(FEED, brought, NOW)] == last
