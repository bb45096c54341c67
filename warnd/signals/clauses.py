"""Where the clauses of a sentence begin: status cues speak within a clause."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import compress, count
from operator import or_

from warnd.model.grammar import ClauseWords, Grammar
from warnd.model.sentence import Sentence
from warnd.signals.fragments import names_things

#: punctuation between two words that ends a clause; a comma does only before an opener or "and"
_STOPS = re.compile(r"[;:—–()]|\s-\s")


def clause_starts(sentence: Sentence, grammar: Grammar) -> tuple[int, ...]:
    """Give the index of the first word of each clause, rising, beginning with 0."""
    return tuple(start for start, _ in _begun(sentence, grammar))


def clauses_of(sentence: Sentence, grammar: Grammar) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the first word of each clause, and of each which clause it goes on with.

    Clauses are counted from 0, and most go on with themselves: in "the man, who won in 2012, is
    dead" the third one goes on with the first.
    """
    starts, back = zip(*_begun(sentence, grammar), strict=True)
    whole: list[int] = []
    for clause, steps in enumerate(back):
        whole.append(whole[clause - steps] if 0 < steps <= clause else clause)
    return starts, tuple(whole)


def _begun(sentence: Sentence, grammar: Grammar) -> Iterator[tuple[int, int]]:
    """Give the first word of each clause, and how many clauses before it the one it goes on with.

    That is 2 behind an aside and 1 behind "they fear three things:", else 0.
    """
    words, gaps = sentence.words, sentence.gaps
    opening = _opening_of(grammar.clauses)
    yield 0, 0
    #: whether the words stand in a clause that the next comma ends: "Although no date is set, ..."
    inside = bool(words) and opening.opens(words, 0)
    may_begin = map(or_, map(opening.telling.__contains__, words), map(" ".__ne__, gaps))
    for index in compress(count(), may_begin):
        opens = opening.opens(words, index)
        if index and (opens or opening.parts(words, gaps[index], index, inside=inside)):
            resumes = inside and not opens and opening.resumes(words, gaps[index], index)
            named = ":" in gaps[index] and names_things(words[index - 1], grammar)
            yield index, 2 * resumes or int(named)
            inside = opens


def clause_of(starts: tuple[int, ...], index: int) -> int:
    """Give which clause the word at `index` stands in, counted from 0."""
    return bisect_right(starts, index) - 1


def ties(words: Sequence[str], start: int, grammar: Grammar) -> bool:
    """Tell whether the clause that begins at `start` may go on with the one before."""
    return words[start] in grammar.clauses.ties


def hangs_on(words: Sequence[str], start: int, grammar: Grammar) -> bool:
    """Tell whether the clause that begins at `start` tells more of what the one before named."""
    return words[start] in grammar.clauses.relative


def adds_to(words: Sequence[str], start: int, grammar: Grammar) -> bool:
    """Tell whether the clause that begins at `start` tells more of the same kind: "and ..."."""
    return words[start] in grammar.clauses.adding


def tells_outcome(words: Sequence[str], start: int, grammar: Grammar) -> bool:
    """Tell whether the clause that begins at `start` tells what came of it: ", killing nine"."""
    ending = grammar.clauses.participle
    return bool(ending) and words[start].endswith(ending)


def tells_before(words: Sequence[str], start: int, grammar: Grammar) -> bool:
    """Tell whether the clause that begins at `start` tells what went before the one before it."""
    return words[start] in grammar.clauses.beforehand


def stands_apart(words: Sequence[str], start: int, grammar: Grammar) -> bool:
    """Tell whether the clause that begins at `start` tells of an event of its own."""
    return words[start] in grammar.clauses.apart or tells_answer(words, start, grammar)


def tells_answer(words: Sequence[str], start: int, grammar: Grammar) -> bool:
    """Tell whether the clause that begins at `start` tells what an event answered."""
    phrases = grammar.clauses.answered
    return any(tuple(words[start : start + len(phrase)]) == phrase for phrase in phrases)


class _Opening:
    """What opens clauses in one language, made ready."""

    __slots__ = (
        "_after_noun",
        "_ending",
        "_finite",
        "_joiners",
        "_no_participles",
        "_openers",
        "_phrases",
        "telling",
    )

    def __init__(self, words: ClauseWords) -> None:
        self._openers = words.openers
        self._joiners = words.joiners
        self._finite = words.finite
        self._ending = words.participle
        self._after_noun = words.after_noun
        self._no_participles = words.no_participles
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for phrase in words.opening_phrases:
            self._phrases.setdefault(phrase[0], []).append(phrase)
        #: the words that may begin a clause where no more than a space stands before them
        self.telling = self._openers | self._finite | self._phrases.keys()

    def opens(self, words: Sequence[str], index: int) -> bool:
        """Tell whether words there open a clause that the next comma ends."""
        word = words[index]
        if word in self._openers:
            return True
        phrases = self._phrases.get(word)
        return phrases is not None and any(
            tuple(words[index : index + len(phrase)]) == phrase for phrase in phrases
        )

    def parts(self, words: Sequence[str], gap: str, index: int, *, inside: bool) -> bool:
        """Tell whether something else begins a clause there: a stop, a verb, a comma."""
        word = words[index]
        if word in self._finite and words[index - 1] in self._joiners:
            return True  # "plans talks and has sent troops"
        if gap == " ":
            return False
        if "," in gap and (inside or self._joins(words, index)):
            return True
        return _STOPS.search(gap) is not None

    def resumes(self, words: Sequence[str], gap: str, index: int) -> bool:
        """Tell whether words after an aside go on with what stood before it."""
        return "," in gap and not self._joins(words, index)

    def _joins(self, words: Sequence[str], index: int) -> bool:
        word = words[index]
        if word in self._joiners:
            return True
        if not self._ending or not word.endswith(self._ending) or word in self._no_participles:
            return False
        return self._after_noun not in words[index + 1 : index + 2]


@cache
def _opening_of(words: ClauseWords) -> _Opening:
    return _Opening(words)
