"""An alert as an HTML page for mail.

One self-contained document: tables and inline styles, since mail clients drop the rest; nothing
is loaded from anywhere. Everything is escaped by the template engine. What may run the other way
than the page (names, places, quotes, links) stands in an element of its own direction.
"""

from dataclasses import dataclass
from typing import Any

from warnd.alerts.account import Account
from warnd.alerts.phrases import capital, coming, marked_label, opening, origins, stands_by
from warnd.model.alert import AlertReason
from warnd.model.level import Level
from warnd.model.notification import Picture
from warnd.pages import template
from warnd.phrasebook import Phrasebook, direction_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a level is shown: by word, colour and shape, so that none is needed alone."""

    #: the band's colour, and the ink on it, at least 4.5:1 in contrast
    band: str
    ink: str
    #: a tint of the colour for what has happened
    tint: str
    #: a shape of its own
    shape: str


LOOKS = {
    Level.CALM: Look(band="#1b6e3c", ink="#ffffff", tint="#eaf4ee", shape="\u25cf"),
    Level.WATCH: Look(band="#f2b705", ink="#201a00", tint="#fff8e1", shape="\u25c6"),
    Level.WARNING: Look(band="#b93c0a", ink="#ffffff", tint="#fdefe8", shape="\u25b2"),
    Level.EMERGENCY: Look(band="#8a0f1e", ink="#ffffff", tint="#fbeaec", shape="\u25a0"),
}

#: what is neither calm nor tense: nobody may take it for an all-clear
OPEN = Look(band="#57606a", ink="#ffffff", tint="#f6f8fa", shape="\u25cb")
#: reasons after which nobody knows how things stand
UNKNOWN = frozenset({AlertReason.EXPIRED, AlertReason.CANCELLED})
#: facts shown large; those after them take a line each, so that what is threatened is on the first
#: two screens of a telephone
LARGE = 4
#: pixels of the letters that name the levels: a quarter of a telephone is 97 pixels wide
STRIP_PX, SMALL_STRIP_PX = 12, 10
#: letters of a word that find room there in the larger size
LONGEST_IN_STRIP = 11
#: the edge of what an alert that ended was about
PAST = "#8c959f"

PAGE = """\
{%- macro heading(words) -%}
<p style="margin:0 0 6px;font-size:12px;line-height:16px;font-weight:700;{{ spaced }}\
color:#57606a">{{ words }}</p>
{%- endmacro -%}
{%- macro facts(rows, words, edge, ground) -%}
{% if rows %}
<tr><td style="padding:20px 24px 0">{{ heading(words) }}
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
{% for fact in rows %}
<tr><td bgcolor="{{ ground }}" style="background:{{ ground }};border-{{ start }}:4px {{ edge }};\
padding:{{ "8px 12px" if loop.index <= large else "4px 12px" }}">
{% if loop.index > large %}
<p style="margin:0;font-size:14px;line-height:20px"><strong>{{ capital(fact.title) }}</strong>\
{% if fact.size %} &nbsp;<bdi>{{ fact.size.words }}</bdi>{% endif %}\
{% if fact.mark %} &nbsp;<em>{{ fact.mark }}</em>{% endif %}\
<span style="color:#4a5159"> &nbsp;\u00b7&nbsp; {% if fact.places %}\
<bdi dir="{{ way }}">{{ fact.places }}</bdi> &nbsp;\u00b7&nbsp; {% endif %}\
<bdi dir="{{ way }}">{{ fact.said_by }}</bdi></span></p>
{% else %}
<p style="margin:0;font-size:17px;line-height:23px"><strong>{{ capital(fact.title) }}</strong>\
{% if fact.size %} &nbsp;<bdi>{{ fact.size.words }}</bdi>{% endif %}\
{% if fact.mark %} &nbsp;<em>{{ fact.mark }}</em>{% endif %}</p>
<p style="margin:0;font-size:14px;line-height:20px;color:#4a5159">\
{% if fact.places %}<bdi dir="{{ way }}">{{ fact.places }}</bdi> &nbsp;\u00b7&nbsp; {% endif %}\
<bdi dir="{{ way }}">{{ fact.said_by }}</bdi></p>
{% endif %}
</td></tr>
{% if not loop.last %}
<tr><td height="2" style="height:2px;font-size:0;line-height:0"></td></tr>
{% endif %}
{% endfor %}
</table></td></tr>
{% endif %}
{%- endmacro -%}
{%- macro listed(lines, words) -%}
{% if lines %}
<tr><td style="padding:20px 24px 0">{{ heading(words) }}
<ul style="margin:0;padding:0;padding-{{ start }}:20px;font-size:15px;line-height:22px">
{% for line in lines %}<li style="margin:0 0 2px">{{ line }}</li>
{% endfor %}</ul></td></tr>
{% endif %}
{%- endmacro -%}
<!DOCTYPE html>
<html lang="{{ account.book.language }}" dir="{{ way }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<title>{{ headline }}</title>
</head>
<body style="margin:0;padding:0;background:#eef0f2;color:#1f2328;\
font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
bgcolor="#eef0f2" style="background:#eef0f2"><tr><td align="center" style="padding:0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" \
bgcolor="#ffffff" style="max-width:640px;background:#ffffff;text-align:{{ start }};\
table-layout:fixed;overflow-wrap:anywhere;word-break:break-word">
<tr><td bgcolor="{{ look.band }}" style="background:{{ look.band }};color:{{ look.ink }};\
padding:20px 24px">
<p style="margin:0;font-size:15px;line-height:20px;font-weight:700;{{ spaced }}">\
{{ look.shape }}&nbsp; {{ label }}</p>
<h1 style="margin:6px 0 0;font-size:26px;line-height:32px;font-weight:700">\
<bdi dir="{{ way }}">{{ account.place }}\
</bdi></h1>
<p style="margin:6px 0 0;font-size:14px;line-height:20px">{{ account.at }}</p>
</td></tr>
<tr><td style="padding:0">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>
{% for level, each in looks %}
<td width="25%" align="center" bgcolor="{{ each.tint if level == stands else '#f6f8fa' }}" \
style="padding:7px 2px;font-size:{{ strip_px }}px;line-height:16px;border-bottom:3px solid \
{{ each.band if level == stands else '#d0d7de' }};\
background:{{ each.tint if level == stands else '#f6f8fa' }};\
color:{{ '#1f2328' if level == stands else '#57606a' }};\
font-weight:{{ 700 if level == stands else 400 }}">\
{{ each.shape }} {{ account.book.levels[level] }}</td>
{% endfor %}
</tr></table></td></tr>
<tr><td style="padding:18px 24px 0">
<p style="margin:0;font-size:17px;line-height:24px">{{ opening }}</p>
{% if coming %}
<p style="margin:6px 0 0;font-size:15px;line-height:22px;color:#57606a">{{ coming }}</p>
{% endif %}
{% if version.possible_test %}
<p style="margin:6px 0 0;font-size:15px;line-height:22px"><strong>{{ say("test") }}</strong></p>
{% endif %}
{% if account.delayed %}
<p style="margin:6px 0 0;font-size:15px;line-height:22px"><strong>\
{{ say("late", delayed=account.delayed) }}</strong></p>
{% endif %}
{% if account.repeat %}
<p style="margin:6px 0 0;font-size:14px;line-height:20px;color:#57606a">{{ account.repeat }}</p>
{% endif %}
</td></tr>
{% if picture %}
<tr><td style="padding:16px 24px 0">
<img src="cid:{{ picture.name }}" alt="{{ picture.told }}" width="592" \
style="display:block;width:100%;max-width:592px;height:auto;border:0;font-size:13px;\
line-height:19px;color:#57606a">
</td></tr>
{% endif %}
{{ listed(account.earlier, say("heading.earlier")) }}
{% if account.changes_first %}{{ listed(account.changes, changed) }}{% endif %}
{{ facts(account.happened, say("heading.happened" + over),
         "solid " + edge, "#f6f8fa" if account.over else look.tint) }}
{{ facts(account.threatened, say("heading.threatened" + over),
         "dashed " + edge, "#f6f8fa") }}
{{ facts(account.calming, say("heading.calming"), "solid " + calm.band, calm.tint) }}
{{ listed(account.also, say("heading.also")) }}
{% if not account.changes_first %}{{ listed(account.changes, changed) }}{% endif %}
{% if account.answers %}
<tr><td style="padding:22px 24px 0">
{% for answer in account.answers %}
<a href="{{ answer.url }}" rel="noopener noreferrer" style="display:inline-block;\
margin:0 0 8px;margin-{{ end }}:8px;padding:11px 18px;border:1px solid #0b57a4;border-radius:4px;\
font-size:16px;line-height:22px;font-weight:700;text-decoration:none;\
{{ "background:#0b57a4;color:#ffffff" if loop.first else "background:#ffffff;color:#0b57a4" }}">\
{{ say("answer." ~ answer.purpose) }}</a>
{% endfor %}
</td></tr>
{% endif %}
{% if account.quotes %}
<tr><td style="padding:20px 24px 0">{{ heading(say("heading.quotes")) }}
{% for quote in account.quotes %}
<blockquote style="margin:0 0 14px;padding:0">
<p dir="{{ direction_of(quote.language) }}"{% if quote.language %} lang="{{ quote.language }}"\
{% endif %} style="margin:0;font-size:17px;line-height:25px">\
{{ say("quote", text=quote.text) }}</p>
<p style="margin:3px 0 0;font-size:13px;line-height:19px;color:#57606a">\
<strong><bdi>{{ quote.voice.name }}</bdi></strong>{{ say("comma") }}{{ quote.at }}\
{% if quote.language_name %}{{ say("comma") }}\
{{ say("quote.language", language=quote.language_name) }}{% endif %}</p>
{% if quote.title %}
<p dir="auto" style="margin:0;font-size:13px;line-height:19px;color:#57606a">{{ quote.title }}</p>
{% endif %}
{% if quote.link %}
<p style="margin:2px 0 0;font-size:15px;line-height:24px"><a href="{{ quote.link.href }}" \
rel="noopener noreferrer" dir="ltr" style="color:#0b57a4"><bdi>{{ quote.link.host }}</bdi></a></p>
{% endif %}
</blockquote>
{% endfor %}
</td></tr>
{% endif %}
{% if account.voices %}
<tr><td style="padding:10px 24px 0">{{ heading(say("heading.voices")) }}
<p style="margin:0 0 6px;font-size:15px;line-height:22px">{{ origins }}</p>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
{% for voice in account.voices %}
<tr><td style="padding:6px 0;padding-{{ end }}:12px;border-top:1px solid #d8dee4;font-size:15px;\
line-height:21px"><bdi>{{ voice.name }}</bdi>{% if voice.party %}<br>\
<strong style="font-size:13px;color:#8a0f1e">\
{{ say("party") }}</strong>{% endif %}</td>
<td align="{{ end }}" width="45%" style="padding:6px 0;border-top:1px solid #d8dee4;font-size:13px;\
line-height:21px;color:#57606a"><strong style="color:#1f2328">{{ voice.grade }}</strong>&nbsp; \
{{ voice.meaning }}</td></tr>
{% endfor %}
</table></td></tr>
{% endif %}
{% if not account.over %}{{ listed(account.reasons, say("heading.reasons")) }}{% endif %}
{% if account.notes %}
<tr><td style="padding:20px 24px 0">{{ heading(say("heading.notes")) }}
<ul style="margin:0;padding:0;padding-{{ start }}:20px;font-size:14px;\
line-height:21px;color:#4a5159">
{% for fact in account.notes %}
<li>{{ capital(fact.title) }}{{ say("comma") }}<em>{{ fact.mark }}</em>: \
<bdi dir="{{ way }}">{{ fact.said_by }}</bdi></li>
{% endfor %}
</ul></td></tr>
{% endif %}
<tr><td style="padding:20px 24px 24px">
<p style="margin:0;padding:12px 0 0;border-top:1px solid #d8dee4;font-size:12px;line-height:18px;\
color:#57606a">{{ foot }}{% if account.since %} {{ say("since", at=account.since) }}{% endif %}</p>
</td></tr>
</table></td></tr></table>
</body>
</html>
"""


_PAGE = template(PAGE)


def page_of(account: Account, headline: str, picture: Picture | None = None) -> str:
    """Give the HTML document of an alert, with the course of its index as `picture`."""
    version, book = account.version, account.book
    return _PAGE(
        account=account,
        version=version,
        headline=headline,
        picture=picture,
        label=marked_label(version, book),
        say=book.say,
        over=".over" if account.over else "",
        changed=book.say("heading.changes", version=version.version - 1),
        large=LARGE,
        opening=opening(account),
        coming=coming(account),
        origins=origins(account),
        foot=stands_by(account),
        capital=capital,
        direction_of=direction_of,
        **_colours(account),
        **_directions(book),
    )


def _colours(account: Account) -> dict[str, Any]:
    """Give how grave the page looks."""
    version = account.version
    is_open = version.reason in UNKNOWN
    return {
        "look": OPEN if is_open else LOOKS[version.level],
        "stands": None if is_open else version.level,
        # What is over is not shown in the green of the calm that followed it.
        "edge": PAST if account.over else LOOKS[version.level].band,
        "calm": LOOKS[Level.CALM],
        "looks": list(LOOKS.items()),
    }


def _directions(book: Phrasebook) -> dict[str, Any]:
    """Give which way the page runs, and what follows from how its letters are written."""
    leftward = book.direction == "rtl"
    longest = max(len(word) for level in Level for word in book.levels[level].split())
    return {
        # A list of names runs as the page does, each name within it as its letters do.
        "way": book.direction,
        "strip_px": STRIP_PX if longest <= LONGEST_IN_STRIP else SMALL_STRIP_PX,
        # Old mail clients know left and right, and nothing of start and end.
        "start": "right" if leftward else "left",
        "end": "left" if leftward else "right",
        # Letters that join must not be spaced.
        "spaced": "" if leftward else "letter-spacing:.06em;",
    }
