"""Alerts: all versions, for ever."""

from typing import Any

from sqlalchemy import bindparam, select, update

from warnd.model.alert import ENDINGS, AlertVersion
from warnd.model.identifiers import AlertId, AreaId
from warnd.model.level import Level
from warnd.storage.codec import plain_alert_version
from warnd.storage.damaged import VERSION_COLUMNS, version_of
from warnd.storage.rows import Rows
from warnd.storage.tables import Standing, alert_versions

_OPEN = (
    select(*VERSION_COLUMNS)
    .where(
        alert_versions.c.area == bindparam("area"),
        alert_versions.c.standing == Standing.OPEN,
    )
    .order_by(alert_versions.c.at.desc(), alert_versions.c.version.desc())
    .limit(1)
)
_OF_ALERT = (
    select(*VERSION_COLUMNS)
    .where(alert_versions.c.alert == bindparam("alert"))
    .order_by(alert_versions.c.version)
)
_NEWEST = (
    select(*VERSION_COLUMNS)
    .where(alert_versions.c.standing.in_([Standing.OPEN, Standing.CLOSED]))
    .order_by(alert_versions.c.at.desc(), alert_versions.c.alert)
    .limit(bindparam("most"))
)
_ALL_OPEN = (
    select(*VERSION_COLUMNS)
    .where(alert_versions.c.standing == Standing.OPEN)
    .order_by(alert_versions.c.at.desc(), alert_versions.c.alert)
)
_AT_LEVEL = _ALL_OPEN.where(alert_versions.c.level == bindparam("of_level"))
_ONE = select(*VERSION_COLUMNS).where(
    alert_versions.c.alert == bindparam("alert"),
    alert_versions.c.version == bindparam("of_version"),
)
_SUPERSEDE = (
    update(alert_versions)
    .where(
        alert_versions.c.alert == bindparam("of_alert"),
        alert_versions.c.standing != Standing.SUPERSEDED,
    )
    .values(standing=Standing.SUPERSEDED)
)


class SqlAlerts(Rows):
    """The alerts of `warnd.ports.judgement.AlertStore`."""

    def open_alert(self, area: AreaId) -> AlertVersion | None:
        """Give the newest version of the alert that is open for an area, None when none is."""
        row = self._first(_OPEN, area=area)
        return None if row is None else self._version(row)

    def add_alert_version(self, version: AlertVersion) -> None:
        """Store a version, which takes the place of the one before it as the newest.

        Raises ValueError (from the transaction) when this version of the alert is stored already.
        """
        if version.version > 1:
            self._change(_SUPERSEDE, of_alert=version.alert)
        self._add(
            alert_versions,
            [
                {
                    "alert": version.alert,
                    "version": version.version,
                    "area": version.area.id,
                    "at": version.at,
                    "reason": version.reason,
                    "level": version.level,
                    "standing": Standing.CLOSED if version.reason in ENDINGS else Standing.OPEN,
                    "document": plain_alert_version(version),
                }
            ],
        )

    def alert_versions(self, alert: AlertId) -> tuple[AlertVersion, ...]:
        """Give all versions of an alert, oldest first; empty when it is not known."""
        return tuple(self._version(row) for row in self._all(_OF_ALERT, alert=alert))

    def alerts(self, limit: int) -> tuple[AlertVersion, ...]:
        """Give the newest version of the newest alerts, newest first."""
        return tuple(self._version(row) for row in self._all(_NEWEST, most=limit))

    def open_alerts(self, level: Level | None = None) -> tuple[AlertVersion, ...]:
        """Give the newest version of every open alert, or of those at a level, newest first."""
        if level is None:
            return tuple(self._version(row) for row in self._all(_ALL_OPEN))
        return tuple(self._version(row) for row in self._all(_AT_LEVEL, of_level=level))

    def alert_version(self, alert: AlertId, version: int) -> AlertVersion | None:
        """Give one version of an alert, None when it is not known."""
        row = self._first(_ONE, alert=alert, of_version=version)
        return None if row is None else self._version(row)

    def _version(self, row: Any) -> AlertVersion:
        kept = self._caches.versions
        known = kept.get((row.alert, row.version))
        if known is not None:
            return known
        return kept.keep((row.alert, row.version), version_of(row))
