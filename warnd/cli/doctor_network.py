"""What `warnd doctor --network` looks at: whether feeds and receivers can be reached."""

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from urllib.parse import urlsplit

from warnd.channel_settings import ChannelSettings
from warnd.cli.feeds_ask import ask_all, asking
from warnd.cli.feeds_finding import Finding
from warnd.settings import Settings
from warnd.storage.check import Flaw

#: seconds that a receiver is waited for
_PATIENCE_S = 10.0
#: the ports of addresses that give none
_PORTS = {"http": 80, "https": 443}


def of_feeds(settings: Settings) -> Iterator[Flaw]:
    """Give what is wrong with each feed now; each is asked once."""
    for found in asyncio.run(_asked(settings)):
        if found.is_trouble:
            mend = found.advice or f"warnd feeds check {found.feed.id} says more"
            yield Flaw(
                what=f"feed {found.feed.id} is {found.health.value}: {found.error}", mend=mend
            )


async def _asked(settings: Settings) -> tuple[Finding, ...]:
    async with asking(settings.allow_addresses) as parts:
        return await ask_all(settings.feeds, parts, lambda: None)


def of_channels(settings: Settings) -> Iterator[Flaw]:
    """Give the channels whose server takes no connection; nothing is sent to them."""
    for id_, channel in settings.channels.items():
        for host, port in servers_of(channel):
            try:
                socket.create_connection((host, port), _PATIENCE_S).close()
            except OSError as error:
                yield Flaw(
                    what=f"channel {id_}: {host}:{port} cannot be reached:"
                    f" {error.strerror or error}",
                    mend="look at the line and at the channel's address; then warnd channels test",
                )


def servers_of(channel: ChannelSettings) -> Iterator[tuple[str, int]]:
    """Give host and port of what a channel speaks to, as far as its settings or secrets say."""
    host, port = getattr(channel, "host", None), getattr(channel, "port", None)
    if isinstance(host, str) and isinstance(port, int):
        yield host, port
    for each in fields(channel):
        value = getattr(channel, each.name)
        if each.name.endswith("url_file") and isinstance(value, Path) and value.is_file():
            value = value.read_text(encoding="utf-8", errors="replace").strip()
        if isinstance(value, str) and value.startswith(("http://", "https://")):
            parts = urlsplit(value)
            if parts.hostname:
                yield parts.hostname, parts.port or _PORTS[parts.scheme]
