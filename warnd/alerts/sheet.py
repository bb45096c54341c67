"""A plain HTML page for mail: what is no single alert, such as a notice or a digest.

One self-contained document: inline styles, nothing loaded from anywhere, everything escaped by the
template engine.
"""

from dataclasses import dataclass

from warnd.alerts.links import Link
from warnd.alerts.templates import LOOKS, Look
from warnd.model.level import Level
from warnd.pages import template
from warnd.phrasebook import Phrasebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a sheet."""

    #: the words, clean
    words: str
    #: where they lead; None when nowhere
    link: Link | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Lines under a heading."""

    #: in capitals; empty for none
    heading: str = ""
    lines: tuple[Line, ...]
    #: how grave it looks; None for what has no level
    look: Look | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is told, before it takes a form."""

    #: the one line that says it
    headline: str
    #: how grave it is
    level: Level
    #: the words of the language it is told in
    book: Phrasebook
    #: what is told, in order
    parts: tuple[Part, ...]


PAGE = """\
{%- macro said(line, weight, shape) -%}
<p style="margin:0 0 4px;font-size:16px;line-height:23px;font-weight:{{ weight }}">\
{% if shape %}<span style="color:{{ shape.band }}">{{ shape.shape }}</span>&nbsp; {% endif %}\
<bdi>{{ line.words }}</bdi>\
{% if line.link %}<br><a href="{{ line.link.href }}" rel="noopener noreferrer" dir="ltr" \
style="color:#0b57a4;font-weight:400"><bdi>{{ line.link.host }}</bdi></a>{% endif %}</p>
{%- endmacro -%}
<!DOCTYPE html>
<html lang="{{ sheet.book.language }}" dir="{{ sheet.book.direction }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{{ sheet.headline }}</title>
</head>
<body style="margin:0;padding:0;background:#eef0f2;color:#1f2328;\
font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
bgcolor="#ffffff" style="max-width:640px;margin:0 auto;background:#ffffff;\
table-layout:fixed;overflow-wrap:anywhere;word-break:break-word">
<tr><td bgcolor="{{ look.band }}" style="background:{{ look.band }};color:{{ look.ink }};\
padding:20px 24px">
<h1 style="margin:0;font-size:20px;line-height:27px;font-weight:700">\
{{ look.shape }}&nbsp; <bdi>{{ sheet.headline }}</bdi></h1>
</td></tr>
{% for part in sheet.parts %}
<tr><td style="padding:18px 24px 0">
{% if part.heading %}
<p style="margin:0 0 6px;font-size:12px;line-height:16px;font-weight:700;color:#57606a">\
{{ part.heading }}</p>
{% endif %}
{% if part.look %}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>\
<td bgcolor="{{ part.look.tint }}" style="background:{{ part.look.tint }};\
border-{{ start }}:4px solid {{ part.look.band }};padding:8px 12px">
{% for line in part.lines %}
{{ said(line, 700 if loop.first else 400, part.look if loop.first else none) }}
{% endfor %}
</td></tr></table>
{% else %}
{% for line in part.lines %}
{{ said(line, 400, none) }}
{% endfor %}
{% endif %}
</td></tr>
{% endfor %}
<tr><td height="24" style="height:24px;font-size:0;line-height:0"></td></tr>
</table>
</body>
</html>
"""

_PAGE = template(PAGE)


def text_of_sheet(sheet: Sheet) -> str:
    """Give the text: paragraphs apart by empty lines, addresses on lines of their own."""
    return "\n\n".join((sheet.headline, *(_paragraph(part) for part in sheet.parts)))


def page_of_sheet(sheet: Sheet) -> str:
    """Give the HTML document."""
    start = "right" if sheet.book.direction == "rtl" else "left"
    return _PAGE(sheet=sheet, look=LOOKS[sheet.level], start=start)


def _paragraph(part: Part) -> str:
    lines = [part.heading] if part.heading else []
    for line in part.lines:
        lines.append(line.words)
        lines += [line.link.href] if line.link else []
    return "\n".join(lines)
