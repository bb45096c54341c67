import asyncio
import socket

import pytest

from warnd.transport.wire import PIECE, SocketWire


def _pair() -> tuple[socket.socket, socket.socket]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.setblocking(False)
    return ours, theirs


async def test_what_is_more_than_the_buffers_hold_is_sent_as_they_are_read() -> None:
    ours, theirs = _pair()
    content = bytes(range(256)) * 20_000
    sending = asyncio.create_task(SocketWire(ours, 5.0).send(content))
    loop, came = asyncio.get_running_loop(), b""
    while len(came) < len(content):
        came += await loop.sock_recv(theirs, PIECE)
    await sending
    assert came == content
    ours.close()
    theirs.close()


async def test_bytes_come_as_they_come_and_none_at_the_end() -> None:
    ours, theirs = _pair()
    wire = SocketWire(ours, 5.0)
    waiting = asyncio.create_task(wire.receive())
    await asyncio.sleep(0)
    theirs.send(b"one")
    assert await waiting == b"one"
    theirs.close()
    assert await wire.receive() == b""
    wire.end()


async def test_a_silent_side_is_given_up() -> None:
    ours, theirs = _pair()
    wire = SocketWire(ours, 0.02)
    with pytest.raises(TimeoutError):
        await wire.receive()
    with pytest.raises(TimeoutError):
        await wire.send(bytes(20_000_000))
    wire.end()
    theirs.close()


async def test_a_wait_that_is_cancelled_leaves_nothing_behind() -> None:
    ours, theirs = _pair()
    wire = SocketWire(ours, 5.0)
    waiting = asyncio.create_task(wire.receive())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    assert not asyncio.get_running_loop().remove_reader(ours)
    wire.end()
    theirs.close()


async def test_a_port_where_nobody_listens_takes_no_connection() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        target = closed.getsockname()
        dialling = socket.socket()
        dialling.setblocking(False)
        with pytest.raises(ConnectionRefusedError):
            await SocketWire(dialling, 5.0).connect(target, 5.0)
        dialling.close()
