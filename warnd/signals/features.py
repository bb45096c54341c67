"""Sentences as features: words, their pairs, pieces and concepts, names and numbers masked."""

import re
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from typing import TypeVar

from warnd.model.classifier import Concept
from warnd.signals.concepts import MASK_SIGN, Lexicon, concept_features
from warnd.signals.languages.memory import Remembered

#: A number with its separators, or a word with what follows its apostrophe. Most words are plain
#: letters before a space or comma; these are tried first, since they are read in half the time.
_TOKEN = re.compile(r"[A-Za-z]++(?=[ ,\n])|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")
_ItemT = TypeVar("_ItemT")

_APOSTROPHES = str.maketrans("’ʼ‘", "'''")

#: stands for a run of names: who and where must not tell what happened
NAME = "<name>"
#: stands for a number
NUMBER = "<number>"

#: begins a piece of a word, and no word
PIECE_SIGN = "#"
#: what is longer is no word, and is cut
_LONGEST_WORD = 40
#: letters in a piece of a word: with fours alone a model is as good as with threes to fives
_PIECE = 4


def pieces_of(word: str) -> list[str]:
    """Give the pieces of a word, its ends marked by spaces, each after PIECE_SIGN."""
    marked = f" {word} "
    return [
        f"{PIECE_SIGN}{marked[start : start + _PIECE]}" for start in range(len(marked) - _PIECE + 1)
    ]


def word_features(token: str) -> list[str]:
    """Give a token and its pieces; what is masked has none."""
    return [token] if token.startswith(MASK_SIGN) else [token, *pieces_of(token)]


def pairs_of(tokens: Sequence[str]) -> list[str]:
    """Give each two neighbours, a space between them."""
    return [f"{first} {second}" for first, second in pairwise(tokens)]


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Give the words that stand in small letters somewhere in `texts`."""
    tokens = {_cut(token) for text in texts for token in words_of(text)}
    return frozenset(token for token in tokens if token.islower())


class Analyzer:
    """Gives the features of sentences; `known` are words that a capital does not make names."""

    def __init__(self, known: frozenset[str], concepts: Sequence[Concept]) -> None:
        self.lexicon = Lexicon(concepts)
        self._known = known | self.lexicon.words
        self._token = Remembered(self.token)

    def tokens(self, sentence: str) -> list[str]:
        """Give the words in small letters, names and numbers masked."""
        return without_runs([self._token[word] for word in words_of(sentence)], NAME)

    def features_of(self, sentence: str) -> list[str]:
        """Give all features, each as often as it occurs."""
        tokens = self.tokens(sentence)
        words = chain.from_iterable(map(word_features, tokens))
        concepts = concept_features(self.lexicon.of_tokens(tokens))
        return [*words, *pairs_of(tokens), *concepts]

    def token(self, word: str) -> str:
        """Give a word or number of a text in small letters, a name or number masked."""
        if word[0].isdigit():
            return NUMBER
        cut = _cut(word)
        small = cut.lower()
        if cut == small:
            return cut
        return self.lexicon.names.get(small) or (small if small in self._known else NAME)


def without_runs(items: list[_ItemT], name: _ItemT) -> list[_ItemT]:
    """Give the items with a run of `name`, the same object, as one: a name of three is one name."""
    if name not in items:
        return items
    first = items[:1]
    return first + [
        item for before, item in pairwise(items) if item is not name or before is not name
    ]


def words_of(text: str) -> list[str]:
    """Give the words and numbers of a text as they stand."""
    return _TOKEN.findall(text if text.isascii() else text.translate(_APOSTROPHES))


def _cut(token: str) -> str:
    return token.removesuffix("'s")[:_LONGEST_WORD]
