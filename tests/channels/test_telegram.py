import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.channels.messages import StandingClock, message
from tests.channels.sinks import Reply, WebSink, web_sink
from tests.channels.told import told
from warnd.channel_settings import TelegramSettings
from warnd.channels.telegram import TelegramChannel
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused
from warnd.model.notification import Message
from warnd.transport import open_client

SENT = Reply(body=b'{"ok":true,"result":{"message_id":7}}')


def answered(status: int, said: str, **parameters: int) -> Reply:
    document = {"ok": False, "error_code": status, "description": said, "parameters": parameters}
    return Reply(status=status, body=json.dumps(document).encode())


async def send(sink: WebSink, folder: Path, sent: Message | None = None) -> list[dict[str, Any]]:
    token = folder / "token"
    token.write_text("123:canary\n")
    settings = TelegramSettings(
        token_file=token,
        chats=("-100123", "@alerts"),
        api=f"http://{sink.address}",
        timeout=timedelta(seconds=5),
    )
    channel = TelegramChannel(settings, open_client([sink.address]), StandingClock())
    assert channel.recipients == ("-100123", "@alerts")
    try:
        await channel.send(sent or message(recipient="-100123"))
    finally:
        await channel.close()
    return [json.loads(request.body) for request in sink.requests]


def bold(document: dict[str, Any]) -> list[str]:
    units = document["text"].encode("utf-16-le")
    return [
        units[2 * each["offset"] : 2 * (each["offset"] + each["length"])].decode("utf-16-le")
        for each in document["entities"]
    ]


async def test_a_message_goes_to_its_chat_without_a_parse_mode(tmp_path: Path) -> None:
    async with web_sink(SENT) as sink:
        (posted,) = await send(sink, tmp_path)
    assert sink.requests[0].path == "/bot123:canary/sendMessage"
    assert posted["chat_id"] == "-100123"
    assert "parse_mode" not in posted
    assert posted["link_preview_options"] == {"is_disabled": True}
    assert message().headline in posted["text"]


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_headline_and_headings_are_bold_and_nothing_else(
    tmp_path: Path, language: str
) -> None:
    async with web_sink(SENT) as sink:
        (posted,) = await send(sink, tmp_path, message(recipient="-100123", language=language))
    first, *headings = bold(posted)
    assert message(language=language).headline in first
    lines = message(language=language).text.split("\n")
    assert set(headings) <= set(lines)
    assert headings or language == "ar"


async def test_a_text_keeps_within_what_telegram_counts(tmp_path: Path) -> None:
    async with web_sink(SENT) as sink:
        long = replace(message(recipient="1"), text="\U0001f4a5 boom. " * 2000)
        (posted,) = await send(sink, tmp_path, long)
    units = len(posted["text"].encode("utf-16-le")) // 2
    assert 3000 < units <= 4096
    assert all(each["offset"] + each["length"] <= units for each in posted["entities"])


async def test_what_can_be_tapped_is_calmed(tmp_path: Path) -> None:
    async with web_sink(SENT) as sink:
        hostile = replace(message(recipient="1"), text="@everyone /stop #war see $X and a/b")
        (posted,) = await send(sink, tmp_path, hostile)
    assert posted["text"].endswith("＠everyone ∕stop ＃war see ＄X and a/b")


async def test_a_text_that_displeases_goes_at_once_as_its_headline_with_the_first_proof(
    tmp_path: Path,
) -> None:
    async with web_sink(answered(400, "Bad Request: message is too long"), SENT) as sink:
        first, second = await send(sink, tmp_path)
    assert "entities" in first
    assert message().headline in second["text"]
    _, empty, proof = second["text"].split("\n")
    assert (empty, proof) == ("", "https://wire.example/news/1")


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        pytest.param(answered(401, "Unauthorized"), ChannelClosed, id="wrong token"),
        pytest.param(answered(404, "Not Found"), ChannelClosed, id="no token"),
        pytest.param(answered(403, "Forbidden: bot was kicked"), ChannelClosed, id="kicked"),
        pytest.param(answered(400, "Bad Request: chat not found"), ChannelClosed, id="no chat"),
        pytest.param(answered(400, "Bad Request: text is empty"), DeliveryRefused, id="never"),
        pytest.param(answered(500, "Internal"), DeliveryDeferred, id="in trouble"),
        pytest.param(Reply(status=404), DeliveryDeferred, id="404 of something else"),
        pytest.param(Reply(body=b"<html>"), DeliveryDeferred, id="portal"),
        pytest.param(Reply(body=b"ok"), DeliveryDeferred, id="200 of something else"),
        pytest.param(Reply(body=b'{"ok":false}'), DeliveryDeferred, id="200 and not ok"),
        pytest.param(Reply(cut=True), DeliveryDeferred, id="cut"),
    ],
)
async def test_only_ok_of_telegram_is_success(
    tmp_path: Path, reply: Reply, outcome: type[Exception]
) -> None:
    async with web_sink(reply) as sink:
        with pytest.raises(outcome) as caught:
            await send(sink, tmp_path)
    assert type(caught.value) is outcome
    assert "canary" not in told(caught.value)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        pytest.param({"retry_after": 14}, 14.0, id="as asked"),
        pytest.param({}, 30.0, id="not asked"),
        pytest.param({"retry_after": -3}, 30.0, id="negative"),
        pytest.param({"retry_after": 10**9}, 30.0, id="years"),
    ],
)
async def test_too_many_messages_wait(tmp_path: Path, asked: dict[str, int], kept: float) -> None:
    async with web_sink(answered(429, "Too Many Requests", **asked)) as sink:
        with pytest.raises(DeliveryDeferred) as caught:
            await send(sink, tmp_path)
    assert (caught.value.delay_s, caught.value.throttled) == (kept, True)
