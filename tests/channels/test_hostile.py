"""What a feed wrote never becomes markup, a mention, a header or an escape code."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.channels.hostile import EVERY, HOSTILE
from tests.channels.messages import NOW, StandingClock, message
from tests.channels.sinks import Reply, mail_sink, web_sink
from tests.unit.alerts.versions import everywhere
from warnd.channel_settings import EmailSettings, SlackSettings, WebhookSettings
from warnd.channels.console import ConsoleChannel
from warnd.channels.email import EmailChannel
from warnd.channels.mime import Sender, build_mail
from warnd.channels.slack import SlackChannel
from warnd.channels.slack_blocks import (
    ALL_TEXT,
    BLOCKS,
    HEADER,
    SECTION,
    bare_document,
    rich_document,
)
from warnd.channels.webhook import WebhookChannel
from warnd.model.notification import Message
from warnd.model.plain import UNSEEN
from warnd.phrasebook import phrasebook
from warnd.transport import open_client

SENDER = Sender("warnd@relief.example", "machine")
#: all that our page is made of
TAGS = {"html", "head", "meta", "title", "body", "table", "tr", "td", "p", "h1", "strong", "em"}
TAGS |= {"br", "bdi", "ul", "li", "blockquote", "a"}
ATTRIBUTES = {"lang", "charset", "name", "content", "role", "width", "height", "cellpadding"}
ATTRIBUTES |= {"cellspacing", "border", "bgcolor", "style", "align", "dir", "href", "rel"}
HEADERS = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Content-Language",
    "Auto-Submitted",
    "Importance",
    "MIME-Version",
    "Content-Type",
]
OUR_LINK = re.compile(r"<https?://[!-;=?-{}~]+\|[a-z0-9.\-]+>")
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


class Page(HTMLParser):
    """Keeps what a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.others: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    def handle_pi(self, data: str) -> None:
        self.others.append(data)

    def unknown_decl(self, data: str) -> None:
        self.others.append(data)


def strings(document: object) -> Iterator[tuple[str, str]]:
    """Give every text of a Slack document with the type it is read as."""
    if isinstance(document, dict):
        if isinstance(document.get("text"), str):
            yield document.get("type", "plain"), document["text"]
        for value in document.values():
            yield from strings(value)
    if isinstance(document, list):
        for value in document:
            yield from strings(value)


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("text", HOSTILE)
def test_the_page_is_made_of_our_tags_and_links_alone(text: str, language: str) -> None:
    page = Page(message(everywhere(text), language=language).html)
    assert {tag for tag, _ in page.tags} <= TAGS
    assert {name for _, attributes in page.tags for name in attributes} <= ATTRIBUTES
    assert page.others == []
    for tag, attributes in page.tags:
        if tag == "a":
            link = urlsplit(attributes["href"] or "")
            assert link.scheme in ("http", "https")
            assert link.hostname
            assert "@" not in link.netloc


@pytest.mark.parametrize("text", HOSTILE)
def test_text_and_headline_hold_nothing_unseen_and_no_line_of_a_feed(text: str) -> None:
    sent = message(everywhere(text))
    assert not CONTROL.search(sent.text)
    assert not UNSEEN.search(sent.text)
    assert "\n" not in sent.headline
    assert len(sent.headline) < 250
    assert len(sent.text) < 8000
    headings = [line for line in sent.text.split("\n") if re.fullmatch(r"[A-Z ]+", line)]
    plain = [line for line in message().text.split("\n") if re.fullmatch(r"[A-Z ]+", line)]
    assert set(headings) <= set(plain)


@pytest.mark.parametrize("language", ["en", "ar", "fr"])
@pytest.mark.parametrize("document", [rich_document, bare_document])
@pytest.mark.parametrize("text", HOSTILE)
def test_slack_gets_no_markup_but_our_links_and_headings(
    text: str, document: object, language: str
) -> None:
    words = phrasebook(language).words
    headings = {f"*{words[key]}*" for key in words if key.startswith("heading.")}
    assert callable(document)
    posted = json.loads(json.dumps(document(message(everywhere(text), language=language))))
    assert posted["link_names"] is posted["unfurl_links"] is posted["unfurl_media"] is False
    assert posted["mrkdwn"] is False
    texts = list(strings(posted))
    for kind, said in texts:
        if kind == "mrkdwn":
            assert OUR_LINK.fullmatch(said) or said in headings
        else:
            assert not re.search(r"[<>]", said)
            assert not re.search(r"&(?!(amp|lt|gt);)", said)
    assert sum(len(said) for _, said in texts) < 12_000


@pytest.mark.parametrize("text", HOSTILE)
def test_slack_blocks_stay_within_their_limits(text: str) -> None:
    blocks = rich_document(message(everywhere(text)))["blocks"]
    assert isinstance(blocks, list)
    assert len(blocks) <= BLOCKS
    assert len(blocks[0]["text"]["text"]) <= HEADER
    for block in blocks:
        for kind, words in strings(block):
            assert 0 < len(words) <= SECTION, kind
    assert sum(len(words) for block in blocks for _, words in strings(block)) <= ALL_TEXT


@pytest.mark.parametrize("short", [False, True], ids=["whole", "short"])
@pytest.mark.parametrize("text", HOSTILE)
def test_a_mail_has_our_headers_and_no_other(text: str, short: bool) -> None:
    sent = replace(message(everywhere(text)), headline=f"WARNING {text}", text=text or "-")
    raw = build_mail(sent, SENDER, NOW, short=short).as_bytes()
    head = raw.split(b"\r\n\r\n", 1)[0].decode("ascii")
    lines = head.split("\r\n")
    assert all(line[0] in " \t" or re.match(r"[A-Za-z\-]+: ", line) for line in lines)
    named = [line.split(":")[0] for line in lines if line[0] not in " \t"]
    transfer = ["Content-Transfer-Encoding"]
    assert sorted(named) == sorted(HEADERS + (transfer if short else []))
    assert not re.search(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\xff]", raw)
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


@pytest.mark.parametrize("text", HOSTILE)
async def test_the_console_prints_lines_and_nothing_else(text: str) -> None:
    stream = io.StringIO()
    sent = message(everywhere(text))
    await ConsoleChannel(stream).send(replace(sent, text=f"{sent.text}\n{text}"))
    assert not CONTROL.search(stream.getvalue())
    assert not UNSEEN.search(stream.getvalue())


def hostile_messages() -> Iterator[Message]:
    for number, text in enumerate(EVERY):
        yield replace(message(everywhere(text)), key=f"key{number}")


async def test_mail_suppresses_none_of_them() -> None:
    async with mail_sink() as sink:
        settings = EmailSettings(
            host="127.0.0.1", port=sink.port, security="none", to=("duty@example.org",)
        )
        channel = EmailChannel(settings, StandingClock())
        for sent in hostile_messages():
            await channel.send(sent)
    assert [sink.parsed(n)["Message-ID"] for n in range(len(EVERY))] == [
        f"<key{n}@warnd.invalid>" for n in range(len(EVERY))
    ]
    assert all(sink.parsed(n).is_multipart() for n in range(len(EVERY)))


async def test_the_webhook_suppresses_none_of_them() -> None:
    async with web_sink() as sink:
        settings = WebhookSettings(url=f"http://{sink.address}/hook")
        channel = WebhookChannel(settings, open_client([sink.address]), StandingClock())
        for sent in hostile_messages():
            await channel.send(sent)
        await channel.close()
    posted = [json.loads(request.body) for request in sink.requests]
    assert [len(each["evidence"]) for each in posted] == [4] * len(EVERY)
    assert {each["level"] for each in posted} == {"warning"}


async def test_slack_suppresses_none_of_them(tmp_path: Path) -> None:
    async with web_sink(Reply(body=b"ok")) as sink:
        address = tmp_path / "slack-url"
        address.write_text(f"http://{sink.address}/services/T/B/X")
        settings = SlackSettings(webhook_url_file=address, timeout=timedelta(seconds=5))
        channel = SlackChannel(settings, open_client([sink.address]), StandingClock())
        for sent in hostile_messages():
            await channel.send(sent)
        await channel.close()
    assert len(sink.requests) == len(EVERY)
