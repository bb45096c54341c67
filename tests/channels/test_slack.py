import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.channels.messages import StandingClock, message
from tests.channels.sinks import Reply, WebSink, web_sink
from tests.channels.told import told
from tests.unit.alerts.versions import IDLIB
from warnd.channel_settings import SlackSettings
from warnd.channels.slack import SlackChannel
from warnd.channels.slack_blocks import escaped, rich_document
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused
from warnd.model.alert import AlertReason
from warnd.model.level import Level
from warnd.model.notification import Message
from warnd.phrasebook import phrasebook
from warnd.settings import LANGUAGES
from warnd.transport import open_client

SECRET = "/services/T000/B000/canary"
PAGE = b"<html><body>Log in to the network</body></html>"


async def send(
    sink: WebSink, folder: Path, sent: Message | None = None, *, timeout_s: float = 30.0
) -> None:
    address = folder / "slack-url"
    address.write_text(f"http://{sink.address}{SECRET}\n")
    settings = SlackSettings(webhook_url_file=address, timeout=timedelta(seconds=timeout_s))
    channel = SlackChannel(settings, open_client([sink.address]), StandingClock())
    assert channel.recipients == ("",)
    try:
        await channel.send(sent or message())
    finally:
        await channel.close()


async def test_a_post_has_a_header_sections_and_links(tmp_path: Path) -> None:
    async with web_sink() as sink:
        await send(sink, tmp_path)
    assert sink.requests[0].path == SECRET
    posted = json.loads(sink.requests[0].body)
    header, *blocks = posted["blocks"]
    assert header["type"] == "header"
    assert header["text"]["text"].startswith("🔺 WARNING · Idlib, Syria: truce collapse")
    assert header["text"]["emoji"] is False
    headings = [b["text"]["text"] for b in blocks if b.get("text", {}).get("type") == "mrkdwn"]
    assert headings == [
        "*HAS HAPPENED*",
        "*IS THREATENED*",
        "*IN THEIR WORDS*",
        "*WHO SAYS SO*",
        "*WHY THIS LEVEL*",
        "*DENIED OR PAST*",
    ]
    links = [e["text"] for b in blocks if b["type"] == "context" for e in b["elements"]]
    assert set(links) == {"<https://wire.example/news/1|wire.example>"}
    assert posted["text"] == message().headline


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_headings_of_every_language_are_told_as_such(language: str) -> None:
    blocks = rich_document(message(language=language))["blocks"]
    assert isinstance(blocks, list)
    found = [b["text"]["text"] for b in blocks if b.get("text", {}).get("type") == "mrkdwn"]
    names = ("happened", "threatened", "quotes", "voices", "reasons", "notes")
    words = phrasebook(language).words
    assert found == [f"*{words[f'heading.{name}']}*" for name in names]


@pytest.mark.parametrize(
    ("level", "sign"),
    [
        pytest.param(Level.CALM, "🟢", id="calm"),
        pytest.param(Level.WATCH, "🔶", id="watch"),
        pytest.param(Level.WARNING, "🔺", id="warning"),
        pytest.param(Level.EMERGENCY, "🛑", id="emergency"),
    ],
)
def test_each_level_has_a_colour_and_a_shape_of_its_own(level: Level, sign: str) -> None:
    blocks = rich_document(message(replace(IDLIB, level=level)))["blocks"]
    assert isinstance(blocks, list)
    assert blocks[0]["text"]["text"].startswith(sign)


@pytest.mark.parametrize("status", [400, 413])
async def test_refused_blocks_go_at_once_as_bare_text(tmp_path: Path, status: int) -> None:
    async with web_sink(Reply(status=status, body=b"invalid_blocks"), Reply()) as sink:
        await send(sink, tmp_path)
    bare = json.loads(sink.requests[1].body)
    assert "blocks" not in bare
    assert bare["text"].startswith(message().headline)
    assert "truce" in bare["text"]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        pytest.param(403, b"action_prohibited", id="403"),
        pytest.param(404, b"no_service", id="404"),
        pytest.param(410, b"channel_is_archived", id="410"),
    ],
)
async def test_a_webhook_that_is_gone_or_closed_waits_for_its_mender(
    tmp_path: Path, status: int, body: bytes
) -> None:
    async with web_sink(Reply(status=status, body=body)) as sink:
        with pytest.raises(ChannelClosed, match=str(status)) as caught:
            await send(sink, tmp_path)
    assert "canary" not in told(caught.value)


async def test_what_is_refused_even_as_bare_text_is_given_up(tmp_path: Path) -> None:
    async with web_sink(Reply(status=400, body=b"invalid_payload")) as sink:
        with pytest.raises(DeliveryRefused, match="400"):
            await send(sink, tmp_path)
    assert len(sink.requests) == 2


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(body=PAGE), id="200 with a page"),
        pytest.param(Reply(body=b""), id="200 with nothing"),
        pytest.param(Reply(body=b"okay"), id="200 with something like ok"),
        pytest.param(Reply(status=302, headers=(("location", "/login"),)), id="redirect"),
        pytest.param(Reply(status=500, body=b"rollup_error"), id="500"),
        pytest.param(Reply(status=503), id="503"),
        pytest.param(Reply(cut=True), id="connection cut"),
    ],
)
async def test_only_ok_is_success(tmp_path: Path, reply: Reply) -> None:
    async with web_sink(reply) as sink:
        with pytest.raises(DeliveryDeferred) as caught:
            await send(sink, tmp_path)
    assert "canary" not in told(caught.value)


async def test_too_many_requests_wait_as_long_as_slack_asks(tmp_path: Path) -> None:
    async with web_sink(Reply(status=429, headers=(("retry-after", "30"),))) as sink:
        with pytest.raises(DeliveryDeferred) as caught:
            await send(sink, tmp_path)
    assert caught.value.delay_s == 30.0
    assert len(sink.requests) == 1


async def test_a_silent_slack_defers(tmp_path: Path) -> None:
    async with web_sink(Reply(silent=True)) as sink:
        with pytest.raises(DeliveryDeferred):
            await send(sink, tmp_path, timeout_s=0.3)


async def test_an_address_that_cannot_be_read_waits_for_its_mender(tmp_path: Path) -> None:
    settings = SlackSettings(webhook_url_file=tmp_path / "missing")
    channel = SlackChannel(settings, open_client(), StandingClock())
    with pytest.raises(DeliveryDeferred, match="missing"):
        await channel.send(message())
    await channel.close()


async def test_a_file_that_holds_no_address_is_deferred_and_not_told(tmp_path: Path) -> None:
    address = tmp_path / "slack-url"
    address.write_text("canary, not an address")
    channel = SlackChannel(SlackSettings(webhook_url_file=address), open_client(), StandingClock())
    with pytest.raises(DeliveryDeferred) as caught:
        await channel.send(message())
    await channel.close()
    assert "canary" not in told(caught.value)


def test_a_long_alert_keeps_the_line_that_names_it() -> None:
    text = message().text
    long = replace(message(), text=f"{'word ' * 590}\n\n" * 6 + text)
    blocks = rich_document(long)["blocks"]
    assert isinstance(blocks, list)
    assert "Alert 4f1c9e02ab77, version 1." in blocks[-1]["text"]["text"]
    sections = [block["text"]["text"] for block in blocks if "text" in block]
    assert sum(len(text) for text in sections) < 12_000


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        pytest.param("a < b & c > d", 50, "a &lt; b &amp; c &gt; d", id="escaped"),
        pytest.param("&amp;", 50, "&amp;amp;", id="escaped once more"),
        pytest.param("<<<<<<<<<<", 13, "&lt;&lt;…", id="shortened before it is escaped"),
        pytest.param("plain words here", 10, "plain…", id="shortened"),
    ],
)
def test_escaping_comes_after_shortening(text: str, limit: int, expected: str) -> None:
    assert escaped(text, limit) == expected


@pytest.mark.parametrize(
    ("reason", "sign"),
    [
        pytest.param(AlertReason.ALL_CLEAR, "🟢", id="all clear"),
        pytest.param(AlertReason.EXPIRED, "⚪", id="nobody knows"),
        pytest.param(AlertReason.CANCELLED, "⚪", id="taken back"),
    ],
)
def test_only_an_all_clear_is_green(reason: AlertReason, sign: str) -> None:
    over = replace(IDLIB, reason=reason, level=Level.CALM, version=3)
    shown = rich_document(replace(message(), level=Level.CALM, alerts=(over,)))
    blocks = shown["blocks"]
    assert isinstance(blocks, list)
    assert blocks[0]["text"]["text"].startswith(f"{sign} ")


def test_lines_that_run_the_other_way_stand_in_a_section_of_their_own() -> None:
    quoted = replace(
        message(),
        text="A headline\n\n\u00abA truce ended\u00bb\n\u0639\u0646 Wire\n\u0645\u0627\u0631\u0633",
    )
    blocks = rich_document(quoted)["blocks"]
    assert isinstance(blocks, list)
    texts = [block["text"]["text"] for block in blocks[1:]]
    assert texts[-2:] == [
        "\u00abA truce ended\u00bb",
        "\u0639\u0646 Wire\n\u0645\u0627\u0631\u0633",
    ]
