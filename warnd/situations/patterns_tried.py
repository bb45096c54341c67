"""A pattern's own tests: its timelines, run."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from warnd.model.article import Article, DateConfidence, Source
from warnd.model.claim import Claim
from warnd.model.identifiers import AreaId, ArticleId, FeedId, KindId, StoryId
from warnd.model.identifiers import Origin as Publisher
from warnd.model.reading import Reading
from warnd.model.reliability import Reliability
from warnd.model.signal import Evidence, SeenBy, Signal
from warnd.rules.pattern import Pattern, Report, Timeline
from warnd.situations.patterns import patterns_that_hold, what_is_missing
from warnd.situations.weigh import Scale

#: reads an article
Read: TypeAlias = Callable[[Article], Reading]

#: when every timeline begins: patterns see lengths of time only
_BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)
#: the moment before another
_MOMENT = timedelta(seconds=1)
#: where everything happens that names no place
_AREA = AreaId("test")


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineFailure:
    """A timeline in which its pattern does not do what it says."""

    #: the pattern; its `origin` tells file and line
    pattern: Pattern
    #: the timeline's name
    timeline: str
    #: what went wrong
    why: str

    @property
    def told(self) -> str:
        """What went wrong, in words, without the place."""
        return f"{self.pattern.id}, {self.timeline!r}: {self.why}"

    def __str__(self) -> str:
        return f"{self.pattern.origin.file}:{self.pattern.origin.line}: {self.told}"


def run_timelines(
    patterns: Sequence[Pattern], scale: Scale, read: Read
) -> tuple[TimelineFailure, ...]:
    """Give the timelines that patterns fail, in the patterns' order, each with its first fault.

    `read` is asked for the texts among the reports.
    """
    trial = _Trial(patterns, scale, read)
    return tuple(failure for pattern in patterns for failure in trial.failures(pattern))


class _Trial:
    """Holds patterns against their timelines."""

    def __init__(self, patterns: Sequence[Pattern], scale: Scale, read: Read) -> None:
        self._patterns = patterns
        self._scale = scale
        self._read = read

    def failures(self, pattern: Pattern) -> Iterator[TimelineFailure]:
        for timeline in pattern.tests.fires:
            yield from self._failure(pattern, timeline, _fires_at(timeline))
        for timeline in pattern.tests.silent:
            yield from self._failure(pattern, timeline, _silent_at(timeline, pattern.within))

    def _failure(
        self, pattern: Pattern, timeline: Timeline, wanted: Iterable[tuple[timedelta, bool]]
    ) -> Iterator[TimelineFailure]:
        claims = [claim for each in enumerate(timeline.reports) for claim in self._claims(*each)]
        for at, holds in sorted(wanted):
            why = self._fault(pattern, claims, at, holds=holds)
            if why:
                yield TimelineFailure(pattern=pattern, timeline=timeline.name, why=why)
                return

    def _fault(
        self, pattern: Pattern, claims: Iterable[Claim], at: timedelta, *, holds: bool
    ) -> str:
        now = _BEGINNING + at
        told = [claim for claim in claims if claim.at <= now]
        found = patterns_that_hold(self._patterns, told, now, self._scale)
        if any(held.pattern is pattern for held in found) is holds:
            return ""
        if not holds:
            return f"it holds at {_written(at)}"
        lacks = what_is_missing(pattern, self._patterns, told, now, self._scale)
        return f"it does not hold at {_written(at)}: {lacks}"

    def _claims(self, index: int, report: Report) -> Iterable[Claim]:
        if report.kind is not None:
            return (_claim(index, report, _signal(report.kind, report)),)
        reading = self._read(_article(index, report))
        least = self._scale.scoring.least_probability.value
        return [
            _claim(index, report, signal)
            for signal in reading.signals
            if signal.probability >= least
        ]


def _fires_at(timeline: Timeline) -> Iterator[tuple[timedelta, bool]]:
    """Give when a pattern must hold, and when it must not."""
    last = max(report.at for report in timeline.reports)
    begins = last if timeline.begins is None else timeline.begins
    ends = timeline.ends
    for at in {report.at for report in timeline.reports}:
        if ends is None or at < ends:
            yield at, at >= begins
    yield begins, True
    if begins:
        yield begins - _MOMENT, False
    if ends is not None:
        yield ends - _MOMENT, True
        yield ends, False


def _silent_at(timeline: Timeline, within: timedelta) -> Iterator[tuple[timedelta, bool]]:
    """Give when to look: as each report comes, and as it is forgotten."""
    for at in {report.at for report in timeline.reports}:
        yield at, False
        yield at + within + _MOMENT, False


def _claim(index: int, report: Report, signal: Signal) -> Claim:
    where = signal.where[0].place if signal.where else None
    return Claim(
        area=_AREA,
        article=ArticleId(f"report {index}"),
        source=_source(index, report),
        url="",
        title=report.title,
        signal=signal,
        place=report.place or (where.name if where else ""),
        admin1=report.division or (where.admin1 if where else None),
        placing=1.0,
        at=_BEGINNING + report.at,
        story=StoryId(report.story or f"story {index}"),
    )


def _source(index: int, report: Report) -> Source:
    name = report.origin or f"origin {index}"
    return Source(publisher=name, origin=Publisher(name), reliability=Reliability.A)


def _signal(kind: KindId, report: Report) -> Signal:
    return Signal(
        kind=kind,
        probability=report.probability,
        seen_by=SeenBy.RULE,
        status=report.status,
        count=report.count,
        evidence=(Evidence(text=kind, start=0, end=len(kind), rule=report.rule),),
    )


def _article(index: int, report: Report) -> Article:
    at = _BEGINNING + report.at
    return Article(
        id=ArticleId(f"report {index}"),
        feed=FeedId("test"),
        source=_source(index, report),
        url="",
        title=report.title,
        text=report.text,
        language=report.language,
        published=at,
        date_confidence=DateConfidence.STATED,
        first_seen=at,
    )


def _written(at: timedelta) -> str:
    """Give a time as a timeline writes it."""
    hours, seconds = divmod(int(at.total_seconds()), 3600)
    if seconds == 0:
        return f"{hours}h"
    return (
        f"{at.total_seconds():.0f}s" if (at + _MOMENT).seconds % 3600 else f"{hours + 1}h less 1s"
    )
