"""Alerts as other programs ask for them."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from lxml import etree  # type: ignore[import-untyped]

from tests.channels.hostile import EVERY
from tests.channels.schemas import cap_alert, said
from tests.unit.alerts.versions import IDLIB, everywhere
from tests.unit.web.instruments import instruments
from warnd.errors import StoreBusy
from warnd.interchange.hxl import COLUMNS
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.identifiers import AlertId
from warnd.web.alert_feeds import AlertFeeds
from warnd.web.app import create_app

ATOM = {"a": "http://www.w3.org/2005/Atom"}
SECOND = replace(IDLIB, version=2, reason=AlertReason.ESCALATED, at=IDLIB.at + timedelta(hours=1))


class Alerts:
    """Alerts that are known; implements `warnd.web.alert_feeds.PublishedAlerts`."""

    def __init__(self, *known: AlertVersion) -> None:
        self._known = known

    async def newest(self, limit: int) -> Sequence[AlertVersion]:
        newest = {each.alert: each for each in self._known}
        return sorted(newest.values(), key=lambda each: each.at, reverse=True)[:limit]

    async def versions(self, alert: AlertId) -> Sequence[AlertVersion]:
        return [each for each in self._known if each.alert == alert]


class AlertsAway(Alerts):
    """Alerts whose database is away."""

    async def newest(self, limit: int) -> Sequence[AlertVersion]:
        raise StoreBusy(str(limit))


async def asked(
    alerts: Alerts, path: str, headers: dict[str, str] | None = None, method: str = "GET"
) -> httpx.Response:
    feeds = AlertFeeds(
        alerts=alerts, sender="warnd@relief.example", pcodes=lambda: {"SY-ID": "SY07"}
    )
    app = create_app(instruments(), feeds.routes())
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return await client.request(method, path, headers=headers)


async def test_the_feed_names_the_newest_version_of_every_alert() -> None:
    answer = await asked(Alerts(IDLIB, SECOND), "/alerts.atom")
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.content)
    assert feed.findtext("a:updated", namespaces=ATOM) == "2019-01-28T13:00:00Z"
    (entry,) = feed.findall("a:entry", ATOM)
    assert entry.findtext("a:title", namespaces=ATOM).startswith("WARNING - Idlib: truce")
    assert entry.find("a:link", ATOM).get("href") == "alerts.cap/4f1c9e02ab77.2.xml"
    for needed in ("id", "title", "updated", "author"):
        assert feed.find(f"a:{needed}", ATOM) is not None


async def test_ids_of_entries_stay_and_differ() -> None:
    first = await asked(Alerts(IDLIB), "/alerts.atom")
    again = await asked(Alerts(IDLIB), "/alerts.atom")
    later = await asked(Alerts(IDLIB, SECOND), "/alerts.atom")
    ids = [
        etree.fromstring(each.content).findtext("a:entry/a:id", namespaces=ATOM)
        for each in (first, again, later)
    ]
    assert ids[0] == ids[1] != ids[2]


async def test_an_entry_leads_to_its_cap_message_which_refers_to_those_before() -> None:
    answer = await asked(Alerts(IDLIB, SECOND), "/alerts.cap/4f1c9e02ab77.2.xml")
    assert answer.headers["content-type"] == "application/cap+xml; charset=utf-8"
    root = cap_alert(answer.content)
    assert said(root, "cap:msgType") == ["Update"]
    assert b"SY07" in answer.content
    assert said(root, "cap:references") == [
        "warnd@relief.example,4f1c9e02ab77.1,2019-01-28T12:00:00-00:00"
    ]


@pytest.mark.parametrize(
    "identifier",
    ["4f1c9e02ab77.3", "4f1c9e02ab77", "other.1", ".1", "4f1c9e02ab77.01", "..%2f..%2fetc"],
)
async def test_a_message_that_is_not_known_is_not_found(identifier: str) -> None:
    assert (await asked(Alerts(IDLIB), f"/alerts.cap/{identifier}.xml")).status_code == 404


async def test_geojson_and_csv_hold_the_same_alerts() -> None:
    alerts = Alerts(IDLIB, SECOND, replace(IDLIB, alert=AlertId("other")))
    features = json.loads((await asked(alerts, "/alerts.geojson")).content)["features"]
    table = await asked(alerts, "/alerts.csv")
    rows = list(csv.DictReader(io.StringIO(table.text, newline="")))
    assert [each["id"] for each in features] == ["4f1c9e02ab77", "other"]
    assert features[0]["properties"]["pcodes"] == ["SY07"]
    assert rows[1]["pcodes"] == "SY07"
    assert rows[0] == dict(COLUMNS)
    assert [each["alert"] for each in rows[1:]] == ["4f1c9e02ab77", "other"]
    assert table.headers["content-type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("path", ["/alerts.atom", "/alerts.geojson", "/alerts.csv"])
async def test_without_alerts_the_documents_are_whole_and_empty(path: str) -> None:
    answer = await asked(Alerts(), path)
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/alerts.atom", "/alerts.cap/4f1c9e02ab77.1.xml", "/alerts.csv"])
async def test_who_has_a_document_already_is_told_so(path: str) -> None:
    first = await asked(Alerts(IDLIB), path)
    again = await asked(Alerts(IDLIB), path, {"if-none-match": first.headers["etag"]})
    other = await asked(Alerts(SECOND, IDLIB), path, {"if-none-match": '"other"'})
    assert (again.status_code, again.content, other.status_code) == (304, b"", 200)


async def test_while_the_database_is_away_it_says_so() -> None:
    answer = await asked(AlertsAway(), "/alerts.atom")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")


async def test_nothing_can_be_posted() -> None:
    assert (await asked(Alerts(), "/alerts.atom", method="POST")).status_code == 405


async def test_no_hostile_string_breaks_a_document() -> None:
    known = [
        replace(everywhere(text), alert=AlertId(f"a{number}")) for number, text in enumerate(EVERY)
    ]
    feed = etree.fromstring((await asked(Alerts(*known[:200]), "/alerts.atom")).content)
    assert len(feed.findall("a:entry", ATOM)) == 200
    for version in known[::10]:
        answer = await asked(Alerts(version), f"/alerts.cap/{version.alert}.1.xml")
        assert said(cap_alert(answer.content), "cap:identifier") == [f"{version.alert}.1"]
