"""Shares of those who were just counted: "3 million people, half of whom fled"."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from warnd.model.grammar import AsideWords, Grammar, Phrases
from warnd.model.sentence import Sentence
from warnd.rules.match import RuleMatch

#: what ends the words about a share
_END = re.compile(r"[,;:.!?—–()]|\s-\s")


def share_of(sentence: Sentence, matches: Sequence[RuleMatch], grammar: Grammar) -> int | None:
    """Give the index of the first word that tells of a share, where the matches are all its own.

    The share has a number that nobody tells: what stands before it counts the whole. None where the
    matches, or some of them, are told of the whole, and where rules saw nothing.
    """
    if not matches:
        return None
    phrases = _by_first_word(grammar.asides)
    ends = [match.last for match in matches]
    for place, word in enumerate(sentence.words):
        if word in phrases and place <= min(ends):
            length = _length(sentence.words, place, phrases[word])
            if length and max(ends) < _end(sentence.gaps, place + length):
                return place
    return None


@cache
def _by_first_word(known: AsideWords) -> Mapping[str, Phrases]:
    return {
        first: tuple(share for share in known.shares if share[0] == first)
        for first in {share[0] for share in known.shares}
    }


def _length(words: Sequence[str], place: int, phrases: Phrases) -> int:
    """Give how many words the phrase for a share has that begins at `place`, 0 without one."""
    stand = (len(share) for share in phrases if tuple(words[place : place + len(share)]) == share)
    return max(stand, default=0)


def _end(gaps: Sequence[str], place: int) -> int:
    """Give the index of the word before which what is told of the share ends."""
    return next((end for end in range(place, len(gaps)) if _END.search(gaps[end])), len(gaps))
