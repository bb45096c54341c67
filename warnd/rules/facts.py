"""What words tell to queries, singly and in phrases: facts, each a string."""

from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import compress, count, pairwise
from typing import Generic, TypeVar

from warnd.model.sentence import Sentence
from warnd.rules.ties import tied_words
from warnd.rules.wildcards import Wildcards

#: A word by its form, as written ("=word"), by a wildcard ("wor*"), or several of these that
#: follow one another, with `NEXT` between them.
Fact = str

#: No word holds this sign, not even one that Unicode takes apart into several.
NEXT = "\n"

#: Stands for any number where facts are needed.
NUMBER: Fact = "#"
#: Stands for the name of any place; no word begins with this sign.
PLACE: Fact = "@"
#: Stands for whatever is looked for in the title; no word begins with this sign.
TITLE: Fact = "^"

#: A fact that takes several words, with the indexes of its first and its last.
Run = tuple[Fact, int, int]

_ValueT = TypeVar("_ValueT")

#: Words that are remembered with their facts before the memory is emptied.
MOST_WORDS = 50_000


def as_written(word: str) -> Fact:
    """Give the fact that a folded word stands as written; no form begins with this sign."""
    return f"={word}"


def phrase_of(facts: Iterable[Fact]) -> Fact:
    """Give the fact that these follow one another."""
    return NEXT.join(facts)


class _Branch(dict[Fact, "_Branch"]):
    """What may follow the words of phrases that are read so far, by the next fact."""

    __slots__ = ("phrase",)

    def __init__(self) -> None:
        super().__init__()
        #: the phrase that ends here; empty when none does
        self.phrase: Fact = ""


class _Memory(dict[str, _ValueT], Generic[_ValueT]):
    """What a function gives for folded words; as a dict it is asked faster than a function."""

    def __init__(self, reckon: Callable[[str], _ValueT]) -> None:
        super().__init__()
        self._reckon = reckon

    def __missing__(self, word: str) -> _ValueT:
        if len(self) >= MOST_WORDS:
            self.clear()
        value = self[word] = self._reckon(word)
        return value


class WordReader(_Memory[tuple[Fact, ...]]):
    """The facts that each folded word tells, those alone that some query asks for."""

    def __init__(self, form: Callable[[str], str]) -> None:
        super().__init__(self._used_of)
        #: from a folded word to its common form
        self.form = form
        self._used: set[Fact] = set()
        self._wild: set[Fact] = set()
        self._wildcards = Wildcards(())
        #: phrases that begin with two forms, by these
        self._pairs: dict[tuple[Fact, Fact], _Branch] = {}
        #: the other phrases
        self._others = _Branch()
        #: whether a word begins one of these
        self._opens = _Memory(lambda word: bool(self._opened[word]))
        #: what may follow a word that begins some
        self._opened = _Memory(self._opened_by)
        #: everything that a word tells
        self._told = _Memory(self.told_by)

    def learn(self, used: Collection[Fact], wildcards: Collection[Fact]) -> None:
        """Tell these facts as well from now on; the wildcards are those among them."""
        for fact in used:
            if NEXT in fact and fact not in self._used:
                self._learn_phrase(fact.split(NEXT))
        self._used.update(used)
        if not self._wild.issuperset(wildcards):
            self._wild.update(wildcards)
            self._wildcards = Wildcards(self._wild)
        for memory in (self, self._opens, self._opened, self._told):
            memory.clear()

    @property
    def asks_places(self) -> bool:
        """Whether some query asks for the names of places."""
        return PLACE in self._used

    @property
    def asks_title(self) -> bool:
        """Whether some query asks for what stands in the title."""
        return TITLE in self._used

    def runs(self, sentence: Sentence) -> list[Run]:
        """Give the phrases, tied words and names of places of a sentence, in order of each fact."""
        words = sentence.words
        found = self._phrases_of(words, sentence.forms)
        found += [
            (self.form(words[place] + words[place + 1]), place, place + 1)
            for place in tied_words(sentence)
        ]
        if sentence.places:
            found += [(PLACE, first, last) for first, last in sentence.places]
        return found

    def told_by(self, word: str) -> tuple[Fact, ...]:
        """Give every fact that a folded word tells, whether some query asks for it or not."""
        return self.form(word), as_written(word), *self._wildcards.met_by(word)

    def _used_of(self, word: str) -> tuple[Fact, ...]:
        return tuple(fact for fact in self._told[word] if fact in self._used)

    def _opened_by(self, word: str) -> list[_Branch]:
        return [self._others[fact] for fact in self._told[word] if fact in self._others]

    def _learn_phrase(self, facts: Sequence[Fact]) -> None:
        first, second, *further = facts
        if _is_form(first) and _is_form(second):
            branch = self._pairs.setdefault((first, second), _Branch())
        else:
            branch = self._others.setdefault(first, _Branch()).setdefault(second, _Branch())
        for fact in further:
            branch = branch.setdefault(fact, _Branch())
        branch.phrase = phrase_of(facts)

    def _phrases_of(self, words: Sequence[str], forms: Sequence[str]) -> list[Run]:
        """Give the phrases of a sentence."""
        found: list[Run] = []
        for first, branch in enumerate(map(self._pairs.get, pairwise(forms))):
            if branch is not None:
                self._follow(found, words, (first, first + 1), [branch])
        for first in compress(count(), map(self._opens.__getitem__, words)):
            self._follow(found, words, (first, first), self._opened[words[first]])
        return found

    def _follow(
        self,
        found: list[Run],
        words: Sequence[str],
        read: tuple[int, int],
        branches: Sequence[_Branch],
    ) -> None:
        """Add the phrases that go on as `branches` do, of which the words `read` are read."""
        first, last = read
        while branches:
            found += [(branch.phrase, first, last) for branch in branches if branch.phrase]
            last += 1
            if last == len(words):
                break
            goes_on = [branch for branch in branches if branch]
            if not goes_on:
                break
            told = self._told[words[last]]
            branches = [branch[fact] for branch in goes_on for fact in told if fact in branch]


def _is_form(fact: Fact) -> bool:
    return not fact.startswith("=") and "*" not in fact
