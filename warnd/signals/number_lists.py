"""Numbers that stand in a list: "three soldiers and two policemen" are five."""

from collections.abc import Collection, Sequence

from warnd.model.sentence import Number
from warnd.signals.asides import Cut

#: words that join the last thing of a list, by language
_JOINERS: dict[str, frozenset[str]] = {"en": frozenset({"and", "plus", "&"})}
#: words before a number that change nothing
_ABOUT: dict[str, frozenset[str]] = {
    "en": frozenset(
        {
            *(
                "a",
                "about",
                "additional",
                "all",
                "almost",
                "an",
                "another",
                "approximately",
                "around",
            ),
            *("as", "at", "estimated", "further", "her", "his", "its", "least", "many"),
            *("more", "nearly", "other", "over", "roughly", "some", "than", "the", "their", "to"),
            *("total", "up"),
        }
    )
}
#: a number before one of these is a thing of the list by itself: "two in the port, three in town"
_HERE: dict[str, frozenset[str]] = {"en": frozenset({"at", "in", "near", "on", "outside"})}
#: words that end a list: they say what befell those before them
_VERBS: dict[str, frozenset[str]] = {
    "en": frozenset(
        {
            *("are", "be", "been", "being", "dead", "die", "died", "dies", "had", "has", "have"),
            *("held", "hurt", "is", "kill", "kills", "lost", "missing", "shot", "was", "were"),
            *("by", "from", "who", "with"),
        }
    )
}
#: participles that stand before a noun and are no verbs
_NO_VERBS = frozenset({"armed", "masked", "retired", "suspected", "uniformed", "unarmed"})
#: how many words may stand between two numbers of a list
_BETWEEN = 9


def added_up(
    cut: Cut, numbers: Sequence[Number], people: Collection[int], language: str
) -> tuple[Number, ...]:
    """Give the numbers with those of one list made one, which spans them all.

    `people` are the indexes of the first words of numbers that may be added up.
    """
    groups: list[list[Number]] = []
    for number in numbers:
        if groups and _goes_on(cut, groups[-1][-1], number, people, language):
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
    cut: Cut, last: Number, number: Number, people: Collection[int], language: str
) -> bool:
    words = cut.sentence.words
    between = list(words[last.last + 1 : number.first])
    if not between or len(between) > _BETWEEN or last.first not in people:
        return False
    is_here = _follows(words, number, _HERE.get(language, frozenset()))
    if number.first not in people and not is_here:
        return False
    start = number.first
    about = _ABOUT.get(language, frozenset())
    while between and between[-1] in about:
        between.pop()
        start -= 1
    is_joined = bool(between) and between[-1] in _JOINERS.get(language, frozenset())
    if not is_joined and "," not in cut.sentence.gaps[start]:
        return False
    things = between[:-1] if is_joined else between
    return is_here or not any(_is_verb(word, language) for word in things)


def _follows(words: Sequence[str], number: Number, wanted: frozenset[str]) -> bool:
    return number.last + 1 < len(words) and words[number.last + 1] in wanted


def _is_verb(word: str, language: str) -> bool:
    if word in _VERBS.get(language, frozenset()):
        return True
    return word.endswith(("ed", "ing")) and word not in _NO_VERBS
