"""Concepts: words that mean alike to a duty officer, so that one unseen is read like its kin."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, combinations, pairwise

from warnd.model.classifier import Concept
from warnd.signals.languages.memory import Remembered

#: begins every feature made of concepts, and no word
CONCEPT_SIGN = "@"
#: stands between two concepts of one sentence
TOGETHER = "&"
#: stands between two concepts of which the second follows the first
FOLLOWS = ">"
#: begins what stands for a name or a number, and no word
MASK_SIGN = "<"


class Lexicon:
    """Which concepts words, pairs of words and names belong to."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        whole: dict[str, list[str]] = defaultdict(list)
        beginnings: dict[str, list[str]] = defaultdict(list)
        for word, concept in chain.from_iterable(map(_small, concepts)):
            if word.endswith("*"):
                beginnings[word[:-1]].append(concept)
            else:
                whole[word].append(concept)
        #: what stands for each name that a concept holds, by the name in small letters
        self.names = {
            word.lower(): _mask(concept)
            for concept in concepts
            for word in concept.words
            if _is_name(word)
        }
        #: the words that stand in concepts as they are
        self.words = frozenset(word for word in whole if " " not in word)
        self._longest = max(map(len, beginnings), default=0)
        self._whole: Mapping[str, Sequence[str]] = whole
        self._beginnings: Mapping[str, Sequence[str]] = beginnings
        #: the concepts that two words in a row stand for
        self.phrases: Mapping[tuple[str, ...], tuple[str, ...]] = {
            tuple(words.split(" ")): tuple(found) for words, found in whole.items() if " " in words
        }
        self._of_word = Remembered(self.of_word)

    def of_tokens(self, tokens: Sequence[str]) -> list[tuple[str, ...]]:
        """Give the concepts of each word; those of two words in a row stand with the second."""
        found = list(map(self._of_word.__getitem__, tokens))
        for index, pair in enumerate(pairwise(tokens), start=1):
            found[index] = both_concepts(found[index], self.phrases.get(pair, ()))
        return found

    def of_word(self, word: str) -> tuple[str, ...]:
        """Give the concepts of one word by itself."""
        found = set(self._whole.get(word, ()))
        for end in range(1, min(len(word), self._longest) + 1):
            found.update(self._beginnings.get(word[:end], ()))
        return tuple(sorted(found))


def both_concepts(ones: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Give those and these, each once."""
    return (*ones, *(name for name in others if name not in ones)) if others else ones


def _small(concept: Concept) -> list[tuple[str, str]]:
    """Give a concept's words, what stands for its names among them, each with its own name."""
    words = [word for word in concept.words if not _is_name(word)]
    named = [_mask(concept)] if len(words) < len(concept.words) else []
    return [(word, concept.name) for word in [*words, *named]]


def _is_name(word: str) -> bool:
    return word[:1].isupper()


def _mask(concept: Concept) -> str:
    return f"{MASK_SIGN}{concept.name}>"


def concept_features(concepts: Sequence[tuple[str, ...]]) -> list[str]:
    """Give the features of a sentence's concepts, word by word.

    They are each concept (`@kill`), each two that stand together in the sentence (`@army&kill`),
    and each two that follow one another with no third between them (`@kill>army`): who does it is
    told by the order.
    """
    spoken = [names for names in concepts if names]
    features = [f"{CONCEPT_SIGN}{name}" for names in spoken for name in names]
    for before, after in pairwise(spoken):
        features += [
            f"{CONCEPT_SIGN}{first}{FOLLOWS}{second}" for first in before for second in after
        ]
    together = sorted({name for names in spoken for name in names})
    features += [
        f"{CONCEPT_SIGN}{first}{TOGETHER}{second}" for first, second in combinations(together, 2)
    ]
    return features


def first_concept(features: Sequence[str]) -> int:
    """Give the first column of concepts, where those stand last; without any, one past the end."""
    return next(
        (column for column, name in enumerate(features) if name.startswith(CONCEPT_SIGN)),
        len(features),
    )
