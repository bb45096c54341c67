"""How large a claim says it is, in words: what its count counts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from warnd.model.alert import AlertEvidence
from warnd.model.identifiers import KindId

PLACES = re.compile(
    r"\b(towns|villages|cities|places|areas|sites|targets|positions|bases|posts|checkpoints"
    r"|districts|neighbou?rhoods|settlements|localities|communities|camps|hamlets|suburbs)\b",
    re.IGNORECASE,
)
PEOPLE = re.compile(
    r"\b(people|persons|civilians|residents|inhabitants|families|refugees|men|women|children)\b",
    re.IGNORECASE,
)
CASUALTIES = re.compile(
    r"\b(killed|killing|kills?|dead|died|deaths?|wounded|injured|casualt(y|ies)|toll)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What the count of a kind counts."""

    #: one and many of it
    one: str
    many: str
    #: how a headline joins it to the kind's title; empty: in brackets
    joint: str = ""


#: what counts count, after rule 7 of the signal definitions: people concerned, people killed or
#: wounded. What the count of any other kind counts, only the quoted words can tell.
UNITS = {
    KindId("displacement"): Unit(one="person", many="people", joint="of"),
    KindId("detention_abuse"): Unit(one="person", many="people"),
    KindId("civilian_harm"): Unit(one="person", many="people"),
    KindId("unrest"): Unit(one="person", many="people"),
    KindId("troop_movement"): Unit(one="strong", many="strong"),
    KindId("armed_clash"): Unit(one="casualty", many="casualties"),
    KindId("bombing"): Unit(one="casualty", many="casualties"),
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
    #: how a headline joins it; empty: in brackets
    joint: str = ""
    #: whether a headline can show it: a number without unit says nothing there
    telling: bool = True


def size_of(kind: KindId, evidence: Iterable[AlertEvidence]) -> Size | None:
    """Give the size that the evidence of one kind and status claims, None when none is stated."""
    counted = [item for item in evidence if item.count]
    if not counted:
        return None
    count = max(item.count or 0 for item in counted)
    alike = len({item.count for item in counted}) == 1
    number = f"{count:,}" if alike else f"up to {count:,}"
    unit = _unit(kind, [item for item in counted if item.count == count])
    if unit is None:
        return Size(words=f"number given: {number}", telling=False)
    return Size(words=f"{number} {unit.one if count == 1 else unit.many}", joint=unit.joint)


def _unit(kind: KindId, evidence: Iterable[AlertEvidence]) -> Unit | None:
    return UNITS.get(kind) or _named_unit(kind, " ".join(item.quote.told for item in evidence))


def _named_unit(kind: KindId, quotes: str) -> Unit | None:
    """Give the unit that the words name; None when they name none, or several to choose from."""
    places, casualties, people = (p.search(quotes) for p in (PLACES, CASUALTIES, PEOPLE))
    if places and not casualties and not people:
        return Unit(one="place", many=places.group().lower(), joint=JOINTS.get(kind, ""))
    if casualties and not places:
        return Unit(one="casualty", many="casualties")
    return Unit(one="person", many="people") if people and not places else None
