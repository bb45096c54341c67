"""Putting a replay together: readers, workers, the window and the bar."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from functools import partial

from warnd.cli.printing import progress
from warnd.cli.replay_archive import Archive
from warnd.daemon.compose import build_judgement, build_reader, load_knowledge, watched_countries
from warnd.daemon.timing.clock import SystemClock
from warnd.judging import Judgement
from warnd.ports.reading import ArticleReader
from warnd.replay.ahead import Read, Readers, read_ahead, read_here
from warnd.replay.side import Course
from warnd.replay.window import Window
from warnd.replay.workers import cluster, cores, processes
from warnd.settings import Settings

#: archives of fewer articles are read in this process: starting others takes longer
WORTH_WORKERS = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """By what articles are read."""

    #: processes; 1 reads in this one, None: as many as there are cores
    jobs: int | None = None
    #: address of a Dask scheduler, such as tcp://10.0.0.5:8786; None: this machine alone
    scheduler: str | None = None

    def workers(self, articles: int) -> int:
        """Give how many processes read an archive."""
        if self.jobs is not None:
            return self.jobs
        return cores() if articles >= WORTH_WORKERS else 1


def judgement_of(settings: Settings) -> Judgement:
    """Give everything that decides by a configuration. Raises ConfigurationInvalid."""
    return build_judgement(settings, load_knowledge(settings, by_language=True), channels={})


def make_reader(settings: Settings) -> ArticleReader:
    """Give what reads articles by a configuration: what worker processes call."""
    return build_reader(load_knowledge(settings, by_language=True))


def read_alike(one: Settings, other: Settings) -> bool:
    """Tell whether two configurations read every article alike: they may still judge apart.

    What patterns and the numbers of the scoring table say of signals comes after reading.
    Raises ConfigurationInvalid.
    """
    if _files_of_reading(one) != _files_of_reading(other):
        return False
    return one.rules == other.rules or _rules_of_reading(one) == _rules_of_reading(other)


@contextmanager
def course(
    archive: Archive, window: Window, settings: Sequence[Settings], means: Means
) -> Iterator[Course | None]:
    """Give the way through an archive, read by each of the configurations; None when it is empty.

    Raises ClusterUnreachable.
    """
    if not archive.heads:
        yield None
        return
    heads = [head for head in archive.heads if window.replays(head.published)]
    workers = means.workers(len(heads))
    with ExitStack() as stack:
        executor = stack.enter_context(_executor(means, workers))
        reads = _reads(archive.lines(heads), _readers(settings), executor)
        bar = stack.enter_context(progress())
        yield Course(
            reads=bar.track(reads, total=len(heads), description="Replaying"),
            first=archive.heads[0].published,
            last=archive.heads[-1].published,
            window=window,
        )


def _reads(
    lines: Iterator[str], readers: Readers, executor: tuple[Executor, int] | None
) -> Iterator[Read]:
    return read_here(lines, readers) if executor is None else read_ahead(lines, readers, *executor)


def _executor(means: Means, workers: int) -> AbstractContextManager[tuple[Executor, int] | None]:
    """Open who reads ahead, and give it with how many they are; None: nobody does."""
    if means.scheduler is not None:
        return cluster(means.scheduler)
    return nullcontext() if workers == 1 else processes(workers)


def _readers(settings: Sequence[Settings]) -> Readers:
    """Give how to make the readers, under names that no other run has."""
    run = f"{SystemClock().now().isoformat()} {os.getpid()}"
    makers = (partial(make_reader, _needed(each)) for each in settings)
    return Readers(makers=tuple((f"{run} {which}", make) for which, make in enumerate(makers)))


def _needed(settings: Settings) -> Settings:
    """Give what a reader is made from: no feeds, and no files of secrets, leave this process."""
    return replace(settings, feeds=(), channels={}, routes=())


def _files_of_reading(settings: Settings) -> tuple[object, ...]:
    return settings.model, settings.places, watched_countries(settings)


def _rules_of_reading(settings: Settings) -> tuple[object, ...]:
    """Give what a reader takes from rules, wherever they stand, and from the kinds."""
    knowledge = load_knowledge(settings)
    statuses = {kind.id: kind.status for kind in knowledge.scoring.kinds}
    return replace(knowledge.pack, patterns=(), kinds=()), statuses
