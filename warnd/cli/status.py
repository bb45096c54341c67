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
from warnd.daemon.timing.clock import SystemClock
from warnd.model.moments import rfc3339
from warnd.model.plain import plain_line
from warnd.settings import Settings

#: seconds between two looks of the live screen
_EVERY_S = 2.0
#: areas, and feeds that fail, that are shown
_MOST = 20
#: characters of what is wrong with a feed
_LONGEST = 60


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
            ago(queue.last_ok, now),
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
        *_of_failing(now_known, now),
        Text(),
        table_of(
            ("channel", "waiting", "oldest for", "took a message", ""), queues, whole=("channel",)
        ),
        Text(),
        table_of(("level", "area", "index", "for", "why"), areas, whole=("level", "for"))
        if areas
        else cell("All that is watched is calm."),
        *([cell(f"{more} more; warnd situations list shows them.")] if more > 0 else []),
    )


def _of_daemon(now_known: Gathered, now: datetime) -> list[Text]:
    if now_known.daemon is None:
        return [cell("daemon: none answers", "bold red")]
    daemon = now_known.daemon
    since = f", running for {span(now - daemon.started)}" if daemon.started else ""
    style = "" if daemon.word == "ok" else "bold yellow"
    lines = [cell(f"daemon: {daemon.word}{since}", style)]
    lines += [cell(f"  {each}") for each in daemon.degraded]
    if daemon.uplink not in {"", "online"}:
        lines.append(cell(f"line: {daemon.uplink}", "bold red"))
    if daemon.clock_suspect:
        lines.append(cell("clock: not believed", "bold red"))
    if daemon.reloaded:
        lines.append(cell(f"configuration: read {ago(daemon.reloaded, now)}"))
    return lines


def _of_failing(now_known: Gathered, now: datetime) -> list[RenderableType]:
    rows = [
        [state.feed, ago(state.last_success, now), plain_line(state.error, _LONGEST)]
        for state in now_known.failing[:_MOST]
    ]
    if not rows:
        return []
    more = len(now_known.failing) - _MOST
    table = table_of(
        ("failing feed", "read", "what is wrong"), rows, whole=("failing feed", "read")
    )
    left = [cell(f"{more} more; warnd feeds list shows them.")] if more > 0 else []
    return [Text(), table, *left]


def status_document(now_known: Gathered, now: datetime) -> dict[str, object]:
    """Give the same as a JSON document."""
    daemon = now_known.daemon
    return {
        "at": rfc3339(now),
        "daemon": {
            "status": daemon.word if daemon else "away",
            "degraded": list(daemon.degraded) if daemon else [],
            "started": _written(daemon.started if daemon else None),
            "last_reload": _written(daemon.reloaded if daemon else None),
            "uplink": daemon.uplink if daemon else None,
            "clock_suspect": daemon.clock_suspect if daemon else None,
        },
        "backup": _written(now_known.backup),
        "feeds": {health.value: count for health, count in now_known.feeds},
        "failing": [
            {"feed": state.feed, "last_ok": _written(state.last_success), "error": state.error}
            for state in now_known.failing
        ],
        "channels": [
            {
                "channel": queue.channel,
                "pending": queue.pending,
                "oldest": _written(queue.oldest),
                "last_ok": _written(queue.last_ok),
                "configured": queue.configured,
            }
            for queue in now_known.queues
        ],
        "areas": [
            {"area": one.area, "level": one.level.value, "index": round(one.index, 1)}
            for one in now_known.above
        ],
    }


def _written(moment: datetime | None) -> str | None:
    return None if moment is None else rfc3339(moment)
