"""Words that follow one another, as rules would look for them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from warnd.model.place import PlaceMention
from warnd.model.sentence import Sentence

#: One to four words in their common forms; `NUM` stands for a number and `PLACE` for a place.
Gram = tuple[str, ...]

LONGEST_GRAM = 4

#: no word's form is one of these, forms being in small letters
_SIGNS = frozenset({"NUM", "PLACE"})
#: what n-grams do not reach over: "Syrian" and the "Moscow" of "Moscow says" belong to one conflict
_GAP = ""


def grams_of(sentence: Sentence, mentions: Sequence[PlaceMention]) -> set[Gram]:
    """Give every n-gram of a sentence that has as many words as signs for numbers and places.

    The sentence is marked with the places that locate; `mentions` are all that its article names.
    """
    signs = _signs(sentence, mentions)
    return {
        gram
        for start in range(len(signs))
        for gram in _from(signs[start : start + LONGEST_GRAM])
        if 2 * sum(map(_SIGNS.__contains__, gram)) <= len(gram)
    }


def _from(signs: Sequence[str]) -> Iterator[Gram]:
    """Give the n-grams that begin with the first of some signs."""
    for size, sign in enumerate(signs, start=1):
        if sign == _GAP:
            return
        yield tuple(signs[:size])


def _signs(sentence: Sentence, mentions: Sequence[PlaceMention]) -> list[str]:
    """Give the forms of a sentence's words, each number and each place as one sign."""
    signs: list[str | None] = list(sentence.forms)
    for mention in mentions:
        if sentence.start <= mention.start < sentence.end:
            for place, (start, end) in enumerate(sentence.spans):
                if mention.start < end and start < mention.end:
                    signs[place] = _GAP
    for number in sentence.numbers:
        signs[number.first : number.last + 1] = _one_sign("NUM", number.first, number.last)
    for first, last in sentence.places:
        signs[first : last + 1] = _one_sign("PLACE", first, last)
    return [sign for sign in signs if sign is not None]


def _one_sign(sign: str, first: int, last: int) -> list[str | None]:
    """Give a sign and nothing for the words behind the first that it stands for."""
    return [sign, *[None] * (last - first)]


def shares_word(one: Gram, other: Gram) -> bool:
    """Give whether two n-grams have a word in common; numbers and places are no words."""
    return not _SIGNS.issuperset({*one} & {*other})


class WordsOfForms:
    """The word that stands most often for each form, so that n-grams can be written out."""

    def __init__(self) -> None:
        self._words: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, sentence: Sentence) -> None:
        """Take the words of a sentence into account."""
        for form, word in zip(sentence.forms, sentence.words, strict=True):
            self._words[form][word] += 1

    def query(self, gram: Gram) -> str:
        """Give the query that finds an n-gram: `shelled`, `"came under fire"`, `NUM THEN/0 dead`.

        In parentheses where it must stand among alternatives so.
        """
        parts: list[str] = []
        for is_sign, run in groupby(gram, _SIGNS.__contains__):
            words = tuple(run)
            parts += words if is_sign else (self._written(words),)
        joined = " THEN/0 ".join(parts)
        return f"({joined})" if len(parts) > 1 else joined

    def _written(self, forms: Sequence[str]) -> str:
        words = [min(self._words[form].items(), key=_commonest)[0] for form in forms]
        return words[0] if len(words) == 1 and words[0].isalnum() else f'"{" ".join(words)}"'


def _commonest(counted: tuple[str, int]) -> tuple[int, str]:
    word, count = counted
    return -count, word
