"""`warnd run`: the daemon."""

import asyncio
import faulthandler
import os
import secrets
import signal
from functools import partial
from pathlib import Path

import typer

from warnd.cli.failures import EXIT_CONFIGURATION, told
from warnd.daemon.life import Daemon
from warnd.daemon.logs.log import logging_apart
from warnd.daemon.logs.log_lines import LineWriter
from warnd.daemon.timing.clock import SystemClock
from warnd.daemon.watching.notify import ServiceManager
from warnd.model.order import Answer


def command(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    strict: bool = typer.Option(
        False, "--strict", help="Do not start on the last good copy of a broken configuration."
    ),
) -> None:
    """Poll feeds, judge what they say and send alerts, until told to stop.

    A configuration that is broken at the start gives way to the copy of it that worked last, and
    people are told so on every channel; with --strict, and where no copy is kept, exit 78.
    """
    faulthandler.enable()
    with (
        told(configuration=EXIT_CONFIGURATION),
        logging_apart(SystemClock().monotonic, secrets.token_hex(4)) as lines,
    ):
        code = asyncio.run(_run(config, lines, strict=strict))
    raise typer.Exit(code)


async def _run(config: Path, lines: LineWriter, *, strict: bool) -> int:
    daemon = Daemon(
        config=config,
        manager=ServiceManager(os.environ),
        abort=partial(_abort, lines),
        strict=strict,
    )
    daemon.metrics.log_dropped(lambda: lines.dropped)
    loop = asyncio.get_running_loop()
    reloads: set[asyncio.Task[Answer]] = set()

    def reload() -> None:
        task = asyncio.create_task(daemon.reload())
        reloads.add(task)
        task.add_done_callback(reloads.discard)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, daemon.end)
    loop.add_signal_handler(signal.SIGHUP, reload)
    return await daemon.run()


def _abort(lines: LineWriter) -> None:
    """End by SIGABRT, whose trace comes after what was logged and not within it."""
    lines.close()
    signal.raise_signal(signal.SIGABRT)
