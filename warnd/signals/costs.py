"""What a missed signal and a false one cost, by kind, and the decision that costs least."""

from collections.abc import Mapping
from dataclasses import dataclass

from warnd.model.identifiers import KindId


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What the two mistakes cost; only their ratio matters."""

    #: of not saying a signal that is there
    missed: float
    #: of saying one that is not there
    false: float
    #: why
    because: str

    @property
    def threshold(self) -> float:
        """The probability from which on saying it costs less than not saying it."""
        return self.false / (self.false + self.missed)


# The severity of a kind (the scoring table) weighs a missed signal and a false one alike, and is no
# part of this. The ratios stay near 1: probabilities are weighed again by all that follows, and
# what moves them far makes them untrue.
_EARLY = "tells of what comes next while there is time, and often only one feed has it"
_COMMON = (
    "the commonest kinds by far: one missed is told again within hours, while crime and police work"
    " are easily taken for them"
)
COSTS: Mapping[KindId, Cost] = {
    KindId("chemical_weapon"): Cost(
        missed=1.25, false=1.0, because="so rare that a false one is read at once and dismissed"
    ),
    KindId("truce_collapse"): Cost(missed=1.25, false=1.0, because=_EARLY),
    KindId("territory_change"): Cost(missed=1.25, false=1.0, because=_EARLY),
    KindId("troop_movement"): Cost(missed=1.25, false=1.0, because=_EARLY),
    KindId("offensive_threat"): Cost(missed=1.25, false=1.0, because=_EARLY),
    KindId("civilian_harm"): Cost(missed=1.0, false=1.25, because=_COMMON),
    KindId("detention_abuse"): Cost(missed=1.0, false=1.25, because=_COMMON),
    KindId("unrest"): Cost(missed=1.0, false=1.25, because=_COMMON),
    KindId("de_escalation"): Cost(
        missed=1.0, false=1.5, because="takes pressure off an area, and may calm it wrongly"
    ),
}

#: where it is said: what reads signals takes those of one half and more
DECISION = 0.5
#: from here on probabilities are left as they are: of what is said with 0.8, eight in ten are right
_LEFT_FROM = 0.8


def decided(probability: float, cost: Cost | None) -> float:
    """Give a probability moved so that the threshold of its cost stands at 0.5.

    In straight lines: 0 stays 0, the threshold becomes 0.5, 0.8 and all above stay. With thresholds
    of 0.44 to 0.6 nothing moves by more than 0.1, and it keeps its order. Without a cost, as for
    kinds of an operator's own, both mistakes cost the same and nothing moves.
    """
    if cost is None or probability >= _LEFT_FROM:
        return probability
    threshold = cost.threshold
    if probability <= threshold:
        return probability * DECISION / threshold
    share = (probability - threshold) / (_LEFT_FROM - threshold)
    return DECISION + share * (_LEFT_FROM - DECISION)
