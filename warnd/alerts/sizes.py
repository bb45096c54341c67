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
#: wounded. Kinds that are not named here are told with the bare number, and not in headlines.
UNITS = {
    KindId("displacement"): Unit(one="person", many="people", joint="of"),
    KindId("detention_abuse"): Unit(one="person", many="people"),
    KindId("civilian_harm"): Unit(one="person", many="people"),
    KindId("unrest"): Unit(one="person", many="people"),
    KindId("troop_movement"): Unit(one="strong", many="strong"),
    KindId("armed_clash"): Unit(one="casualty", many="casualties"),
    KindId("bombing"): Unit(one="casualty", many="casualties"),
}
#: kinds whose count is places where places are told and people killed elsewhere: only the quoted
#: words can tell which
PLACES_OR_PEOPLE = {
    KindId("shelling"): "of",
    KindId("airstrike"): "on",
    KindId("territory_change"): "",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """The size of what is claimed."""

    #: such as "14 towns" or "up to 20 casualties"; a bare number where the unit is not known
    words: str
    #: how a headline joins it; empty: in brackets
    joint: str = ""
    #: whether a headline can show it: a bare number says nothing there
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
        return Size(words=number, telling=False)
    return Size(words=f"{number} {unit.one if count == 1 else unit.many}", joint=unit.joint)


def _unit(kind: KindId, evidence: Iterable[AlertEvidence]) -> Unit | None:
    if kind not in PLACES_OR_PEOPLE:
        return UNITS.get(kind)
    quotes = " ".join(item.quote.text for item in evidence)
    places, casualties = PLACES.search(quotes), CASUALTIES.search(quotes)
    if places and casualties:
        return None
    if places:
        many = places.group().lower()
        return Unit(one="place", many=many, joint=PLACES_OR_PEOPLE[kind])
    return Unit(one="casualty", many="casualties") if casualties else None
