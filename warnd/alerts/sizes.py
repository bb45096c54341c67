"""How large a claim says it is, in words: what its count counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from warnd.model.alert import AlertEvidence
from warnd.model.identifiers import KindId
from warnd.model.signal import Evidence
from warnd.phrasebook import Phrasebook, phrasebook

#: units that are no place
CASUALTY, PERSON = "casualty", "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What the count of a kind counts."""

    #: its name in the catalogues
    name: str
    #: how a headline joins it to the kind's title: the end of a `brief.` phrase
    joint: str = "sized"


#: what counts count, after rule 7 of the signal definitions: people concerned, people killed or
#: wounded. What the count of any other kind counts, only the quoted words can tell.
UNITS = {
    KindId("displacement"): Unit(name="person", joint="of"),
    KindId("detention_abuse"): Unit(name="person"),
    KindId("civilian_harm"): Unit(name="person"),
    KindId("unrest"): Unit(name="person"),
    KindId("troop_movement"): Unit(name="strong"),
    KindId("armed_clash"): Unit(name="casualty"),
    KindId("bombing"): Unit(name="casualty"),
}
#: how a headline joins the number of places to the title of a kind that has places
JOINTS = {
    KindId("shelling"): "of",
    KindId("airstrike"): "on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The size of what is claimed."""

    #: such as "14 towns", "up to 20 casualties" or, the unit not known, "number given: 14"
    words: str
    #: how a headline joins it to the kind's title: the end of a `brief.` phrase
    joint: str = "sized"
    #: whether a headline can show it: a number without unit says nothing there
    telling: bool = True


def size_of(kind: KindId, evidence: Iterable[AlertEvidence], book: Phrasebook) -> Size | None:
    """Give the size that the evidence of one kind and status claims, None when none is stated."""
    counted = [item for item in evidence if item.count]
    if not counted:
        return None
    count = max(item.count or 0 for item in counted)
    alike = len({item.count for item in counted}) == 1
    unit = _unit(kind, [item for item in counted if item.count == count])
    words = book.number(count) if unit is None else book.size(unit.name, count)
    told = words if alike else book.say("size.up_to", size=words)
    if unit is None:
        return Size(words=book.say("size.unnamed", number=told), telling=False)
    return Size(words=told, joint=unit.joint)


def _unit(kind: KindId, evidence: Iterable[AlertEvidence]) -> Unit | None:
    return UNITS.get(kind) or _named_unit(kind, [item.quote for item in evidence])


def _named_unit(kind: KindId, quotes: Iterable[Evidence]) -> Unit | None:
    """Give the unit that the words name; None when they name none, or several to choose from."""
    named = [
        found.lastgroup
        for quote in quotes
        for found in _names(quote.language).finditer(quote.told)
        if found.lastgroup
    ]
    places = [unit for unit in named if unit not in (CASUALTY, PERSON)]
    if places and len(places) == len(named):
        return Unit(name=places[0], joint=JOINTS.get(kind, "sized"))
    if CASUALTY in named and not places:
        return Unit(name=CASUALTY)
    return Unit(name=PERSON) if PERSON in named and not places else None


@cache
def _names(language: str) -> re.Pattern[str]:
    """Give what finds the words for units in a text; one group a unit."""
    book = phrasebook(language)
    units = "|".join(f"(?P<{unit}>{_either(words)})" for unit, words in book.named.items())
    before = f"(?:{'|'.join(map(re.escape, book.prefixes))})?" if book.prefixes else ""
    return re.compile(rf"\b{before}(?:{units})\b", re.IGNORECASE)


def _either(words: str) -> str:
    return "|".join(re.escape(word).replace(re.escape("*"), r"\w*") for word in words.split())
