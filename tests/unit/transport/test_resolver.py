import asyncio
import errno
import socket
import threading
from ipaddress import ip_address

import pytest

from warnd.errors import ExchangeFailed, OutOfFiles
from warnd.transport.addresses import IPAddress
from warnd.transport.resolver import FRESH_S, Lane, SystemResolver, look_up

PUBLIC = (ip_address("8.8.8.8"),)
#: seconds for which a name hangs unless it is let go: more than any machine needs for another
PATIENCE_S = 60.0


class Names:
    """A look-up that counts, and hangs for names that begin with `hang`."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.let_go = threading.Event()

    def look_up(self, host: str) -> tuple[IPAddress, ...]:
        self.asked.append(host)
        if host.startswith("hang"):
            self.let_go.wait(PATIENCE_S)
        if host.startswith("none"):
            raise OSError("no such name")
        return PUBLIC


async def test_a_name_gives_its_addresses() -> None:
    assert await SystemResolver(Names().look_up).resolve("feed.example") == PUBLIC


async def test_hanging_names_delay_no_other_name() -> None:
    names = Names()
    resolver = SystemResolver(names.look_up, timeout_s=PATIENCE_S)
    hanging = [asyncio.create_task(resolver.resolve(f"hang{number}")) for number in range(50)]
    await asyncio.sleep(0)
    assert await resolver.resolve("feed.example") == PUBLIC
    assert not any(task.done() for task in hanging)
    names.let_go.set()
    assert await asyncio.gather(*hanging) == [PUBLIC] * 50


async def test_a_name_that_hangs_is_given_up_in_time() -> None:
    names = Names()
    with pytest.raises(ExchangeFailed, match="within"):
        await SystemResolver(names.look_up, timeout_s=0.05).resolve("hang.example")
    names.let_go.set()


async def test_a_name_that_failed_is_left_alone_for_a_while() -> None:
    names = Names()
    resolver = SystemResolver(names.look_up)
    for _ in range(3):
        with pytest.raises(ExchangeFailed, match="no such name"):
            await resolver.resolve("none.example")
    assert names.asked == ["none.example"]


async def test_a_name_that_failed_is_asked_again_later() -> None:
    names = Names()
    resolver = SystemResolver(names.look_up, failure_kept_s=0.0)
    for _ in range(2):
        with pytest.raises(ExchangeFailed):
            await resolver.resolve("none.example")
    assert len(names.asked) == 2


async def test_a_name_asked_for_by_many_is_looked_up_once() -> None:
    names = Names()
    resolver = SystemResolver(names.look_up)
    tasks = [asyncio.create_task(resolver.resolve("hang.example")) for _ in range(20)]
    while not names.asked:  # noqa: ASYNC110  the thread has no event of this loop's
        await asyncio.sleep(0.001)
    names.let_go.set()
    assert await asyncio.gather(*tasks) == [PUBLIC] * 20
    assert names.asked == ["hang.example"]


async def test_the_systems_own_resolver_reads_every_spelling_of_loopback() -> None:
    assert await SystemResolver().resolve("127.1") == (ip_address("127.0.0.1"),)


async def test_names_that_hang_leave_their_lane_to_those_that_answered_before() -> None:
    names = Names()
    resolver = SystemResolver(names.look_up, timeout_s=PATIENCE_S)
    await resolver.resolve("feed.example")
    resolver._good.keep("feed.example", PUBLIC, -FRESH_S)  # known, and to be asked again
    hanging = [asyncio.create_task(resolver.resolve(f"hang{number}")) for number in range(300)]
    await asyncio.sleep(0)
    assert await resolver.resolve("feed.example") == PUBLIC
    assert not any(task.done() for task in hanging)
    assert len(names.asked) < 300
    names.let_go.set()
    await asyncio.gather(*hanging)


async def test_a_name_that_hung_is_asked_among_its_like() -> None:
    names = Names()
    resolver = SystemResolver(names.look_up, timeout_s=0.05, failure_kept_s=0.0)
    for _ in range(2):
        with pytest.raises(ExchangeFailed):
            await resolver.resolve("hang.example")
    now = asyncio.get_running_loop().time()
    assert resolver._lane("hang.example", now) is Lane.DOUBTFUL
    assert resolver._lane("new.example", now) is Lane.NEW
    names.let_go.set()
    while resolver._running:  # noqa: ASYNC110  the thread has no event of this loop's
        await asyncio.sleep(0.001)
    assert resolver._lane("hang.example", now) is Lane.KNOWN


async def test_an_answer_is_given_again_for_a_while() -> None:
    names = Names()
    resolver = SystemResolver(names.look_up)
    assert not resolver.knows("feed.example")
    for _ in range(3):
        assert await resolver.resolve("feed.example") == PUBLIC
    assert resolver.knows("feed.example")
    assert names.asked == ["feed.example"]


async def test_a_failure_is_known_too() -> None:
    resolver = SystemResolver(Names().look_up)
    with pytest.raises(ExchangeFailed):
        await resolver.resolve("none.example")
    assert resolver.knows("none.example")


async def test_the_last_good_addresses_serve_those_who_ask_for_them() -> None:
    names = Names()
    resolver = SystemResolver(names.look_up)
    now = asyncio.get_running_loop().time()
    resolver._good.keep("none.example", PUBLIC, now - 3600)
    with pytest.raises(ExchangeFailed):
        await resolver.resolve("none.example")
    with pytest.raises(ExchangeFailed):
        await resolver.resolve("none.example", stale_s=1800)
    assert await resolver.resolve("none.example", stale_s=86_400) == PUBLIC


@pytest.mark.parametrize("number", [errno.EMFILE, errno.ENFILE])
async def test_descriptors_that_ran_out_blame_no_name(number: int) -> None:
    answers = [OSError(number, "too many open files")]

    def look_up(_: str) -> tuple[IPAddress, ...]:
        if answers:
            raise answers.pop()
        return PUBLIC

    resolver = SystemResolver(look_up)
    with pytest.raises(OutOfFiles):
        await resolver.resolve("feed.example")
    assert await resolver.resolve("feed.example") == PUBLIC


def test_a_look_up_that_fails_for_want_of_descriptors_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none_found(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    def none_left(*_: object) -> None:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(socket, "getaddrinfo", none_found)
    with pytest.raises(socket.gaierror):
        look_up("feed.example")
    monkeypatch.setattr(socket, "socket", none_left)
    with pytest.raises(OSError, match="Too many open files"):
        look_up("feed.example")
