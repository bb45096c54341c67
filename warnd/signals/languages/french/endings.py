"""What French inflection adds to a word, taken off; words stand folded, without accents.

Snowball's French stemmer is of no use here: it wants accents, which feeds leave out in capitals,
and it knows neither "tuent" nor "lancèrent" for forms of "tuer" and "lancer".
"""

#: Endings in the order in which they are tried, the letters that must stay, and what they become.
#: Nouns in -ement and -ation share the form of their verb: "bombardement", "evacuation".
_ENDINGS = (
    ("issement", 3, "i"),
    ("ement", 4, ""),
    ("ation", 4, ""),
    ("erent", 3, ""),
    ("aient", 3, ""),
    ("eront", 3, ""),
    ("erait", 3, ""),
    ("erai", 4, ""),
    ("era", 4, ""),
    ("ant", 3, ""),
    ("ait", 3, ""),
    ("ent", 3, ""),
    ("ee", 3, ""),
    ("er", 3, ""),
    ("ez", 4, ""),
    ("e", 3, ""),
)
#: Ends of women's forms, and the men's: "policière", "officielle".
_FEMININE = (("iere", "ier"), ("elle", "el"))
_SHORTEST_PLURAL = 4  # letters, its s among them
_SHORTEST_WITH_Y = 5  # "deploy-er" and "deploi-e" are one, "pay-er" and "pai" are not told


def stem(word: str) -> str:
    """Give a regular word without the endings of number, gender, person and tense."""
    single = _singular(word)
    for feminine, masculine in _FEMININE:
        if single.endswith(feminine) and len(single) > len(feminine) + 1:
            single = single[: -len(feminine)] + masculine
            break
    bare = _without_ending(single)
    if bare.endswith("e") and len(bare) > _SHORTEST_PLURAL:
        bare = bare[:-1]  # "assiege-ait"
    if bare.endswith("nn"):
        bare = bare[:-1]  # "palestinienn-e", "ordonn-er"
    if bare.endswith("y") and len(bare) >= _SHORTEST_WITH_Y:
        bare = bare[:-1] + "i"
    return bare


def _singular(word: str) -> str:
    if word.endswith("eaux"):
        return word[:-1]
    if word.endswith("aux") and len(word) > _SHORTEST_PLURAL + 1:
        return word[:-2] + "l"
    if word.endswith("s") and not word.endswith("ss") and len(word) >= _SHORTEST_PLURAL:
        return word[:-1]
    return word


def _without_ending(word: str) -> str:
    for ending, least, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            return word[: -len(ending)] + instead
    return word
