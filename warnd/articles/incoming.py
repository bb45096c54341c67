"""Incoming articles: cleaned, and known by which keys."""

from dataclasses import dataclass

from warnd.articles.sketch import Sketch
from warnd.model.article import Article
from warnd.model.identifiers import ArticleId


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """One article on its way in."""

    article: Article
    #: the identity keys that its feed will know it by
    keys: tuple[str, ...]
    #: whether it may alert; False for a feed's baseline and for what is old on first sight
    alerts: bool
    #: what it is compared by; None until somebody compares it
    sketch: Sketch | None = None
    #: whether it is known, and says something else now
    revises: bool = False
    #: the articles that it takes the place of
    replaces: tuple[ArticleId, ...] = ()
    #: whether it takes them back, and says nothing itself
    cancels: bool = False
