"""What all inflections of an Arabic word share: its entry in the tables, else a light stem.

Arabic writes "and", "with", "for", "as", "will" and "the" on to the word, and its plurals and
verbs change within. So each verb and noun of the tables is written out in all its inflections, and
what is written on to them is taken off until one is met, as little as need be. Words of no table
lose what is written on and the commonest endings.
"""

from collections.abc import Iterator

from warnd.signals.languages.arabic.nouns import NOUNS
from warnd.signals.languages.arabic.verbs import VERBS
from warnd.signals.languages.arabic.words import folded

#: what a verb ends in when it is past, and when it is not, before its object
_PAST = ("", "ت", "وا", "ا", "تا", "نا", "ن")
_PRESENT = ("", "ون", "وا", "ان", "ين", "ن")
_PERSONS = "يتن"
#: "him, her, them, us" behind a verb, "his, her, their, our" behind a noun
_OWNERS = ("ه", "ها", "هم", "هما", "نا")

#: what is written on to a word: "and", then "with, as, for", then "the"
_AND = "وف"
_ONE_LETTER = "بكلس"
_THE = "ال"
_FOR_THE = "لل"

#: the shortest stem that may be left, in letters
_SHORTEST = 3
_ENDINGS = ("ا", "ها", "هم", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def form(word: str) -> str:
    """Give what all inflections of a folded word share."""
    if not word.isalpha() or word.isascii():
        return word
    for bare in _barer(word):
        base = BASES.get(bare)
        if base is not None:
            return base
    return _light_stem(word)


def _barer(word: str) -> Iterator[str]:
    """Give a word with less and less written on to it."""
    yield word
    if word[0] in _AND and len(word) > _SHORTEST:
        yield word[1:]
    for rest in (word, word[1:]) if word[0] in _AND else (word,):
        yield from _without_particles(rest)


def _without_particles(word: str) -> Iterator[str]:
    if word.startswith((_THE, _FOR_THE)) and len(word) > _SHORTEST:
        yield word[2:]
    if word[:1] and word[0] in _ONE_LETTER and len(word) > _SHORTEST:
        yield word[1:]
        if word.startswith(_THE, 1):
            yield word[3:]


def _light_stem(word: str) -> str:
    if word[0] in _AND and word.startswith(("ال", "لل", "بال", "كال"), 1):
        word = word[1:]
    for beginning in ("بال", "كال", "ال", "لل"):
        if word.startswith(beginning) and len(word) - len(beginning) >= _SHORTEST:
            word = word[len(beginning) :]
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
    return word


def _of_verbs() -> Iterator[tuple[str, str]]:
    for line in folded(VERBS).split("\n"):
        past, _, present = line.partition("/")
        for stem in past.split():
            if stem.endswith("وا"):
                continue  # it has its ending
            yield from ((each, past.split()[0]) for each in _past_forms(stem))
        for stem in present.split():
            yield from ((each, past.split()[0]) for each in _present_forms(stem))


def _past_forms(stem: str) -> Iterator[str]:
    if stem.endswith("ي") and len(stem) >= _SHORTEST:  # its last letter goes: تصدى, تصدت, تصدوا
        yield from (stem[:-1] + ending for ending in ("ت", "وا", "تا", "ته", "تها", "اه", "اها"))
    yield from (stem + ending for ending in _PAST)
    yield from (stem + ending + owner for ending in ("", "ت", "و") for owner in _OWNERS)


def _present_forms(stem: str) -> Iterator[str]:
    for person in _PERSONS:
        yield from (person + stem + ending for ending in _PRESENT)
        yield from (person + stem + ending + owner for ending in ("", "ون") for owner in _OWNERS)


def _of_nouns() -> Iterator[tuple[str, str]]:
    for line in folded(NOUNS).split("\n"):
        for word in line.split():
            yield from ((each, line.split()[0]) for each in _noun_forms(word))


def _noun_forms(word: str) -> Iterator[str]:
    yield word
    stem = word.removesuffix("ه")
    joint = stem + "ت" if stem != word else word
    for owner in ("", *_OWNERS):
        yield stem + "ات" + owner
        yield joint + owner
    yield from (joint + ending for ending in ("ا", "ان", "ين", "ي"))
    if stem == word:
        yield from (word + ending for ending in ("ون", "ه", "يه"))
        yield from (word + ending for ending in ("وا", "يهم", "يها"))


def _bases() -> dict[str, str]:
    bases: dict[str, str] = {}
    for table in (VERBS, NOUNS):  # what stands in a table as it is comes before what is made of it
        for line in folded(table).split("\n"):
            words = line.partition("/")[0].split()
            bases.update((word, words[0]) for word in words if word not in bases)
    for made, base in (*_of_verbs(), *_of_nouns()):
        bases.setdefault(made, base)
    return bases


#: The base of each inflection of the words in the tables.
BASES = _bases()
