import threading

import httpx
import pytest

from warnd.web.app import Health, create_app
from warnd.web.metrics import Metrics

WELL = Health(alive=True, numbers=(("feeds", 3), ("feeds_failing", 0)))


async def asked(health: Health, path: str, method: str = "GET") -> httpx.Response:
    transport = httpx.ASGITransport(app=create_app(lambda: health, Metrics()))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return await client.request(method, path)


@pytest.mark.parametrize(
    ("health", "status", "word"),
    [
        pytest.param(WELL, 200, "ok", id="all is well"),
        pytest.param(
            Health(alive=True, degraded=("1 feeds failing",)), 200, "degraded", id="a feed fails"
        ),
        pytest.param(
            Health(alive=False, degraded=("poller stands still",)),
            503,
            "failing",
            id="a loop stands",
        ),
        pytest.param(Health(alive=False), 503, "failing", id="dead for no told reason"),
    ],
)
async def test_health_is_told_with_its_reasons(health: Health, status: int, word: str) -> None:
    answer = await asked(health, "/healthz")
    assert answer.status_code == status
    assert answer.json() == {
        "status": word,
        "degraded": list(health.degraded),
        **dict(health.numbers),
    }


async def test_health_is_asked_on_the_loop_whose_state_it_reads() -> None:
    threads = []

    def health() -> Health:
        threads.append(threading.get_ident())
        return WELL

    transport = httpx.ASGITransport(app=create_app(health, Metrics()))
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        await client.get("/healthz")
    assert threads == [threading.get_ident()]


async def test_metrics_are_prometheus_text() -> None:
    answer = await asked(WELL, "/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "# TYPE warnd_build_info gauge" in answer.text


@pytest.mark.parametrize("path", ["/healthz", "/metrics"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_nothing_can_be_written(path: str, method: str) -> None:
    assert (await asked(WELL, path, method)).status_code == 405


async def test_there_is_nothing_else() -> None:
    assert (await asked(WELL, "/")).status_code == 404
