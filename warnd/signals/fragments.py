"""Things named one by one: "They fear two things. A push on the port. Shelling of the camp"."""

from collections.abc import Sequence

from warnd.model.sentence import Number, Sentence

#: what is announced before things are named, by language
_THINGS: dict[str, frozenset[str]] = {
    "en": frozenset(
        {
            *("dangers", "fears", "moves", "options", "outcomes", "points", "possibilities"),
            *("reasons", "risks", "scenarios", "signs", "steps", "things", "threats", "ways"),
            *("thing", "fear", "danger", "scenario", "risk", "threat"),
        }
    )
}
#: how many words may stand between a number and what it counts: "three very different things"
_BETWEEN = 2
#: words that make a sentence tell, not name; other verbs are known by how they end
_VERBS: dict[str, frozenset[str]] = {
    "en": frozenset(
        {
            *("am", "are", "be", "been", "can", "could", "did", "do", "does", "had", "has", "have"),
            *("is", "may", "might", "must", "shall", "should", "was", "were", "will", "would"),
            *("began", "broke", "brought", "came", "cut", "drove", "fell", "fled", "fought"),
            *("found", "gave", "got", "grew", "held", "hit", "kept", "knew", "led", "left"),
            *("lost", "made", "met", "put", "ran", "rose", "said", "sat", "saw", "says", "sent"),
            *("shot", "shut", "stood", "struck", "swept", "took", "told", "went", "won", "wrote"),
            *("hits", "kills", "leaves", "strikes", "takes"),
        }
    )
}
#: what verbs in the past end in
_PAST: dict[str, str] = {"en": "ed"}
#: words that tell more of a thing named, with a verb of their own: "the camp, which lies"
_TELLING: dict[str, frozenset[str]] = {
    "en": frozenset({"that", "where", "which", "who", "whose", "when"})
}


def names_things(word: str, language: str) -> bool:
    """Give whether a word is what is announced before things are named, such as "things"."""
    return word in _THINGS.get(language, frozenset())


def announces(sentence: Sentence, language: str) -> bool:
    """Give whether a sentence says how many things are named next: "They fear three things"."""
    things = _THINGS.get(language, frozenset())
    return any(not things.isdisjoint(_after(number, sentence.words)) for number in sentence.numbers)


def names_only(sentence: Sentence, language: str) -> bool:
    """Give whether a sentence names something without a verb: "Shelling of the camp."."""
    verbs, past = _VERBS.get(language, frozenset()), _PAST.get(language)
    telling = _TELLING.get(language, frozenset())
    for word in sentence.words:
        if word in telling:
            return True
        if word in verbs or (past is not None and word.endswith(past)):
            return False
    return past is not None


def _after(number: Number, words: Sequence[str]) -> Sequence[str]:
    return words[number.last + 1 : number.last + 2 + _BETWEEN]
