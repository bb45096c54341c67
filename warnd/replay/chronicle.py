"""What a report tells of a replay, noted as it goes: bounded, however long the archive."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from warnd.model.alert import AlertVersion
from warnd.model.area import Area
from warnd.model.identifiers import AlertId, AreaId, KindId, RuleId
from warnd.model.level import Level
from warnd.model.reading import Reading
from warnd.model.situation import Situation
from warnd.replay.run import TICK
from warnd.replay.spans import RAISING

#: moments that a chart shows at most: about one a pixel of a telephone
POINTS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The time that is told, cut into steps of equal length."""

    first: datetime
    last: datetime

    @property
    def step(self) -> timedelta:
        """The length of one step: a tick of the replay, or more where the time is long."""
        return max(TICK, (self.last - self.first) / (POINTS - 1))

    @property
    def steps(self) -> int:
        """How many steps there are, at least one."""
        return int((self.last - self.first) / self.step) + 1

    def place(self, moment: datetime) -> int | None:
        """Give the step that a moment lies in, from 0; None for one outside."""
        if not self.first <= moment <= self.last:
            return None
        return int((moment - self.first) / self.step)


@dataclass(slots=True)
class Curve:
    """What an area's index and level were at most, step by step."""

    #: 0 to 100; steps without an assessment are left out
    index: dict[int, float] = field(default_factory=dict)
    level: dict[int, Level] = field(default_factory=dict)

    def note(self, place: int, situation: Situation) -> None:
        """Note one assessment."""
        self.index[place] = max(self.index.get(place, 0.0), situation.index)
        self.level[place] = max(self.level.get(place, Level.CALM), situation.level)


@dataclass(slots=True, kw_only=True)
class AlertCourse:
    """One alert, from its first version to the newest."""

    #: the version that raised it highest, the first of them
    peak: AlertVersion
    #: the newest version
    last: AlertVersion
    #: versions told
    versions: int = 1

    def note(self, version: AlertVersion) -> None:
        """Note the next version."""
        self.versions += 1
        self.last = version
        if version.reason in RAISING and version.level > self.peak.level:
            self.peak = version


@dataclass(slots=True)
class Chronicle:
    """What is noted of a replay for its report."""

    stretch: Stretch
    articles: int = 0
    versions: int = 0
    areas: dict[AreaId, Area] = field(default_factory=dict)
    alerts: dict[AlertId, AlertCourse] = field(default_factory=dict)
    curves: dict[AreaId, Curve] = field(default_factory=dict)
    #: how many signals each rule was behind, by kind and rule; None for what the classifier saw
    fired: Counter[tuple[KindId, RuleId | None]] = field(default_factory=Counter)

    def see(self, situation: Situation) -> None:
        """Note one assessment of an area."""
        place = self.stretch.place(situation.at)
        if place is not None:
            self.curves.setdefault(situation.area, Curve()).note(place, situation)

    def read(self, moment: datetime, reading: Reading | None) -> None:
        """Note what was read in an article published at a moment."""
        if reading is None or self.stretch.place(moment) is None:
            return
        self.articles += 1
        for signal in reading.signals:
            rules = {quote.rule for quote in signal.evidence}
            self.fired.update((signal.kind, rule) for rule in rules)

    def note(self, version: AlertVersion) -> None:
        """Note one version of an alert; versions come in order of time."""
        self.versions += 1
        self.areas[version.area.id] = version.area
        known = self.alerts.get(version.alert)
        if known is None:
            self.alerts[version.alert] = AlertCourse(peak=version, last=version)
        else:
            known.note(version)

    def alerts_by_area(self) -> Mapping[AreaId, list[AlertCourse]]:
        """Give the alerts of each area, the gravest and among these the oldest first."""
        by_area: dict[AreaId, list[AlertCourse]] = {}
        for course in self.alerts.values():
            by_area.setdefault(course.peak.area.id, []).append(course)
        for courses in by_area.values():
            courses.sort(key=lambda course: (-course.peak.level.rank, course.peak.at))
        return by_area
