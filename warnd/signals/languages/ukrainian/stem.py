"""A light stemmer of Ukrainian, which Snowball has none of.

It takes the endings of case, number, gender, person and tense off a folded word, then the suffix of
participles and nouns of action, so that "обстріл", "обстрілами", "обстріляли" and "обстріляно" are
one. What alternates within the stem (бій, бою) stands in a table, `forms`.
"""

import re

#: Letters that must be left: shorter stems say nothing ("сила" is no verb in the past).
_SHORTEST = 3
_SHORTEST_OF_SUFFIX = 4

_REFLEXIVE = ("ся", "сь")

#: Endings, the longest that leaves a stem is taken.
_ENDINGS = """
а я о е є і ї у ю и ь й
ам ям ом ем єм ою ею єю ів їв ах ях ей ами ями єві
ий ій его ого ього ому ьому ої ьої им ім їм их іх їх ими іми їми
ість ості істю
ти в ла ло ли
ати яти ити іти їти ав яв ив ів їв ала яла ила іла їла ало яло ило іло їло али яли или іли їли
нути нув нула нуло нули нуть немо нете
увати ювати ував ював увала ювала увало ювало ували ювали ує ює ують юють уємо юємо уєте
уватиме уватимуть юватиме юватимуть ватиме ватимуть тиме тимуть
ає яє іє ають яють іють ить їть ать ять уть ють емо ємо имо їмо ете єте ите їте
авши явши ивши увавши ючи ячи учи ачи
уєть юєть аєть яєть еть єть
"""
_BY_LENGTH = sorted(set(_ENDINGS.split()), key=lambda ending: (-len(ending), ending))
#: Endings of single letters that only follow a vowel: "захопи-в", "вби-ли".
_AFTER_VOWEL = frozenset(["в", "ла", "ло", "ли", "ти"])
_VOWELS = frozenset("аеєиіїоуюя")

#: Suffixes of participles ("заблокован-"), nouns of action ("мобілізаці-") and dwellers.
_SUFFIXES = ("йован", "ьован", "ован", "уван", "юван", "аці", "яці", "ен", "єн", "ан", "ян")
#: "Росіянин", "росіяни"; "будинок", "будинку"; "біженець", "біженці".
_SINGULAR = re.compile(r"(?<=[ая]н)ин$")
_FLEETING_O = re.compile(r"(?<=.{4})ок$")
_FLEETING_E = re.compile(r"(?<=.{3})[еє]ц$")
#: The л that verbs and participles grow after a lip: "захопив", "захоплено".
_GROWN_L = re.compile(r"(?<=.{2}[бпвмф])л$")

#: What may follow the beginning of a word in a family; anything else is a word grown on to it, as
#: where a phrase of rules is tried written as one.
_TAIL = re.compile(
    r"(?:(?:[єеая]н|ац|ува|юва|[йь]?ова|льн|[ій]?йн|й?ськ|ник|[иі]в|лив|ств|[нлкцчжїіиаеуютвд])"
    r"|(?:[єеая]нн|аці|іє|ую))?"
    r"(?:нн|н|[еая]нн?|ійн|ськ|ік|иц|ств|ість|ост|ва|[клтчц])?"
    rf"(?:{'|'.join(_BY_LENGTH)})?(?:ся|сь)?"
)


def is_inflection(tail: str) -> bool:
    """Tell whether `tail` may end a word by inflection and derivation alone."""
    return _TAIL.fullmatch(tail) is not None


def stem(word: str) -> str:
    """Give what inflections of a folded word share, as far as its letters tell."""
    bare = _without_ending(_without_reflexive(word))
    bare = _SINGULAR.sub("", bare.replace("нн", "н"))
    bare = _FLEETING_E.sub("ц", _FLEETING_O.sub("к", bare))
    return _GROWN_L.sub("", _without_suffix(bare))


def _without_reflexive(word: str) -> str:
    if word.endswith(_REFLEXIVE) and len(word) > _SHORTEST_OF_SUFFIX + 1:
        return word[:-2]
    return word


def _without_ending(word: str) -> str:
    for ending in _BY_LENGTH:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            rest = word[: -len(ending)]
            if ending not in _AFTER_VOWEL or rest[-1] in _VOWELS:
                return rest
    return word


def _without_suffix(word: str) -> str:
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST_OF_SUFFIX:
            return word[: -len(suffix)]
    return word
