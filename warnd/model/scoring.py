"""The numbers that judge, as one record; they stand with their reasons in `rules/scoring.yaml`."""

from dataclasses import dataclass
from datetime import timedelta

from warnd.model.kind import Kind
from warnd.model.level import Level
from warnd.model.reliability import Reliability
from warnd.model.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusWeight:
    """How much a claim of one status weighs beside one that occurred."""

    #: the status
    status: Status
    #: 0 to 1
    weight: float
    #: why
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReliabilityWeight:
    """How much a source of one Admiralty grade weighs beside a completely reliable one."""

    #: the grade
    grade: Reliability
    #: 0 to 1
    weight: float
    #: why
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelThreshold:
    """When a level begins and when it ends."""

    #: the level
    level: Level
    #: it begins when the index reaches this, 0 to 100
    up: float
    #: it ends when the index falls below this; less than `up`, so that it does not flutter
    down: float
    #: independent origins needed for that
    origins: int
    #: with fewer origins it begins when the index reaches this, 0 to 100; None: never
    up_alone: float | None = None
    #: why
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tuning:
    """One number with its reason."""

    #: the number
    value: float
    #: its unit and why it is what it is
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One length of time with its reason."""

    #: how long
    value: timedelta
    #: why
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """Everything that turns claims into levels; see `warnd.situations` for the formulas."""

    #: the kinds of signal with their severities
    kinds: tuple[Kind, ...]
    #: the weights of statuses, one for each
    statuses: tuple[StatusWeight, ...]
    #: the weights of Admiralty grades, one for each
    reliabilities: tuple[ReliabilityWeight, ...]
    #: the thresholds of the levels above calm, rising
    levels: tuple[LevelThreshold, ...]
    #: a signal less probable than this is no claim, 0 to 1
    least_probability: Tuning
    #: the time in which a claim loses half of its weight
    half_life: Span
    #: claims older than this are not weighed at all
    horizon: Span
    #: how much each further origin of one day adds, as a share of the strongest claim, 0 to 1
    corroboration: Tuning
    #: how much a tenfold count adds, as a share
    count_gain: Tuning
    #: the most that a count can multiply a claim by
    count_limit: Tuning
    #: the pressure at which the index stands at 63, in points
    index_scale: Tuning
    #: how much of a division's claim its country feels, 0 to 1
    roll_up: Tuning
    #: how much of a claim is felt by an area that names its country or division as a neighbour
    neighbour_share: Tuning
    #: how far back an area's days tell what is normal there, in whole days
    baseline_span: Span
    #: a day this many times above the mean of them counts less, a factor
    baseline_outlier: Tuning
    #: a mean below this is taken for it where outliers are told, in points
    baseline_floor: Tuning
    #: fewer known days are filled up to these with quiet ones, in whole days
    baseline_least: Span
    #: how long an area must be known before its normal is held against it, in whole days
    cold_start: Span
    #: how many times the normal pressure is taken off
    dampening: Tuning
    #: how long a kind or a division was not heard of before it is new again; and three times as
    #: long as warnd must have watched before anything is new
    novelty_silence: Span
    #: how long it stays new
    novelty_span: Span
    #: how much more a claim counts that is about a division new to its country, a factor
    division_novelty: Tuning
    #: the index below which no pattern lifts a level, 0 to 100
    pattern_floor: Tuning
    #: a level is held at least this long before it falls
    dwell: Span
    #: no all-clear while a sign is younger than this
    calm_after: Span
    #: the least time between two versions that are only updates
    update_interval: Span
    #: the pressure at which the score of one article stands at 63, in points
    score_scale: Tuning

    @property
    def thresholds(self) -> tuple[tuple[Level, float], ...]:
        """The index from which on each level above calm is reached, rising."""
        return tuple((row.level, row.up) for row in self.levels)
