"""Sentences as features: words, their pairs, pieces and concepts, names and numbers masked."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from warnd.model.classifier import Concept
from warnd.signals.concepts import Lexicon, concept_features

#: A number with its separators, or a word with what follows its apostrophe.
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)?")
_APOSTROPHES = str.maketrans("’ʼ‘`", "''''")

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


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Give the words that stand in small letters somewhere in `texts`."""
    return frozenset(token for text in texts for token in _tokens(text) if token.islower())


class Analyzer:
    """Gives the features of sentences; `known` are words that a capital does not make names."""

    def __init__(self, known: frozenset[str], concepts: Iterable[Concept]) -> None:
        self._known = known
        self.lexicon = Lexicon(concepts)

    def tokens(self, sentence: str) -> list[str]:
        """Give the words in small letters, names and numbers masked."""
        found: list[str] = []
        for token in _tokens(sentence):
            word = self._masked(token)
            if word is not NAME or not found or found[-1] is not NAME:
                found.append(word)
        return found

    def features_of(self, sentence: str) -> list[str]:
        """Give all features, each as often as it occurs."""
        tokens = self.tokens(sentence)
        features = [*tokens, *pairs_of(tokens)]
        for token in tokens:
            if token is not NAME and token is not NUMBER:
                features += pieces_of(token)
        return features + concept_features(self.lexicon.of_tokens(tokens))

    def _masked(self, token: str) -> str:
        if token[0].isdigit():
            return NUMBER
        small = token.lower()
        return small if token == small or small in self._known else NAME


def pairs_of(tokens: Sequence[str]) -> list[str]:
    """Give each two neighbours, a space between them."""
    return [f"{first} {second}" for first, second in pairwise(tokens)]


def _tokens(text: str) -> Iterator[str]:
    for token in _TOKEN.findall(text.translate(_APOSTROPHES)):
        yield token.removesuffix("'s")[:_LONGEST_WORD]
