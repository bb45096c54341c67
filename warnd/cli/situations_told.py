"""Situations in words for people, and as documents for programs: the one place that names fields.

What a situation is made of grows; a new field is told by a line here.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from warnd.model.area import Area
from warnd.model.level import Level
from warnd.model.moments import rfc3339
from warnd.model.past import Point
from warnd.model.situation import Assessment, Situation

#: an area above calm is stored at least once an hour; twice as long without is a daemon that rests
STALE = timedelta(hours=2)


#: normal pressure, in points, under which a multiple of it says nothing
_HARDLY = 1.0


def is_stale(at: datetime, now: datetime) -> bool:
    """Tell whether what was assessed at a moment should have been assessed again by now."""
    return now - at > STALE


def faded(point: Point, moment: datetime, half_life: timedelta) -> Point:
    """Give a state at a later moment, by when it was not assessed again, as nothing was heard.

    The pressure `-ln(1 - I/100)` behind an index `I` has halved with each half-life, so that

        I' = 100 · (1 - (1 - I/100)^(2^(-t / h)))

    which leaves aside the small part that a baseline takes off.
    """
    left = 2.0 ** -(max(timedelta(0), moment - point.at) / half_life)
    index = 100.0 * (1.0 - (1.0 - min(point.index, 99.99) / 100.0) ** left)
    return replace(point, at=moment, index=index)


def situation_document(
    area: Area, situation: Situation, yesterday: Point | None, origins: int | None
) -> dict[str, object]:
    """Give a situation as a JSON document."""
    return {
        "area": area_document(area),
        "level": situation.level.value,
        "index": round(situation.index, 2),
        "change": change(situation, yesterday),
        "level_before": (yesterday.level if yesterday else Level.CALM).value,
        "since": rfc3339(situation.since),
        "at": rfc3339(situation.at),
        "origins": origins,
        "pressure": round(situation.pressure, 3),
        "normal": round(situation.normal, 3),
        "sampled_days": situation.sampled_days,
        "known_since": rfc3339(situation.known_since),
        "severity": situation.level.cap_severity,
        "urgency": situation.urgency.value,
        "certainty": situation.certainty.value,
        "patterns": list(situation.patterns),
        "reasons": list(situation.reasons),
    }


def judged_words(situation: Situation) -> str:
    """Give how soon and how surely something happens, in CAP's words."""
    severity = situation.level.cap_severity
    urgency, certainty = situation.urgency.value, situation.certainty.value
    return f"severity {severity}, urgency {urgency}, certainty {certainty}"


def baseline_words(situation: Situation, assessment: Assessment, whole: int) -> str:
    """Give what is normal in an area, and on how many days that rests, of `whole` at most."""
    days = f"{situation.sampled_days} of {whole} days, since {situation.known_since:%d %b %Y}"
    told = f"pressure {assessment.pressure:.1f} points"
    if assessment.normal <= 0.0:
        return f"{told}; what is normal here is not known yet, or nothing ({days})"
    if assessment.normal < _HARDLY:
        return f"{told}; nearly nothing is normal here ({days})"
    times = assessment.pressure / assessment.normal
    return f"{told}, {times:.1f} times what is normal here: {assessment.normal:.1f} ({days})"


def area_document(area: Area) -> Mapping[str, object]:
    """Give an area as a JSON document."""
    return {"id": area.id, "name": area.name, "country": area.country, "admin1": area.admin1}


def change(situation: Situation, yesterday: Point | None) -> float:
    """Give by how many points the index has moved since yesterday; what was unknown stood at 0."""
    return round(situation.index - (yesterday.index if yesterday else 0.0), 2)


def moved_words(situation: Situation, yesterday: Point | None) -> str:
    """Give the change since yesterday in points, with its sign."""
    moved = f"{change(situation, yesterday):+.0f}"
    return "0" if moved in {"+0", "-0"} else moved


def change_words(situation: Situation, yesterday: Point | None) -> str:
    """Give the change since yesterday, with the level where it was another."""
    before = yesterday.level if yesterday else Level.CALM
    level = "" if before is situation.level else f" from {before.value}"
    return f"{moved_words(situation, yesterday)}{level}"


def point_document(point: Point) -> Mapping[str, object]:
    """Give a state of the past as a JSON document."""
    return {
        "at": rfc3339(point.at),
        "level": point.level.value,
        "index": round(point.index, 2),
        "reasons": list(point.reasons),
    }
