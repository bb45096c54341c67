"""Microsoft Teams: an Adaptive Card for a workflow that posts what its webhook brings."""

import json
from collections.abc import Iterator

from warnd.channels.incoming import IncomingWebhook
from warnd.channels.shown import body_of, inert, kept_of, signed_headline, sources_of, told_by
from warnd.model.level import Level
from warnd.model.notification import Message
from warnd.model.plain import plain_line, shorten, shorten_keeping
from warnd.transport import Answer

#: bytes of a message: 28 kB (https://learn.microsoft.com/microsoftteams/limits-specifications-teams)
#: with room for what the workflow puts around it
SIZE = 26_000
HEADLINE = 300
#: characters of a paragraph
PARAGRAPH = 3000
#: characters of the second, short form
SHORT = 2000
#: buttons that a card shows before the rest is folded away
#: (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/design-effective-cards)
BUTTONS = 4
#: styles of containers (https://adaptivecards.io/explorer/Container.html)
STYLES = {
    Level.CALM: "good",
    Level.WATCH: "accent",
    Level.WARNING: "warning",
    Level.EMERGENCY: "attention",
}
#: a workflow answers 202, an old connector 200
TAKEN = frozenset({200, 202})
#: languages written from right to left
RIGHT_TO_LEFT = frozenset({"ar"})


class TeamsChannel(IncomingWebhook):
    """Posts a card, then text; implements `warnd.ports.world.Channel`."""

    def _rich(self, message: Message) -> bytes:
        return _encoded(rich_document(message))

    def _bare(self, message: Message) -> bytes:
        return _encoded(bare_document(message))

    def _complaint(self, answer: Answer) -> str:
        return "" if answer.status in TAKEN else f"answered {answer.status}, not 202"


def rich_document(message: Message) -> dict[str, object]:
    """Give the message as a card: a band in the level's colour, then what finds room."""
    body: list[dict[str, object]] = [_band(message)]
    actions = _buttons(message)
    left = SIZE - len(_encoded(_card(message, body, actions)))
    for block in _blocks(message):
        cost = len(_encoded(block)) + 2
        if cost <= left:
            body.append(block)
            left -= cost
    return _card(message, body, actions)


def bare_document(message: Message) -> dict[str, object]:
    """Give the message as one run of text, for when its card was refused."""
    text = f"{plain_line(message.headline)}\n\n{body_of(message)}"
    text = shorten_keeping(text, SHORT, kept_of(message))
    return _card(message, [_run(text)], [])


def _buttons(message: Message) -> list[dict[str, str]]:
    """Give a button for each answer, then for the first sources."""
    named = [
        *((reply.words, reply.address) for reply in message.replies),
        *((link.host, link.address) for link in sources_of(message)),
    ]
    return [
        {"type": "Action.OpenUrl", "title": title, "url": url} for title, url in named[:BUTTONS]
    ]


def _card(
    message: Message, body: list[dict[str, object]], actions: list[dict[str, str]]
) -> dict[str, object]:
    content = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "rtl": message.language in RIGHT_TO_LEFT,
        "fallbackText": inert(plain_line(message.headline, HEADLINE)),
        "body": body,
        **({"actions": actions} if actions else {}),
    }
    kind = "application/vnd.microsoft.card.adaptive"
    attachment = {"contentType": kind, "contentUrl": None, "content": content}
    return {"type": "message", "attachments": [attachment]}


def _band(message: Message) -> dict[str, object]:
    headline = plain_line(signed_headline(message), HEADLINE)
    return {
        "type": "Container",
        "style": STYLES[message.level],
        "bleed": True,
        "items": [_run(headline, size="Large", weight="Bolder")],
    }


def _blocks(message: Message) -> Iterator[dict[str, object]]:
    for paragraph in told_by(message):
        if paragraph.heading:
            yield _run(paragraph.heading, weight="Bolder", size="Small")
        if paragraph.words:
            yield _run(shorten(paragraph.words, PARAGRAPH))


def _run(text: str, **look: str) -> dict[str, object]:
    """Give text as a run: a TextBlock reads Markdown, a TextRun reads none.

    (https://adaptivecards.io/explorer/TextRun.html)
    """
    run = {"type": "TextRun", "text": inert(text), **look}
    return {"type": "RichTextBlock", "inlines": [run]}


def _encoded(document: dict[str, object]) -> bytes:
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")
