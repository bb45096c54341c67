import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.channels.messages import StandingClock, message
from tests.channels.sinks import Reply, WebSink, web_sink
from tests.channels.told import told
from warnd.channel_settings import NtfySettings
from warnd.channels.ntfy import NtfyChannel
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused
from warnd.model.level import Level
from warnd.model.notification import Message
from warnd.transport import open_client

PUBLISHED = Reply(body=b'{"id":"x1","time":1548676805,"event":"message","topic":"t"}')


async def send(
    sink: WebSink, folder: Path, sent: Message | None = None, *, token: bool = False
) -> dict[str, Any]:
    topic, secret = folder / "topic", folder / "token"
    topic.write_text("canary-topic\n")
    secret.write_text("tk_canary\n")
    settings = NtfySettings(
        server=f"http://{sink.address}",
        topic_file=topic,
        token_file=secret if token else None,
        timeout=timedelta(seconds=5),
    )
    channel = NtfyChannel(settings, open_client([sink.address]), StandingClock())
    try:
        await channel.send(sent or message())
    finally:
        await channel.close()
    posted = json.loads(sink.requests[-1].body)
    assert isinstance(posted, dict)
    return posted


async def test_a_message_has_title_text_click_and_buttons_with_their_hosts(tmp_path: Path) -> None:
    async with web_sink(PUBLISHED) as sink:
        posted = await send(sink, tmp_path)
    assert sink.requests[0].path == "/"
    assert posted["topic"] == "canary-topic"
    assert posted["title"] == message().headline
    assert posted["message"].startswith("Since") or "14" in posted["message"]
    assert posted["click"].startswith("https://wire.example/")
    assert {each["action"] for each in posted["actions"]} == {"view"}
    assert posted["actions"][0]["label"] == "wire.example"
    assert posted["markdown"] is False


@pytest.mark.parametrize(
    ("level", "priority", "tag"),
    [
        pytest.param(Level.CALM, 2, "white_check_mark", id="calm is not heard"),
        pytest.param(Level.WATCH, 3, "large_orange_diamond", id="watch"),
        pytest.param(Level.WARNING, 4, "warning", id="warning"),
        pytest.param(Level.EMERGENCY, 5, "rotating_light", id="emergency rings"),
    ],
)
async def test_what_is_graver_is_louder(
    tmp_path: Path, level: Level, priority: int, tag: str
) -> None:
    async with web_sink(PUBLISHED) as sink:
        posted = await send(sink, tmp_path, replace(message(), level=level))
    assert (posted["priority"], posted["tags"]) == (priority, [tag])


@pytest.mark.parametrize(
    "word",
    [
        pytest.param("The shells fell on the town. ", id="latin"),
        pytest.param("سقطت القذائف على البلدة. ", id="arabic, two bytes a letter"),
        pytest.param("\U0001f4a5", id="four bytes a letter"),
        pytest.param('"\\', id="escaped in JSON"),
    ],
)
async def test_a_long_text_is_shortened_to_what_ntfy_takes(tmp_path: Path, word: str) -> None:
    async with web_sink(PUBLISHED) as sink:
        posted = await send(sink, tmp_path, replace(message(), text=word * 4000))
    assert 1000 < len(posted["message"].encode()) <= 4096
    assert posted["message"].endswith("…")
    assert len(sink.requests[0].body) <= 8192


async def test_a_server_that_allows_less_gets_a_short_form_at_once(tmp_path: Path) -> None:
    async with web_sink(Reply(status=413), PUBLISHED) as sink:
        posted = await send(sink, tmp_path, replace(message(), text="A word. " * 1000))
    assert len(posted["message"].encode()) <= 900


async def test_a_token_is_shown_and_never_told(tmp_path: Path) -> None:
    async with web_sink(Reply(status=403)) as sink:
        with pytest.raises(ChannelClosed) as caught:
            await send(sink, tmp_path, token=True)
    assert sink.requests[0].headers["authorization"] == "Bearer tk_canary"
    assert caught.value.delay_s == 3600.0
    assert "canary" not in told(caught.value)


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        pytest.param(Reply(status=401), ChannelClosed, id="401"),
        pytest.param(Reply(status=400), DeliveryRefused, id="400, even when short"),
        pytest.param(Reply(status=429), DeliveryDeferred, id="429"),
        pytest.param(Reply(status=500), DeliveryDeferred, id="500"),
        pytest.param(Reply(body=b"ok"), DeliveryDeferred, id="200 of something else"),
        pytest.param(Reply(body=b"<html>"), DeliveryDeferred, id="200 of a portal"),
        pytest.param(Reply(body=b'{"event":"open"}'), DeliveryDeferred, id="200, not published"),
        pytest.param(Reply(cut=True), DeliveryDeferred, id="cut"),
    ],
)
async def test_only_an_id_of_ntfy_is_success(
    tmp_path: Path, reply: Reply, outcome: type[Exception]
) -> None:
    async with web_sink(reply) as sink:
        with pytest.raises(outcome) as caught:
            await send(sink, tmp_path)
    assert type(caught.value) is outcome
