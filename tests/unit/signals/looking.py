"""Rules, a classifier and readers for tests of what looks over rules."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.unit.builders import shipped_table
from warnd.model.identifiers import KindId
from warnd.rules.compile import compile_pack
from warnd.rules.rule import Rule
from warnd.signals.counts import CountReader
from warnd.signals.languages.english.language import English
from warnd.signals.read import LanguageReader
from warnd.signals.status import StatusReader
from warnd.signals.topics import TopicReader

ENGLISH = English()


class WordClassifier:
    """Gives a kind to the sentences that hold a word, with a probability of its own."""

    def __init__(self, words: Mapping[str, tuple[str, float]]) -> None:
        self._words = words
        self.kinds = tuple(KindId(kind) for kind in sorted({kind for kind, _ in words.values()}))

    def probabilities(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        found = np.zeros((len(sentences), len(self.kinds)))
        for row, sentence in enumerate(sentences):
            for word, (kind, probability) in self._words.items():
                if word in sentence:
                    found[row, self.kinds.index(KindId(kind))] = probability
        return found


def rule(match: str, **fields: Any) -> Rule:
    """Give an English rule."""
    given: dict[str, Any] = {"id": "rule", "kind": "shelling", "confidence": 0.9}
    return Rule(match=match, language="en", **(given | fields))


def language_readers(
    *rules: Rule, classifier: WordClassifier | None = None
) -> dict[str, LanguageReader]:
    """Give a reader of English with some rules."""
    return {
        "en": LanguageReader(
            language=ENGLISH,
            rules=compile_pack(rules, (), ENGLISH),
            statuses=StatusReader((), (), shipped_table().kinds, ENGLISH),
            counts=CountReader((), (), ENGLISH),
            topics=TopicReader((), (), ENGLISH),
            classifier=classifier,
        )
    }
