"""One configuration on its way through an archive; two go side by side when they are compared."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from warnd.judging import Judgement
from warnd.model.alert import AlertVersion
from warnd.model.situation import Situation
from warnd.pipeline import Pipeline
from warnd.replay.ahead import Handed, Read
from warnd.replay.chronicle import Stretch
from warnd.replay.clock import SimulatedClock
from warnd.replay.memory import MemoryStore
from warnd.replay.run import Replay
from warnd.replay.window import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What a replay goes through."""

    #: articles in order of publication, read ahead
    reads: Iterable[Read]
    #: when the first and the last article of the whole archive were published
    first: datetime
    last: datetime
    #: what is told
    window: Window

    @property
    def stretch(self) -> Stretch:
        """The time that is told."""
        last = self.window.end(self.last)
        return Stretch(first=min(last, max(self.first, self.window.since or self.first)), last=last)


class Side:
    """One configuration on its way through the archive."""

    def __init__(
        self,
        judgement: Judgement,
        which: int,
        first: datetime,
        watch: Callable[[Situation], None] | None = None,
    ) -> None:
        """Judge by the `which`th reading of each article; `watch` sees every assessment."""
        self._handed = Handed(which, lambda: judgement.reader)
        pipeline = Pipeline(MemoryStore(watch), replace(judgement, reader=self._handed))
        self._replay = Replay(pipeline, SimulatedClock(), first)

    def take(self, read: Read) -> Iterator[AlertVersion]:
        """Give the alert versions up to an article and those that it causes."""
        self._handed.hand(read)
        yield from self._replay.take(read.article, read.sketch)

    def run_to(self, moment: datetime) -> Iterator[AlertVersion]:
        """Give the alert versions that time alone causes up to a moment."""
        yield from self._replay.run_to(moment)


def told(course: Course, sides: Sequence[Side]) -> Iterator[tuple[int, AlertVersion]]:
    """Give the alert versions of each side, by its place; those of one side come in order.

    All sides take an article before the next is asked for, so that none waits in memory.
    """
    for read in course.reads:
        for place, side in enumerate(sides):
            for version in side.take(read):
                if course.window.tells(version.at):
                    yield place, version
    for place, side in enumerate(sides):
        for version in side.run_to(course.window.end(course.last)):
            if course.window.tells(version.at):
                yield place, version
