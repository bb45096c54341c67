"""Why a level is what it is, in sentences that people read."""

from collections.abc import Iterator, Sequence

from warnd.model.identifiers import KindId
from warnd.model.situation import KindPressure
from warnd.situations.baseline import Baseline
from warnd.situations.held import Held
from warnd.situations.patterns_told import pattern_reason
from warnd.situations.weigh import Scale

#: kinds beyond this many are not told; nobody reads a sixth reason
_MOST_KINDS = 5
#: of what is new the gravest are told
_MOST_NEW = 2
#: points; below a point of normal pressure "40 times" would say nothing
_HARDLY_ANYTHING = 1.0


def reasons_for(
    kinds: Sequence[KindPressure],
    held: Sequence[Held],
    pressure: float,
    baseline: Baseline,
    scale: Scale,
) -> tuple[str, ...]:
    """Give the reasons: patterns, then kinds, gravest first, what is new, the measure of normal."""
    titles = {kind.id: kind.title for kind in scale.scoring.kinds}
    told = [pattern_reason(one, titles) for one in held]
    told += [_kind_reason(kind, titles) for kind in kinds[:_MOST_KINDS] if kind.pressure > 0.0]
    told += [_new_reason(kind, titles, scale) for kind in kinds if kind.is_new][:_MOST_NEW]
    if pressure > 0.0:
        told += _measure(pressure, baseline, scale)
    return tuple(told)


def _new_reason(kind: KindPressure, titles: dict[KindId, str], scale: Scale) -> str:
    days = scale.scoring.novelty_silence.value.days
    return f"{_title(kind, titles)}: the first here for {days} days"


def _title(kind: KindPressure, titles: dict[KindId, str]) -> str:
    return titles.get(kind.kind, str(kind.kind).replace("_", " ")).capitalize()


def _kind_reason(kind: KindPressure, titles: dict[KindId, str]) -> str:
    sized = f" (up to {kind.count:,})" if kind.count else ""
    voices = "1 origin" if kind.origins == 1 else f"{kind.origins} origins"
    return f"{_title(kind, titles)}{sized}, {voices}"


def _measure(pressure: float, baseline: Baseline, scale: Scale) -> Iterator[str]:
    known, whole = baseline.sampled_days, scale.scoring.baseline_span.value.days
    if known <= 1:
        yield "Known for a day at most: too little to tell what is normal here"
        return
    if known < scale.scoring.cold_start.value.days:
        yield f"Known for {known} days of {whole}: too few to tell what is normal here"
        return
    if baseline.normal < _HARDLY_ANYTHING:
        yield "Nearly nothing of the kind is normal here"
    else:
        yield f"{pressure / baseline.normal:.1f} times the area's normal week"
    if known < whole:
        yield f"What is normal here is known from {known} days of {whole}"
