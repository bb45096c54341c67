"""Things named one by one: "They fear two things. A push on the port. Shelling of the camp"."""

from collections.abc import Sequence

from warnd.model.grammar import Grammar
from warnd.model.sentence import Number, Sentence

#: how many words may stand between a number and what it counts: "three very different things"
_BETWEEN = 2


def names_things(word: str, grammar: Grammar) -> bool:
    """Give whether a word is what is announced before things are named, such as "things"."""
    return word in grammar.fragments.things


def announces(sentence: Sentence, grammar: Grammar) -> bool:
    """Give whether a sentence says how many things are named next: "They fear three things"."""
    things = grammar.fragments.things
    return any(not things.isdisjoint(_after(number, sentence.words)) for number in sentence.numbers)


def names_only(sentence: Sentence, grammar: Grammar) -> bool:
    """Give whether a sentence names something without a verb: "Shelling of the camp."."""
    known = grammar.fragments
    for word in sentence.words:
        if word in known.telling:
            return True
        if word in known.verbs or (known.past and word.endswith(known.past)):
            return False
    return bool(known.past)


def _after(number: Number, words: Sequence[str]) -> Sequence[str]:
    return words[number.last + 1 : number.last + 2 + _BETWEEN]
