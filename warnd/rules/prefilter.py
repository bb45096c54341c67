"""Which rules can match at all, told from the words of a unit alone.

Of the needs of each rule (`warnd.rules.needs`) the two rarest are kept. Every word then has one
long integer, its mask: bit r says that it meets the first need of rule r, bit r + (number of rules)
that it meets the second. The masks of a sentence's words are united, the two halves are
intersected, and the bits left are the rules to evaluate. A mask of 5,000 rules is 1.2 KB and
uniting two takes a tenth of a microsecond, so this costs nearly the same for 500 rules and for
5,000; evaluating grows with the rules that can match (`benchmarks/rules.py`). An Aho-Corasick pass
over the text would find the same words, which the language has cut out already, but neither their
forms nor which rules they fulfil together.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from operator import or_

from warnd.model.sentence import Sentence
from warnd.rules.facts import NUMBER, PLACE, Fact, WordReader
from warnd.rules.needs import Need
from warnd.rules.unit import tied_words

#: Needs kept of each rule. With one, nine times as many rules are left to evaluate as with two; a
#: third saves hardly any more and makes the masks longer (`benchmarks/rules.py`).
NEEDS = 2

#: A word of so few letters is likely to be common ("of", "by", "has"), as if so many more rules
#: held it.
SHORT_WORD_LETTERS = 3
SHORT_WORD_COMMONNESS = 50

#: Words that are remembered with their masks before the memory is emptied.
MOST_WORDS = 50_000


class Prefilter:
    """The masks of words, for rules by their number."""

    def __init__(
        self,
        rules: Sequence[tuple[Need, ...]],
        reader: WordReader,
    ) -> None:
        self._count = len(rules)
        self._block = (1 << self._count) - 1
        self._facts, self._free = _blocks(rules)
        self._reader = reader
        self._masks = _Masks(self._mask_of_word)
        self._number = self._facts.get(NUMBER, 0)
        self._place = self._facts.get(PLACE, 0)

    def mask(self, sentence: Sentence) -> int:
        """Give the needs that a sentence meets, over all rules."""
        words = sentence.words
        masks = filter(None, map(self._masks.__getitem__, words))
        mask = reduce(or_, masks, self._number if sentence.numbers else 0)
        if sentence.places:
            mask |= self._place
        for place in tied_words(sentence):
            mask |= self._masks[words[place] + words[place + 1]]
        return mask

    def candidates(self, mask: int, among: int) -> Iterator[int]:
        """Give the numbers of the rules in `among` all of whose kept needs are met."""
        mask |= self._free
        left = mask & among
        for _ in range(1, NEEDS):
            mask >>= self._count
            left &= mask
        while left:
            lowest = left & -left
            yield lowest.bit_length() - 1
            left ^= lowest

    def _mask_of_word(self, word: str) -> int:
        return reduce(or_, (self._facts.get(fact, 0) for fact in self._reader.told_by(word)))


class _Masks(dict[str, int]):
    """Masks by word, reckoned when first asked for."""

    def __init__(self, reckon: Callable[[str], int]) -> None:
        super().__init__()
        self._reckon = reckon

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_WORDS:
            self.clear()
        mask = self[word] = self._reckon(word)
        return mask


def _blocks(rules: Sequence[tuple[Need, ...]]) -> tuple[dict[Fact, int], int]:
    """Give the mask of each fact, and the bits of needs that rules do not have."""
    commonness = _commonness(rules)
    bits: dict[Fact, list[int]] = defaultdict(list)
    free: list[int] = []
    for rule, found in enumerate(rules):
        rarest = sorted(set(found), key=lambda need: sum(map(commonness.__getitem__, need)))
        for place in range(NEEDS):
            bit = place * len(rules) + rule
            if place >= len(rarest):
                free.append(bit)
            else:
                for fact in rarest[place]:
                    bits[fact].append(bit)
    return {fact: _mask(places) for fact, places in bits.items()}, _mask(free)


def _mask(bits: Sequence[int]) -> int:
    """Give the integer with these bits set; in one pass, for there may be many."""
    octets = bytearray(max(bits, default=0) // 8 + 1)
    for bit in bits:
        octets[bit // 8] |= 1 << bit % 8
    return int.from_bytes(octets, "little")


def _commonness(rules: Sequence[tuple[Need, ...]]) -> dict[Fact, int]:
    """Give how common each fact is likely to be in news: what many rules hold, and short words."""
    rules_with = Counter(fact for found in rules for need in set(found) for fact in need)
    return {
        fact: count + SHORT_WORD_COMMONNESS * (len(fact) <= SHORT_WORD_LETTERS)
        for fact, count in rules_with.items()
    }
