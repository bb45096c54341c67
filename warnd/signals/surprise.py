r"""How surprising it is that something is more common in one group of articles than in another.

The measure is the log-likelihood ratio G² of Dunning (1993, "Accurate Methods for the Statistics of
Surprise and Coincidence", Computational Linguistics 19(1), 61-74), over the articles that do and do
not have the thing:

    G² = 2 · Σ O · ln(O / E)

O are the four counts of articles (in the group or not, with the thing or without), E what each
would be if the thing were as common in both: row sum · column sum / all. It holds for counts as
small as two or three, where chi-squared does not, and so it suits words that few articles share. It
has no unit. Articles are counted, not words: an article that says a word ten times counts once.

The log-odds ratio with an informative Dirichlet prior (Monroe, Colaresi and Quinn, 2008) was tried
on labelled reports. It divides by the spread, which is wide for what few articles have, and so puts
common words of little meaning ("killed", in 19 of 33 marked and 99 of 387 other articles) before
rare ones that settle the matter (in 3 and none).
"""

from math import log


def signed_surprise(with_it: int, group: int, others_with_it: int, others: int) -> float:
    """Give G², negative when the thing is rarer in the group than among the others.

    `with_it` of the `group` articles have it, and `others_with_it` of the `others`. 0 when one of
    the groups is empty.
    """
    if not group or not others:
        return 0.0
    share = (with_it + others_with_it) / (group + others)
    surprise = 2 * (
        _term(with_it, group * share)
        + _term(group - with_it, group * (1 - share))
        + _term(others_with_it, others * share)
        + _term(others - others_with_it, others * (1 - share))
    )
    return surprise if with_it / group >= others_with_it / others else -surprise


def _term(observed: int, expected: float) -> float:
    return observed * log(observed / expected) if observed else 0.0
