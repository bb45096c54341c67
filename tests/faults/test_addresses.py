"""Rows S1 to S4: no spelling of a private address, by whatever way, reaches a listener."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.faults.names import Answers, Names
from tests.faults.servers import Answer, Heard, Scripted, feed, reply
from tests.faults.stored import feed_states
from tests.live import running, until, write_config
from tests.loopback import LOOPBACK, Item
from tests.unit.transport.spellings import ODD, PRIVATE
from warnd.config.addresses import web_address

NEWS = feed(Item(id="1", title="Shells fall on the valley", text="Shells fell at dawn."))
#: what names may resolve to that nobody should be led to, alone or beside a public address
TRAPS: tuple[tuple[str, ...], ...] = (
    ("127.0.0.1",),
    ("127.0.0.2",),
    ("::1",),
    ("::ffff:127.0.0.1",),
    ("64:ff9b::7f00:1",),
    ("2002:7f00:1::",),
    ("0.0.0.0",),  # noqa: S104  no binding: a name that a stranger wrote
    ("::",),
    ("10.0.0.1",),
    ("100.64.0.1",),
    ("169.254.169.254",),
    ("fd00:ec2::254",),
    ("192.0.2.1", "127.0.0.1"),
    ("127.0.0.1", "127.0.0.9"),
    ("127.0.0.9", "127.0.0.1"),
)
#: names that resolve to what is allowed when they are judged, and to loopback right after
REBINDING = 20


class Listener:
    """Listens on every address of this machine, and counts who comes."""

    def __init__(self) -> None:
        dual = socket.has_dualstack_ipv6()
        self._socket = socket.create_server(
            ("::", 0) if dual else ("", 0),
            family=socket.AF_INET6 if dual else socket.AF_INET,
            dualstack_ipv6=dual,
            backlog=256,
        )
        self.port: int = self._socket.getsockname()[1]
        #: where connections were made to, in order
        self.reached: list[str] = []
        self._thread = threading.Thread(target=self._count, daemon=True)
        self._thread.start()

    def close(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        self._thread.join(5)

    def _count(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection:
                self.reached.append(connection.getsockname()[0])


@contextmanager
def _listening() -> Iterator[Listener]:
    listener = Listener()
    with socket.create_connection((LOOPBACK, listener.port)):
        until(lambda: listener.reached, what="the listener hears nobody")
    listener.reached.clear()
    try:
        yield listener
    finally:
        listener.close()


def test_no_spelling_of_a_private_address_reaches_a_listener(tmp_path: Path) -> None:
    assert len(_taken()) >= 120
    with _listening() as inside, _redirecting(inside.port) as outside:
        locations = _locations(inside.port)
        direct = {f"direct-{n}": f"http://{host}:{inside.port}/" for n, host in enumerate(_taken())}
        led = {f"led-{n}": outside.url(str(n)) for n in range(len(locations))}
        trapped = {
            f"trap-{n}": f"http://trap-{n}.example:{inside.port}/" for n in range(len(TRAPS))
        }
        names = Names(tmp_path, {f"trap-{n}.example": (trap,) for n, trap in enumerate(TRAPS)})
        urls = direct | led | trapped
        config = write_config(
            tmp_path,
            # Allowed is a neighbour of the listener, and the listener's address at another port.
            allow_addresses=[outside.address, f"127.0.0.9:{inside.port + 1}"],
            feeds=[{"id": name, "url": url, "interval": "30m"} for name, url in urls.items()],
        )
        proxy = f"http://{LOOPBACK}:{inside.port}"
        proxies = ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY")
        environment = names.environment | dict.fromkeys(proxies, proxy)
        with running(config, **environment) as warnd:
            warnd.await_event("ready")
            until(lambda: len(feed_states(config)) == len(urls), what=warnd.tail())
            assert inside.reached == []
            healths = {state["health"] for state in feed_states(config).values()}
            assert healths == {"unreachable"}
            asked = {heard.target for heard in outside.heard}
            assert {f"/{n}" for n in range(len(locations))} <= asked


def test_a_name_that_changes_its_address_once_it_was_judged_reaches_nobody(tmp_path: Path) -> None:
    answers: dict[str, Answers] = {
        f"name-{n}.example": (("127.0.0.9",), ("127.0.0.1",)) for n in range(REBINDING)
    }
    with (
        Scripted(lambda _: reply(NEWS), host="127.0.0.9") as allowed,
        Scripted(lambda _: reply(NEWS), port=allowed.port) as inside,
    ):
        config = write_config(
            tmp_path,
            allow_addresses=[allowed.address],
            feeds=[
                {"id": f"feed-{n}", "url": f"http://{name}:{allowed.port}/"}
                for n, name in enumerate(answers)
            ],
        )
        with running(config, **Names(tmp_path, answers).environment) as warnd:
            until(lambda: len(feed_states(config)) == REBINDING, what=warnd.tail())
            assert {state["health"] for state in feed_states(config).values()} == {"ok"}
            assert {heard.headers["host"] for heard in allowed.heard} == {
                f"{name}:{allowed.port}" for name in answers
            }
            assert inside.connects == 0


def _taken() -> list[str]:
    """Give the hosts that a configuration takes, each once; the others stand in redirects only."""
    return list({host.lower(): host for host in PRIVATE if _is_taken(host)}.values())


def _is_taken(host: str) -> bool:
    try:
        web_address(f"http://{host}:80/")
    except ValueError:
        return False
    return True


def _locations(port: int) -> list[str]:
    inside = f"{LOOPBACK}:{port}"
    return [f"http://{host}:{port}/" for host in PRIVATE] + [
        odd.format(inside=inside) for odd in ODD
    ]


@contextmanager
def _redirecting(port: int) -> Iterator[Scripted]:
    locations = _locations(port)

    def answer(heard: Heard) -> Answer:
        path = heard.target.strip("/")
        if not path.isdecimal():  # a location that is only a path of this server
            return reply(status="500 No Such Path")
        return f"HTTP/1.1 302 Found\r\nLocation: {locations[int(path)]}\r\n\r\n".encode()

    with Scripted(answer) as server:
        yield server
