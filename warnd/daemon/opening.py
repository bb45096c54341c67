"""Opens the parts of the daemon in their order; what is opened is let go in reverse."""

import shutil
from collections.abc import Mapping
from functools import partial

import structlog

from warnd.daemon.alarms.soundness import mark_suspect
from warnd.daemon.compose import Knowledge, build_channels, build_judgement, paces_of
from warnd.daemon.configuring import Configured
from warnd.daemon.control import Control, control_path
from warnd.daemon.delivering.dressing import Desk, Dresser, dresser_of
from warnd.daemon.delivering.keeper import Keeper
from warnd.daemon.delivering.sending import Sending
from warnd.daemon.disk.records import Records, folder_of
from warnd.daemon.polling.parsing_child import COMMAND as PARSING
from warnd.daemon.polling.poller import Poller, PollerParts
from warnd.daemon.process import own_process
from warnd.daemon.pruning import DailyPruning
from warnd.daemon.published import StoredAlerts
from warnd.daemon.questions import feed_states, recovered
from warnd.daemon.sharing.crew import SHORTEST_S, Crew
from warnd.daemon.sharing.teamwork import Teamwork
from warnd.daemon.status import status_of
from warnd.daemon.watching.feed_watch import FeedWatch
from warnd.daemon.web_pages import PageParts, pages_of, public_host
from warnd.daemon.works import Works, feeds_by_id
from warnd.drawing.artist import Artist
from warnd.feeds.behind.enrich import Enricher
from warnd.feeds.fetch import HttpFetcher
from warnd.feeds.parsing.parse import ChildParser
from warnd.intake import Intake
from warnd.model.identifiers import ChannelId
from warnd.model.notification import NotificationState
from warnd.pipeline import Pipeline
from warnd.ports.world import Channel, Parser
from warnd.settings import FeedSettings, Settings
from warnd.storage.medium import newest_article
from warnd.storage.repair import file_of, open_sound
from warnd.transport import Client, open_client
from warnd.web.app import Instruments, create_app
from warnd.web.server import WebServer

log = structlog.get_logger()

#: how long sends under way may take when the daemon ends (FAULTS, row 4)
_DRAIN_S = 30.0
#: what the secret of the links in messages is remembered under, beside what channels remember; no
#: channel has a colon in its id
_TICKETS = ChannelId("warnd:tickets")


async def open_all(works: Works, configured: Configured) -> None:
    """Open everything that a configuration asks for, up to the web pages."""
    works.settings = configured.settings
    works.cleanups.callback(works.worker.close)
    await _open_store(works)
    _open_sending(works)
    _open_records(works)
    works.cleanups.push_async_callback(works.guard.stop)
    works.cleanups.push_async_callback(works.sending.stop, _DRAIN_S)
    await _open_judging(works, configured)
    await _open_polling(works)
    await works.teamwork.look()
    await _open_keeper(works)
    await _open_web(works)


async def _open_store(works: Works) -> None:
    settings, worker = works.settings, works.worker
    opened = await worker.run(open_sound, settings.store, works.clock.now())
    works.store, works.repaired = store, _ = opened
    works.clock.begin(await worker.run(newest_article, store))
    in_a_file = settings.store.startswith("sqlite")
    worker.share(store.together, in_a_file=in_a_file, alone=lambda: store.is_alone)
    works.cleanups.push_async_callback(worker.run, store.close)
    works.crew = Crew(
        store=store,
        thread=worker,
        clock=works.clock,
        process=own_process(),
        number=works.new_number,
        lease_s=max(SHORTEST_S, settings.lease.total_seconds()),
    )
    if works.crew.is_shared:
        await works.crew.open()
        works.cleanups.push_async_callback(works.crew.leave)
    in_flight = await worker.run(recovered, store)
    if in_flight:
        log.warning("resending_in_flight", notifications=in_flight)
    await worker.run(works.numbers.refresh, store)
    for channel, waiting in works.numbers.waiting.items():
        if channel not in settings.channels:
            log.error("pending_without_channel", channel=channel, notifications=waiting)


def _open_sending(works: Works) -> None:
    works.sending = Sending(
        store=works.store,
        worker=works.worker,
        clock=works.clock,
        metrics=works.metrics,
        chance=works.chance,
        guard=works.guard,
        on_trouble=works.on_channel_trouble,
    )


def _open_records(works: Works) -> None:
    works.pruning = DailyPruning(store=works.store, worker=works.worker, clock=works.clock)
    works.records = Records(
        store=works.store,
        address=works.settings.store,
        worker=works.worker,
        clock=works.clock,
        sending=works.sending,
        pipeline=lambda: works.pipeline,
        prune=works.pruning.hasten,
        give_up=partial(_give_up, works),
    )
    works.cleanups.push_async_callback(works.records.unrecorded.stop)
    machine, folder = works.metrics.machine, folder_of(works.settings.store)
    machine.watch_clock(lambda: bool(works.standing.clock_suspect))
    if folder is not None:
        machine.watch_disk(lambda: shutil.disk_usage(folder).free)


def _give_up(works: Works) -> None:
    """End, so that a new process opens the database anew, and reads all of it through."""
    path = file_of(works.settings.store)
    if path is not None:
        mark_suspect(path)
    works.broke("disk", None)


async def _open_judging(works: Works, configured: Configured) -> None:
    channels = build_channels(works.settings, works.clock, works.memory)
    knowledge = configured.knowledge
    judgement = build_judgement(works.settings, knowledge, channels, configured.reader)
    works.pipeline = Pipeline(works.store, judgement)
    works.worker.on_lost = works.pipeline.forget
    works.artist = Artist()
    works.cleanups.push_async_callback(works.artist.close)
    dresser = await dresser_for(works, works.settings)
    send_through(works, channels, works.settings, knowledge, dresser)


async def _open_polling(works: Works) -> None:
    works.watch = FeedWatch(
        store=works.store,
        pipeline=works.pipeline,
        worker=works.worker,
        clock=works.clock,
        on_told=works.sending.wake,
    )
    client = open_client(works.settings.allow_addresses)
    works.cleanups.push_async_callback(client.aclose)
    parser = ChildParser(on_kill=works.metrics.parser_killed, command=PARSING)
    works.cleanups.push_async_callback(parser.close)
    parser.start_ahead()
    enricher = enricher_of(works, client, parser)
    works.cleanups.push_async_callback(enricher.close)
    works.poller = Poller(
        feeds={} if works.crew.is_shared else feeds_by_id(works.settings),
        intake=intake_of(works, works.settings),
        parts=_poller_parts(works, client, parser, enricher),
        states=dict(await works.worker.run(feed_states, works.store)),
    )
    works.cleanups.push_async_callback(works.poller.stop)
    works.teamwork = Teamwork(
        crew=works.crew,
        poller=works.poller,
        sending=works.sending,
        watch=works.watch,
        feeds=feeds_by_id(works.settings),
    )
    works.cleanups.push_async_callback(works.teamwork.stop)


def _poller_parts(works: Works, client: Client, parser: Parser, enricher: Enricher) -> PollerParts:
    fetcher = fetcher_of(works, client)
    return PollerParts(
        fetcher=fetcher,
        look_up=fetcher.look_up,
        parser=parser,
        enricher=enricher,
        worker=works.worker,
        clock=works.clock,
        metrics=works.metrics,
        chance=works.chance,
        on_outcome=works.on_outcome,
        on_standing=works.watch.on_standing,
        on_odd_entries=works.watch.on_odd_entries,
        rehearse=works.records.rehearse,
        own=works.settings.allow_addresses,
    )


async def _open_keeper(works: Works) -> None:
    works.keeper = Keeper(
        store=works.store,
        pipeline=works.pipeline,
        worker=works.worker,
        clock=works.clock,
        on_news=works.sending.wake,
        on_dropped=partial(works.metrics.suppressed, NotificationState.DROPPED.value),
    )
    path = control_path(works.settings.store)
    if path is not None:
        control = Control(path=path, obey=works.obey)
        await control.open()
        works.cleanups.push_async_callback(control.close)


async def _open_web(works: Works) -> None:
    parts = PageParts(
        alerts=StoredAlerts(store=works.store, worker=works.worker),
        memory=works.memory(_TICKETS),
        clock=works.clock,
        words=lambda: works.words,
        obey=works.keeper.obey,
    )
    pages = await pages_of(works.settings, parts)
    instruments = Instruments(
        health=works.health,
        unready=lambda: works.standing.unready,
        status=lambda: status_of(works),
        metrics=works.metrics,
    )
    app = create_app(instruments, pages)
    server = WebServer(app, works.settings.listen, public_host(works.settings))
    address = server.open()
    log.info("listening", address=address)
    works.guard.start("web", server.run())
    works.cleanups.push_async_callback(server.stop)


def send_through(
    works: Works,
    channels: Mapping[ChannelId, Channel],
    settings: Settings,
    knowledge: Knowledge,
    dresser: Dresser,
) -> None:
    """Send through these channels from now on."""
    works.words, works.models = knowledge.words, knowledge.models
    works.sending.adopt(channels, works.words, paces_of(settings), dresser.dress)


async def dresser_for(works: Works, settings: Settings) -> Dresser:
    """Give what dresses messages as a configuration wants it."""
    desk = Desk(
        store=works.store,
        worker=works.worker,
        clock=works.clock,
        artist=works.artist,
        thresholds=lambda: works.pipeline.judgement.judge.scale.scoring.thresholds,
    )
    return await dresser_of(settings, works.memory(_TICKETS), desk)


def intake_of(works: Works, settings: Settings) -> Intake:
    """Give what takes the entries of the feeds of a configuration."""
    return Intake(works.store, works.pipeline, settings.max_age, settings.feeds)


def fetcher_of(works: Works, client: Client) -> HttpFetcher:
    """Give what fetches feeds, and hears what time it is for their servers."""
    clock = works.clock
    return HttpFetcher(client, clock, wall=clock.wall, heard=clock.heard)


def enricher_of(works: Works, client: Client, parser: Parser) -> Enricher:
    """Give what fetches the pages behind entries."""
    return Enricher(client, parser, works.clock, _left_behind)


def _left_behind(feed: FeedSettings, link: str, reason: str) -> None:
    log.info("left_behind", feed=feed.id, link=link, reason=reason)
