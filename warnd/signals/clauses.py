"""Where the clauses of a sentence begin: status cues speak within a clause."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import compress, count
from operator import or_

from warnd.model.sentence import Sentence
from warnd.signals.fragments import names_things

#: words that open a new clause, by language; kept to those that change who speaks or when
_OPENERS: dict[str, frozenset[str]] = {
    "en": frozenset(
        {
            "after",
            "although",
            "amid",
            "as",
            "because",
            "before",
            "but",
            "despite",
            "following",
            "if",
            "including",
            "since",
            "though",
            "unless",
            "until",
            "when",
            "where",
            "whereas",
            "while",
            "who",
            "whom",
            "whose",
            "which",
        }
    ),
}
#: the same for openers of several words
_OPENING_PHRASES: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (
        ("in", "response", "to"),
        ("in", "retaliation", "for"),
        ("in", "revenge", "for"),
        ("due", "to"),
        ("responsible", "for"),
        ("wanted", "for"),
        ("known", "for"),
        ("accused", "of"),
        ("suspected", "of"),
        ("blamed", "for"),
        ("in", "connection", "with"),
        ("that", "had"),
        ("that", "has"),
        ("that", "have"),
        ("that", "killed"),
        ("that", "left"),
        ("that", "was"),
        ("that", "were"),
    ),
}
#: words that after "and" begin a clause of their own: "plans talks and has sent troops"
_FINITE: dict[str, frozenset[str]] = {
    "en": frozenset(
        {
            *("is", "are", "was", "were", "has", "have", "had", "will", "would", "could", "did"),
            *("says", "said", "adds", "added", "denies", "denied", "vows", "vowed", "warns"),
            *("warned", "calls", "called", "claims", "claimed", "accuses", "accused", "plans"),
            *("planned", "threatens", "threatened", "orders", "ordered", "demands", "demanded"),
        }
    ),
}
#: openers whose clause tells of another event than the rest: "after the killing of six"
_APART: dict[str, frozenset[str]] = {
    "en": frozenset(
        {
            *("after", "following", "despite", "since", "accused", "suspected", "wanted"),
            *("blamed", "responsible", "known"),
        }
    )
}
#: phrases that open what an event answers
_ANSWERED: dict[str, tuple[tuple[str, ...], ...]] = {
    "en": (("in", "response", "to"), ("in", "retaliation", "for"), ("in", "revenge", "for")),
}
#: openers that may stand between a number and what befell those counted: "12 people who were shot"
_TIES: dict[str, frozenset[str]] = {
    "en": frozenset({"and", "who", "that", "which", "rising", "climbing", "reaching"})
}
#: openers of clauses that tell more of a thing just named
_RELATIVE: dict[str, frozenset[str]] = {
    "en": frozenset({"that", "which", "who", "whom", "whose", "when", "where"})
}
#: openers of clauses that tell more beside what was told
_ADDING: dict[str, frozenset[str]] = {"en": frozenset({"and"})}
#: openers of clauses that tell what went before another event, or with it
_BEFOREHAND: dict[str, frozenset[str]] = {
    "en": frozenset({"after", "amid", "as", "because", "following"})
}
#: what a verb ends in that opens a clause after a comma: "would not sign, calling the truce dead"
_PARTICIPLE: dict[str, str] = {"en": "ing"}
#: what follows a word that ends so and is a noun: "the shelling of a town"
_AFTER_NOUN: dict[str, str] = {"en": "of"}
#: words that end so and are none
_NO_PARTICIPLES: dict[str, frozenset[str]] = {
    "en": frozenset(
        {
            *("according", "during", "morning", "evening", "spring", "king", "beijing"),
            *("nothing", "something", "anything", "everything"),
        }
    )
}
#: punctuation between two words that ends a clause; a comma does only before an opener or "and"
_STOPS = re.compile(r"[;:—–()]|\s-\s")
_JOINERS = frozenset({"and", "or", "yet", "so"})


def clause_starts(sentence: Sentence, language: str) -> tuple[int, ...]:
    """Give the index of the first word of each clause, rising, beginning with 0."""
    return tuple(start for start, _ in _begun(sentence, language))


def clauses_of(sentence: Sentence, language: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Give the first word of each clause, and of each which clause it goes on with.

    Clauses are counted from 0, and most go on with themselves: in "the man, who won in 2012, is
    dead" the third one goes on with the first.
    """
    starts, back = zip(*_begun(sentence, language), strict=True)
    whole: list[int] = []
    for clause, steps in enumerate(back):
        whole.append(whole[clause - steps] if 0 < steps <= clause else clause)
    return starts, tuple(whole)


def _begun(sentence: Sentence, language: str) -> Iterator[tuple[int, int]]:
    """Give the first word of each clause, and how many clauses before it the one it goes on with.

    That is 2 behind an aside and 1 behind "they fear three things:", else 0.
    """
    words, gaps = sentence.words, sentence.gaps
    grammar = _GRAMMARS.get(language, _NO_GRAMMAR)
    yield 0, 0
    #: whether the words stand in a clause that the next comma ends: "Although no date is set, ..."
    inside = bool(words) and grammar.opens(words, 0)
    may_begin = map(or_, map(grammar.telling.__contains__, words), map(" ".__ne__, gaps))
    for index in compress(count(), may_begin):
        opens = grammar.opens(words, index)
        if index and (opens or grammar.parts(words, gaps[index], index, inside=inside)):
            resumes = inside and not opens and grammar.resumes(words, gaps[index], index)
            named = ":" in gaps[index] and names_things(words[index - 1], language)
            yield index, 2 * resumes or int(named)
            inside = opens


def clause_of(starts: tuple[int, ...], index: int) -> int:
    """Give which clause the word at `index` stands in, counted from 0."""
    return bisect_right(starts, index) - 1


def ties(words: Sequence[str], start: int, language: str) -> bool:
    """Tell whether the clause that begins at `start` may go on with the one before."""
    return words[start] in _TIES.get(language, frozenset())


def hangs_on(words: Sequence[str], start: int, language: str) -> bool:
    """Tell whether the clause that begins at `start` tells more of what the one before named."""
    return words[start] in _RELATIVE.get(language, frozenset())


def adds_to(words: Sequence[str], start: int, language: str) -> bool:
    """Tell whether the clause that begins at `start` tells more of the same kind: "and ..."."""
    return words[start] in _ADDING.get(language, frozenset())


def tells_outcome(words: Sequence[str], start: int, language: str) -> bool:
    """Tell whether the clause that begins at `start` tells what came of it: ", killing nine"."""
    ending = _PARTICIPLE.get(language)
    return ending is not None and words[start].endswith(ending)


def tells_before(words: Sequence[str], start: int, language: str) -> bool:
    """Tell whether the clause that begins at `start` tells what went before the one before it."""
    return words[start] in _BEFOREHAND.get(language, frozenset())


def stands_apart(words: Sequence[str], start: int, language: str) -> bool:
    """Tell whether the clause that begins at `start` tells of an event of its own."""
    return words[start] in _APART.get(language, frozenset()) or tells_answer(words, start, language)


def tells_answer(words: Sequence[str], start: int, language: str) -> bool:
    """Tell whether the clause that begins at `start` tells what an event answered."""
    phrases = _ANSWERED.get(language, ())
    return any(tuple(words[start : start + len(phrase)]) == phrase for phrase in phrases)


class _Grammar:
    """What opens clauses in one language."""

    __slots__ = (
        "_after_noun",
        "_ending",
        "_finite",
        "_no_participles",
        "_openers",
        "_phrases",
        "telling",
    )

    def __init__(self, language: str) -> None:
        self._openers = _OPENERS.get(language, frozenset())
        self._finite = _FINITE.get(language, frozenset())
        self._ending = _PARTICIPLE.get(language)
        self._after_noun = _AFTER_NOUN.get(language)
        self._no_participles = _NO_PARTICIPLES.get(language, frozenset())
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for phrase in _OPENING_PHRASES.get(language, ()):
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
        if word in self._finite and words[index - 1] in _JOINERS:
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
        if word in _JOINERS:
            return True
        if self._ending is None or not word.endswith(self._ending) or word in self._no_participles:
            return False
        return self._after_noun not in words[index + 1 : index + 2]


_GRAMMARS = {language: _Grammar(language) for language in _OPENERS}
_NO_GRAMMAR = _Grammar("")
