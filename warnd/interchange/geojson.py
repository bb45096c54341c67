"""Alerts as GeoJSON (RFC 7946): a feature an alert, its newest version."""

import json
from collections.abc import Iterable, Mapping

from warnd.interchange.facts import (
    NO_CODES,
    divisions_of,
    headline_of,
    kinds_of,
    links_of,
    name_of,
    pcodes_of,
    publishers_of,
)
from warnd.model.alert import AlertVersion
from warnd.model.moments import rfc3339
from warnd.model.notification import Purpose
from warnd.model.plain import plain_line

#: alerts of one file; the oldest give way
MOST = 2000


def feature_of(
    version: AlertVersion,
    purpose: Purpose = Purpose.ACTUAL,
    headline: str = "",
    pcodes: Mapping[str, str] = NO_CODES,
) -> dict[str, object]:
    """Give a version as a feature.

    `pcodes` are P-codes of divisions by ISO 3166-2 code. Its geometry is the centre of a circle
    that is watched; None for areas known by name alone, which maps join by their codes.
    """
    circle = version.area.circle
    point = {"type": "Point", "coordinates": [circle.lon, circle.lat]} if circle else None
    return {
        "type": "Feature",
        "id": version.alert,
        "geometry": point,
        "properties": _properties(version, purpose, headline, pcodes),
    }


def _properties(
    version: AlertVersion, purpose: Purpose, headline: str, pcodes: Mapping[str, str]
) -> dict[str, object]:
    circle = version.area.circle
    return {
        "alert": version.alert,
        "version": version.version,
        "at": rfc3339(version.at),
        "status": purpose.value,
        "reason": version.reason.value,
        "level": version.level.value,
        "rank": version.level.rank,
        "index": round(version.index, 1),
        "headline": plain_line(headline or headline_of(version), 250),
        "area": name_of(version),
        "country": version.area.country,
        "divisions": list(divisions_of(version)),
        "pcodes": list(pcodes_of(version, pcodes)),
        "radius_km": circle.radius_km if circle else None,
        "kinds": list(kinds_of(version)),
        "urgency": version.urgency.value,
        "certainty": version.certainty.value,
        "origins": version.origins,
        "publishers": list(publishers_of(version)),
        "links": list(links_of(version)),
        "possible_test": version.possible_test,
    }


def geojson(features: Iterable[object]) -> str:
    """Give the document of features."""
    return json.dumps(
        {"type": "FeatureCollection", "features": list(features)}, ensure_ascii=False, indent=1
    )


def with_features(document: str, new: Iterable[dict[str, object]]) -> str:
    """Give a document of ours with newer features in the place of those with the same id.

    Empty text is a document without any. Raises ValueError for what is no document of ours.
    """
    before = json.loads(document) if document.strip() else {"features": []}
    known = before.get("features") if isinstance(before, dict) else None
    if not isinstance(known, list):
        raise ValueError("no feature collection")  # noqa: TRY004  of a file, not of an argument
    by_id = {str(each["id"]): each for each in known if _is_feature(each)}
    for each in new:
        by_id.pop(str(each["id"]), None)
        by_id[str(each["id"])] = each
    return geojson(list(by_id.values())[-MOST:])


def _is_feature(each: object) -> bool:
    return isinstance(each, dict) and "id" in each
