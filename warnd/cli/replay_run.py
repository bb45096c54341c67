"""Replays by one configuration, with what is noted of them, and by two side by side."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from warnd.cli.failures import EXIT_FAILURE
from warnd.cli.replay_archive import Archive
from warnd.cli.replay_course import Means, course, judgement_of, read_alike
from warnd.cli.saying import say
from warnd.model.alert import AlertVersion
from warnd.model.scoring import LevelThreshold
from warnd.replay.ahead import Read
from warnd.replay.chronicle import Chronicle, Stretch
from warnd.replay.differences import Difference, Episodes, differences
from warnd.replay.onsets import Expectations, Held, hold
from warnd.replay.report import Titles, report
from warnd.replay.side import Course, Side
from warnd.replay.side import told as told_by
from warnd.replay.spans import Spans
from warnd.replay.window import Window
from warnd.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is replayed, and how."""

    archive: Archive
    window: Window
    means: Means
    settings: Settings


class Run:
    """One replay by one configuration, and what is noted of it as it goes."""

    def __init__(self, asked: Asked, *, reports: bool) -> None:
        """Note what a report needs when one will be written; it takes memory."""
        self._asked = asked
        self._reports = reports
        self._stretch: Stretch | None = None
        self._chronicle: Chronicle | None = None
        self._thresholds: tuple[LevelThreshold, ...] = ()
        self.spans = Spans()

    def versions(self) -> Iterator[AlertVersion]:
        """Give the alert versions told, and note them."""
        asked = self._asked
        judgement = judgement_of(asked.settings)
        self._thresholds = judgement.judge.scale.scoring.levels
        with course(asked.archive, asked.window, (asked.settings,), asked.means) as way:
            if way is None:
                return
            self._stretch = way.stretch
            chronicle = self._chronicle = Chronicle(way.stretch) if self._reports else None
            see = chronicle.see if chronicle else None
            for _, version in told_by(_noted(way, chronicle), [Side(judgement, 0, way.first, see)]):
                self.spans.note(version)
                if chronicle is not None:
                    chronicle.note(version)
                yield version

    def held(self, expected: Expectations) -> Held:
        """Give how far what was expected of the time told was met; onsets outside do not count."""
        stretch = self._stretch
        within = expected.within(stretch.first, stretch.last) if stretch else expected
        return hold(within, self.spans)

    def write(self, path: Path, titles: Titles, held: Held | None) -> None:
        """Write the report; nothing when there was nothing to replay.

        Ends the command when it cannot be written.
        """
        if self._chronicle is None:
            return
        try:
            page = report(self._chronicle, titles, held, self._thresholds)
            path.write_text(page, encoding="utf-8")
        except OSError as error:
            say(f"{path}: {error.strerror}", err=True)
            raise typer.Exit(EXIT_FAILURE) from error


def compared(asked: Asked, other: Settings) -> tuple[Difference, ...]:
    """Replay by two configurations side by side, and give what differs."""
    alike = read_alike(asked.settings, other)
    readings = (asked.settings,) if alike else (asked.settings, other)
    episodes = (Episodes(), Episodes())
    judged = tuple(judgement_of(settings) for settings in (asked.settings, other))
    with course(asked.archive, asked.window, readings, asked.means) as way:
        if way is not None:
            sides = [Side(judged[0], 0, way.first), Side(judged[1], len(readings) - 1, way.first)]
            for place, version in told_by(way, sides):
                episodes[place].note(version)
    return differences(*episodes)


def _noted(way: Course, chronicle: Chronicle | None) -> Course:
    """Give a way whose readings a chronicle notes as they pass."""
    return way if chronicle is None else replace(way, reads=_passing(way.reads, chronicle))


def _passing(reads: Iterable[Read], chronicle: Chronicle) -> Iterator[Read]:
    for read in reads:
        chronicle.read(read.article.published, read.readings[0])
        yield read
