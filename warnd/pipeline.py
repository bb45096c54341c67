"""The steps in their order, and where each transaction begins and ends.

    feeds -> articles -> signals -> situations -> alerts -> channels

The live daemon and the replay both run this; only the clock and the ends differ.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import lru_cache

from warnd.articles.incoming import Incoming
from warnd.articles.sketch import place_hashes, sketch_of
from warnd.articles.stories import Kinship
from warnd.comparing import Comparer, Taken
from warnd.judging import Judgement, Judging, TakenBack
from warnd.model.alert import AlertVersion
from warnd.model.article import Correction
from warnd.model.claim import Claim
from warnd.model.feed import FeedState
from warnd.model.identifiers import AreaId, ArticleId, FeedId
from warnd.model.notification import Notification
from warnd.model.reading import Reading
from warnd.model.unread import Unread
from warnd.phrasebook import phrasebook
from warnd.ports.store import Store, Transaction
from warnd.settings import ENGLISH
from warnd.situations.claims import claims_of
from warnd.situations.retold import revised_claims, told_again

#: characters of the title of what was taken back
LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one transaction caused."""

    #: articles that were new
    articles: int = 0
    #: entries that were new to the feed, read or not; on its first poll, which is a baseline, too
    arrived: int = 0
    #: those of them whose date could not be told
    undated: int = 0
    #: the areas that its claims are about
    areas: frozenset[AreaId] = frozenset()
    #: claims about watched areas
    claims: int = 0
    #: alert versions decided, in order
    versions: tuple[AlertVersion, ...] = ()
    #: notifications put into the outbox
    notifications: tuple[Notification, ...] = ()
    #: entries that could not be read, and of which nothing is stored
    unread: tuple[Unread, ...] = ()
    #: articles that said something else than before
    revised: int = 0
    #: entries that were known under other ids
    churned: int = 0
    #: articles that were too old to alert when they were first seen
    old: int = 0
    #: what was stored of the feed; None until the last of its poll
    state: FeedState | None = None
    #: whether nothing of its poll comes after it
    is_last: bool = False

    def and_then(self, after: "Outcome") -> "Outcome":
        """Give what two transactions caused, this one first."""
        return Outcome(
            articles=self.articles + after.articles,
            arrived=self.arrived + after.arrived,
            undated=self.undated + after.undated,
            areas=self.areas | after.areas,
            claims=self.claims + after.claims,
            versions=(*self.versions, *after.versions),
            notifications=(*self.notifications, *after.notifications),
            unread=(*self.unread, *after.unread),
            revised=self.revised + after.revised,
            churned=self.churned + after.churned,
            old=self.old + after.old,
            state=after.state or self.state,
            is_last=self.is_last or after.is_last,
        )


@dataclass(slots=True, kw_only=True)
class Caused:
    """What the articles of one transaction caused so far."""

    #: claims made
    claims: list[Claim] = field(default_factory=list)
    #: the areas to assess
    areas: set[AreaId] = field(default_factory=set)
    #: what says something and is about no watched area
    unplaced: list[Taken] = field(default_factory=list)
    #: what was taken back: the articles, and the words for it
    taken_back: list[TakenBack] = field(default_factory=list)


class Pipeline:
    """Takes articles to the notifications they cause, in one transaction a step of a poll."""

    def __init__(self, store: Store, judgement: Judgement) -> None:
        self._store = store
        self._judging = Judging(judgement)
        self._comparer = Comparer()
        #: how often what is remembered was let go: whoever remembers what is stored does the same
        self.losses = 0

    @property
    def judgement(self) -> Judgement:
        """What decides; another may take its place between transactions."""
        return self._judging.judgement

    @judgement.setter
    def judgement(self, judgement: Judgement) -> None:
        self._judging.judgement = judgement

    def ingest(
        self,
        incoming: Sequence[Incoming],
        now: datetime,
        feed_state: FeedState | None = None,
        beside: Callable[[Transaction, Sequence[Unread]], None] | None = None,
    ) -> Outcome:
        """Store what one poll brought and everything that follows from it, or nothing.

        Articles are read before the transaction opens, since reading takes longest; `feed_state`
        is stored in the same transaction, so that a crash can never keep a feed's validators and
        lose its articles. `beside` is called before the transaction ends, with what could not be
        read.
        """
        read, unread = self._read(incoming)
        try:
            with self._store.transaction() as transaction:
                transaction.take_turn()
                fresh, revised = self._placed(transaction, read, now)
                caused = self._cause(transaction, fresh, revised, now)
                told = self._judging.judge(
                    transaction, sorted(caused.areas), now, taken_back=caused.taken_back
                )
                unplaced = self._judging.tell_of_unplaced(
                    transaction, [(taken.article, taken.reading) for taken in caused.unplaced], now
                )
                if feed_state is not None:
                    transaction.save_feed_state(feed_state)
                if beside is not None:
                    beside(transaction, unread)
        except BaseException:
            self.forget()  # what is not stored may be among what is remembered
            raise
        return Outcome(
            articles=len(fresh),
            claims=len(caused.claims),
            areas=frozenset(claim.area for claim in caused.claims),
            versions=told.versions,
            notifications=(*told.notifications, *unplaced),
            unread=unread,
            revised=len(revised),
        )

    def forget(self) -> None:
        """Let go of what is remembered of articles: some of them may not be stored after all."""
        self._comparer.forget()
        self._judging.forget()
        self.losses += 1

    def tick(self, now: datetime) -> Outcome:
        """Assess again every area above calm: time alone lowers levels."""
        with self._store.transaction() as transaction:
            transaction.take_turn()
            areas = [situation.area for situation in transaction.open_situations()]
            told = self._judging.judge(transaction, areas, now, quietly=True)
        return Outcome(versions=told.versions, notifications=told.notifications)

    def _read(self, incoming: Sequence[Incoming]) -> tuple[list[Taken], tuple[Unread, ...]]:
        read, unread = [], []
        for item in incoming:
            try:
                read.append(self._read_one(item))
            except Exception as error:  # noqa: BLE001  the edge of one article: the others go on
                id_ = item.article.id
                unread.append(Unread(entry=item.article.url or id_, error=error, article=id_))
        return read, tuple(unread)

    def _read_one(self, item: Incoming) -> Taken:
        """Read an article that may alert; what cannot alert is not worth the time."""
        article = item.article
        sketch = item.sketch or sketch_of(article)
        if not item.alerts:
            reading = _unread(article.language)
            return Taken(item=item, article=article, reading=reading, sketch=sketch)
        reading = self.judgement.reader.read(article)
        sketch = replace(sketch, places=place_hashes(reading.places))
        return Taken(item=item, article=article, reading=reading, sketch=sketch)

    def _placed(
        self, transaction: Transaction, read: Sequence[Taken], now: datetime
    ) -> tuple[list[Taken], list[Taken]]:
        """Store articles with the stories they tell; give the new ones and those that changed."""
        if not read:
            return [], []
        placed = list(self._comparer.compared(transaction, read, now))
        revised = [taken for taken in placed if taken.item.revises]
        for taken in revised:
            transaction.revise_article(taken.article, taken.reading)
        new = [taken for taken in placed if not taken.item.revises]
        added = transaction.add_articles([(taken.article, taken.reading) for taken in new])
        fresh = [taken for taken in new if taken.article.id in added]
        transaction.put_fingerprints(
            [taken.fingerprint for taken in (*fresh, *revised) if taken.fingerprint is not None]
        )
        _remember_keys(transaction, placed)
        return fresh, revised

    def _cause(
        self,
        transaction: Transaction,
        fresh: Sequence[Taken],
        revised: Sequence[Taken],
        now: datetime,
    ) -> Caused:
        caused = Caused()
        for taken in (*fresh, *revised):
            if taken.takes_back:
                self._take_back(transaction, taken, caused, now)
        for taken in revised:
            self._revise(transaction, taken, caused, now)
        waiting: list[Claim] = []
        for taken in fresh:
            claims = self._claims(taken) if taken.item.alerts else ()
            if claims and taken.kin is not None and taken.kin.kinship is Kinship.REPEATS:
                transaction.add_claims(waiting)  # what it repeats may be among them
                waiting = []
                claims = told_again(claims, transaction.story_claims(taken.article.story))
            if not claims and taken.item.alerts and taken.reading.signals:
                caused.unplaced.append(taken)
            waiting += claims
            caused.claims += claims
        transaction.add_claims(waiting)
        caused.areas.update(claim.area for claim in caused.claims)
        return caused

    def _claims(self, taken: Taken) -> Sequence[Claim]:
        article, item = taken.article, taken.item
        if not item.alerts or item.cancels or article.correction is Correction.RETRACTS:
            return ()
        scoring = self.judgement.judge.scale.scoring
        return claims_of(article, taken.reading, self.judgement.areas, scoring)

    def _revise(
        self, transaction: Transaction, taken: Taken, caused: Caused, now: datetime
    ) -> None:
        """Put what an article claims now in the place of what it claimed before."""
        article = taken.article
        if not taken.item.alerts and article.correction is not Correction.RETRACTS:
            return
        old = transaction.article_claims(article.id)
        new = revised_claims(self._claims(taken), old, now)
        lost = transaction.replace_claims(article.id, new, now)
        changed = [claim for claim in new if claim not in old]
        caused.claims += changed
        caused.areas |= lost
        if article.correction is not Correction.NONE and (lost or changed):
            caused.taken_back.append((frozenset({article.id}), _told_of_correction(taken)))

    def _take_back(
        self, transaction: Transaction, taken: Taken, caused: Caused, now: datetime
    ) -> None:
        """Withdraw what an article takes back of others, and keep the words for it."""
        item, kin = taken.item, taken.kin
        retracts = taken.article.correction is Correction.RETRACTS and not item.revises
        told = self._comparer.retracted(transaction, taken, now) if retracts else ()
        withdrawn = frozenset({*item.replaces, *told} - {taken.article.id})
        if withdrawn:
            caused.areas |= transaction.withdraw_claims(sorted(withdrawn), now)
        if withdrawn and (item.cancels or retracts):
            caused.taken_back.append((withdrawn, _told_of_correction(taken)))
        elif taken.article.correction is Correction.CORRECTS and kin and kin.is_own(taken.article):
            caused.taken_back.append((frozenset({kin.told.article}), _told_of_correction(taken)))


@lru_cache(maxsize=64)
def _unread(language: str) -> Reading:
    """Give what is understood of an article that is not read."""
    return Reading(language=language, score=0.0, signals=(), places=())


def _told_of_correction(taken: Taken) -> str:
    corrects = taken.article.correction is Correction.CORRECTS and not taken.item.cancels
    return phrasebook(ENGLISH).say(
        "change.corrected" if corrects else "change.withdrawn",
        who=taken.article.source.publisher or taken.article.feed,
        report=taken.article.title[:LONGEST_TITLE] or taken.article.url,
    )


def _remember_keys(transaction: Transaction, placed: Iterable[Taken]) -> None:
    by_feed: dict[tuple[FeedId, datetime], dict[str, ArticleId]] = {}
    for taken in placed:
        keys = by_feed.setdefault((taken.article.feed, taken.article.first_seen), {})
        keys.update(dict.fromkeys(taken.item.keys, taken.article.id))
    for (feed, seen), keys in by_feed.items():
        transaction.remember_keys(feed, keys, seen)
