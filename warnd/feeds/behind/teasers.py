"""Tells which entries are only the beginning of an article, and which pages go on with them."""

import re
from html import escape, unescape

from warnd.model.entry import Entry

#: characters beyond which an entry tells enough by itself
LONGEST_TEASER = 1500
#: the share of an entry's words that its page must hold: titles are rewritten, articles are not
SHARE = 0.6
#: words of an entry that are looked for
MOST_WORDS = 60
#: letters of words that say something
SHORTEST_WORD = 4

_TAG = re.compile(r"<[^<>]{0,2000}>")
_WORD = re.compile(rf"\w{{{SHORTEST_WORD},}}")


def is_teaser(entry: Entry) -> bool:
    """Tell whether an entry has a page that may tell more than it does."""
    return bool(entry.link) and len(_plain(_told(entry))) <= LONGEST_TEASER


def goes_on(entry: Entry, page: str) -> bool:
    """Tell whether the text of a page is the article that an entry begins."""
    teaser = _plain(_told(entry))
    wanted = set(_words(f"{_plain(entry.title)} {teaser}")[:MOST_WORDS])
    if len(page) <= len(teaser) or not wanted:
        return False
    return len(wanted & set(_words(page))) >= SHARE * len(wanted)


def as_markup(text: str) -> str:
    """Give plain text as the markup that entries hold, a paragraph a line."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines() if line)


def _told(entry: Entry) -> str:
    return max(entry.content, entry.summary, key=len)


def _plain(markup: str) -> str:
    return unescape(_TAG.sub(" ", markup)).strip()


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
