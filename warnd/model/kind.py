"""The kinds of signal."""

from dataclasses import dataclass

from warnd.model.identifiers import KindId
from warnd.model.level import Level
from warnd.model.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of signal; the shipped fifteen stand in `rules/scoring.yaml`, operators may add."""

    #: its name in code, tables, rules and messages, such as `troop_movement`
    id: KindId
    #: what people read, such as "troop movement"
    title: str
    #: how grave one certain, fresh, well-sourced signal of it is, in points of pressure;
    #: negative for a kind that calms
    severity: float
    #: why the severity is what it is
    because: str
    #: the status of its signals when no words in the text tell another
    status: Status = Status.OCCURRED
    #: what its claims count more by while it is new to an area, a factor
    novelty: float = 1.0
    #: the highest level that the index calls for where it is the only kind claimed; None: any
    alone: Level | None = None
    #: the count from which one claim of it calls for a watch whatever the index; None: no count
    mass: int | None = None
    #: the nearest ACLED, PLOVER or CAMEO classes
    nearest: str = ""
