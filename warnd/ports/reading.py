"""What reads an article: a language, a classifier, a gazetteer, and all of them together."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from warnd.model.article import Article
from warnd.model.grammar import Grammar
from warnd.model.identifiers import (
    KindId,
)
from warnd.model.place import Place, PlaceMention
from warnd.model.reading import Reading
from warnd.model.sentence import Sentence


class Language(Protocol):
    """One language: how its texts become sentences of normalised words."""

    @property
    def code(self) -> str:
        """Its ISO 639-1 code."""
        ...

    @property
    def grammar(self) -> Grammar:
        """The small words that say what is past, feared, counted or told aside."""
        ...

    def sentences(self, title: str, text: str) -> tuple[Sentence, ...]:
        r"""Give the sentences of `title + "\n" + text`, the title first when it is not empty."""
        ...

    def fold(self, word: str) -> str:
        """Give one word as it stands in `Sentence.words`."""
        ...

    def form(self, word: str) -> str:
        """Give one word as it stands in `Sentence.forms`."""
        ...


class Classifier(Protocol):
    """Tells the probability of each kind for sentences."""

    @property
    def kinds(self) -> tuple[KindId, ...]:
        """The kinds of the columns of `probabilities`."""
        ...

    def probabilities(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Give calibrated probabilities, shape `(n_sentences, n_kinds)`, each 0 to 1."""
        ...


class Gazetteer(Protocol):
    """Knows places by name."""

    def mentions(self, body: str, language: str) -> tuple[PlaceMention, ...]:
        """Give the places that `body` names, in order, namesakes settled by context."""
        ...

    def find(self, name: str) -> tuple[Place, ...]:
        """Give every place of that name, largest first."""
        ...

    def division_name(self, code: str) -> str | None:
        """Give the name of an ISO 3166-2 division, None when it is not known."""
        ...

    def country_name(self, code: str) -> str | None:
        """Give the name of an ISO 3166-1 alpha-2 country, None when it is not known."""
        ...

    def countries(self) -> tuple[tuple[str, str], ...]:
        """Give code and name of every country, by code."""
        ...

    def divisions(self) -> tuple[tuple[str, str, str], ...]:
        """Give code, name and country of every first-level division, by code."""
        ...


class ArticleReader(Protocol):
    """Reads articles for signals."""

    def read(self, article: Article) -> Reading:
        """Give the signals and places of one article."""
        ...
