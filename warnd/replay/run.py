"""The past through the same pipeline: an archive in, alert versions out."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from warnd.articles.incoming import Incoming
from warnd.model.alert import AlertVersion
from warnd.model.article import Article
from warnd.pipeline import Pipeline
from warnd.replay.clock import SimulatedClock

#: how often, in simulated time, areas are assessed again without news; the daemon does it by the
#: minute, but levels move over days and five years have 2.6 million minutes
TICK = timedelta(hours=6)


def replay(
    articles: Iterable[Article], pipeline: Pipeline, clock: SimulatedClock
) -> Iterator[AlertVersion]:
    """Give the alert versions that the articles cause, in order.

    `articles` must come in order of publication. Time runs on by ticks between them. An article
    that cannot be read ends the replay with what went wrong.
    """
    tick: datetime | None = None
    for article in articles:
        tick = tick or article.published + TICK
        while tick <= article.published:
            yield from _tick(pipeline, clock, tick)
            tick += TICK
        clock.move_to(article.published)
        incoming = Incoming(article=article, keys=(f"id:{article.id}",), alerts=True)
        outcome = pipeline.ingest((incoming,), clock.now())
        for unread in outcome.unread:  # where the daemon goes on and reports, finding out stops
            raise unread.error
        yield from outcome.versions


def _tick(pipeline: Pipeline, clock: SimulatedClock, moment: datetime) -> Iterator[AlertVersion]:
    clock.move_to(moment)
    yield from pipeline.tick(moment).versions
