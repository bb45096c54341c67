import io
from pathlib import Path
from typing import get_args

import pytest

from tests.channels.messages import StandingClock, message
from tests.channels.sinks import web_sink
from warnd import channel_settings as kinds
from warnd.channels.apprise import AppriseChannel
from warnd.channels.cap import CapChannel
from warnd.channels.console import ConsoleChannel
from warnd.channels.email import EmailChannel
from warnd.channels.exec import ExecChannel
from warnd.channels.files import FileChannel
from warnd.channels.mattermost import MattermostChannel
from warnd.channels.ntfy import NtfyChannel
from warnd.channels.slack import SlackChannel
from warnd.channels.slack_bot import SlackBotChannel
from warnd.channels.table import OPENERS, open_channel
from warnd.channels.teams import TeamsChannel
from warnd.channels.telegram import TelegramChannel
from warnd.channels.webhook import WebhookChannel
from warnd.ports.world import Channel

SETTINGS: tuple[tuple[type, kinds.ChannelSettings], ...] = (
    (AppriseChannel, kinds.AppriseSettings(url_file=Path("x"))),
    (CapChannel, kinds.CapSettings(folder=Path("x"), sender="warnd@relief.example")),
    (ConsoleChannel, kinds.ConsoleSettings()),
    (FileChannel, kinds.CsvSettings(file=Path("x"))),
    (EmailChannel, kinds.EmailSettings(host="mail.example", to=("a@example.org", "b@example.org"))),
    (ExecChannel, kinds.ExecSettings(command=("true",))),
    (FileChannel, kinds.GeojsonSettings(file=Path("x"))),
    (MattermostChannel, kinds.MattermostSettings(webhook_url_file=Path("x"))),
    (NtfyChannel, kinds.NtfySettings(topic_file=Path("x"))),
    (SlackChannel, kinds.SlackSettings(webhook_url_file=Path("x"))),
    (SlackBotChannel, kinds.SlackBotSettings(token_file=Path("x"), channel="C1")),
    (TeamsChannel, kinds.TeamsSettings(webhook_url_file=Path("x"))),
    (TelegramChannel, kinds.TelegramSettings(token_file=Path("x"), chats=("1", "2"))),
    (WebhookChannel, kinds.WebhookSettings(url="https://hook.example/")),
)
#: who is reached, where that is more than one way
RECIPIENTS = {EmailChannel: ("a@example.org", "b@example.org"), TelegramChannel: ("1", "2")}


def test_every_kind_of_settings_has_its_line_in_the_table() -> None:
    assert set(OPENERS) == set(get_args(kinds.ChannelSettings))
    assert {type(settings) for _, settings in SETTINGS} == set(OPENERS)


@pytest.mark.parametrize(
    ("kind", "settings"), SETTINGS, ids=[settings.type for _, settings in SETTINGS]
)
async def test_each_kind_of_settings_opens_its_channel(
    kind: type, settings: kinds.ChannelSettings
) -> None:
    channel: Channel = open_channel(settings, clock=StandingClock())
    assert isinstance(channel, kind)
    assert channel.recipients == RECIPIENTS.get(kind, ("",))
    await channel.close()


def test_every_kind_has_a_name_of_its_own() -> None:
    names = [settings.type for _, settings in SETTINGS]
    assert len(names) == len(set(names))


async def test_an_allowed_private_address_is_posted_to() -> None:
    async with web_sink() as sink:
        channel = open_channel(
            kinds.WebhookSettings(url=f"http://{sink.address}/hook"),
            clock=StandingClock(),
            allow_addresses=[sink.address],
        )
        await channel.send(message())
        await channel.close()
    assert len(sink.requests) == 1


async def test_the_console_writes_where_it_is_told() -> None:
    stream = io.StringIO()
    await open_channel(kinds.ConsoleSettings(), clock=StandingClock(), stream=stream).send(
        message()
    )
    assert "WARNING" in stream.getvalue()
