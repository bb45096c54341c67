"""What the daemon answers over HTTP: health and metrics, GET only."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from warnd.web.metrics import Metrics

#: pages beside health and metrics
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


def create_app(health: Callable[[], Health], metrics: Metrics, more: Pages = ()) -> Starlette:
    """Give the web application.

    `/healthz` answers 200 while the daemon lives, with the reasons where it is degraded, and 503
    when one of its loops stands still. `/metrics` is Prometheus's text format. `more` are pages
    beside them.
    """
    # Coroutines both, since plain functions would be run on a thread beside the loop they read.

    async def healthz(_request: Request) -> Response:
        now = health()
        return JSONResponse(
            {
                "status": "ok" if now.alive and not now.degraded else _word(now),
                "degraded": list(now.degraded),
                **dict(now.numbers),
            },
            status_code=200 if now.alive else 503,
        )

    async def numbers(_request: Request) -> Response:
        return Response(metrics.exposition(), media_type="text/plain; version=0.0.4; charset=utf-8")

    return Starlette(
        routes=[
            Route("/healthz", healthz, methods=["GET"]),
            Route("/metrics", numbers, methods=["GET"]),
            *more,
        ]
    )


def _word(health: Health) -> str:
    return "degraded" if health.alive else "failing"
