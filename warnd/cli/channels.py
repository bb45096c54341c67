"""`warnd channels`: the ways out."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import typer

from warnd.alerts.drill import drill_notification
from warnd.alerts.wording import compose
from warnd.cli.channels_list import NAMES, document_of, row_of
from warnd.cli.failures import EXIT_FAILURE, EXIT_USAGE, told
from warnd.cli.printing import people, print_json, table_of
from warnd.cli.saying import say
from warnd.config.load import load_settings
from warnd.daemon.compose import build_channels
from warnd.daemon.timing.clock import SystemClock
from warnd.errors import DeliveryDeferred, DeliveryRefused
from warnd.model.identifiers import ChannelId
from warnd.model.notification import Message, Notification, Purpose
from warnd.ports.world import Channel
from warnd.settings import ENGLISH, Settings

app = typer.Typer(help="Channels: list them, send a marked test.", no_args_is_help=True)


@app.command("list")
def show(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    as_json: bool = typer.Option(False, "--json", help="One JSON line each."),
) -> None:
    """List the channels: where each leads, how fast it may be spoken to, and who uses it."""
    with told():
        settings = load_settings(config)
    if as_json:
        for id_ in settings.channels:
            print_json(document_of(id_, settings))
        return
    rows = [row_of(id_, settings) for id_ in settings.channels]
    people().print(table_of(NAMES, rows, whole=("channel", "type")))


@app.command("test")
def try_channel(
    channel: str = typer.Argument(..., help="The channel's id."),
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
) -> None:
    """Send a message marked as a test through a channel and wait for the outcome.

    It goes in each language that a route tells the channel in.
    """
    with told():
        settings = load_settings(config)
        channels = build_channels(settings, SystemClock())
        chosen = channels.get(ChannelId(channel))
        if chosen is None:
            known = ", ".join(sorted(channels)) or "none"
            say(f"no channel {channel!r}; configured: {known}", err=True)
            raise typer.Exit(EXIT_USAGE)
        failed = asyncio.run(_send(ChannelId(channel), chosen, _languages(settings, channel)))
    if failed:
        raise typer.Exit(EXIT_FAILURE)


def _languages(settings: Settings, channel: str) -> tuple[str, ...]:
    told_in = (route.language for route in settings.routes if channel in route.to)
    return tuple(dict.fromkeys(told_in)) or (ENGLISH,)


async def _send(id_: ChannelId, channel: Channel, languages: Sequence[str]) -> int:
    failed = 0
    for recipient, language in product(channel.recipients, languages):
        notification = drill_notification(id_, recipient, SystemClock().now(), language)
        try:
            await channel.send(_marked(notification))
        except (DeliveryDeferred, DeliveryRefused) as error:
            failed += 1
            say(f"{id_} {recipient}: not delivered: {error}", err=True)
        else:
            say(f"{id_} {recipient}: delivered")
    await channel.close()
    return failed


def _marked(notification: Notification) -> Message:
    alerts = (notification.alert,) if notification.alert else ()
    return replace(compose(notification, {}, ()), alerts=alerts, purpose=Purpose.TEST)
