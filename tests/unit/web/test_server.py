import asyncio
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from tests.unit.web.instruments import instruments
from warnd.errors import ListenFailed
from warnd.web.app import create_app
from warnd.web.server import WebServer

PATIENCE_S = 60.0


def server(listen: str) -> WebServer:
    return WebServer(create_app(instruments()), listen)


@pytest_asyncio.fixture
async def address() -> AsyncIterator[str]:
    ours = server("127.0.0.1:0")
    taken = ours.open()
    task = asyncio.create_task(ours.run())
    yield taken
    await ours.stop()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def test_port_zero_takes_a_free_port_and_tells_it(address: str) -> None:
    host, port = address.split(":")
    assert host == "127.0.0.1"
    assert int(port) > 0
    async with httpx.AsyncClient(timeout=PATIENCE_S) as client:
        answer = await client.get(f"http://{address}/healthz")
    assert answer.json()["status"] == "ok"
    assert "server" not in answer.headers


async def test_many_ask_at_once_and_all_are_answered(address: str) -> None:
    async with httpx.AsyncClient(timeout=PATIENCE_S) as client:
        answers = await asyncio.gather(
            *(client.get(f"http://{address}/metrics") for _ in range(10))
        )
    assert {answer.status_code for answer in answers} == {200}


def test_an_address_that_is_taken_is_told_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as holder:
        taken = f"127.0.0.1:{holder.getsockname()[1]}"
        with pytest.raises(ListenFailed, match=taken):
            server(taken).open()


def test_an_ipv6_address_is_written_in_brackets() -> None:
    ours = server("[::1]:0")
    try:
        address = ours.open()
    except ListenFailed:  # a machine without IPv6 says so in words
        return
    assert address.startswith("[::1]:")
    ours.close()


async def test_a_server_told_to_stop_does_not_end_the_task_that_runs_it() -> None:
    """A task that ends unbidden stops the daemon; the daemon ends this one when it is through."""
    ours = server("127.0.0.1:0")
    address = ours.open()
    task = asyncio.create_task(ours.run())
    async with httpx.AsyncClient(timeout=PATIENCE_S) as client:
        await client.get(f"http://{address}/healthz")
    await ours.stop()
    async with asyncio.timeout(PATIENCE_S):
        while not await refused(address):  # noqa: ASYNC110  the socket has no event to set
            await asyncio.sleep(0)
    assert not task.done()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


async def refused(address: str) -> bool:
    try:
        async with httpx.AsyncClient(timeout=PATIENCE_S) as client:
            await client.get(f"http://{address}/healthz")
    except httpx.TransportError:
        return True
    return False
