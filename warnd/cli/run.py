"""`warnd run`: the daemon."""

import asyncio
import faulthandler
import os
import secrets
import signal
from pathlib import Path

import typer

from warnd.cli.failures import EXIT_CONFIGURATION, told
from warnd.daemon.clock import SystemClock
from warnd.daemon.life import Daemon
from warnd.daemon.log import logging_apart
from warnd.daemon.log_lines import LineWriter
from warnd.daemon.notify import ServiceManager


def command(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
) -> None:
    """Poll feeds, judge what they say and send alerts, until told to stop."""
    faulthandler.enable()
    with (
        told(configuration=EXIT_CONFIGURATION),
        logging_apart(SystemClock().monotonic, secrets.token_hex(4)) as lines,
    ):
        code = asyncio.run(_run(config, lines))
    raise typer.Exit(code)


async def _run(config: Path, lines: LineWriter) -> int:
    daemon = Daemon(config=config, manager=ServiceManager(os.environ))
    daemon.metrics.log_dropped(lambda: lines.dropped)
    loop = asyncio.get_running_loop()
    reloads: set[asyncio.Task[None]] = set()

    def reload() -> None:
        task = asyncio.create_task(daemon.reload())
        reloads.add(task)
        task.add_done_callback(reloads.discard)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, daemon.end)
    loop.add_signal_handler(signal.SIGHUP, reload)
    return await daemon.run()
