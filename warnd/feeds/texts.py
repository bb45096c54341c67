"""How much of an entry's texts is kept. Imports nothing, so that parent and child share it."""

#: characters of markup kept of one text; a text beyond it keeps its head and its tail. Tags are
#: taken out later, and what is then beyond 64 kB is cut once more: this leaves room for the tags
TEXT_AT_MOST = 262_144
#: characters kept of an id, a link, a date or a name
LONGEST_VALUE = 4096
#: entries kept of one document
ENTRIES_AT_MOST = 10_000


def ends(text: str) -> str:
    """Give a text, or the head and the tail of one that is longer than is kept."""
    if len(text) <= TEXT_AT_MOST:
        return text
    half = TEXT_AT_MOST // 2
    return f"{text[:half]}\n\n{text[-half:]}"
