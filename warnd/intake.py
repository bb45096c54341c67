"""From a feed's document to the pipeline: what is new in it becomes articles."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from warnd.articles.clean import to_article
from warnd.articles.identity import document_keys
from warnd.articles.incoming import Incoming
from warnd.model.entry import Entry, FeedDocument
from warnd.model.feed import FeedState, Fetched
from warnd.model.identifiers import FeedId
from warnd.pipeline import Outcome, Pipeline, Unread
from warnd.ports import Store
from warnd.settings import FeedSettings, FirstPoll


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What one poll of a feed brought."""

    #: what was stored of the feed before; None on the first poll
    before: FeedState | None
    #: what is to be stored of it now
    state: FeedState
    #: its document; None when nothing changed
    document: FeedDocument | None
    #: the answer that the document was parsed from; None when its bytes are not at hand
    fetched: Fetched | None = None


class Intake:
    """Finds what is new in a document and hands it on."""

    def __init__(self, store: Store, pipeline: Pipeline, max_age: timedelta) -> None:
        self._store = store
        self._pipeline = pipeline
        self._max_age = max_age

    def steps(self, feed: FeedSettings, polled: Polled, now: datetime) -> Iterator[Outcome]:
        """Take in what a poll brought, some articles a step; give what each step caused.

        Each step is a transaction of its own, so that the polls of other feeds come between them.
        The state of the feed is stored by the last: what a crash cut short is fetched again.
        """
        yield self.take(feed, polled, now)

    def take(self, feed: FeedSettings, polled: Polled, now: datetime) -> Outcome:
        """Take in what a poll brought; give what it caused.

        On a feed's first poll, unless it is set to alert, everything is a baseline: known from now
        on, and silent. The same goes for what is older than the age limit on first sight.
        """
        entries = polled.document.entries if polled.document else ()
        first = polled.before is None or not polled.before.baselined
        silent = first and feed.first_poll is FirstPoll.BASELINE
        incoming, unread = [], []
        for entry, keys in self._unknown(feed, entries):
            try:
                incoming.append(self._incoming(entry, keys, feed, now, silent=silent))
            except Exception as error:  # noqa: BLE001  the edge of one article: the others go on
                unread.append(Unread(entry=keys[0], error=error))
        outcome = self._pipeline.ingest(incoming, now, polled.state)
        return replace(outcome, unread=(*unread, *outcome.unread))

    def remember(self, *states: FeedState) -> None:
        """Store what is known of feeds whose polls brought no document, in one transaction."""
        with self._store.transaction() as transaction:
            for state in states:
                transaction.save_feed_state(state)

    def known(self, feed: FeedId) -> frozenset[str]:
        """Give the digests of the entries that a feed's last document held."""
        with self._store.transaction() as transaction:
            return frozenset(transaction.feed_document(feed))

    def _unknown(
        self, feed: FeedSettings, entries: tuple[Entry, ...]
    ) -> list[tuple[Entry, tuple[str, ...]]]:
        keyed = list(zip(entries, document_keys(entries), strict=True))
        every = [key for _, keys in keyed for key in keys]
        with self._store.transaction() as transaction:
            known = transaction.known_keys(feed.id, every)
        return [(entry, keys) for entry, keys in keyed if known.isdisjoint(keys)]

    def _incoming(
        self,
        entry: Entry,
        keys: tuple[str, ...],
        feed: FeedSettings,
        now: datetime,
        *,
        silent: bool,
    ) -> Incoming:
        article = to_article(entry, keys, feed, now)
        old = now - article.published > self._max_age
        return Incoming(article=article, keys=keys, alerts=not (silent or old))
