"""One article explained as an HTML page: self-contained, to keep or to mail."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from warnd.cli.explain_terminal import LONGEST_MISSING, NEAR_MISSES
from warnd.model.article import Article, DateConfidence
from warnd.model.identifiers import KindId, RuleId
from warnd.model.plain import plain_line, shorten
from warnd.model.reading import Reading
from warnd.model.signal import Signal
from warnd.model.status import Status
from warnd.pages import template
from warnd.signals.explanation import Mark, passages

#: a tint and an ink for each kind of an article, the most probable kind first; each ink stands on
#: its tint and on white with a contrast of 4.5:1 or more
_COLOURS = (
    ("#fde2dc", "#9c2a10"),
    ("#dbe9fb", "#0b4f9c"),
    ("#e3f3dd", "#2c651c"),
    ("#f3e1f7", "#7a2a8c"),
    ("#fdf0c4", "#6f5500"),
    ("#d6f1f0", "#0d625f"),
    ("#fbdde9", "#9b1b58"),
    ("#e6e4fb", "#463ba8"),
)
#: how a status is written, so that it is told without colour as well
_STATUS_STYLES: Mapping[Status, str] = {
    Status.OCCURRED: "font-weight:700",
    Status.THREATENED: "font-weight:700;font-style:italic",
    Status.DENIED: "text-decoration:line-through",
    Status.HISTORICAL: "color:#57606a",
}
#: the edge under evidence: whole for what happened, broken for the rest
_EDGES: Mapping[Status, str] = {
    Status.OCCURRED: "solid",
    Status.THREATENED: "dashed",
    Status.DENIED: "dotted",
    Status.HISTORICAL: "dotted",
}

#: characters of a sentence that are shown beside the rule that nearly fired in it
_LONGEST_WORDS = 240

_PAGE = template("""\
{%- macro cell(words, style="") -%}
<td style="padding:6px 10px 6px 0;border-top:1px solid #d8dee4;vertical-align:top;\
overflow-wrap:break-word;{{ style }}">\
<bdi>{{ words }}</bdi></td>
{%- endmacro -%}
{%- macro shown(pieces) -%}
{% for piece in pieces -%}
{% if piece.style %}<span style="{{ piece.style }}" title="{{ piece.told }}">{{ piece.text }}\
</span>{% else %}{{ piece.text }}{% endif -%}
{% for tag in piece.tags %}<sup style="font-size:11px;line-height:0;font-weight:700;\
color:{{ tag.ink }}">&nbsp;{{ tag.words }}</sup>{% endfor -%}
{% endfor -%}
{%- endmacro -%}
{%- macro head(names) -%}
<tr>{% for name in names %}<th align="left" style="padding:6px 10px 6px 0;font-size:12px;\
color:#57606a;white-space:nowrap">{{ name }}</th>{% endfor %}</tr>
{%- endmacro -%}
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{{ title }}</title>
</head>
<body style="margin:0;padding:24px 16px;background:#ffffff;color:#1f2328;\
font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:860px;margin:0 auto;overflow-wrap:break-word">
<p style="margin:0 0 4px;font-size:13px;color:#57606a">Score {{ score }} of 100 &nbsp;\u00b7&nbsp; \
language {{ language }} &nbsp;\u00b7&nbsp; {{ dated }}</p>
<h1 dir="auto" style="margin:0 0 12px;font-size:24px;line-height:31px">{{ shown(title_pieces) }}\
</h1>
<div dir="auto" style="font-size:17px;line-height:29px;white-space:pre-line">\
{{ shown(text_pieces) }}</div>
<h2 style="margin:24px 0 4px;font-size:16px">Signals</h2>
{% if rows %}
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-size:14px;\
line-height:20px;border-collapse:collapse">
{{ head(["signal", "status", "count", "probability", "seen by", "where", "evidence"]) }}
{% for row in rows %}
<tr>{{ cell(row.title, "color:" + row.ink + ";font-weight:700") }}\
{{ cell(row.status, row.style) }}{{ cell(row.count) }}{{ cell(row.probability) }}\
{{ cell(row.seen_by) }}{{ cell(row.where) }}{{ cell(row.evidence) }}</tr>
{% endfor %}
</table>
{% else %}
<p style="margin:0;font-size:14px">None.</p>
{% endif %}
<h2 style="margin:24px 0 4px;font-size:16px">Places</h2>
{% if places %}
<table width="100%" cellpadding="0" cellspacing="0" border="0" style="font-size:14px;\
line-height:20px;border-collapse:collapse">
{{ head(["place", "country", "division", "written", "happens here"]) }}
{% for row in places %}
<tr>{% for words in row %}{{ cell(words) }}{% endfor %}</tr>
{% endfor %}
</table>
{% else %}
<p style="margin:0;font-size:14px">None.</p>
{% endif %}
{% if misses %}
<h2 style="margin:24px 0 4px;font-size:16px">Rules that nearly fired</h2>
<ul style="margin:0;padding:0 0 0 20px;font-size:14px;line-height:20px">
{% for miss in misses %}<li><code>{{ miss.rule }}</code>, but for {{ miss.missing }}: \
<bdi>\u201c{{ miss.words }}\u201d</bdi></li>
{% endfor %}</ul>
{% endif %}
<p style="margin:24px 0 0;font-size:12px;line-height:18px;color:#57606a">Underlined in full: has \
happened. Dashed: threatened. Dotted: denied or past. Dotted grey: a place.</p>
</div>
</body>
</html>
""")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tag:
    """What stands after a piece of evidence."""

    words: str
    ink: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A stretch of the article, ready to be shown."""

    text: str
    #: CSS; empty for plain text
    style: str
    #: what a pointer held over it tells
    told: str
    tags: tuple[_Tag, ...]


class _Colouring:
    """The colours and words of an article's signals."""

    def __init__(self, signals: list[Signal], titles: Mapping[KindId, str]) -> None:
        self._signals = {signal.kind: signal for signal in reversed(signals)}
        self._titles = titles
        self._colours = {
            kind: _COLOURS[index % len(_COLOURS)]
            for index, kind in enumerate(dict.fromkeys(signal.kind for signal in signals))
        }

    def title(self, kind: KindId) -> str:
        return self._titles.get(kind, kind)

    def ink(self, kind: KindId) -> str:
        return self._colours[kind][1]

    def style(self, kinds: tuple[KindId, ...], *, place: bool) -> str:
        if not kinds:
            return "border-bottom:2px dotted #8c959f" if place else ""
        tint, ink = self._colours[kinds[0]]
        edge = _EDGES[self._signals[kinds[0]].status]
        weight = ";font-weight:700" if place else ""
        return f"background:{tint};border-bottom:2px {edge} {ink}{weight}"

    def told(self, kinds: tuple[KindId, ...]) -> str:
        return "; ".join(
            f"{self.title(kind)}, {self._signals[kind].status.value}" for kind in kinds
        )

    def tag(self, mark: Mark) -> _Tag:
        return _Tag(words=f"{self.title(mark.kind)} [{_seen(mark.rule)}]", ink=self.ink(mark.kind))


def page_of(article: Article, reading: Reading, titles: Mapping[KindId, str], least: float) -> str:
    """Give the HTML page of an article and its reading, of signals those of at least `least`."""
    signals = [signal for signal in reading.signals if signal.probability >= least]
    colouring = _Colouring(signals, titles)
    pieces = _pieces(article.body, reading, least, colouring)
    in_title, in_text = _parted(pieces, len(article.title))
    return _PAGE(
        title=article.title or "Article",
        title_pieces=in_title,
        text_pieces=in_text,
        score=f"{reading.score:.0f}",
        language=reading.language,
        dated=_dated(article),
        rows=[_row(signal, reading, colouring) for signal in signals],
        places=_places(reading),
        misses=_misses(article, reading),
    )


def _pieces(body: str, reading: Reading, least: float, colouring: _Colouring) -> list[_Piece]:
    return [
        _Piece(
            text=passage.text,
            style=colouring.style(passage.kinds, place=passage.place),
            told=colouring.told(passage.kinds),
            tags=tuple(dict.fromkeys(map(colouring.tag, passage.closes))),
        )
        for passage in passages(body, reading, least)
    ]


def _parted(pieces: list[_Piece], title: int) -> tuple[list[_Piece], list[_Piece]]:
    """Give the pieces of the title, which is `title` characters long, and those of the text."""
    before: list[_Piece] = []
    after: list[_Piece] = []
    start = 0
    for piece in pieces:
        kept = max(0, title - start)
        start += len(piece.text)
        if start <= title:
            before.append(piece)
            continue
        if kept:
            before.append(replace(piece, text=piece.text[:kept], tags=()))
        after.append(replace(piece, text=piece.text[kept:]))
    return before, after


def _row(signal: Signal, reading: Reading, colouring: _Colouring) -> Mapping[str, str]:
    piece = signal.evidence[0]
    model = reading.classified.get(signal.kind, 0.0)
    return {
        "title": colouring.title(signal.kind),
        "ink": colouring.ink(signal.kind),
        "status": signal.status.value,
        "style": _STATUS_STYLES[signal.status],
        "count": "" if signal.count is None else f"{signal.count:,}",
        "probability": f"{signal.probability:.2f}",
        "seen_by": f"{signal.seen_by.value}, classifier {model:.2f}",
        "where": ", ".join(dict.fromkeys(mention.place.name for mention in signal.where)),
        "evidence": f"{plain_line(piece.text)} [{_seen(piece.rule)}]",
    }


def _places(reading: Reading) -> list[tuple[str, ...]]:
    rows = [
        (
            mention.place.name,
            mention.place.country,
            mention.place.admin1 or "",
            plain_line(mention.text),
            "may" if mention.locates else "only spoken of",
        )
        for mention in reading.places
    ]
    return list(dict.fromkeys(rows))


def _misses(article: Article, reading: Reading) -> list[Mapping[str, str]]:
    return [
        {
            "rule": miss.rule,
            "missing": shorten(miss.missing, LONGEST_MISSING),
            "words": shorten(plain_line(article.body[miss.start : miss.end]), _LONGEST_WORDS),
        }
        for miss in reading.near_misses[:NEAR_MISSES]
    ]


def _seen(rule: RuleId | None) -> str:
    return rule or "classifier"


def _dated(article: Article) -> str:
    if article.date_confidence is DateConfidence.FIRST_SEEN:
        return "date not told"
    return f"published {article.published:%Y-%m-%d}"
