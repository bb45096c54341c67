"""What a feed wrote never becomes markup, a mention, a header or an escape code."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from tests.channels.hostile import HOSTILE
from tests.channels.messages import NOW, message
from tests.unit.alerts.versions import everywhere
from warnd.channels.console import ConsoleChannel
from warnd.channels.mime import Sender, build_mail
from warnd.channels.slack_blocks import (
    ALL_TEXT,
    BLOCKS,
    HEADER,
    SECTION,
    bare_document,
    rich_document,
)
from warnd.model.notification import Message
from warnd.model.plain import UNSEEN
from warnd.phrasebook import phrasebook

SENDER = Sender("warnd@relief.example", "machine")
#: all that our page is made of
TAGS = {"html", "head", "meta", "title", "body", "table", "tr", "td", "p", "h1", "strong", "em"}
TAGS |= {"br", "bdi", "ul", "li", "blockquote", "a", "span"}
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
    "List-Id",
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
    check_page(message(everywhere(text), language=language))


def check_page(sent: Message) -> None:
    page = Page(sent.html)
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
@pytest.mark.parametrize("text", HOSTILE)
def test_slack_gets_no_markup_but_our_links_and_headings(text: str, language: str) -> None:
    check_slack(message(everywhere(text), language=language), language)


def check_slack(sent: Message, language: str) -> None:
    words = phrasebook(language).words
    headings = {f"*{words[key]}*" for key in words if key.startswith("heading.")}
    for document in (rich_document(sent), bare_document(sent)):
        posted = json.loads(json.dumps(document))
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
    check_mail(text, short=short)


def check_mail(text: str, *, short: bool) -> None:
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
