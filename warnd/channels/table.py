"""The channels there are."""

import sys
from collections.abc import Collection
from typing import TextIO, assert_never

from warnd.channels.console import ConsoleChannel
from warnd.channels.email import EmailChannel
from warnd.channels.slack import SlackChannel
from warnd.channels.webhook import WebhookChannel
from warnd.ports import Channel, Clock
from warnd.settings import (
    ChannelSettings,
    ConsoleSettings,
    EmailSettings,
    SlackSettings,
    WebhookSettings,
)
from warnd.transport import open_client


def open_channel(
    settings: ChannelSettings,
    *,
    clock: Clock,
    allow_addresses: Collection[str] = (),
    stream: TextIO | None = None,
) -> Channel:
    """Give the channel for its settings; whoever opens it closes it.

    `allow_addresses` are the private `host:port` that may be posted to; a mail server is named by
    the operator and may stand anywhere. `stream` is where the console writes, standard output
    when None. Each channel has a client of its own, so that a receiver that hangs can take
    connections from nobody else.
    """
    match settings:
        case EmailSettings():
            return EmailChannel(settings, clock)
        case SlackSettings():
            return SlackChannel(settings, open_client(allow_addresses), clock)
        case WebhookSettings():
            return WebhookChannel(settings, open_client(allow_addresses), clock)
        case ConsoleSettings():
            return ConsoleChannel(stream or sys.stdout)
        case _:
            assert_never(settings)
