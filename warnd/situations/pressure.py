"""What the claims about an area add up to."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from warnd.model.claim import Weighed
from warnd.model.identifiers import KindId
from warnd.model.situation import KindPressure
from warnd.situations.novelty import NOTHING_NEW, News
from warnd.situations.weigh import Scale

#: claims whose origin is unknown stand together as one that confirms nothing
_UNKNOWN = ""


def kind_pressures(
    claims: Sequence[Weighed], scale: Scale, news: News = NOTHING_NEW
) -> tuple[KindPressure, ...]:
    """Give what each kind adds to the pressure of an area, gravest first.

    Claims of one kind and one UTC day are taken as talk about the same events: the strongest claim
    of the day counts in full, and each further known origin adds the share `c` of it, halved each
    time. Over the days the decayed sums add up:

        P_kind = Σ_days  w_max(day) · (1 + c + c/2 + c/4 + ...)

    A claim that is new to the area counts by its factor of novelty more (`novelty.py`).
    """
    by_kind: dict[KindId, list[Weighed]] = defaultdict(list)
    for weighed in claims:
        by_kind[weighed.claim.signal.kind].append(weighed)
    pressures = (_kind_pressure(kind, group, scale, news) for kind, group in by_kind.items())
    return tuple(
        sorted(
            (pressure for pressure in pressures if pressure.pressure != 0.0),
            key=lambda pressure: (-abs(pressure.pressure), pressure.kind),
        )
    )


def total_pressure(kinds: Iterable[KindPressure]) -> float:
    """Give the pressure of an area in points, never below 0."""
    return max(0.0, math.fsum(kind.pressure for kind in kinds))


def origins_of(claims: Iterable[Weighed]) -> int:
    """Give how many independent known origins stand behind signs; unknown ones add 0.

    One unknown origin alone still counts as one: somebody said so. What calms is no sign.
    """
    origins = {claim.source.origin or _UNKNOWN for claim, weight in claims if weight > 0.0}
    return max(len(origins - {_UNKNOWN}), min(1, len(origins)))


def index_of(pressure: float, normal: float, scale: Scale) -> float:
    """Give the index, 0 to 100, of a pressure held against what is normal.

        I = 100 · (1 - exp(-max(0, P - d · N) / S))

    `P` is the pressure and `N` the normal pressure in points, `d` the dampening, a factor, `S` the
    scale in points.
    """
    scoring = scale.scoring
    felt = pressure - scoring.dampening.value * normal
    return 100.0 * (1.0 - math.exp(-max(0.0, felt) / scoring.index_scale.value))


def _kind_pressure(
    kind: KindId, claims: Sequence[Weighed], scale: Scale, news: News
) -> KindPressure:
    days: dict[date, dict[str, float]] = defaultdict(dict)
    for claim, weight in claims:
        felt = weight * news.factor(claim, scale)
        strongest = days[claim.at.date()]
        origin = claim.source.origin or _UNKNOWN
        if abs(felt) > abs(strongest.get(origin, 0.0)):
            strongest[origin] = felt
    counts = [claim.signal.count for claim, _ in claims if claim.signal.count is not None]
    return KindPressure(
        kind=kind,
        pressure=math.fsum(_day_pressure(origins, scale) for origins in days.values()),
        origins=origins_of(claims),
        count=max(counts, default=None),
        is_new=kind in news.subjects and scale.novelty(kind) > 1.0,
    )


def _day_pressure(weights: Mapping[str, float], scale: Scale) -> float:
    strongest = max(weights.values(), key=abs)
    if len(weights) == 1:
        return strongest  # as on most days
    share = scale.scoring.corroboration.value
    further = len(weights) - (_UNKNOWN in weights) - 1
    confirmed = math.fsum(share / 2**step for step in range(further))
    return strongest * (1.0 + confirmed)
