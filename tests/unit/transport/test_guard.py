from functools import partial
from ipaddress import ip_address

import pytest

from tests.unit.transport.loopback import Heard, Loopback, redirect, reply
from tests.unit.transport.spellings import ODD, PRIVATE
from warnd.errors import AddressRefused, ExchangeFailed
from warnd.transport import get, open_client
from warnd.transport.addresses import AllowedAddresses, IPAddress
from warnd.transport.guard import Guard, check_url
from warnd.transport.resolver import SystemResolver

#: addresses that must not get as far as a resolver
UNREADABLE = (
    pytest.param("ftp://feed.example/", id="another scheme"),
    pytest.param("file:///etc/passwd", id="a file"),
    pytest.param("gopher://127.0.0.1/", id="gopher"),
    pytest.param("//127.0.0.1/", id="no scheme"),
    pytest.param("/etc/passwd", id="a path"),
    pytest.param("", id="nothing"),
    pytest.param("http://", id="no host"),
    pytest.param("http:///x", id="an empty host"),
    pytest.param("http://user@127.0.0.1/", id="a user"),
    pytest.param("http://user:secret@feed.example/", id="a password"),
    pytest.param("http://feed.example@127.0.0.1/", id="a host as a user"),
    pytest.param("http://feed.example\\@127.0.0.1/", id="a backslash and a user"),
    pytest.param("http:\\\\127.0.0.1\\", id="backslashes"),
    pytest.param("http://feed.example\\.evil/", id="a backslash in a host"),
    pytest.param("http://feed.example/\r\nHost: x", id="a new line"),
    pytest.param("http://feed.example/\x00", id="NUL"),
    pytest.param("http://feed\t.example/", id="a tab"),
    pytest.param("http://feed.example/\x85", id="a C1 control"),
    pytest.param("http://[::1/", id="an open bracket"),
    pytest.param("http://[nonsense]/", id="no IPv6"),
    pytest.param("http://feed.example:99999/", id="a port too high"),
    pytest.param("http://feed.example:x/", id="no port"),
    pytest.param("http://①②⑦.⓪.⓪.①/", id="circled digits"),
    pytest.param("http://feed.example/" + "a" * 5000, id="an endless address"),
)


class Answers:
    """A resolver that gives its answers in turn, the last one for ever."""

    def __init__(self, *answers: str) -> None:
        self._answers = [tuple(ip_address(each) for each in answer.split()) for answer in answers]
        self.asked = 0

    async def resolve(self, host: str, *, stale_s: float = 0.0) -> tuple[IPAddress, ...]:
        del host, stale_s
        self.asked += 1
        return self._answers[min(self.asked, len(self._answers)) - 1]

    def knows(self, host: str) -> bool:
        del host
        return False


def test_there_are_many_spellings_of_private_addresses() -> None:
    assert len(set(PRIVATE)) >= 120


@pytest.mark.parametrize("host", PRIVATE)
async def test_no_spelling_of_a_private_address_is_dialled(host: str) -> None:
    guard = Guard(AllowedAddresses.read(()), SystemResolver())
    with pytest.raises((AddressRefused, ExchangeFailed)):
        await guard.addresses(check_url(f"http://{host}:8080/").host, 8080)


@pytest.mark.parametrize("url", UNREADABLE)
def test_an_address_that_parsers_disagree_about_is_refused(url: str) -> None:
    with pytest.raises(AddressRefused):
        check_url(url)


def _to(target: str, _: Heard) -> bytes:
    return redirect(target)


async def test_a_redirect_to_any_spelling_of_loopback_reaches_nobody() -> None:
    spellings = ["127.0.0.1", "127.1", "0x7f.1", "2130706433", "0177.1", "localhost", "0", "[::1]"]
    async with Loopback(lambda _: reply(b"secret")) as inside:
        for spelling in spellings:
            target = f"http://{spelling}:{inside.port}/"
            async with Loopback(partial(_to, target)) as outside:
                client = open_client([outside.address])
                with pytest.raises((AddressRefused, ExchangeFailed)):
                    await get(client, outside.url())
                await client.aclose()
            assert len(outside.heard) == 1
        assert inside.connects == 0


@pytest.mark.parametrize("location", ODD)
async def test_a_redirect_in_a_doubtful_spelling_reaches_nobody(location: str) -> None:
    async with Loopback(lambda _: reply(b"secret")) as inside:
        target = location.format(inside=inside.address)
        wire = f"HTTP/1.1 302 Found\r\nLocation: {target}\r\n\r\n".encode()
        async with Loopback(lambda _: wire) as outside, open_client([outside.address]) as client:
            # Some are only paths of the server that was asked: then it is asked, and no other.
            with pytest.raises((AddressRefused, ExchangeFailed)):
                await get(client, outside.url())
        assert inside.connects == 0


async def test_each_answer_of_a_name_is_judged() -> None:
    names = Answers("8.8.8.8", "127.0.0.1", "8.8.8.8 10.0.0.1")
    guard = Guard(AllowedAddresses.read(()), names)
    assert await guard.addresses("rebinding.example", 80) == (ip_address("8.8.8.8"),)
    for _ in range(2):
        with pytest.raises(AddressRefused):
            await guard.addresses("rebinding.example", 80)
    assert names.asked == 3


async def test_the_address_that_was_judged_is_the_one_dialled() -> None:
    async with Loopback(lambda _: reply(b"inside")) as inside:
        names = Answers("127.0.0.1", "127.0.0.2")
        allowed = [f"127.0.0.1:{inside.port}"]
        async with open_client(allowed, resolver=names) as client:
            url = f"http://rebinding.example:{inside.port}/"
            assert (await get(client, url)).body == b"inside"
            with pytest.raises(AddressRefused):
                await get(client, url)
        assert (inside.connects, names.asked) == (1, 2)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "fe80::1"])
def test_the_last_wall_opens_no_socket_to_a_private_address(address: str) -> None:
    guard = Guard(AllowedAddresses.read(("wiki.example:80",)), Answers("8.8.8.8"))
    with pytest.raises(AddressRefused):
        guard.socket("feed.example", ip_address(address), 80)
    guard.socket("wiki.example", ip_address(address), 80).close()


async def test_a_few_addresses_of_a_name_are_tried_and_no_more() -> None:
    names = Answers("8.8.8.8 2001:4860:4860::8888 1.1.1.1 1.0.0.1 9.9.9.9")
    found = await Guard(AllowedAddresses.read(()), names).addresses("feed.example", 443)
    assert [str(each) for each in found] == [
        "8.8.8.8",
        "2001:4860:4860::8888",
        "1.1.1.1",
        "1.0.0.1",
    ]


async def test_the_next_address_of_a_name_is_tried_when_one_does_not_answer() -> None:
    async with Loopback(lambda _: reply(b"second"), host="127.0.0.3") as server:
        allowed = [f"127.0.0.{last}:{server.port}" for last in (2, 3)]
        async with open_client(allowed, resolver=Answers("127.0.0.2 127.0.0.3")) as client:
            answer = await get(client, f"http://feed.example:{server.port}/")
    assert answer.body == b"second"
