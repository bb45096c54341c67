"""States of areas, and their history."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select

from warnd.model.identifiers import AreaId, RuleId
from warnd.model.level import Level
from warnd.model.moments import rfc3339
from warnd.model.situation import Run, Situation
from warnd.storage.rows import Rows, Values
from warnd.storage.tables import situation_history, situations

_NAMES = (
    *("area", "level", "index", "pressure", "normal", "known_since", "since", "at"),
    *("patterns", "reasons", "runs", "sampled_days", "urgency", "certainty"),
)
_STATE = (*(situations.c[name] for name in _NAMES), situations.c.days)
_PAST = tuple(situation_history.c[name] for name in _NAMES)

_ONE = select(*_STATE).where(situations.c.area == bindparam("area"))
_OPEN = select(*_STATE).where(situations.c.level != Level.CALM).order_by(situations.c.area)
_FIRST = select(func.min(situations.c.known_since))
_HISTORY = (
    select(*_PAST)
    .where(
        situation_history.c.area == bindparam("area"),
        situation_history.c.at > bindparam("since"),
        situation_history.c.at <= bindparam("until"),
    )
    .order_by(situation_history.c.at, situation_history.c.id)
)


class SqlSituations(Rows):
    """The situations of `warnd.ports.judgement.SituationStore`."""

    def situation(self, area: AreaId) -> Situation | None:
        """Give the state of an area, None when it was always calm."""
        row = self._first(_ONE, area=area)
        return None if row is None else _situation(row)

    def watching_since(self) -> datetime | None:
        """Give since when any area has been known, None when none is."""
        row = self._first(_FIRST)
        return None if row is None else row[0]

    def open_situations(self) -> tuple[Situation, ...]:
        """Give the states of all areas above calm, by area id."""
        return tuple(_situation(row) for row in self._all(_OPEN))

    def save_situation(self, situation: Situation) -> None:
        """Store the state of an area and append it, without its days, to the area's history."""
        values = _values(situation)
        self._put(situations, [{**values, "days": _plain_days(situation.days)}])
        self._add(situation_history, [values])

    def situation_history(
        self, area: AreaId, since: datetime, until: datetime
    ) -> tuple[Situation, ...]:
        """Give the stored states of an area with `since < at <= until`, oldest first."""
        rows = self._all(_HISTORY, area=area, since=since, until=until)
        return tuple(_situation(row) for row in rows)


def _values(situation: Situation) -> Values:
    return {
        "area": situation.area,
        "level": situation.level,
        "index": situation.index,
        "pressure": situation.pressure,
        "normal": situation.normal,
        "known_since": situation.known_since,
        "since": situation.since,
        "at": situation.at,
        "patterns": list(situation.patterns),
        "reasons": list(situation.reasons),
        "runs": {
            subject: [rfc3339(run.since), rfc3339(run.last)]
            for subject, run in situation.runs.items()
        },
        "sampled_days": situation.sampled_days,
        "urgency": situation.urgency,
        "certainty": situation.certainty,
    }


def _plain_days(days: Mapping[date, float]) -> dict[str, float]:
    return {day.isoformat(): pressure for day, pressure in days.items()}


def _situation(row: Any) -> Situation:
    area, level, index, pressure, normal, known_since, since, at, *more = row
    patterns, reasons, runs, sampled_days, urgency, certainty, *days = more
    return Situation(
        area=AreaId(area),
        level=level,
        index=index,
        pressure=pressure,
        normal=normal,
        known_since=known_since,
        since=since,
        at=at,
        patterns=tuple(RuleId(pattern) for pattern in patterns),
        reasons=tuple(reasons),
        runs={
            subject: Run(since=datetime.fromisoformat(since), last=datetime.fromisoformat(last))
            for subject, (since, last) in runs.items()
        },
        sampled_days=sampled_days,
        urgency=urgency,
        certainty=certainty,
        days={date.fromisoformat(day): pressure for each in days for day, pressure in each.items()},
    )
