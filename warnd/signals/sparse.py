"""Long articles: where few sentences make a claim, and where a rule stands alone, less is sure."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from warnd.model.signal import SeenBy
from warnd.signals.fuse import FUSION, log_odds
from warnd.signals.sighting import Sighting


@dataclass(frozen=True, slots=True, kw_only=True)
class Sparse:
    """How the sightings of a long article are weighed, with the reasons.

    Rules and classifier learnt from short reports, where every other sentence makes a claim. Of
    twenty sentences about football or a budget one always sounds like war. Measured on forty own
    long articles, half of them never read: of 35 false alarms 13 are left, and of 121 signals 118;
    of 338 articles strung together from twelve ordinary reports 21 had a false alarm and 8 have.
    Single reports do not change.
    """

    #: an article of fewer sentences, its title among them, is a report: what it says is its news
    least_sentences: int = 6
    #: an article whose sightings are all less probable tells no signal, however they add up
    #: (`merge.py`), so that nothing needs to be asked of its sentences
    least_probability: float = 0.35
    #: the share of sentences with a claim from which on nothing is weighed down; from 0.3 to 0.45
    #: the figures are the same
    usual: float = 0.4
    #: how much of the log-odds between the two shares counts: sentences are no independent draws.
    #: From 0.4 to 0.6 the figures are the same; at 0.8 articles that tell of a war aslant lost many
    weight: float = 0.6
    #: no share counts for less, whatever the length: a bomb in the last line of a long article that
    #: both rule and classifier are sure of stays one
    least_share: float = 0.03
    #: how much of the classifier's log-odds below what counts in a report (`Fusion.least_help`)
    #: counts against a rule that it does not agree with: the more sentences, the more often the
    #: words of a rule meet by chance
    doubt: float = 0.5
    #: what each sentence about a topic takes off where claims are few, in log-odds for an article
    #: all about topics: 1 for an article of which four sentences in ten name sport or trade
    about: float = 4.0
    #: so many sentences name a topic in articles about war too: a market, a drought, a bank
    topics_anywhere: float = 0.15
    #: an article that makes a claim this probable, which both rule and classifier see, in so many
    #: first sentences is about conflict, however few make another ...
    leads_from: float = 0.95
    lead: int = 5
    #: ... and this part of what its share takes off is taken
    led: float = 0.5


SPARSE = Sparse()


def weighed_by_share(
    sightings: Sequence[Sighting],
    sentences: int,
    about: Callable[[], int],
    sparse: Sparse = SPARSE,
) -> Sequence[Sighting]:
    """Give the sightings of an article of so many sentences, less probable where claims are few.

    `about` counts the sentences that are about a topic. With `L = log(p / (1 - p))`; `s` the mean,
    over the sentences, of the classifier's surest probability in each, taken for the share of
    sentences with a claim; `t` the share of sentences about a topic, 0 unless `s < usual`; and `m`
    the classifier's probability of the sighting where only a rule saw it, 1 elsewhere:

        L(P) = L(p) + f * (weight * min(0, L(max(s, least_share)) - L(usual))
                           - about * max(0, t - topics_anywhere))
                    + doubt * min(0, L(m) - least_help)

    where `f` is `led` when the article leads with a sure claim, else 1.
    """
    share = _share(sightings, sentences)
    if sentences < sparse.least_sentences or not share:
        return sightings
    if all(each.probability < sparse.least_probability for each in sightings):
        return sightings
    shift = 0.0
    if share < sparse.usual:
        shift = sparse.weight * (log_odds(max(share, sparse.least_share)) - log_odds(sparse.usual))
        shift -= sparse.about * max(about() / sentences - sparse.topics_anywhere, 0.0)
        if any(_leads(each, sparse) for each in sightings):
            shift *= sparse.led
    return [_shifted(each, shift + sparse.doubt * _doubt(each)) for each in sightings]


def _leads(sighting: Sighting, sparse: Sparse) -> bool:
    return (
        sighting.sentence < sparse.lead
        and sighting.probability >= sparse.leads_from
        and sighting.seen_by is SeenBy.BOTH
    )


def _shifted(sighting: Sighting, shift: float) -> Sighting:
    if not shift:
        return sighting
    odds = log_odds(sighting.probability) + shift
    return replace(sighting, probability=1.0 / (1.0 + math.exp(-odds)))


def _doubt(sighting: Sighting) -> float:
    """Give the log-odds, 0 or less, by which the classifier doubts what only a rule saw."""
    if sighting.seen_by is not SeenBy.RULE:
        return 0.0
    return min(log_odds(sighting.model) - FUSION.least_help, 0.0)


def _share(sightings: Iterable[Sighting], sentences: int) -> float:
    """Give the share of sentences with a claim, as the classifier sees it; 0 when there is none."""
    surest: dict[int, float] = {}
    for each in sightings:
        surest[each.sentence] = max(each.model, surest.get(each.sentence, 0.0))
    return sum(surest.values()) / max(sentences, 1)
