"""What becomes of the texts of an entry: how they are mended, and how much of them is kept."""

import re
from contextlib import suppress
from html import escape

#: characters of markup kept of one text; a text beyond it keeps its head and its tail. Tags are
#: taken out later, and what is then beyond 64 kB is cut once more: this leaves room for the tags
TEXT_AT_MOST = 262_144
#: characters kept of an id, a link, a date or a name
LONGEST_VALUE = 4096
#: entries kept of one document
ENTRIES_AT_MOST = 10_000
#: types of texts that are known for sure, as feedparser names them
TYPES = {
    "text": "text/plain",
    "plain": "text/plain",
    "text/plain": "text/plain",
    "html": "text/html",
    "text/html": "text/html",
}
#: characters of Windows-1252 that were taken for control codes
CONTROLS = re.compile("[\x80-\x9f]")
WINDOWS = {
    code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)
}


def ends(text: str) -> str:
    """Give a text, or the head and the tail of one that is longer than is kept."""
    if len(text) <= TEXT_AT_MOST:
        return text
    half = TEXT_AT_MOST // 2
    return f"{text[:half]}\n\n{text[-half:]}"


def settled(text: str) -> str:
    """Give a text without space at its ends, and mended."""
    return mended(text.strip())


def mended(text: str) -> str:
    """Give a text with what two common errors of encoding did to it undone."""
    if text.isascii():
        return text
    with suppress(UnicodeError):
        text = text.encode("iso-8859-1").decode("utf-8")
    return text.translate(WINDOWS) if CONTROLS.search(text) else text


def as_markup(text: str, type_: str, *, plain: bool) -> str:
    """Give a text as markup; `plain` says that its format means plain text by `text/plain`."""
    return escape(text, quote=False) if plain and type_ == "text/plain" else text
