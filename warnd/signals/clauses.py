"""Where the clauses of a sentence begin: status cues speak within a clause."""

import re
from bisect import bisect_right

from warnd.model.sentence import Sentence

#: words that open a new clause, by language; kept to those that change who speaks or when
_OPENERS: dict[str, frozenset[str]] = {
    "en": frozenset(
        {
            "after",
            "although",
            "as",
            "because",
            "before",
            "but",
            "despite",
            "following",
            "since",
            "though",
            "until",
            "whereas",
            "while",
            "who",
            "which",
        }
    ),
}
#: punctuation between two words that ends a clause; a comma does only before an opener or "and"
_STOPS = re.compile(r"[;:—–()]|\s-\s")
_JOINERS = frozenset({"and", "or", "yet", "so"})


def clause_starts(sentence: Sentence, language: str) -> tuple[int, ...]:
    """Give the index of the first word of each clause, rising, beginning with 0."""
    openers = _OPENERS.get(language, frozenset())
    starts = [0]
    for index in range(1, len(sentence.words)):
        gap = _gap(sentence, index)
        word = sentence.words[index]
        if _STOPS.search(gap) or word in openers or ("," in gap and word in _JOINERS):
            starts.append(index)
    return tuple(starts)


def clause_of(starts: tuple[int, ...], index: int) -> int:
    """Give which clause the word at `index` stands in, counted from 0."""
    return bisect_right(starts, index) - 1


def _gap(sentence: Sentence, index: int) -> str:
    before, after = sentence.spans[index - 1][1], sentence.spans[index][0]
    return sentence.text[before - sentence.start : after - sentence.start]
