"""Records to plain JSON and back, written out field by field.

What is read may have been written by an older warnd: a field that a record gains later is read
with its default, and one that it loses is ignored. Words of quotes and places are interned: most
stand in several claims, of which tens of thousands are kept in memory.
"""

from datetime import datetime
from functools import lru_cache
from sys import intern
from typing import Any, TypeAlias

from warnd.model.alert import AlertEvidence, AlertReason, AlertVersion
from warnd.model.area import Area, Circle
from warnd.model.certainty import Certainty, Urgency
from warnd.model.identifiers import AlertId, AreaId, ArticleId, KindId, RuleId
from warnd.model.level import Level
from warnd.model.moments import aware
from warnd.model.place import Place, PlaceMention
from warnd.model.reliability import Reliability
from warnd.model.signal import Evidence, SeenBy, Signal
from warnd.model.situation import Outlook
from warnd.model.status import Status

#: one JSON object
Plain: TypeAlias = dict[str, Any]

#: the fields of a place
_OF_PLACE = ("name", "country", "admin1", "lat", "lon", "population")
#: places remembered as records: the news of months name fewer that come twice
_PLACES_KEPT = 4096


def plain_evidence(evidence: Evidence) -> Plain:
    """Give a quote as plain JSON."""
    return {
        "text": evidence.text,
        "start": evidence.start,
        "end": evidence.end,
        "rule": evidence.rule,
        "rule_version": evidence.rule_version,
        "sentence": evidence.sentence,
        "language": evidence.language,
    }


def evidence_from(plain: Plain) -> Evidence:
    """Give the quote that `plain_evidence` wrote."""
    rule = plain["rule"]
    return Evidence(
        text=intern(plain["text"]),
        start=plain["start"],
        end=plain["end"],
        rule=None if rule is None else RuleId(intern(rule)),
        rule_version=intern(plain["rule_version"]),
        sentence=intern(plain["sentence"]),
        language=intern(plain.get("language", "")),
    )


def plain_place(place: Place) -> Plain:
    """Give a place as plain JSON."""
    return {
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "population": place.population,
    }


def place_from(plain: Plain) -> Place:
    """Give the place that `plain_place` wrote; one record for each, as far as it is remembered."""
    return _place(**{name: plain[name] for name in _OF_PLACE})


@lru_cache(maxsize=_PLACES_KEPT)
def _place(**plain: Any) -> Place:
    return Place(**plain)


def plain_mention(mention: PlaceMention) -> Plain:
    """Give a mention of a place as plain JSON."""
    return {
        "place": plain_place(mention.place),
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
        "locates": mention.locates,
    }


def mention_from(plain: Plain) -> PlaceMention:
    """Give the mention that `plain_mention` wrote."""
    return PlaceMention(
        place=place_from(plain["place"]),
        text=intern(plain["text"]),
        start=plain["start"],
        end=plain["end"],
        locates=plain["locates"],
    )


def plain_signal(signal: Signal) -> Plain:
    """Give a signal as plain JSON."""
    return {
        "kind": signal.kind,
        "probability": signal.probability,
        "seen_by": signal.seen_by.value,
        "status": signal.status.value,
        "count": signal.count,
        "evidence": [plain_evidence(quote) for quote in signal.evidence],
        "where": [plain_mention(mention) for mention in signal.where],
    }


def signal_from(plain: Plain) -> Signal:
    """Give the signal that `plain_signal` wrote."""
    return Signal(
        kind=KindId(plain["kind"]),
        probability=plain["probability"],
        seen_by=SeenBy(plain["seen_by"]),
        status=Status(plain["status"]),
        count=plain["count"],
        evidence=tuple(evidence_from(quote) for quote in plain["evidence"]),
        where=tuple(mention_from(mention) for mention in plain["where"]),
    )


def plain_area(area: Area) -> Plain:
    """Give an area as plain JSON."""
    circle = area.circle
    return {
        "id": area.id,
        "name": area.name,
        "country": area.country,
        "divisions": list(area.divisions),
        "places": list(area.places),
        "circle": None
        if circle is None
        else {"lat": circle.lat, "lon": circle.lon, "radius_km": circle.radius_km},
        "countries": list(area.countries),
        "neighbours": list(area.neighbours),
    }


def area_from(plain: Plain) -> Area:
    """Give the area that `plain_area` wrote."""
    circle = plain["circle"]
    return Area(
        id=AreaId(plain["id"]),
        name=plain["name"],
        country=plain["country"],
        divisions=tuple(plain["divisions"]),
        places=tuple(plain["places"]),
        circle=None
        if circle is None
        else Circle(lat=circle["lat"], lon=circle["lon"], radius_km=circle["radius_km"]),
        countries=tuple(plain.get("countries", ())),
        neighbours=tuple(plain.get("neighbours", ())),
    )


def plain_alert_evidence(evidence: AlertEvidence) -> Plain:
    """Give a claim behind an alert as plain JSON."""
    return {
        "article": evidence.article,
        "publisher": evidence.publisher,
        "reliability": evidence.reliability.value,
        "party": evidence.party,
        "url": evidence.url,
        "title": evidence.title,
        "published": _written(evidence.published),
        "kind": evidence.kind,
        "status": evidence.status.value,
        "count": evidence.count,
        "probability": evidence.probability,
        "place": evidence.place,
        "quote": plain_evidence(evidence.quote),
        "possible_test": evidence.possible_test,
    }


def alert_evidence_from(plain: Plain) -> AlertEvidence:
    """Give the claim that `plain_alert_evidence` wrote."""
    return AlertEvidence(
        article=ArticleId(plain["article"]),
        publisher=plain["publisher"],
        reliability=Reliability(plain["reliability"]),
        party=plain["party"],
        url=plain["url"],
        title=plain["title"],
        published=datetime.fromisoformat(plain["published"]),
        kind=KindId(plain["kind"]),
        status=Status(plain["status"]),
        count=plain["count"],
        probability=plain["probability"],
        place=plain["place"],
        quote=evidence_from(plain["quote"]),
        possible_test=plain.get("possible_test", False),
    )


def plain_alert_version(version: AlertVersion) -> Plain:
    """Give a version of an alert as plain JSON."""
    return {
        "alert": version.alert,
        "version": version.version,
        "at": _written(version.at),
        "reason": version.reason.value,
        "level": version.level.value,
        "previous_level": version.previous_level.value,
        "peak_level": version.peak_level.value,
        "area": plain_area(version.area),
        "index": version.index,
        "kinds": list(version.kinds),
        "reasons": list(version.reasons),
        "changes": list(version.changes),
        "origins": version.origins,
        "evidence": [plain_alert_evidence(claim) for claim in version.evidence],
        "articles": list(version.articles),
        "rests_on": version.rests_on,
        "urgency": version.urgency.value,
        "certainty": version.certainty.value,
        "divisions": list(version.divisions),
        "outlook": _plain_outlook(version.outlook),
        "takes_back": version.takes_back,
    }


def alert_version_from(plain: Plain) -> AlertVersion:
    """Give the version that `plain_alert_version` wrote."""
    return AlertVersion(
        alert=AlertId(plain["alert"]),
        version=plain["version"],
        at=datetime.fromisoformat(plain["at"]),
        reason=AlertReason(plain["reason"]),
        level=Level(plain["level"]),
        previous_level=Level(plain["previous_level"]),
        peak_level=Level(plain["peak_level"]),
        area=area_from(plain["area"]),
        index=plain["index"],
        kinds=tuple(KindId(kind) for kind in plain["kinds"]),
        reasons=tuple(plain["reasons"]),
        changes=tuple(plain["changes"]),
        origins=plain["origins"],
        evidence=tuple(alert_evidence_from(claim) for claim in plain["evidence"]),
        articles=tuple(ArticleId(article) for article in plain["articles"]),
        rests_on=plain.get("rests_on", ""),
        urgency=Urgency(plain.get("urgency", Urgency.UNKNOWN)),
        certainty=Certainty(plain.get("certainty", Certainty.UNKNOWN)),
        divisions=tuple(plain.get("divisions", ())),
        outlook=_outlook_from(plain.get("outlook")),
        takes_back=plain.get("takes_back", False),
    )


def _plain_outlook(outlook: Outlook | None) -> Plain | None:
    if outlook is None:
        return None
    return {"level": outlook.level.value, "at": _written(outlook.at)}


def _outlook_from(plain: Plain | None) -> Outlook | None:
    if plain is None:
        return None
    return Outlook(level=Level(plain["level"]), at=datetime.fromisoformat(plain["at"]))


def _written(moment: datetime) -> str:
    return aware(moment).isoformat()
