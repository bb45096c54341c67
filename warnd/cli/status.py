"""`warnd status`: how an installation stands, once or on a live screen."""

import threading
from datetime import datetime
from pathlib import Path

import typer
from rich.console import Group, RenderableType
from rich.live import Live
from rich.text import Text

from warnd.cli.failures import told
from warnd.cli.feeds_words import MEANINGS, ago, span
from warnd.cli.printing import cell, people, print_json, table_of
from warnd.cli.status_gathered import Gathered, gathered
from warnd.config.load import load_settings
from warnd.daemon.clock import SystemClock
from warnd.model.moments import rfc3339
from warnd.settings import Settings

#: seconds between two looks of the live screen
_EVERY_S = 2.0
#: areas that are shown
_MOST = 20


def command(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    watch: bool = typer.Option(False, "--watch", help="A live screen; Ctrl-C ends it."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object."),
) -> None:
    """Tell how the daemon, feeds, channels, areas and backups stand."""
    clock = SystemClock()
    with told():
        settings = load_settings(config)
        if as_json:
            print_json(status_document(gathered(settings), clock.now()))
        elif watch:
            _watch(settings, clock)
        else:
            people().print(shown(gathered(settings), clock.now()))


def _watch(settings: Settings, clock: SystemClock) -> None:
    """Show it again and again until somebody interrupts."""
    first = shown(gathered(settings), clock.now())
    pause = threading.Event()
    with Live(first, console=people(), screen=True, auto_refresh=False) as screen:
        try:
            while True:
                pause.wait(_EVERY_S)
                screen.update(shown(gathered(settings), clock.now()), refresh=True)
        except KeyboardInterrupt:
            return


def shown(now_known: Gathered, now: datetime) -> RenderableType:
    """Give the tables for people."""
    feeds = [[health.value, str(count), MEANINGS[health]] for health, count in now_known.feeds]
    queues = [
        [
            queue.channel,
            str(queue.pending),
            span(now - queue.oldest) if queue.oldest else "",
            "" if queue.configured else "not in the configuration any more",
        ]
        for queue in now_known.queues
    ]
    areas = [
        [
            one.level.value,
            now_known.names.get(one.area, str(one.area)),
            f"{one.index:.0f}",
            span(now - one.since),
            one.reasons[0] if one.reasons else "",
        ]
        for one in now_known.above[:_MOST]
    ]
    more = len(now_known.above) - _MOST
    return Group(
        *_of_daemon(now_known, now),
        cell(f"backup: {ago(now_known.backup, now)}"),
        Text(),
        table_of(("feeds", "number", "what it means"), feeds, whole=("feeds",)),
        Text(),
        table_of(("channel", "waiting", "oldest for", ""), queues, whole=("channel",)),
        Text(),
        table_of(("level", "area", "index", "for", "why"), areas, whole=("level", "for"))
        if areas
        else cell("All that is watched is calm."),
        *([cell(f"{more} more; warnd situations list shows them.")] if more > 0 else []),
    )


def _of_daemon(now_known: Gathered, now: datetime) -> list[Text]:
    if now_known.daemon is None:
        return [cell("daemon: none answers", "bold red")]
    since = f", running for {span(now - now_known.started)}" if now_known.started else ""
    style = "" if now_known.daemon.word == "ok" else "bold yellow"
    lines = [cell(f"daemon: {now_known.daemon.word}{since}", style)]
    return lines + [cell(f"  {each}") for each in now_known.daemon.degraded]


def status_document(now_known: Gathered, now: datetime) -> dict[str, object]:
    """Give the same as a JSON document."""
    daemon = now_known.daemon
    return {
        "at": rfc3339(now),
        "daemon": {
            "status": daemon.word if daemon else "away",
            "degraded": list(daemon.degraded) if daemon else [],
            "started": rfc3339(now_known.started) if now_known.started else None,
        },
        "backup": rfc3339(now_known.backup) if now_known.backup else None,
        "feeds": {health.value: count for health, count in now_known.feeds},
        "channels": [
            {
                "channel": queue.channel,
                "pending": queue.pending,
                "oldest": rfc3339(queue.oldest) if queue.oldest else None,
                "configured": queue.configured,
            }
            for queue in now_known.queues
        ],
        "areas": [
            {"area": one.area, "level": one.level.value, "index": round(one.index, 1)}
            for one in now_known.above
        ],
    }
