"""Marks what is told in a drill, so that nobody takes the past for the present."""

import re
from dataclasses import replace
from datetime import datetime
from html import escape

from warnd.model.alert import AlertVersion
from warnd.model.identifiers import AlertId
from warnd.model.notification import Message, Purpose
from warnd.model.plain import plain_line
from warnd.phrasebook import Phrasebook, phrasebook

#: what stands at the top of a page: dark and plain, unlike the colour of any level
BANNER = (
    '<table role="presentation" dir="{way}" width="100%" cellpadding="0" cellspacing="0" '
    'border="0">'
    '<tr><td align="center" bgcolor="#1f2328" style="background:#1f2328;color:#ffffff;'
    'padding:12px 24px;font-size:16px;line-height:22px;font-weight:700">{words}</td></tr></table>'
)
_BODY = re.compile(r"<body[^>]*>")


def rehearsed(version: AlertVersion, run: datetime) -> AlertVersion:
    """Give a version under an id of its drill's own, so that it is taken for no real alert.

    `run` is when the drill began: two drills of one crisis are two exercises.
    """
    return replace(version, alert=AlertId(f"exercise-{run:%Y%m%dT%H%M%S%f}-{version.alert}"))


def as_exercise(message: Message) -> Message:
    """Give a message marked in headline, text, page and record, for people and programs alike."""
    book = phrasebook(message.language)
    headline = book.say("exercise.headline", headline=plain_line(message.headline))
    body = message.text.removeprefix(message.headline).lstrip("\n")
    text = "\n\n".join(part for part in (headline, book.say("exercise.told"), body) if part)
    return replace(
        message,
        headline=headline,
        text=text,
        html=_marked(message.html, headline, book),
        payload={**message.payload, "exercise": True, "headline": headline, "text": text},
        purpose=Purpose.EXERCISE,
    )


def _marked(page: str, headline: str, book: Phrasebook) -> str:
    banner = BANNER.format(way=book.direction, words=escape(book.say("exercise.told")))
    titled = re.sub(
        r"<title>.*?</title>", lambda _: f"<title>{escape(headline)}</title>", page, flags=re.DOTALL
    )
    return _BODY.sub(lambda body: body[0] + banner, titled, count=1)
