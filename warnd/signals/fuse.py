"""One probability from rules and classifier: the only place where the two meet."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from warnd.model.identifiers import KindId
from warnd.model.signal import SeenBy
from warnd.signals.costs import COSTS, Cost, decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What rules and classifier see of one kind in one sentence."""

    kind: KindId
    #: confidence of the surest rule that fired, 0 when none did
    rule: float = 0.0
    #: how many different rules of the kind fired
    rules: int = 0
    #: the classifier's probability; None when there is none, or when it does not know the kind
    model: float | None = None
    #: whether a rule of another kind fired in the sentence
    beside: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fusion:
    """How rules and classifier are fused, in log-odds; the model card tells how it was measured.

    Fitted on held-out lines of the training text with the rules run over them (`fit_fusion`), then
    weakened: our own text makes rules and classifier disagree more usefully than news does. On
    labelled news the fitted numbers took away right signals; with slopes of seven tenths where no
    rule fired and where one did, what is said is about as right as it says.
    """

    #: how much of the classifier's log-odds counts where no rule fired; fitted 0.95
    alone: float = 0.7
    #: they are cut to this there, 0.9 in probability: on news, what it is sure of and no rule saw
    #: is right no more often than what it thinks likely
    most_alone: float = 2.2
    #: added there: what no rule knows is rarer in feeds than in the training text, where it was
    #: written on purpose; fitted 0.29
    alone_offset: float = -0.45
    #: added there when a rule of another kind fired: the classifier often takes the one for the
    #: other, a shell for a bomb; fitted -0.57
    alone_beside: float = -0.3
    #: added instead for the kinds that another one's words explain (`_EXPLAINED`): on labelled news
    #: the classifier was right with 0 of 4 of them, on our own text with 6 of 8
    alone_explained: float = -1.4
    #: how much of the classifier's log-odds counts beside a rule; fitted 0.65
    helping: float = 0.4
    #: the classifier's log-odds beside a rule are cut to these, 0.12 and 0.98 in probability: in
    #: reports on conflict, rules are right where it sees nothing nearly as often as elsewhere
    least_help: float = -2.0
    most_help: float = 4.0
    #: added beside a rule; fitted 0.11
    rule_offset: float = 0.5
    #: added for the second rule of the kind, and for the third; fitted 0.31
    further_rule: float = 0.4
    #: rules that count
    most_rules: int = 3
    #: added beside a rule when one of another kind fired; fitted -0.48
    rule_beside: float = -0.3
    #: from this probability on the classifier counts as having seen a signal
    model_sees: float = 0.5


FUSION = Fusion()

#: kinds that the classifier hears in the words of others: a strike in "suicide bombers strike", a
#: threat in any fight. A place taken, heard in an operation to take it, is as wrong but tells of
#: an offensive: without it the replay of five years lost one of 22 onsets
_EXPLAINED = frozenset(map(KindId, ("airstrike", "offensive_threat")))

#: no witness is surer than this, or less sure than 1 less it
MOST_SURE = 0.999


def fuse(seen: Seen, fusion: Fusion = FUSION, costs: Mapping[KindId, Cost] = COSTS) -> float:
    """Give the probability that a sentence carries a kind, 0 to 1; 0.5 is where to say it.

    With `L = log(p / (1 - p))` of a probability `p`, the rule's confidence `r`, the classifier's
    probability `m`, the number of rules `n` and `b` = 1 when a rule of another kind fired:

        no rule:  L(P) = alone · cut(L(m)) + alone_offset + alone_beside · b
                  (`alone_explained` for `alone_beside` where another kind explains the words)
        rule:     L(P) = L(r) + rule_offset + helping · cut(L(m)) + further_rule · (n - 1)
                         + rule_beside · b

    Without a classifier's word P is the rule's confidence, or 0. What comes out is moved so that
    0.5 is the decision that costs least (`decided`).
    """
    if seen.model is None:
        return seen.rule
    believed = _beside_rule(seen, fusion) if seen.rule > 0.0 else _alone(seen, fusion)
    return decided(1.0 / (1.0 + math.exp(-believed)), costs.get(seen.kind))


def seen_by(seen: Seen, fusion: Fusion = FUSION) -> SeenBy:
    """Give who saw it: the rule, the classifier, or both."""
    if seen.rule <= 0.0:
        return SeenBy.MODEL
    return SeenBy.BOTH if (seen.model or 0.0) >= fusion.model_sees else SeenBy.RULE


def _alone(seen: Seen, fusion: Fusion) -> float:
    return (
        fusion.alone * min(log_odds(seen.model or 0.0), fusion.most_alone)
        + fusion.alone_offset
        + (fusion.alone_explained if seen.kind in _EXPLAINED else fusion.alone_beside) * seen.beside
    )


def _beside_rule(seen: Seen, fusion: Fusion) -> float:
    help_given = min(max(log_odds(seen.model or 0.0), fusion.least_help), fusion.most_help)
    return (
        log_odds(seen.rule)
        + fusion.rule_offset
        + fusion.helping * help_given
        + fusion.further_rule * (min(max(seen.rules, 1), fusion.most_rules) - 1)
        + fusion.rule_beside * seen.beside
    )


def log_odds(probability: float) -> float:
    """Give the log-odds of a probability, certainty cut to 0.999."""
    cut = min(max(probability, 1.0 - MOST_SURE), MOST_SURE)
    return math.log(cut / (1.0 - cut))
