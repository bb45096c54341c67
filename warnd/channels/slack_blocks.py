"""Messages as Slack's Block Kit, within its limits, and nothing of a feed as markup."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import bidirectional

from warnd.channels.shown import Link, body_of, kept_of, signed_headline, told_by
from warnd.model.notification import Message
from warnd.model.plain import plain_line, shorten_keeping

#: characters of a section's and a header's text, and blocks
#: (https://docs.slack.dev/reference/block-kit/blocks)
SECTION, HEADER, BLOCKS = 3000, 150, 50
#: characters of all text together; undocumented, near 13,200 the whole message is refused
#: (https://github.com/slackapi/bolt-js/issues/2509)
ALL_TEXT = 11_000
#: characters of the text that stands alone, or in a notification
BARE_TEXT = 3500


def rich_document(message: Message) -> dict[str, object]:
    """Give the message as blocks: a header, a section a paragraph with its links, the answers.

    The answers are links and no buttons: Slack shows a warning beside a button, also one that only
    leads somewhere, unless its app answers Slack within three seconds
    (https://github.com/slackapi/node-slack-sdk/issues/869), and nobody should doubt his answer.
    """
    headline = _plain(signed_headline(message), HEADER)
    blocks: list[dict[str, object]] = [{"type": "header", "text": headline}]
    last = list(_replies(message))
    left = ALL_TEXT - 2 * HEADER - sum(cost for _, cost in last)
    for block, cost in _blocks(message):
        if cost <= left and len(blocks) < BLOCKS - len(last):
            left -= cost
            blocks.append(block)
    blocks += [block for block, _ in last]
    return {**_envelope(plain_line(message.headline)), "blocks": blocks}


def bare_document(message: Message) -> dict[str, object]:
    """Give the message as text alone, for when its blocks were refused."""
    text = f"{plain_line(message.headline)}\n\n{body_of(message)}"
    return _envelope(text, kept_of(message))


def escaped(text: str, limit: int, kept: Sequence[str] = ()) -> str:
    """Give `text` shortened, then escaped after Slack's rule, at most `limit` characters long.

    `kept` are lines of it that outlast the cut.
    """
    room = limit
    while True:
        short = shorten_keeping(text, room, kept)
        safe = short.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        if len(safe) <= limit:
            return safe
        room = min(room, len(short)) - max(1, (len(safe) - limit) // 4)


def _envelope(text: str, kept: Sequence[str] = ()) -> dict[str, object]:
    return {
        "text": escaped(text, BARE_TEXT, kept),
        "mrkdwn": False,
        "parse": "none",
        "link_names": False,
        "unfurl_links": False,
        "unfurl_media": False,
    }


def _blocks(message: Message) -> Iterator[tuple[dict[str, object], int]]:
    """Give blocks with the characters each costs."""
    for paragraph in told_by(message):
        if paragraph.heading:
            heading = {"type": "mrkdwn", "text": f"*{paragraph.heading}*"}
            yield {"type": "section", "text": heading}, len(heading["text"])
        for words in _of_one_direction(paragraph.words):
            shown = _plain(words, SECTION)
            yield {"type": "section", "text": shown}, len(str(shown["text"]))
        if paragraph.links:
            context = [{"type": "mrkdwn", "text": _link(link)} for link in paragraph.links[:10]]
            cost = sum(len(each["text"]) for each in context)
            yield {"type": "context", "elements": context}, cost


def _of_one_direction(words: str) -> Iterator[str]:
    """Part lines where their direction of writing turns: a block of Slack's has one for all."""
    for _, lines in groupby(words.split("\n") if words else (), key=_runs_to_the_left):
        yield "\n".join(lines)


def _runs_to_the_left(line: str) -> bool:
    """Tell whether the first letter that has a direction is written from right to left."""
    turns = (bidirectional(letter) for letter in line)
    return next((turn in {"R", "AL"} for turn in turns if turn in {"L", "R", "AL"}), False)


def _replies(message: Message) -> Iterator[tuple[dict[str, object], int]]:
    """Give the links to answer by on one line, with the characters that it costs."""
    links = [
        f"*<{reply.address.replace('&', '&amp;')}|{escaped(reply.words, HEADER)}>*"
        for reply in message.replies
    ]
    if links:
        text = " \u2003 ".join(links)
        yield {"type": "section", "text": {"type": "mrkdwn", "text": text}}, len(text)


def _plain(text: str, limit: int) -> dict[str, object]:
    return {"type": "plain_text", "text": escaped(text, limit), "emoji": False}


def _link(link: Link) -> str:
    return f"<{link.address.replace('&', '&amp;')}|{link.host}>"
