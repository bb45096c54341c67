import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.channels.messages import StandingClock, message
from tests.channels.sinks import Reply, WebSink, web_sink
from tests.channels.told import told
from warnd.channel_settings import TeamsSettings
from warnd.channels.teams import TeamsChannel
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused
from warnd.model.level import Level
from warnd.model.notification import Message
from warnd.transport import open_client

TAKEN = Reply(status=202, body=b"")


async def send(sink: WebSink, folder: Path, sent: Message | None = None) -> list[dict[str, Any]]:
    address = folder / "url"
    address.write_text(f"http://{sink.address}/workflows/canary?sig=canary\n")
    settings = TeamsSettings(webhook_url_file=address, timeout=timedelta(seconds=5))
    channel = TeamsChannel(settings, open_client([sink.address]), StandingClock())
    try:
        await channel.send(sent or message())
    finally:
        await channel.close()
    return [json.loads(request.body) for request in sink.requests]


def card(document: dict[str, Any]) -> dict[str, Any]:
    (attachment,) = document["attachments"]
    content = attachment["content"]
    assert isinstance(content, dict)
    return content


def runs(document: Any) -> Iterator[dict[str, Any]]:
    """Give every text that a card shows."""
    if isinstance(document, dict):
        if document.get("type") in {"TextRun", "TextBlock"}:
            yield document
        for value in document.values():
            yield from runs(value)
    if isinstance(document, list):
        for value in document:
            yield from runs(value)


async def test_a_message_is_a_card_with_a_band_and_buttons_that_name_their_host(
    tmp_path: Path,
) -> None:
    async with web_sink(TAKEN) as sink:
        (posted,) = await send(sink, tmp_path)
    shown = card(posted)
    assert posted["type"] == "message"
    assert shown["type"] == "AdaptiveCard"
    assert shown["body"][0]["style"] == "warning"
    assert message().headline in shown["body"][0]["items"][0]["inlines"][0]["text"]
    assert shown["actions"][0] == {
        "type": "Action.OpenUrl",
        "title": "wire.example",
        "url": "https://wire.example/news/1",
    }
    assert {run["type"] for run in runs(posted)} == {"TextRun"}


@pytest.mark.parametrize(
    ("level", "style"),
    [
        pytest.param(Level.CALM, "good", id="calm"),
        pytest.param(Level.WATCH, "accent", id="watch"),
        pytest.param(Level.EMERGENCY, "attention", id="emergency"),
    ],
)
async def test_the_band_has_the_colour_of_the_level(
    tmp_path: Path, level: Level, style: str
) -> None:
    async with web_sink(TAKEN) as sink:
        (posted,) = await send(sink, tmp_path, replace(message(), level=level))
    assert card(posted)["body"][0]["style"] == style


async def test_an_arabic_card_runs_from_right_to_left(tmp_path: Path) -> None:
    async with web_sink(TAKEN) as sink:
        (posted,) = await send(sink, tmp_path, message(language="ar"))
    assert card(posted)["rtl"] is True


async def test_a_long_message_stays_within_what_teams_takes(tmp_path: Path) -> None:
    async with web_sink(TAKEN) as sink:
        long = replace(message(), text="\n\n".join(f"Part {n}. " + "قصف " * 700 for n in range(30)))
        await send(sink, tmp_path, long)
    assert 15_000 < len(sink.requests[0].body) <= 28_000


async def test_a_card_that_displeases_goes_at_once_as_bare_text(tmp_path: Path) -> None:
    async with web_sink(Reply(status=413), TAKEN) as sink:
        _, bare = await send(sink, tmp_path)
    assert len(card(bare)["body"]) == 1
    assert "actions" not in card(bare)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        pytest.param(Reply(status=401), ChannelClosed, id="401"),
        pytest.param(Reply(status=404), ChannelClosed, id="404, the workflow is gone"),
        pytest.param(Reply(status=400), DeliveryRefused, id="400, even when bare"),
        pytest.param(Reply(status=429), DeliveryDeferred, id="429"),
        pytest.param(Reply(status=502), DeliveryDeferred, id="502"),
        pytest.param(Reply(status=204, body=b""), DeliveryDeferred, id="2xx that Teams never says"),
        pytest.param(Reply(body=b"<html>"), DeliveryDeferred, id="portal"),
        pytest.param(Reply(cut=True), DeliveryDeferred, id="cut"),
    ],
)
async def test_only_what_a_workflow_says_is_success(
    tmp_path: Path, reply: Reply, outcome: type[Exception]
) -> None:
    async with web_sink(reply) as sink:
        with pytest.raises(outcome) as caught:
            await send(sink, tmp_path)
    assert type(caught.value) is outcome
    assert "canary" not in told(caught.value)
