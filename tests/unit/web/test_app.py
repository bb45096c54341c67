import threading
from dataclasses import replace

import httpx
import pytest

from tests.unit.web.instruments import instruments
from warnd.web.app import Health, Instruments, create_app
from warnd.web.guard import guard

PATHS = ["/healthz", "/readyz", "/status", "/metrics"]
WELL = Health(alive=True, numbers=(("feeds", 3), ("feeds_failing", 0)))


async def asked(health: Health, path: str, method: str = "GET") -> httpx.Response:
    return await asked_of(instruments(health), path, method)


async def asked_of(
    ours: Instruments, path: str, method: str = "GET", **headers: str
) -> httpx.Response:
    app = guard(create_app(ours), "127.0.0.1:8470", None)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
        return await client.request(method, path, headers=headers)


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

    await asked_of(replace(instruments(), health=health), "/healthz")
    assert threads == [threading.get_ident()]


async def test_metrics_are_prometheus_text() -> None:
    answer = await asked(WELL, "/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "# TYPE warnd_build_info gauge" in answer.text


@pytest.mark.parametrize(
    ("why", "status"),
    [pytest.param("", 200, id="ready"), pytest.param("it is starting", 503, id="starting")],
)
async def test_whether_it_is_ready_is_told_with_its_reason(why: str, status: int) -> None:
    answer = await asked_of(instruments(unready=why), "/readyz")
    assert answer.status_code == status
    assert answer.json() == {"ready": not why, "why": why}


async def test_the_status_is_told_whatever_the_health() -> None:
    health = Health(alive=False, degraded=("poller stands still",))
    answer = await asked_of(instruments(health, status={"feeds": []}), "/status")
    assert answer.status_code == 200
    assert answer.json() == {"status": "failing", "degraded": ["poller stands still"], "feeds": []}


@pytest.mark.parametrize("path", PATHS)
async def test_a_name_that_only_leads_here_is_turned_away(path: str) -> None:
    assert (await asked_of(instruments(), path, host="evil.example")).status_code == 400


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_nothing_can_be_written(path: str, method: str) -> None:
    assert (await asked(WELL, path, method)).status_code == 405


async def test_there_is_nothing_else() -> None:
    assert (await asked(WELL, "/")).status_code == 404
