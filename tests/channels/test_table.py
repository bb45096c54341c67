import io
from pathlib import Path

import pytest

from tests.channels.messages import StandingClock, message
from tests.channels.sinks import web_sink
from warnd.channel_settings import (
    ChannelSettings,
    ConsoleSettings,
    EmailSettings,
    SlackSettings,
    WebhookSettings,
)
from warnd.channels.console import ConsoleChannel
from warnd.channels.email import EmailChannel
from warnd.channels.slack import SlackChannel
from warnd.channels.table import open_channel
from warnd.channels.webhook import WebhookChannel
from warnd.ports import Channel


@pytest.mark.parametrize(
    ("settings", "kind", "recipients"),
    [
        pytest.param(
            EmailSettings(host="mail.example", to=("a@example.org", "b@example.org")),
            EmailChannel,
            ("a@example.org", "b@example.org"),
            id="email",
        ),
        pytest.param(SlackSettings(webhook_url_file=Path("x")), SlackChannel, ("",), id="slack"),
        pytest.param(
            WebhookSettings(url="https://hook.example/"), WebhookChannel, ("",), id="webhook"
        ),
        pytest.param(ConsoleSettings(), ConsoleChannel, ("",), id="console"),
    ],
)
async def test_each_kind_of_settings_opens_its_channel(
    settings: ChannelSettings, kind: type, recipients: tuple[str, ...]
) -> None:
    channel: Channel = open_channel(settings, clock=StandingClock())
    assert isinstance(channel, kind)
    assert channel.recipients == recipients
    await channel.close()


async def test_an_allowed_private_address_is_posted_to() -> None:
    async with web_sink() as sink:
        channel = open_channel(
            WebhookSettings(url=f"http://{sink.address}/hook"),
            clock=StandingClock(),
            allow_addresses=[sink.address],
        )
        await channel.send(message())
        await channel.close()
    assert len(sink.requests) == 1


async def test_the_console_writes_where_it_is_told() -> None:
    stream = io.StringIO()
    await open_channel(ConsoleSettings(), clock=StandingClock(), stream=stream).send(message())
    assert "WARNING" in stream.getvalue()
