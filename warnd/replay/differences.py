"""What two configurations make of one archive: episodes gained, lost and moved."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from warnd.model.alert import AlertVersion
from warnd.model.identifiers import AlertId, AreaId
from warnd.model.level import Level

#: episodes whose beginnings lie further apart are two: a week later it is other news that told
MOVED_AT_MOST = timedelta(days=7)
_LEVELS = (Level.WATCH, Level.WARNING, Level.EMERGENCY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Episode:
    """An area at a level or above, from when people are told until it falls below."""

    #: the area
    area: AreaId
    #: the level reached: watch, warning or emergency
    level: Level
    #: the version that told of it, with its evidence
    version: AlertVersion
    #: when it fell below; None while it stands
    end: datetime | None = None

    @property
    def start(self) -> datetime:
        """When people were told."""
        return self.version.at


class Change(StrEnum):
    """What becomes of an episode under the other configuration."""

    #: only the other configuration tells it
    GAINED = "gained"
    #: the other configuration does not tell it
    LOST = "lost"
    #: the other configuration tells it earlier
    EARLIER = "earlier"
    #: the other configuration tells it later
    LATER = "later"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One episode that is not the same under both configurations."""

    change: Change
    #: as this configuration tells it; None when gained
    before: Episode | None
    #: as the other tells it; None when lost
    after: Episode | None

    @property
    def told(self) -> Episode:
        """The episode, as the other configuration tells it if it does."""
        episode = self.after or self.before
        if episode is None:
            raise ValueError("a difference is about an episode")
        return episode

    @property
    def hours(self) -> float | None:
        """Hours that it is told later, negative for earlier; None where only one tells it."""
        if self.before is None or self.after is None:
            return None
        return (self.after.start - self.before.start) / timedelta(hours=1)


@dataclass(slots=True)
class Episodes:
    """The episodes of one run, noted version by version."""

    #: in order of their start; of one version, the lowest level first
    told: list[Episode] = field(default_factory=list)
    _open: dict[tuple[AlertId, Level], int] = field(default_factory=dict)

    def note(self, version: AlertVersion) -> None:
        """Note one version; versions come in order of time."""
        for level in _LEVELS:
            place = self._open.get((version.alert, level))
            if place is None and version.level >= level:
                self._open[version.alert, level] = len(self.told)
                self.told.append(Episode(area=version.area.id, level=level, version=version))
            elif place is not None and version.level < level:
                del self._open[version.alert, level]
                self.told[place] = replace(self.told[place], end=version.at)


def differences(before: Episodes, after: Episodes) -> tuple[Difference, ...]:
    """Give what differs between two runs, in order of time.

    Episodes of one area and level are the same when their beginnings lie within a week, the nearest
    first; one that begins at another moment has moved.
    """
    found: list[Difference] = []
    ours, theirs = _by_area_and_level(before.told), _by_area_and_level(after.told)
    for key in ours.keys() | theirs.keys():
        found += _compared(ours.get(key, []), theirs.get(key, []))
    found.sort(key=lambda each: (each.told.start, each.told.area, each.told.level.rank))
    return tuple(found)


def _compared(ours: Sequence[Episode], theirs: Sequence[Episode]) -> Iterator[Difference]:
    pairs = _pairs(ours, theirs)
    taken_ours, taken_theirs = {ours for ours, _ in pairs}, {theirs for _, theirs in pairs}
    for one, other in pairs:
        before, after = ours[one], theirs[other]
        if before.start != after.start:
            change = Change.EARLIER if after.start < before.start else Change.LATER
            yield Difference(change=change, before=before, after=after)
    for place, episode in enumerate(ours):
        if place not in taken_ours:
            yield Difference(change=Change.LOST, before=episode, after=None)
    for place, episode in enumerate(theirs):
        if place not in taken_theirs:
            yield Difference(change=Change.GAINED, before=None, after=episode)


def _pairs(ours: Sequence[Episode], theirs: Sequence[Episode]) -> list[tuple[int, int]]:
    """Give which episodes are the same: the nearest beginnings first, each taken once."""
    near = [
        (abs(one.start - other.start), place, other_place)
        for place, one in enumerate(ours)
        for other_place, other in enumerate(theirs)
        if abs(one.start - other.start) <= MOVED_AT_MOST
    ]
    pairs: dict[int, int] = {}
    for _, place, other_place in sorted(near):
        if place not in pairs and other_place not in pairs.values():
            pairs[place] = other_place
    return sorted(pairs.items())


def _by_area_and_level(episodes: Iterable[Episode]) -> dict[tuple[str, int], list[Episode]]:
    groups: dict[tuple[str, int], list[Episode]] = {}
    for episode in episodes:
        groups.setdefault((episode.area, episode.level.rank), []).append(episode)
    return groups
