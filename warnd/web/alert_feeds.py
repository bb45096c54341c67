"""Alerts for other programs: an Atom feed of CAP messages, GeoJSON and CSV, GET only."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from warnd.errors import StoreBusy
from warnd.interchange.atom import atom
from warnd.interchange.cap import CapMessage, cap_xml, reference_to
from warnd.interchange.geojson import feature_of, geojson
from warnd.interchange.hxl import csv_text, row_of
from warnd.model.alert import AlertVersion
from warnd.model.identifiers import AlertId

#: what answers a request
Page = Callable[[Request], Awaitable[Response]]
#: alerts that a feed names, newest first
NEWEST = 200


class PublishedAlerts(Protocol):
    """Where the alerts are."""

    async def newest(self, limit: int) -> Sequence[AlertVersion]:
        """Give the newest version of the newest alerts, newest first."""
        ...

    async def versions(self, alert: AlertId) -> Sequence[AlertVersion]:
        """Give all versions of an alert, oldest first; empty when it is not known."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFeeds:
    """Answers what is asked about alerts."""

    alerts: PublishedAlerts
    #: who sends the CAP messages: unique in the world, without space, comma, < and &
    sender: str
    #: gives the P-codes of divisions, by ISO 3166-2 code, as far as known
    pcodes: Callable[[], Mapping[str, str]] = dict

    def routes(self) -> list[Route]:
        """Give the pages."""
        return [
            Route(path, _when_there(page), methods=["GET"])
            for path, page in (
                ("/alerts.atom", self._atom),
                ("/alerts.cap/{identifier}.xml", self._cap),
                ("/alerts.geojson", self._geojson),
                ("/alerts.csv", self._csv),
            )
        ]

    async def _atom(self, request: Request) -> Response:
        text = atom(await self.alerts.newest(NEWEST), self.sender)
        return _answer(request, text, "application/atom+xml; charset=utf-8")

    async def _cap(self, request: Request) -> Response:
        alert, _, number = request.path_params["identifier"].rpartition(".")
        versions = await self.alerts.versions(AlertId(alert)) if alert else ()
        found = next((each for each in versions if str(each.version) == number), None)
        if found is None:
            return Response("no such alert\n", status_code=404, media_type="text/plain")
        earlier = (each for each in versions if each.version < found.version)
        references = tuple(reference_to(each, self.sender) for each in earlier)
        told = CapMessage(
            version=found, sender=self.sender, references=references, pcodes=self.pcodes()
        )
        text = cap_xml(told)
        return _answer(request, text, "application/cap+xml; charset=utf-8")

    async def _geojson(self, request: Request) -> Response:
        versions = await self.alerts.newest(NEWEST)
        text = geojson(feature_of(each, pcodes=self.pcodes()) for each in versions)
        return _answer(request, text, "application/geo+json")

    async def _csv(self, request: Request) -> Response:
        versions = await self.alerts.newest(NEWEST)
        text = csv_text(row_of(each, pcodes=self.pcodes()) for each in versions)
        return _answer(request, text, "text/csv; charset=utf-8")


def _when_there(page: Page) -> Page:
    """Give a page that says so where the database is away."""

    async def answer(request: Request) -> Response:
        try:
            return await page(request)
        except StoreBusy:
            headers = {"retry-after": "60"}
            return Response("busy\n", status_code=503, headers=headers, media_type="text/plain")

    return answer


def _answer(request: Request, text: str, kind: str) -> Response:
    """Give a document, or word that whoever asks has it already."""
    content = text.encode("utf-8", "replace")
    tag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    headers = {"etag": tag, "x-content-type-options": "nosniff"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(content, headers={**headers, "content-type": kind})
