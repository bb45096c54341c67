"""Entries that warnd failed to read."""

from dataclasses import dataclass

from warnd.model.identifiers import ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An entry that warnd failed to read: a fault of ours, to be told; it may come again."""

    #: what it is known by
    entry: str
    #: what went wrong
    error: Exception
    #: the article it would have become; None when it did not come so far
    article: ArticleId | None = None
