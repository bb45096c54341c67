"""Incoming articles: cleaned, and known by which keys."""

from dataclasses import dataclass

from warnd.model.article import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One article on its way in."""

    article: Article
    #: the identity keys that its feed will know it by
    keys: tuple[str, ...]
    #: whether it may alert; False for a feed's baseline and for what is old on first sight
    alerts: bool
