import json
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.channels.messages import StandingClock, message
from tests.channels.sinks import Reply, WebSink, web_sink
from tests.channels.told import told
from warnd.channel_settings import MattermostSettings
from warnd.channels.mattermost import POST, MattermostChannel, escaped
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused
from warnd.model.notification import Message
from warnd.transport import open_client


async def send(sink: WebSink, folder: Path, sent: Message | None = None) -> list[str]:
    address = folder / "url"
    address.write_text(f"http://{sink.address}/hooks/canary\n")
    settings = MattermostSettings(webhook_url_file=address, timeout=timedelta(seconds=5))
    channel = MattermostChannel(settings, open_client([sink.address]), StandingClock())
    try:
        await channel.send(sent or message())
    finally:
        await channel.close()
    return [json.loads(request.body)["text"] for request in sink.requests]


async def test_a_message_is_a_heading_then_paragraphs_with_links_that_name_their_host(
    tmp_path: Path,
) -> None:
    async with web_sink() as sink:
        (text,) = await send(sink, tmp_path)
    assert text.startswith("#### \N{UP-POINTING RED TRIANGLE} WARNING")
    assert "[wire.example](<https://wire.example/news/1>)" in text
    assert re.search(r"^\*\*[A-Z ]+\*\*$", text, re.MULTILINE)


async def test_a_long_message_stays_one_post(tmp_path: Path) -> None:
    async with web_sink() as sink:
        long = replace(
            message(), text="\n\n".join(f"Part {n}. " + "word_ " * 400 for n in range(30))
        )
        (text,) = await send(sink, tmp_path, long)
    assert 8000 < len(text) <= POST


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        pytest.param("*bold* _it_ ~no~", r"\*bold\* \_it\_ \~no\~", id="emphasis"),
        pytest.param("[bank](x)", r"\[bank\]\(x\)", id="link"),
        pytest.param("@all @channel", "＠all ＠channel", id="mentions"),
        pytest.param("<b>&lt;", r"\<b\>\&lt;", id="html"),
        pytest.param("https://e.example", r"https\://e.example", id="address"),
        pytest.param("www.e.example", r"www\.e.example", id="address without scheme"),
        pytest.param(":bomb:", r"\:bomb\:", id="emoji"),
        pytest.param("- a\n12. b\n> c", "\\- a\n12\\. b\n\\> c", id="lists and quotes"),
        pytest.param("\\*", r"\\\*", id="escaped already"),
    ],
)
def test_what_a_feed_wrote_is_shown_as_it_wrote_it(written: str, shown: str) -> None:
    assert escaped(written, 100) == shown


def test_escaping_comes_after_shortening() -> None:
    assert len(escaped("*" * 500, 40)) <= 40
    assert not escaped("*" * 500, 40).endswith("\\")


async def test_a_text_that_displeases_goes_at_once_in_short(tmp_path: Path) -> None:
    async with web_sink(Reply(status=400, body=b"{}"), Reply()) as sink:
        _, short = await send(sink, tmp_path, replace(message(), text="One word. " * 2000))
    assert len(short) <= 3000
    assert "####" not in short


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        pytest.param(Reply(status=403), ChannelClosed, id="403"),
        pytest.param(Reply(status=404), ChannelClosed, id="404"),
        pytest.param(Reply(status=400), DeliveryRefused, id="400, even when short"),
        pytest.param(Reply(status=429), DeliveryDeferred, id="429"),
        pytest.param(Reply(status=503), DeliveryDeferred, id="503"),
        pytest.param(Reply(body=b"<html>"), DeliveryDeferred, id="portal"),
        pytest.param(Reply(body=b"{}"), DeliveryDeferred, id="200 of something else"),
        pytest.param(Reply(cut=True), DeliveryDeferred, id="cut"),
    ],
)
async def test_only_ok_is_success(tmp_path: Path, reply: Reply, outcome: type[Exception]) -> None:
    async with web_sink(reply) as sink:
        with pytest.raises(outcome) as caught:
            await send(sink, tmp_path)
    assert type(caught.value) is outcome
    assert "canary" not in told(caught.value)
