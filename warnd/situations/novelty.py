"""What is new to an area: kinds, and divisions of a country, not heard of for a long time.

The same shell weighs more where none has fallen for months than at a front. A run of signs begins
with the first after a long silence; while it is young, its claims count more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from warnd.model.claim import Claim
from warnd.model.situation import Run
from warnd.model.status import Status
from warnd.situations.weigh import SURELY_HERE, Scale

#: claims of these statuses are signs; what was denied or is past is none
_SIGNS = frozenset({Status.OCCURRED, Status.THREATENED})


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new to one area at one moment."""

    #: kinds and ISO 3166-2 divisions
    subjects: frozenset[str] = frozenset()

    def factor(self, claim: Claim, scale: Scale) -> float:
        """Give what a claim counts for being new, at least 1."""
        if not self.subjects:
            return 1.0
        kind = scale.novelty(claim.signal.kind) if claim.signal.kind in self.subjects else 1.0
        new_division = claim.admin1 is not None and claim.admin1 in self.subjects
        division = scale.scoring.division_novelty.value if new_division else 1.0
        return max(1.0, kind, division if scale.severity(claim.signal.kind) > 0.0 else 1.0)


#: nothing is new
NOTHING_NEW = News()


def runs_after(
    before: Mapping[str, Run], claims: Sequence[Claim], scale: Scale
) -> Mapping[str, Run]:
    """Give the runs of signs about an area, by kind and by division, with `claims` among them.

    `claims` come oldest first. One that is older than the last of its run changes nothing.
    """
    runs = dict(before)
    silence = scale.scoring.novelty_silence.value
    for claim in claims:
        if claim.signal.status not in _SIGNS or claim.placing < SURELY_HERE:
            continue
        if claim.signal.probability < scale.scoring.least_probability.value:
            continue
        for subject in _subjects(claim):
            run = runs.get(subject)
            if run is None or claim.at - run.last > silence:
                runs[subject] = Run(since=claim.at, last=claim.at)
            elif claim.at > run.last:
                runs[subject] = Run(since=run.since, last=claim.at)
    return runs


def news_at(runs: Mapping[str, Run], watching_since: datetime, now: datetime, scale: Scale) -> News:
    """Give what is new to an area at `now`.

    Nothing is before warnd has watched for the silence's third: to somebody who has just come,
    everything is.
    """
    scoring = scale.scoring
    if now - watching_since < scoring.novelty_silence.value / 3:
        return News()
    young = (
        subject for subject, run in runs.items() if now - run.since <= scoring.novelty_span.value
    )
    return News(subjects=frozenset(young))


def _subjects(claim: Claim) -> tuple[str, ...]:
    return (claim.signal.kind,) if claim.admin1 is None else (claim.signal.kind, claim.admin1)
