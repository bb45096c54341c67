"""The past through the same pipeline: an archive in, alert versions out."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from warnd.articles.incoming import Incoming
from warnd.articles.sketch import Sketch
from warnd.model.alert import AlertVersion
from warnd.model.article import Article
from warnd.pipeline import Pipeline
from warnd.replay.clock import SimulatedClock

#: how often, in simulated time, areas are assessed again without news; the daemon does it by the
#: minute, but levels move over days and five years have 2.6 million minutes
TICK = timedelta(hours=6)


class Replay:
    """One run of the past: takes articles in order of publication, ticks between them."""

    def __init__(
        self, pipeline: Pipeline, clock: SimulatedClock, first: datetime | None = None
    ) -> None:
        """Count ticks from `first`; None: from the first article."""
        self._pipeline = pipeline
        self._clock = clock
        self._tick = None if first is None else first + TICK

    def take(self, article: Article, sketch: Sketch | None = None) -> Iterator[AlertVersion]:
        """Give the alert versions up to an article and those that it causes.

        An article that cannot be read ends the replay with what went wrong.
        """
        yield from self.run_to(article.published)
        incoming = Incoming(article=article, keys=(f"id:{article.id}",), alerts=True, sketch=sketch)
        outcome = self._pipeline.ingest((incoming,), self._clock.now())
        for unread in outcome.unread:  # where the daemon goes on and reports, finding out stops
            raise unread.error
        yield from outcome.versions

    def run_to(self, moment: datetime) -> Iterator[AlertVersion]:
        """Give the alert versions that time alone causes up to a moment."""
        tick = self._tick or moment + TICK
        while tick <= moment:
            # Nothing is known before the first article: its ticks would tell nothing.
            self._clock.move_to(tick)
            yield from self._pipeline.tick(tick).versions
            tick += TICK
        self._tick = tick
        self._clock.move_to(moment)


def replay(
    articles: Iterable[Article], pipeline: Pipeline, clock: SimulatedClock
) -> Iterator[AlertVersion]:
    """Give the alert versions that the articles cause, in order.

    `articles` must come in order of publication. Time runs on by ticks between them. An article
    that cannot be read ends the replay with what went wrong.
    """
    run = Replay(pipeline, clock)
    for article in articles:
        yield from run.take(article)
