"""How grave the situation of an area is."""

from enum import StrEnum


class Level(StrEnum):
    """The level of a situation, from calm upward; levels compare by gravity."""

    #: nothing out of the ordinary (CAP severity Minor)
    CALM = "calm"
    #: signs that somebody should follow (CAP severity Moderate)
    WATCH = "watch"
    #: signs add up: wake people (CAP severity Severe)
    WARNING = "warning"
    #: escalation under way, confirmed and grave (CAP severity Extreme)
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        """Its place in the order, 0 for calm to 3 for emergency."""
        return _RANKS[self]

    @property
    def cap_severity(self) -> str:
        """The severity of the Common Alerting Protocol 1.2 that stands for it."""
        return _CAP_SEVERITY[self.rank]

    # All four, since str brings its own and would compare by letters.

    def __lt__(self, other: str) -> bool:
        return _RANKS[self] < _RANKS[other]

    def __le__(self, other: str) -> bool:
        return _RANKS[self] <= _RANKS[other]

    def __gt__(self, other: str) -> bool:
        return _RANKS[self] > _RANKS[other]

    def __ge__(self, other: str) -> bool:
        return _RANKS[self] >= _RANKS[other]


_RANKS: dict[str, int] = {level: rank for rank, level in enumerate(Level)}
_CAP_SEVERITY = ("Minor", "Moderate", "Severe", "Extreme")
