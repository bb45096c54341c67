"""From a feed's document to the pipeline: what is new in it becomes articles."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from warnd.articles.arrivals import Arrival, Shown, arrivals_of
from warnd.articles.clean import article_of
from warnd.articles.cleaned import About, Cleaned, about_poll, clean
from warnd.articles.digests import Digests, poisoned_in
from warnd.articles.families import neighbours
from warnd.articles.identity import article_id, content_key
from warnd.articles.incoming import Incoming
from warnd.articles.origin import origin_named
from warnd.articles.saying import Saying, word_hashes
from warnd.articles.sketch import Sketch, is_another, is_revised, read_hashes, sketch_saying
from warnd.articles.step import Polled, Step, Work
from warnd.articles.stories import SAME_EVENT, told_of
from warnd.errors import StoreChanged
from warnd.model.article import Article, DateConfidence
from warnd.model.entry import FeedDocument
from warnd.model.feed import FeedState
from warnd.model.identifiers import ArticleId, FeedId
from warnd.model.unread import Unread
from warnd.pipeline import Outcome, Pipeline
from warnd.ports.store import Store, Transaction
from warnd.settings import FeedSettings, FirstPoll

#: what a poll brought is handed over here
__all__ = ("Intake", "Polled")

#: entries taken in at once: reading 25 articles takes a quarter of a second
STEP = 25
#: entries taken in at once where none is read
SILENT_STEP = 200
#: how often the keys of what a feed still shows are marked as seen
REFRESH = timedelta(days=1)
#: entries by which it is judged whether a feed shows old entries under new ids, and the least
SAMPLE, LEAST_SAMPLE = 60, 4


class Intake:
    """Finds what is new in a document and hands it on."""

    def __init__(
        self,
        store: Store,
        pipeline: Pipeline,
        max_age: timedelta,
        feeds: Iterable[FeedSettings] = (),
    ) -> None:
        self._store = store
        self._pipeline = pipeline
        self._max_age = max_age
        self._neighbours = neighbours(feeds)
        self._refreshed: dict[FeedId, datetime] = {}
        self._digests = Digests()
        self._losses = pipeline.losses

    def known_at_once(self, feed: FeedId, before: FeedState | None) -> frozenset[str] | None:
        """Give what `known` gives where that takes no asking, None when the store is to be asked.

        `before` is what was stored of the feed: one that was never read has shown nothing yet. Any
        thread may call it, between two polls of the feed.
        """
        kept = self._kept(feed)
        return frozenset() if kept is None and _is_first(before) else kept

    def known(self, feed: FeedId) -> frozenset[str]:
        """Give the digests of the entries that a feed showed when its document was last read."""
        known = self._kept(feed)
        if known is None:
            with self._store.transaction() as transaction:
                known = frozenset(transaction.feed_document(feed))
            self._remember_shown(feed, known)
        return known

    def forget(self, feed: FeedId) -> None:
        """Let go of what is remembered of a feed, since another worker polled it."""
        self._digests.forget(feed)
        self._refreshed.pop(feed, None)

    def about(self, feed: FeedSettings, before: FeedState | None, now: datetime) -> About:
        """Give what is to be known of a poll to clean its entries beside the parser.

        `before` is what was stored of the feed before the poll. Any thread may call it.
        """
        silent = _is_first(before) and feed.first_poll is FirstPoll.BASELINE
        return about_poll(feed, now, silent=silent, silent_before=now - self._max_age)

    def remember(self, *states: FeedState) -> None:
        """Store what is known of feeds whose polls brought no document, in one transaction."""
        with self._store.transaction() as transaction:
            transaction.save_feed_state(*states)

    def take(self, feed: FeedSettings, polled: Polled, now: datetime) -> Outcome:
        """Take in what a poll brought; give what it caused.

        On a feed's first poll, unless it is set to alert, everything is a baseline: known from now
        on, and silent. The same goes for what is older than the age limit on first sight.
        """
        whole = Outcome()
        for outcome in self.steps(feed, polled, now):
            whole = whole.and_then(outcome)
        return whole

    def steps(self, feed: FeedSettings, polled: Polled, now: datetime) -> Iterator[Outcome]:
        """Take in what a poll brought, some articles a step; give what each step caused.

        Each step is a transaction of its own, so that the polls of other feeds come between them.
        The state of the feed is stored by the last: what a crash cut short is fetched again. The
        last outcome says that it is.
        """
        if polled.document is None:
            state = polled.state if isinstance(polled.state, FeedState) else polled.state(0, 0)
            self.remember(state)
            yield Outcome(state=state, is_last=True)
            return
        work = self._begun(feed, polled, polled.document, now)
        size = SILENT_STEP if work.silent else STEP
        new = work.arrivals.new
        for start in range(0, max(1, len(new)), size):
            is_last = start + size >= len(new)
            yield self._step(work, new[start : start + size], is_last=is_last)

    def _begun(
        self, feed: FeedSettings, polled: Polled, document: FeedDocument, now: datetime
    ) -> Work:
        first = _is_first(polled.before)
        with self._store.transaction() as transaction:
            before = (
                {} if self._kept(feed.id) == frozenset() else transaction.feed_document(feed.id)
            )
            self._check_known(feed, document, before)
            arrivals = arrivals_of(document, before)
            asked = [key for each in arrivals.new for key in (*each.keys, *each.replaces)]
            work = Work(
                feed=feed,
                polled=polled,
                document=document,
                now=now,
                before=before,
                arrivals=arrivals,
                known=transaction.keyed_articles(feed.id, asked),
                about=self.about(feed, polled.before, now),
            )
            work.churns = not first and self._churns(transaction, work)
        return work

    def _check_known(self, feed: FeedSettings, document: FeedDocument, before: Shown) -> None:
        """Raise StoreChanged when what was left unparsed as known is stored no more.

        The feed is asked for it again.
        """
        if not all(map(before.__contains__, document.known)):
            self._digests.forget(feed.id)
            raise StoreChanged(f"{feed.id}: entries that were known are stored no more")

    def _churns(self, transaction: Transaction, work: Work) -> bool:
        """Tell whether more than half of a document are old entries under new ids."""
        new = [each for each in work.arrivals.new if work.known_article(each) is None]
        if len(new) < LEAST_SAMPLE or 2 * len(new) <= work.document.size:
            return False
        sample = new[:: max(1, len(new) // SAMPLE)]
        cleaned = self._cleaned(work, sample, Step())
        work.looked_at.update((each.digest, (article, sketch)) for each, article, sketch in cleaned)
        told = self._told_before(transaction, work, [sketch for _, _, sketch in cleaned])
        again = sum(1 for _, _, sketch in cleaned if sketch.fingerprint in told)
        return 2 * again * len(new) > work.document.size * len(sample)

    def _step(self, work: Work, arrivals: Sequence[Arrival], *, is_last: bool) -> Outcome:
        step = Step()
        cleaned = self._cleaned(work, arrivals, step)
        if work.churns or work.known:
            with self._store.transaction() as transaction:
                self._sort(work, step, cleaned, transaction)
        else:
            for arrival, article, sketch in cleaned:
                self._add_new(work, step, arrival, article, sketch)
        work.arrived += step.arrived
        work.undated += step.undated
        state = work.state() if is_last else None
        outcome = self._pipeline.ingest(
            step.incoming,
            work.now,
            state,
            partial(self._store_beside, work, step, is_last),
        )
        if is_last:
            self._remember_shown(work.feed.id, step.shown)
        return replace(
            outcome,
            unread=(*step.unread, *outcome.unread),
            arrived=step.arrived,
            undated=step.undated,
            churned=step.churned,
            old=step.old,
            state=state,
            is_last=is_last,
        )

    def _kept(self, feed: FeedId) -> frozenset[str] | None:
        """Give the digests of a feed's entries from memory, None where they are not kept."""
        return self._digests.get(feed) if self._losses == self._pipeline.losses else None

    def _remember_shown(self, feed: FeedId, digests: Collection[str]) -> None:
        if self._losses != self._pipeline.losses:  # some of what is in memory may not be stored
            self._digests.clear()
            self._losses = self._pipeline.losses
        self._digests.keep(feed, digests)

    def _cleaned(
        self, work: Work, arrivals: Iterable[Arrival], step: Step
    ) -> list[tuple[Arrival, Article, Sketch]]:
        cleaned = []
        for arrival in arrivals:
            try:
                looked_at = work.looked_at.pop(arrival.digest, None)
                cleaned.append((arrival, *(looked_at or self._sketched(work, arrival))))
            except Exception as error:  # noqa: BLE001  the edge of one article: the others go on
                step.unread.append(Unread(entry=arrival.keys[0], error=error))
                step.arrived += 1
                work.failed.add(arrival.digest)
        return cleaned

    def _sketched(self, work: Work, arrival: Arrival) -> tuple[Article, Sketch]:
        cleaned = arrival.cleaned or clean(arrival.entry, work.about)
        article = self._article(work, cleaned, arrival.keys)
        compared = not (work.silent or self._is_old(work, article))
        saying = Saying(cleaned.fingerprint, cleaned.numbers, cleaned.title_hash)
        return article, sketch_saying(saying, _words(cleaned) if compared else b"")

    def _is_old(self, work: Work, article: Article) -> bool:
        return work.now - article.published > self._max_age

    def _article(self, work: Work, cleaned: Cleaned, keys: tuple[str, ...]) -> Article:
        article = article_of(cleaned, keys, work.feed, work.now)
        neighbour = self._neighbours.get(work.feed.id)
        if neighbour is None or article.source.origin != origin_named(work.feed.publisher):
            return article
        return replace(article, source=replace(article.source, origin=origin_named(neighbour)))

    def _sort(
        self,
        work: Work,
        step: Step,
        cleaned: Sequence[tuple[Arrival, Article, Sketch]],
        transaction: Transaction,
    ) -> None:
        """Tell what is new from what changed, and from what is known under another id."""
        ids = [id_ for arrival, _, _ in cleaned if (id_ := work.known_article(arrival))]
        stored = transaction.fingerprints_of(ids)
        sketches = [sketch for _, _, sketch in cleaned] if work.churns else []
        told = self._told_before(transaction, work, sketches)
        for arrival, article, sketch in cleaned:
            known = work.known_article(arrival)
            if known is None and sketch.fingerprint not in told:
                self._add_new(work, step, arrival, article, sketch)
            elif known is None:
                step.renamed.update(dict.fromkeys(arrival.keys, told[sketch.fingerprint]))
                step.churned += 1
            elif known in stored:
                before = told_of(stored[known]).sketch
                self._add_known(work, step, arrival, replace(article, id=known), before, sketch)
            else:
                step.renamed.update(dict.fromkeys(arrival.keys, known))

    def _add_known(
        self,
        work: Work,
        step: Step,
        arrival: Arrival,
        article: Article,
        before: Sketch,
        sketch: Sketch,
    ) -> None:
        if is_another(before, sketch):  # a feed that uses one id again and again
            key = content_key(arrival.entry, (article.title, article.text))
            other = replace(article, id=article_id(work.feed.id, key))
            self._add_new(work, step, replace(arrival, keys=(key,)), other, sketch)
            return
        step.renamed.update(dict.fromkeys(arrival.keys, article.id))
        if is_revised(before, sketch):
            self._add(work, step, arrival, article, sketch, revises=True)

    def _add_new(
        self, work: Work, step: Step, arrival: Arrival, article: Article, sketch: Sketch
    ) -> None:
        step.arrived += 1
        step.undated += article.date_confidence is DateConfidence.FIRST_SEEN
        self._add(work, step, arrival, article, sketch)

    def _add(
        self,
        work: Work,
        step: Step,
        arrival: Arrival,
        article: Article,
        sketch: Sketch,
        *,
        revises: bool = False,
    ) -> None:
        old = self._is_old(work, article)
        step.old += old and not work.silent
        step.raw.append(arrival)
        step.digests[article.id] = arrival.digest
        step.incoming.append(
            Incoming(
                article=article,
                keys=arrival.keys,
                alerts=not (work.silent or old),
                sketch=sketch,
                revises=revises,
                replaces=tuple(work.known[key] for key in arrival.replaces if key in work.known),
                cancels=arrival.entry.cancels,
            )
        )

    def _told_before(
        self, transaction: Transaction, work: Work, sketches: Sequence[Sketch]
    ) -> Mapping[str, ArticleId]:
        """Give the articles by which the feed said the same before, by their fingerprints."""
        wanted = [sketch.fingerprint for sketch in sketches]
        said = transaction.same_fingerprints(wanted, work.now - SAME_EVENT) if wanted else {}
        return {
            key: each.article
            for key, those in said.items()
            for each in those
            if each.feed == work.feed.id
        }

    def _store_beside(
        self,
        work: Work,
        step: Step,
        is_last: bool,
        transaction: Transaction,
        unread: Sequence[Unread],
    ) -> None:
        """Store what belongs to a step beside its articles, in its transaction."""
        work.failed.update(
            step.digests[each.article] for each in unread if each.article in step.digests
        )
        transaction.remember_keys(work.feed.id, step.renamed, work.now)
        self._store_raw(work, step, transaction)
        if is_last:
            self._store_document(work, step, transaction)

    def _store_raw(self, work: Work, step: Step, transaction: Transaction) -> None:
        fetched = work.polled.fetched
        if fetched is None or not step.raw or work.silent:
            return  # of a baseline nothing is read, so nothing can be misread
        about = (fetched.url, fetched.content_type)
        bodies = step.bodies(fetched.body, is_first=step.raw[0] is work.arrivals.new[0])
        transaction.add_raw(work.feed.id, work.now, *about, bodies, True)

    def _store_document(self, work: Work, step: Step, transaction: Transaction) -> None:
        shown = {
            digest: keys
            for digest, keys in work.arrivals.shown.items()
            if digest not in work.failed
        }
        fetched = work.polled.fetched
        poisoned = poisoned_in(work.document, fetched.body) if fetched is not None else {}
        shown.update(dict.fromkeys(poisoned, ()))
        if shown != work.before:
            transaction.save_feed_document(work.feed.id, shown)
        step.shown = tuple(shown)
        new = [body for digest, body in poisoned.items() if digest not in work.before]
        if fetched is not None and new:
            about = (fetched.url, fetched.content_type)
            transaction.add_raw(work.feed.id, work.now, *about, new, False)
        self._refresh(work, transaction)

    def _refresh(self, work: Work, transaction: Transaction) -> None:
        """Mark what is still shown as seen, so that it stays known for as long as it is."""
        last = self._refreshed.get(work.feed.id)
        if last is None or not timedelta(0) <= work.now - last < REFRESH:
            if work.before:
                keys = [key for keys in work.arrivals.shown.values() for key in keys]
                transaction.still_shown(work.feed.id, keys, work.now)
            self._refreshed[work.feed.id] = work.now


def _words(cleaned: Cleaned) -> bytes:
    """Give the hashes of the words of what was cleaned, most often made where that was done."""
    return read_hashes(cleaned.words) or word_hashes(cleaned.title, cleaned.text)


def _is_first(before: FeedState | None) -> bool:
    """Tell whether a poll is the first of a feed, given what was stored of it before."""
    return before is None or not before.baselined
