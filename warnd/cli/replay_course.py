"""Putting a replay together: readers, workers, the window and the bar."""

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import partial

from warnd.cli.printing import progress
from warnd.cli.replay_archive import Archive
from warnd.daemon.clock import SystemClock
from warnd.daemon.compose import build_judgement, build_reader, load_knowledge, watched_countries
from warnd.model.article import Article
from warnd.pipeline import Judgement
from warnd.ports import ArticleReader
from warnd.replay.ahead import Read, Readers, read_ahead, read_here
from warnd.replay.side import Course
from warnd.replay.window import Window
from warnd.replay.workers import cluster, processes
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
        return len(os.sched_getaffinity(0)) if articles >= WORTH_WORKERS else 1


def judgement_of(settings: Settings) -> Judgement:
    """Give everything that decides by a configuration. Raises ConfigurationInvalid."""
    return build_judgement(settings, load_knowledge(settings, by_language=True), channels={})


def make_reader(settings: Settings) -> ArticleReader:
    """Give what reads articles by a configuration: what worker processes call."""
    return build_reader(load_knowledge(settings, by_language=True))


def read_alike(one: Settings, other: Settings) -> bool:
    """Tell whether two configurations read every article alike."""
    return _of_reading(one) == _of_reading(other)


@contextmanager
def course(
    archive: Archive, window: Window, settings: Sequence[Settings], means: Means
) -> Iterator[Course | None]:
    """Give the way through an archive, read by each of the configurations; None when it is empty.

    Raises ClusterUnreachable.
    """
    if not archive.articles:
        yield None
        return
    articles = window.replayed(archive.articles)
    with ExitStack() as stack:
        reads = stack.enter_context(_reads(articles, _readers(settings), means))
        bar = stack.enter_context(progress())
        yield Course(
            reads=bar.track(reads, total=len(articles), description="Replaying"),
            first=archive.articles[0].published,
            last=archive.articles[-1].published,
            window=window,
        )


@contextmanager
def _reads(articles: Sequence[Article], readers: Readers, means: Means) -> Iterator[Iterator[Read]]:
    if means.scheduler is not None:
        with cluster(means.scheduler) as (executor, threads):
            yield read_ahead(articles, readers, executor, threads)
        return
    workers = means.workers(len(articles))
    if workers == 1:
        yield read_here(articles, readers)
        return
    with processes(workers) as executor:
        yield read_ahead(articles, readers, executor, workers)


def _readers(settings: Sequence[Settings]) -> Readers:
    """Give how to make the readers, under names that no other run has."""
    run = f"{SystemClock().now().isoformat()} {os.getpid()}"
    makers = (partial(make_reader, _needed(each)) for each in settings)
    return Readers(makers=tuple((f"{run} {which}", make) for which, make in enumerate(makers)))


def _needed(settings: Settings) -> Settings:
    """Give what a reader is made from: no feeds, and no files of secrets, leave this process."""
    return replace(settings, feeds=(), channels={}, routes=())


def _of_reading(settings: Settings) -> tuple[object, ...]:
    return settings.rules, settings.model, settings.places, watched_countries(settings)
