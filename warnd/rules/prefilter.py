"""Which rules can match at all, told from the facts of a sentence alone.

A rule may hold in several ways (`warnd.rules.needs`): "shelling", or a gun and what it hits. Of the
needs of each way the three rarest are kept. Every fact then has one long integer, its mask: bit w
says that it meets the first need of way w, bit w + (number of ways) that it meets the second, and
so on. The masks of a sentence's words and phrases are united, the thirds are intersected, and the
bits left are the ways to look into. A mask of 5,000 rules is about 3 KB and uniting two takes a
tenth of a microsecond, so this costs nearly the same for 500 rules and for 5,000; evaluating grows
with the rules that can match (`benchmarks/rules.py`, `benchmarks/reading.py`).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_

from warnd.model.sentence import Sentence
from warnd.rules.facts import NUMBER, Fact, Run, WordReader
from warnd.rules.needs import Need

#: Needs kept of each way.
NEEDS = 3

#: A word of so few letters is likely to be common ("of", "by", "has"), as if so many more rules
#: held it.
SHORT_WORD_LETTERS = 3
SHORT_WORD_COMMONNESS = 50

#: An octet of a mask in which some bit is set, and which bits are, by the octet.
_TELLING = re.compile(rb"[^\0]")
_BITS = tuple(tuple(bit for bit in range(8) if octet >> bit & 1) for octet in range(256))

#: Words that are remembered with their masks before the memory is emptied.
MOST_WORDS = 50_000


class Prefilter:
    """The masks of facts, for rules by their number, each given by the needs of its ways."""

    def __init__(self, rules: Sequence[Sequence[tuple[Need, ...]]], words: WordReader) -> None:
        #: the rule of each way
        self._rules = [rule for rule, ways in enumerate(rules) for _ in ways]
        self._block = (1 << len(self._rules)) - 1
        self._octets = len(self._rules) // 8 + 1
        self._facts, self._free = _blocks([way for ways in rules for way in ways])
        self._words = _Masks(self._facts, words)
        self._number = self._facts.get(NUMBER, 0)

    def mask(self, sentence: Sentence, runs: Sequence[Run]) -> int:
        """Give the needs that a sentence with these runs meets, over all rules."""
        masks = filter(None, map(self._words.__getitem__, sentence.words))
        mask = reduce(or_, masks, self._number if sentence.numbers else 0)
        for fact, _, _ in runs:
            mask |= self._facts.get(fact, 0)
        return mask

    def rules(self, mask: int) -> Sequence[int]:
        """Give the numbers of the rules that have a way whose kept needs are all met, in order."""
        mask |= self._free
        left = mask & self._block
        for _ in range(1, NEEDS):
            mask >>= len(self._rules)
            left &= mask
        if not left:
            return ()
        octets = left.to_bytes(self._octets, "little")
        ways = [
            self._rules[8 * told.start() + bit]
            for told in _TELLING.finditer(octets)
            for bit in _BITS[told[0][0]]
        ]
        return list(dict.fromkeys(ways))


class _Masks(dict[str, int]):
    """Masks by word, reckoned when first asked for."""

    def __init__(self, facts: Mapping[Fact, int], words: WordReader) -> None:
        super().__init__()
        self._facts = facts
        self._told = words

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_WORDS:
            self.clear()
        mask = reduce(or_, (self._facts.get(fact, 0) for fact in self._told[word]), 0)
        self[word] = mask
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
