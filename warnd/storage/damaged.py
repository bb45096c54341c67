"""What the other columns tell of a record that can be read no more, so that people are told."""

import json
from typing import Any

from sqlalchemy import Label, Text, type_coerce

from warnd.model.alert import AlertVersion
from warnd.model.area import Area
from warnd.model.identifiers import AlertId, AreaId
from warnd.model.level import Level
from warnd.storage.codec import alert_version_from
from warnd.storage.tables import alert_versions

#: what decoding raises where a document is cut short, overwritten, or of another program
DAMAGE = (ValueError, KeyError, TypeError, AttributeError)
#: what is told where the proof of a version is gone
DAMAGED = "The stored record of this alert is damaged: its proof and its reasons are lost"

#: a version's document as it is written: a document that cannot be read must cost no other row
WRITTEN: Label[str] = type_coerce(alert_versions.c.document, Text).label("document")
#: what a version is read from
VERSION_COLUMNS = (
    alert_versions.c.alert,
    alert_versions.c.version,
    alert_versions.c.area,
    alert_versions.c.at,
    alert_versions.c.reason,
    alert_versions.c.level,
    WRITTEN,
)


def version_of(row: Any) -> AlertVersion:
    """Give the version in a row of `VERSION_COLUMNS`, or as much as its other columns tell."""
    try:
        return alert_version_from(json.loads(row.document))
    except DAMAGE:
        return _bare(row)


def _bare(row: Any) -> AlertVersion:
    return AlertVersion(
        alert=AlertId(row.alert),
        version=row.version,
        at=row.at,
        reason=row.reason,
        level=row.level,
        previous_level=Level.CALM if row.version == 1 else row.level,
        peak_level=row.level,
        area=Area(id=AreaId(row.area), name=row.area),
        index=0.0,
        kinds=(),
        reasons=(DAMAGED,),
        changes=(),
        origins=0,
        evidence=(),
        articles=(),
    )
