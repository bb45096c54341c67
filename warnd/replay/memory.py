"""What a replay remembers: the part of `warnd.ports.store.Transaction` that the pipeline needs.

It tells exactly what the database tells (a test holds the two equal), without statements and rows:
a replay asks for the state of every open area four times a simulated day.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import cast

from warnd.model.alert import ENDINGS, AlertVersion
from warnd.model.crew import News
from warnd.model.feed import FeedState
from warnd.model.identifiers import AlertId, AreaId
from warnd.model.level import Level
from warnd.model.situation import Run, Situation
from warnd.ports.store import Transaction
from warnd.replay.memory_acts import MemoryActs
from warnd.replay.memory_articles import MemoryArticles


class MemoryTransaction(MemoryActs, MemoryArticles):
    """Everything that a replay remembers; one for its whole life."""

    def __init__(self, watch: Callable[[Situation], None] | None = None) -> None:
        """Show `watch` every state as it is stored."""
        super().__init__()
        self._watch = watch
        self._situations: dict[AreaId, Situation] = {}
        self._above_calm: dict[AreaId, Situation] = {}
        self._since: datetime | None = None
        #: the versions of the alert that is open for an area, oldest first
        self._open: dict[AreaId, tuple[AlertVersion, ...]] = {}

    def situation(self, area: AreaId) -> Situation | None:
        """Give the state of an area, None when it was always calm."""
        return self._situations.get(area)

    def watching_since(self) -> datetime | None:
        """Give since when any area has been known, None when none is."""
        return self._since

    def open_situations(self) -> tuple[Situation, ...]:
        """Give the states of all areas above calm, by area id."""
        return tuple(self._above_calm[area] for area in sorted(self._above_calm))

    def save_situation(self, situation: Situation) -> None:
        """Store the state of an area; its history is not kept."""
        kept = _to_the_second(situation)
        if self._watch is not None:
            self._watch(kept)
        self._situations[kept.area] = kept
        if kept.level is Level.CALM:
            self._above_calm.pop(kept.area, None)
        else:
            self._above_calm[kept.area] = kept
        first = self._since or kept.known_since
        self._since = min(first, kept.known_since)

    def open_alert(self, area: AreaId) -> AlertVersion | None:
        """Give the newest version of the alert that is open for an area, None when none is."""
        versions = self._open.get(area)
        return versions[-1] if versions else None

    def add_alert_version(self, version: AlertVersion) -> None:
        """Store a version beside those before; what has ended is not kept."""
        area = version.area.id
        if version.reason in ENDINGS:
            self._open.pop(area, None)
        else:
            self._open[area] = (*self._open.get(area, ()), version)

    def alert_versions(self, alert: AlertId) -> tuple[AlertVersion, ...]:
        """Give the versions of an open alert, oldest first; none of what has ended."""
        versions = self._open.values()
        return next((each for each in versions if each[0].alert == alert), ())

    def open_alerts(self, level: Level | None = None) -> tuple[AlertVersion, ...]:
        """Give the newest version of every open alert, or of those at a level."""
        newest = [versions[-1] for versions in self._open.values()]
        return tuple(version for version in newest if level is None or version.level is level)

    def take_turn(self) -> None:
        """Do nothing: a replay has its memory for itself."""

    def news(self) -> News:
        """Give no news: nobody else stores anything."""
        return News()

    def save_feed_state(self, *states: FeedState) -> None:
        """Do nothing: a replay polls no feed."""


class MemoryStore:
    """A `warnd.ports.store.Store` that is gone with the process and undoes nothing.

    An error ends a replay, so nobody sees what a transaction left half done.
    """

    def __init__(self, watch: Callable[[Situation], None] | None = None) -> None:
        """Show `watch` every state of an area as it is stored."""
        self._all = MemoryTransaction(watch)

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """Open a transaction."""
        # It lacks what no pipeline asks for: feeds, raw entries, notices, senders and pruning.
        yield cast(Transaction, self._all)

    def close(self) -> None:
        """Do nothing: it goes with whoever holds it."""


def _to_the_second(situation: Situation) -> Situation:
    """Give a state as the database gives it back: runs are stored to the second."""
    runs = situation.runs
    if all(run.since.microsecond == run.last.microsecond == 0 for run in runs.values()):
        return situation
    return replace(situation, runs={subject: _run(run) for subject, run in runs.items()})


def _run(run: Run) -> Run:
    return Run(since=run.since.replace(microsecond=0), last=run.last.replace(microsecond=0))
