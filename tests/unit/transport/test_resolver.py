import asyncio
import threading
from ipaddress import ip_address

import pytest

from warnd.errors import ExchangeFailed
from warnd.transport.addresses import IPAddress
from warnd.transport.resolver import SystemResolver

PUBLIC = (ip_address("8.8.8.8"),)


class Names:
    """A look-up that counts, and hangs for names that begin with `hang`."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.let_go = threading.Event()

    def look_up(self, host: str) -> tuple[IPAddress, ...]:
        self.asked.append(host)
        if host.startswith("hang"):
            self.let_go.wait(5)
        if host.startswith("none"):
            raise OSError("no such name")
        return PUBLIC


async def test_a_name_gives_its_addresses() -> None:
    assert await SystemResolver(Names().look_up).resolve("feed.example") == PUBLIC


async def test_hanging_names_delay_no_other_name() -> None:
    names = Names()
    resolver = SystemResolver(names.look_up)
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
