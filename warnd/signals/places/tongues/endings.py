"""Names in Cyrillic that are written in another case, taken back to the nominative."""

from collections.abc import Mapping
from typing import Final

from warnd.signals.places.tongues.tongue import Reading

#: fewer letters than this stand before no ending
_SHORTEST: Final = 2
#: the longest ending in the tables
_LONGEST_ENDING: Final = 6

#: what `key_of` makes of the signs of a Cyrillic word; it would take a word at a time
_FOLDED: Final = str.maketrans(
    {"й": "и", "ї": "і", **dict.fromkeys("'’‘ʼ`´.", ""), **dict.fromkeys("-‐‑–—", " ")}
)

Endings = Mapping[str, tuple[str, ...]]


def endings(text: str) -> Endings:
    """Give by ending what may stand for it in the nominative; `-` is nothing, a line an ending."""
    found = {}
    for line in text.strip().splitlines():
        ending, *others = line.split()
        found[ending.strip("-")] = tuple(other.strip("-") for other in others)
    return found


def nominatives(word: str, table: Endings) -> tuple[Reading, ...]:
    """Give the word as written, then what it may be in the nominative."""
    lowered = word.casefold().replace("ё", "е")
    forms = [lowered]
    for length in range(min(_LONGEST_ENDING, len(lowered) - _SHORTEST), -1, -1):
        stem, ending = lowered[: len(lowered) - length], lowered[len(lowered) - length :]
        forms += [stem + other for other in table.get(ending, ())]
    return tuple(Reading(form.translate(_FOLDED)) for form in dict.fromkeys(forms))


RUSSIAN: Final = endings("""
- ы и
а - о
у - а о
е - а о я ь й
о о
ы а
и а я ь
я ь й е
ю ь й я е
ом - о ый ой ий
ем - ь й е ий
ой а ая
ою а
ей я ая и
ью ь
ии ия ий
ию ия ий
ией ия
ия ий
ого ий ый ой ое
его ий ее
ому ий ый ой ое
ему ий ее
ым ый ой ое - ые
им ий ой ое ие
ую ая
юю яя
ых ые
их ие
ыми ые
ими ие
ам ы и а
ами ы и а
ах ы и а
ям и
ями и
ях и
ов ы
ев ы и
ок ки
ек ки
ца ец
цу ец
цом ец
цем ец
це ец
ка ок ек
ку ок ек
ком ок ек
ке ок ек
пта пет
пту пет
пте пет
птом пет
рла рел
рлу рел
рле рел
рлом рел
""")

UKRAINIAN: Final = endings("""
- и і
а - о
у - а о
і - а о ь я
ї я й
и а
е е
я ь й е
ю ь я й е
ом - о
ем ь е ець
єм й
ові - о
еві ь
єві й
ою а
ею я а
єю я
ого ий е
ому ий е
им ий е
ій а я ий
ої а
ую а
их і
ими і
ам и а
ами и а
ах и а
ям я і
ями і
ях і
ова ів
ову ів
ові ів
овом ів
єва їв
єву їв
єві їв
євом їв
ева їв ів
еві їв ів
евом їв ів
пту пет
пті пет
птом пет
ці ка
зі га
сі ха
ця ець
цю ець
цем ець
рогу ріг
рогом ріг
розі ріг
рога ріг
поля піль
полю піль
полем піль
полі піль
лок лки
шок шки
чок чки
""")
