"""One probability from rule and classifier: the only place where the two meet."""

from dataclasses import dataclass

from warnd.model.signal import SeenBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Fusion:
    """How rule and classifier are fused, each number with its reason."""

    #: how much the classifier's word counts where no rule fired, 0 to 1: of what it alone was sure
    #: of by 0.5 to 0.9 on labelled news, one in six was right, since it was trained on text of
    #: ours, in which signs are far more frequent than in feeds
    model_alone: float = 0.6
    #: how much it adds where a rule fired as well
    model_beside_rule: float = 0.6
    #: below this the classifier doubts what a rule says, and the rule's word is cut
    doubt_below: float = 0.05
    #: what is left of a rule's confidence when the classifier doubts it
    doubted: float = 0.85
    #: from this probability on the classifier counts as having seen a signal
    model_sees: float = 0.5


FUSION = Fusion()


def fuse(rule: float, model: float, fusion: Fusion = FUSION) -> float:
    """Give the probability that a sentence carries a kind, 0 to 1.

    `rule` is the confidence of the surest rule that fired, 0 when none did; `model` the
    classifier's calibrated probability `p`, 0 when there is no classifier. Taken as independent
    witnesses, with the classifier's word weighed by `a`:

        no rule:   P = a_alone · p
        rule:      P = 1 - (1 - r') · (1 - a_beside · p),   r' = r, or r · doubted if p is tiny
    """
    if rule <= 0.0:
        return fusion.model_alone * model
    trusted = rule * fusion.doubted if 0.0 < model < fusion.doubt_below else rule
    return 1.0 - (1.0 - trusted) * (1.0 - fusion.model_beside_rule * model)


def seen_by(rule: float, model: float, fusion: Fusion = FUSION) -> SeenBy:
    """Give who saw it: the rule, the classifier, or both."""
    if rule <= 0.0:
        return SeenBy.MODEL
    return SeenBy.BOTH if model >= fusion.model_sees else SeenBy.RULE
