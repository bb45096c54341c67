"""What the daemon tells of itself over HTTP: health, readiness, status, metrics; GET only."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from warnd.web.metrics import Metrics

#: pages beside these
Pages: TypeAlias = Iterable[BaseRoute]


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """Whether the daemon lives, and what is not as it should be."""

    #: whether polling, judging and sending all moved lately
    alive: bool
    #: what is degraded, in words; empty when all is well
    degraded: tuple[str, ...] = ()
    #: numbers for people: feeds, articles, pending notifications
    numbers: tuple[tuple[str, int], ...] = ()

    @property
    def word(self) -> str:
        """One word for it: ok, degraded or failing."""
        if not self.alive:
            return "failing"
        return "degraded" if self.degraded else "ok"


@dataclass(frozen=True, slots=True, kw_only=True)
class Instruments:
    """What the pages about the daemon itself are made from, asked on its own loop."""

    #: gives how it is
    health: Callable[[], Health]
    #: gives why it is not ready; empty while it is
    unready: Callable[[], str]
    #: gives how everything stands, as JSON
    status: Callable[[], Mapping[str, object]]
    #: the numbers for Prometheus
    metrics: Metrics


def create_app(instruments: Instruments, more: Pages = ()) -> Starlette:
    """Give the web application.

    `/healthz` answers 200 while the daemon lives, with the reasons where it is degraded, and 503
    when one of its loops stands still. `/readyz` answers 200 while it polls and sends, and 503
    before that and when it ends. `/status` says how everything stands. `/metrics` is Prometheus's
    text format. `more` are pages beside them.
    """
    # Coroutines all, since plain functions would be run on a thread beside the loop they read.

    async def healthz(_request: Request) -> Response:
        now = instruments.health()
        return JSONResponse(
            {"status": now.word, "degraded": list(now.degraded), **dict(now.numbers)},
            status_code=200 if now.alive else 503,
        )

    async def readyz(_request: Request) -> Response:
        why = instruments.unready()
        return JSONResponse({"ready": not why, "why": why}, status_code=503 if why else 200)

    async def status(_request: Request) -> Response:
        now = instruments.health()
        standing = {"status": now.word, "degraded": list(now.degraded)}
        return JSONResponse({**standing, **instruments.status()})

    async def numbers(_request: Request) -> Response:
        text = instruments.metrics.exposition()
        return Response(text, media_type="text/plain; version=0.0.4; charset=utf-8")

    pages = {"/healthz": healthz, "/readyz": readyz, "/status": status, "/metrics": numbers}
    routes = [Route(path, page, methods=["GET"]) for path, page in pages.items()]
    return Starlette(routes=[*routes, *more])
