"""Markup to clean text: what a reader would see, and nothing that could act.

Feeds hold fragments, damaged as often as not, so this is a scanner and no HTML parser; a feed that
names no tags passes through it unharmed. Every pattern takes time linear in the markup.
"""

import re
from html import unescape
from unicodedata import normalize

#: characters of markup that are looked at; more keeps its head and its tail
MARKUP_AT_MOST = 1_000_000
#: characters of text that are kept: beyond it the head and the tail, where news says what it is
#: and where it comes from
TEXT_AT_MOST = 65_536

#: elements that end a line; every other element is inline and leaves no gap
# fmt: off
BLOCKS = frozenset({
    "address", "article", "aside", "audio", "blockquote", "body", "br", "caption", "center", "dd",
    "details", "dialog", "div", "dl", "dt", "embed", "fieldset", "figcaption", "figure", "footer",
    "form", "frame", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe",
    "legend", "li", "main", "menu", "nav", "object", "ol", "option", "p", "pre", "section",
    "select", "summary", "svg", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul",
    "video",
})
# fmt: on
#: elements whose content nobody reads
UNREAD = frozenset({"script", "style"})

#: a tag, its quoted values first so that a `>` within them does not end it. The repeated group
#: gives back nothing that could match again, so it is linear; it is not possessive, because Pythons
#: before 3.11.5 keep what a failed turn of such a group consumed. A thousand values at most bound
#: its memory
TAG = re.compile(
    r"<(/?)([A-Za-z][A-Za-z0-9:-]*+)"
    r"(?:[^<>\"']*+(?:(?:\"[^\"<]*+\"|'[^'<]*+')[^<>\"']*+){0,1000}>|[^<>]*+(?:>|\Z))"
)
#: what begins a stretch that is no text, and what ends it
DECLARATION = re.compile(r"<(?:!--|!\[CDATA\[|[!?])")
ENDS = {"<!--": "-->", "<![CDATA[": "", "<!": ">", "<?": ">"}
#: a tag that was escaped twice: nobody writes these in news
ESCAPED_TAG = re.compile(
    r"</(?:p|a|b|i|em|strong|div|span|li|ul|h[1-6])>|<(?:br|p|img|a|div)[\s/>]"
)
#: an entity that was escaped twice
ESCAPED_ENTITY = re.compile(r"&(?:#[0-9]{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,31});")
#: numeric references too long to mean a character; Python refuses to read the longest ones
ENDLESS_REFERENCE = re.compile(r"&#[xX]?[0-9a-fA-F]{8,}+;?")

#: characters that end a line
LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
#: characters that nobody sees and that hide words from readers and rules alike: controls, soft
#: hyphen, zero-width, bidirectional and format controls, variation selectors, surrogates,
#: noncharacters, tags; and the strokes that strike a word through letter by letter
UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u0335-\u0337\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef\ufe00-\ufe0f\ufeff"
    "\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
#: characters that look like a space and are none: the blank of Braille, fillers of Hangul
BLANKS = re.compile("[\u2800\u3164\uffa0]")
#: a row of marks or symbols that no language writes (marks are no `\\w`): sorting a long stack of
#: marks takes time quadratic in its length
_MARK = r"[^\x00-\u02ff\w\s]"
STACKED_MARKS = re.compile(rf"({_MARK}{_MARK}{{7}}){_MARK}++")  # one first: it is found faster
#: the end of a line in running text: no sentence ends before it and no item begins behind it
WRAPPED = re.compile(r"(?<![.!?:;…؟。»”\"'\n]) ?\r?\n(?=[ \t]*[^\s\-*•·–—0-9])")
#: spaces other than the single plain one, which is most of them
SPACES = re.compile(r" [^\S\n]++|[^\S\n ][^\S\n]*+")
LINES = re.compile(r" ?\n[ \n]*")
#: what a text must hold for any of these to change it: few do
UNTIDY = re.compile(
    rf"[{UNSEEN.pattern[1:-1]}{BLANKS.pattern[1:-1]}\t\v\f\r\x1c-\x1f\x85"
    "\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]"
)
GAPS = re.compile(r" \n|\n[ \n]")


def to_text(markup: str) -> str:
    """Give the text of some markup: clean NFC, a line a paragraph, without blank lines.

    At most `TEXT_AT_MOST` characters; a longer text keeps its head and its tail.
    """
    if not markup:
        return ""
    text = _unescaped(_stripped(_ends(markup, MARKUP_AT_MOST)))
    if "<" in text and ESCAPED_TAG.search(text):
        text = _unescaped(_stripped(text))
    if "&" in text and ESCAPED_ENTITY.search(text):
        text = _unescaped(text)
    return _ends(_tidy(text), TEXT_AT_MOST)


def to_line(markup: str) -> str:
    """Give the text of some markup on one line, as a title wants it."""
    return to_text(markup).replace("\n", " ")


def _ends(text: str, most: int) -> str:
    """Give a text, or when it is longer than `most` its head and its tail on two lines."""
    if len(text) <= most:
        return text
    half = most // 2 - 1
    return f"{text[:half].rstrip()}\n{text[-half:].lstrip()}"


def _stripped(markup: str) -> str:
    """Give markup without tags, declarations and what stands between unread tags."""
    if "<" not in markup:
        return _rewrapped(markup)
    rest = _without_declarations(markup) if DECLARATION.search(markup) else markup
    return _without_tags(rest) if TAG.search(rest) else _rewrapped(rest)


def _without_declarations(markup: str) -> str:
    """Give markup without comments, declarations and instructions; one that never ends stays."""
    kept, position = [], 0
    while found := DECLARATION.search(markup, position):
        kept.append(markup[position : found.start()])
        closing = ENDS[found.group()]
        end = markup.find(closing, found.end())
        position = found.end() if end < 0 else end + len(closing)
        if end < 0:
            break
    kept.append(markup[position:])
    return "".join(kept).replace("]]>", "")


def _without_tags(markup: str) -> str:
    """Give the text between tags, a line's end where a block begins or ends."""
    first, *rest = TAG.split(
        LINE_ENDS.sub(" ", markup).replace("\n", " ")
    )  # text, then slash, name, text, slash, ...
    kept, unread = [first], ""
    for slash, tag, text in zip(rest[0::3], rest[1::3], rest[2::3], strict=True):
        name = tag.lower()
        if name in UNREAD:
            unread = "" if slash and name == unread else unread or ("" if slash else name)
        if not unread:
            kept.append("\n" + text if name in BLOCKS else text)
    return "".join(kept)


def _rewrapped(text: str) -> str:
    """Give text without tags with its lines joined again where only its width ended them."""
    return WRAPPED.sub(" ", text) if "\n" in text else text


def _unescaped(text: str) -> str:
    return unescape(ENDLESS_REFERENCE.sub(" ", text)) if "&" in text else text


def _tidy(text: str) -> str:
    """Give text in NFC, without unseen characters, spaces and lines folded."""
    if _is_tidy(text):
        return _normal(text).strip()
    seen = UNSEEN.sub("", LINE_ENDS.sub("\n", text))
    return LINES.sub("\n", SPACES.sub(" ", _normal(seen))).strip()


def _is_tidy(text: str) -> bool:
    """Tell whether no pattern of `_tidy` changes a text."""
    if "  " in text:
        return False
    if text.isascii() and text.isprintable():  # most texts, told forty times as fast
        return True
    return not (UNTIDY.search(text) or ("\n" in text and GAPS.search(text)))


def _normal(text: str) -> str:
    if text.isascii():
        return text
    return normalize("NFC", STACKED_MARKS.sub(r"\1", BLANKS.sub(" ", text)))
