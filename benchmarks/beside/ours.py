"""Our side: `ours.py DATABASE ADDRESSES.json none|full`, the feed steps as the daemon has them.

Each line on standard input asks for one poll of all feeds; the answer is how many seconds it took
and how many articles are stored. With `none` the signal reader reads nothing, with `full` it is the
daemon's own.
"""

import asyncio
import json
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from urllib.parse import urlsplit

from warnd.daemon.compose import build_judgement, load_knowledge
from warnd.daemon.logs.log import configure_logging
from warnd.daemon.polling.parsing_child import COMMAND as PREPARING
from warnd.daemon.polling.poller import Poller, PollerParts
from warnd.daemon.timing.clock import SystemClock
from warnd.daemon.worker import Worker
from warnd.feeds.fetch import HttpFetcher
from warnd.feeds.parsing.parse import ChildParser
from warnd.intake import Intake
from warnd.judging import Judgement
from warnd.model.article import Article
from warnd.model.identifiers import FeedId
from warnd.model.reading import Reading
from warnd.pipeline import Pipeline
from warnd.settings import FeedSettings, Settings
from warnd.storage.connect import open_store
from warnd.transport import open_client
from warnd.web.metrics import Metrics

#: by how much the clock is put on before each poll: every feed is due then, and none needs a full
#: document
_BETWEEN = timedelta(minutes=20)
#: seconds after which a poll of all feeds has failed
_PATIENCE_S = 300.0
#: seconds between two looks at what is due
_LOOK_S = 0.01


@dataclass(slots=True)
class ForwardClock:
    """The machine's time, and what was put on."""

    ahead: timedelta = timedelta(0)
    _clock: SystemClock = field(default_factory=SystemClock)

    def now(self) -> datetime:
        return self._clock.now() + self.ahead

    def monotonic(self) -> float:
        return self._clock.monotonic() + self.ahead.total_seconds()


class ReadsNothing:
    """Reads no signals."""

    def read(self, article: Article) -> Reading:
        return Reading(language=article.language, score=0.0, signals=(), places=())


def settings_of(database: str, addresses: list[str]) -> Settings:
    """Give the settings of an installation with these feeds, all else as it comes."""
    return Settings(
        store=f"sqlite:///{database}",
        allow_addresses=tuple(sorted({urlsplit(address).netloc for address in addresses})),
        feeds=tuple(
            FeedSettings(id=FeedId(f"feed{number}"), url=address)
            for number, address in enumerate(addresses)
        ),
    )


def judgement_of(settings: Settings, reading: str) -> Judgement:
    """Give what judges."""
    judgement = build_judgement(settings, load_knowledge(settings, by_language=True), {})
    return judgement if reading == "full" else replace(judgement, reader=ReadsNothing())


async def serve(settings: Settings, judgement: Judgement) -> None:
    """Poll as often as standard input asks."""
    async with AsyncExitStack() as cleanups:
        clock, worker = ForwardClock(), Worker()
        cleanups.callback(worker.close)
        store = await worker.run(open_store, settings.store, exclusive=True)
        worker.share(store.together, in_a_file=True)
        cleanups.push_async_callback(worker.run, store.close)
        client = open_client(settings.allow_addresses)
        cleanups.push_async_callback(client.aclose)
        parser = ChildParser(command=PREPARING)
        cleanups.push_async_callback(parser.close)
        parser.start_ahead()
        poller = Poller(
            feeds={feed.id: feed for feed in settings.feeds},
            intake=Intake(store, Pipeline(store, judgement), settings.max_age),
            parts=PollerParts(
                fetcher=HttpFetcher(client, clock),
                parser=parser,
                worker=worker,
                clock=clock,
                metrics=Metrics(),
                chance=Random(1).random,  # noqa: S311  jitter
                on_outcome=lambda _: None,
                own=settings.allow_addresses,
            ),
            states={},
        )
        cleanups.push_async_callback(poller.stop)
        await parser.ready()  # in the daemon they start beside its other parts
        print("ready", flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            taken = await poll(poller, clock)
            with store.transaction() as transaction:
                print(taken, transaction.count_articles(), flush=True)


async def poll(poller: Poller, clock: ForwardClock) -> float:
    """Poll every feed once; give the seconds it took."""
    clock.ahead += _BETWEEN
    began, start = clock.now(), time.perf_counter()
    waiting = list(poller.feeds)
    while still_waiting(poller, waiting, began):
        await poller.tick()
        await asyncio.sleep(_LOOK_S)
        late = time.perf_counter() - start > _PATIENCE_S
        assert not late, (len(waiting), clock.now(), poller.states.get(waiting[0]))
    while poller.under_way:  # noqa: ASYNC110  the poller has no event to set
        await asyncio.sleep(_LOOK_S)
    await poller.store()
    taken = time.perf_counter() - start
    failed = [state.error for state in poller.states.values() if state.failures]
    assert not failed, failed[:3]
    return taken


def still_waiting(poller: Poller, waiting: list[FeedId], began: datetime) -> bool:
    """Tell whether feeds wait, of which the last is looked at; those that were polled leave."""
    while waiting and was_polled(poller, waiting[-1], began):
        waiting.pop()
    return bool(waiting)


def was_polled(poller: Poller, feed: FeedId, began: datetime) -> bool:
    """Tell whether a feed has been polled since a moment."""
    state = poller.states.get(feed)
    return (
        state is not None
        and state.due > began
        and (state.failures > 0 or (state.last_success is not None and state.last_success >= began))
    )


def main() -> None:
    database, addresses, reading = sys.argv[1:4]
    with Path(f"{database}.log").open("w", encoding="utf-8") as log:
        configure_logging(log)
        run(database, addresses, reading)


def run(database: str, addresses: str, reading: str) -> None:
    settings = settings_of(database, json.loads(Path(addresses).read_text(encoding="utf-8")))
    asyncio.run(serve(settings, judgement_of(settings, reading)))


if __name__ == "__main__":
    main()
