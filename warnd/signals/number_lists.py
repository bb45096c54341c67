"""Numbers that stand in a list: "three soldiers and two policemen" are five."""

from collections.abc import Collection, Sequence

from warnd.model.grammar import ListWords
from warnd.model.sentence import Number
from warnd.signals.asides import Cut

#: how many words may stand between two numbers of a list
_BETWEEN = 9


def added_up(
    cut: Cut, numbers: Sequence[Number], people: Collection[int], known: ListWords
) -> tuple[Number, ...]:
    """Give the numbers with those of one list made one, which spans them all.

    `people` are the indexes of the first words of numbers that may be added up.
    """
    groups: list[list[Number]] = []
    for number in numbers:
        if groups and _goes_on(cut, groups[-1][-1], number, people, known):
            groups[-1].append(number)
        else:
            groups.append([number])
    return tuple(_one(group) for group in groups)


def _one(group: Sequence[Number]) -> Number:
    if len(group) == 1:
        return group[0]
    first, *others = (number.value for number in group)
    # "10 people, six civilians and four soldiers": the whole before its parts
    value = first if first == sum(others) and len(others) > 1 else first + sum(others)
    return Number(first=group[0].first, last=group[-1].last, value=value)


def _goes_on(
    cut: Cut, last: Number, number: Number, people: Collection[int], known: ListWords
) -> bool:
    words = cut.sentence.words
    between = list(words[last.last + 1 : number.first])
    if not between or len(between) > _BETWEEN or last.first not in people:
        return False
    is_here = _follows(words, number, known.here)
    if number.first not in people and not is_here:
        return False
    start = number.first
    while between and between[-1] in known.about:
        between.pop()
        start -= 1
    is_joined = bool(between) and between[-1] in known.joiners
    if not is_joined and "," not in cut.sentence.gaps[start]:
        return False
    things = between[:-1] if is_joined else between
    return is_here or not any(_is_verb(word, known) for word in things)


def _follows(words: Sequence[str], number: Number, wanted: frozenset[str]) -> bool:
    return number.last + 1 < len(words) and words[number.last + 1] in wanted


def _is_verb(word: str, known: ListWords) -> bool:
    if word in known.verbs:
        return True
    return word.endswith(known.verb_endings) and word not in known.no_verbs
