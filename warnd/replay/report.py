"""The report of a replay: what its page shows, put into words and numbers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from warnd.model.alert import AlertEvidence
from warnd.model.area import Area
from warnd.model.identifiers import AreaId, KindId
from warnd.model.level import Level
from warnd.model.plain import plain_line
from warnd.model.scoring import LevelThreshold
from warnd.replay.chronicle import AlertCourse, Chronicle, Curve, Stretch
from warnd.replay.onsets import Caught, Held
from warnd.replay.report_charts import bands, index_path, marks
from warnd.replay.report_page import PAGE

#: areas that a report shows, those that stood highest for longest; the others are counted
_MOST_AREAS = 60
#: alerts an area, and quotes an alert
_MOST_ALERTS = 12
_MOST_QUOTES = 4
#: addresses that a link may lead to; a feed may have written any other
_WEB = re.compile(r"https?://[!-~]+\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """What people call what was replayed."""

    #: the archive's name
    archive: str
    #: the configuration's name; empty for what warnd ships
    config: str


def report(
    chronicle: Chronicle,
    titles: Titles,
    held: Held | None = None,
    thresholds: Sequence[LevelThreshold] = (),
) -> str:
    """Give the report of a replay as one page of HTML that loads nothing from anywhere.

    `thresholds` are drawn into the charts of the index.
    """
    stretch = chronicle.stretch
    order = _order(chronicle)
    shown = order[:_MOST_AREAS]
    by_area = chronicle.alerts_by_area()
    return PAGE(
        archive=plain_line(titles.archive),
        config=plain_line(titles.config) or "what warnd ships",
        span=f"{stretch.first:%d %B %Y} to {stretch.last:%d %B %Y}",
        figures=_figures(chronicle),
        steps=stretch.steps,
        marks=marks(stretch),
        thresholds=[{"level": row.level.value, "up": row.up} for row in thresholds],
        rows=[_area(chronicle.areas[id_], chronicle, by_area.get(id_, [])) for id_ in shown],
        more_areas=len(order) - len(shown),
        held=None if held is None else _held(held),
        onset_marks=[] if held is None else _onset_marks(held, stretch),
        rules=_rules(chronicle),
    )


def _order(chronicle: Chronicle) -> list[AreaId]:
    """Give the areas that had an alert, those that stood highest for longest first."""
    return sorted(chronicle.areas, key=lambda area: (-_weight(chronicle.curves.get(area)), area))


def _weight(curve: Curve | None) -> int:
    return 0 if curve is None else sum(10**level.rank for level in curve.level.values() if level)


def _figures(chronicle: Chronicle) -> list[tuple[str, str]]:
    peaks = [course.peak.level for course in chronicle.alerts.values()]
    return [
        ("articles", f"{chronicle.articles:,}"),
        ("alerts", f"{len(peaks):,}"),
        ("of them at warning", f"{sum(peak is Level.WARNING for peak in peaks):,}"),
        ("at emergency", f"{sum(peak is Level.EMERGENCY for peak in peaks):,}"),
        ("versions told", f"{chronicle.versions:,}"),
        ("areas", f"{len(chronicle.areas):,}"),
    ]


def _area(area: Area, chronicle: Chronicle, courses: Sequence[AlertCourse]) -> Mapping[str, object]:
    curve = chronicle.curves.get(area.id, Curve())
    return {
        "id": plain_line(area.id),
        "name": plain_line(area.name),
        "bands": bands(curve.level),
        "path": index_path(curve),
        "peak": f"{max(curve.index.values(), default=0.0):.0f}",
        "alerts": [_alert(course) for course in courses[:_MOST_ALERTS]],
        "more_alerts": max(0, len(courses) - _MOST_ALERTS),
    }


def _alert(course: AlertCourse) -> Mapping[str, object]:
    peak = course.peak
    return {
        "at": f"{peak.at:%d %b %Y %H:%M}",
        "level": peak.level.value,
        "index": f"{peak.index:.0f}",
        "ended": _ended(course),
        "reasons": [plain_line(reason) for reason in peak.reasons],
        "origins": peak.origins,
        "quotes": _quotes(peak.evidence),
    }


def _ended(course: AlertCourse) -> str:
    last = course.last
    if last.level is Level.CALM:
        return f"calm since {last.at:%d %b %Y}"
    return f"still at {last.level.value} on {last.at:%d %b %Y}"


def _quotes(evidence: Sequence[AlertEvidence]) -> list[Mapping[str, str]]:
    """Give the quotes, what one sentence claims several times together."""
    by_words: dict[tuple[str, str], list[AlertEvidence]] = {}
    for item in evidence:
        by_words.setdefault((item.article, item.quote.told), []).append(item)
    return [_quote(items) for items in list(by_words.values())[:_MOST_QUOTES]]


def _quote(items: Sequence[AlertEvidence]) -> Mapping[str, str]:
    first = items[0]
    claims = (f"{_readable(item.kind)}, {item.status.value}" for item in items)
    places = (plain_line(item.place) for item in items if item.place)
    return {
        "text": plain_line(first.quote.told),
        "claims": "; ".join(dict.fromkeys(claims)),
        "rules": ", ".join(dict.fromkeys(item.quote.rule or "classifier" for item in items)),
        "by": plain_line(first.publisher) or "unknown publisher",
        "on": f"{first.published:%d %b %Y}",
        "url": first.url if _WEB.match(first.url) else "",
        "place": ", ".join(dict.fromkeys(places)),
    }


def _readable(kind: KindId) -> str:
    return str(kind).replace("_", " ")


def _rules(chronicle: Chronicle) -> list[tuple[str, str, str]]:
    fired = sorted(chronicle.fired.items(), key=lambda item: (-item[1], str(item[0])))
    return [
        (rule or "(classifier alone)", _readable(kind), f"{count:,}")
        for (kind, rule), count in fired
    ]


def _held(held: Held) -> Mapping[str, object]:
    daily = held.daily
    return {
        "figures": [
            ("onsets caught", f"{held.caught} of {len(held.onsets)}"),
            ("before the day", f"{held.before}"),
            ("raised a day, mean", f"{daily.mean:.2f}"),
            ("median", f"{daily.median:g}"),
            ("95 % of days at most", f"{daily.p95:g}"),
            ("quiet countries warned", f"{len(held.quiet_raised)} of {held.quiet}"),
        ],
        "rows": [_onset(each) for each in held.onsets],
    }


def _onset(caught: Caught) -> Mapping[str, str]:
    by, lead = caught.by, caught.lead_days
    return {
        "date": f"{caught.onset.date:%d %b %Y}",
        "what": f"{caught.onset.country}: {plain_line(caught.onset.what)}",
        "by": "missed" if by is None else f"{plain_line(by.name)}, {by.level.value}",
        "lead": "" if lead is None else f"{lead:.1f}",
        "caught": "" if by is None else "yes",
    }


def _onset_marks(held: Held, stretch: Stretch) -> list[Mapping[str, object]]:
    return [
        {"step": place, "caught": each.by is not None, "words": _onset_words(each)}
        for each in held.onsets
        if (place := stretch.place(_within(each.onset.began, stretch))) is not None
    ]


def _within(moment: datetime, stretch: Stretch) -> datetime:
    """Give a moment, or the first of the stretch on whose day it lies."""
    return stretch.first if moment.date() == stretch.first.date() else moment


def _onset_words(caught: Caught) -> str:
    return f"{caught.onset.date:%d %b %Y} {caught.onset.country}: {plain_line(caught.onset.what)}"
