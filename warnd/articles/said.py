"""The words of an entry: its title and its text, as a reader would see them."""

from typing import TypeAlias

from warnd.articles.markup import to_line, to_text
from warnd.model.entry import Entry

#: characters of a title that are kept; what is longer is a text in the wrong place
TITLE_AT_MOST = 1000

#: the title and the text of an entry, clean
Said: TypeAlias = tuple[str, str]


def said_by(entry: Entry) -> Said:
    """Give the title of an entry on one line, and its text without the title it may begin with."""
    title = to_line(entry.title)
    text = _without_title(_text(entry), title)
    if len(title) > TITLE_AT_MOST:
        return title[:TITLE_AT_MOST].rstrip(), f"{title}\n{text}".strip()
    return title, text


def _text(entry: Entry) -> str:
    """Give the longer of content and summary, which usually is the summary's continuation."""
    content, summary = to_text(entry.content), to_text(entry.summary)
    return content if len(content) >= len(summary) else summary


def _without_title(text: str, title: str) -> str:
    """Give a text without the title it may begin with, which would be read twice."""
    first, _, rest = text.partition("\n")
    if title and first.casefold().rstrip(" .") == title.casefold().rstrip(" ."):
        return rest
    return text
