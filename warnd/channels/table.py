"""The channels there are."""

import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TextIO

from warnd.channel_settings import (
    AppriseSettings,
    CapSettings,
    ChannelSettings,
    ConsoleSettings,
    CsvSettings,
    EmailSettings,
    ExecSettings,
    GeojsonSettings,
    MattermostSettings,
    NtfySettings,
    SlackBotSettings,
    SlackSettings,
    TeamsSettings,
    TelegramSettings,
    WebhookSettings,
)
from warnd.channels.apprise import AppriseChannel
from warnd.channels.cap import CapChannel
from warnd.channels.console import ConsoleChannel
from warnd.channels.email import EmailChannel
from warnd.channels.exec import ExecChannel
from warnd.channels.files import FileChannel, as_csv, as_geojson
from warnd.channels.mattermost import MattermostChannel
from warnd.channels.memory import ForgetfulMemory
from warnd.channels.ntfy import NtfyChannel
from warnd.channels.slack import SlackChannel
from warnd.channels.slack_bot import SlackBotChannel
from warnd.channels.teams import TeamsChannel
from warnd.channels.telegram import TelegramChannel
from warnd.channels.webhook import WebhookChannel
from warnd.ports.world import Channel, ChannelMemory, Clock
from warnd.transport import Client, open_client


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What channels are given beside their settings."""

    clock: Clock
    #: what the channel remembers of what it carried
    memory: ChannelMemory
    #: the private `host:port` that may be posted to
    allow_addresses: Collection[str]
    #: where the console writes
    stream: TextIO

    def client(self, patience: timedelta) -> Client:
        """Give a client of its own, so that no receiver that hangs takes another's connections.

        It waits as long for a word as the channel may take for all of a message.
        """
        return open_client(self.allow_addresses, timeout_s=patience.total_seconds())


#: what opens each kind of channel: one line a channel
OPENERS: Mapping[type, Callable[[Any, Surroundings], Channel]] = {
    AppriseSettings: lambda its, by: AppriseChannel(its, by.allow_addresses),
    CapSettings: lambda its, by: CapChannel(its, by.memory),
    ConsoleSettings: lambda _, by: ConsoleChannel(by.stream),
    CsvSettings: lambda its, _: FileChannel(its.file, as_csv),
    EmailSettings: lambda its, by: EmailChannel(its, by.clock),
    ExecSettings: lambda its, _: ExecChannel(its),
    GeojsonSettings: lambda its, _: FileChannel(its.file, as_geojson),
    MattermostSettings: lambda its, by: MattermostChannel(its, by.client(its.timeout), by.clock),
    NtfySettings: lambda its, by: NtfyChannel(its, by.client(its.timeout), by.clock),
    SlackSettings: lambda its, by: SlackChannel(its, by.client(its.timeout), by.clock),
    SlackBotSettings: lambda its, by: SlackBotChannel(
        its, by.client(its.timeout), by.clock, by.memory
    ),
    TeamsSettings: lambda its, by: TeamsChannel(its, by.client(its.timeout), by.clock),
    TelegramSettings: lambda its, by: TelegramChannel(its, by.client(its.timeout), by.clock),
    WebhookSettings: lambda its, by: WebhookChannel(its, by.client(its.timeout), by.clock),
}


def open_channel(
    settings: ChannelSettings,
    *,
    clock: Clock,
    allow_addresses: Collection[str] = (),
    stream: TextIO | None = None,
    memory: ChannelMemory | None = None,
) -> Channel:
    """Give the channel for its settings; whoever opens it closes it.

    `allow_addresses` are the private `host:port` that may be posted to; a mail server is named by
    the operator and may stand anywhere. `stream` is where the console writes, standard output
    when None. Without a `memory` the channel forgets what it carried when it is closed.
    """
    surroundings = Surroundings(
        clock=clock,
        memory=memory or ForgetfulMemory(),
        allow_addresses=allow_addresses,
        stream=stream or sys.stdout,
    )
    return OPENERS[type(settings)](settings, surroundings)
