"""The two ways into a running warnd, its socket for commands and its pages (FAULTS, S24)."""

import http.client
import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.faults.stories import quick_config, story
from tests.live import Warnd, running, until
from tests.loopback import LOOPBACK, FeedServer, Ledger
from warnd.settings import Settings

#: a user who owns nothing
NOBODY = 65_534
#: connections that the pages take at once, and seconds that one may be idle
MOST, IDLE_S = 16, 5
PAGES = ("/healthz", "/readyz", "/status", "/metrics", "/alerts.atom", "/alerts.geojson")
_OTHERS = Path(__file__).parent / "others"
_ROOT = Path(__file__).parents[2]
#: names that lead here and are not ours
FOREIGN = ("evil.example", "127.0.0.1.evil.example", "", "a b")
#: becomes a user, says a line at a socket and prints what comes back
_ASK = """
import os, socket, sys
os.setgroups([])
os.setresuid(*[int(sys.argv[3])] * 3)
with socket.socket(socket.AF_UNIX) as way:
    way.settimeout(20)
    way.connect(sys.argv[1])
    try:
        way.sendall(sys.argv[2].encode() + b"\\n")
    except BrokenPipeError:
        pass  # it had its answer before it had the question
    print(way.makefile("rb").readline().decode())
"""
JUNK = (b"\n", b"{}\n", b"\xff\x00\n", b"[1]\n", b"x" * 300_000, b'{"command": 1}\n')
ORDER = json.dumps({"command": "acknowledge", "who": "stranger", "subject": "a1"})


@contextmanager
def warnd_in(folder: Path, **environment: str) -> Iterator[Warnd]:
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(folder, feeds, {"hook": ledger})
        with running(config, **environment) as warnd:
            warnd.await_event("ready")
            yield warnd
            assert not warnd.ended
            feeds.add("wire", story("SY-ID"))
            until(lambda: ledger.areas() == {"SY-ID"}, what="it goes on")


def control_of(warnd: Warnd) -> Path:
    return warnd.config.with_name("warnd.db.control")


def asked_by(user: int, path: Path, line: str = ORDER) -> subprocess.CompletedProcess[str]:
    """Say a line to a socket as another user, who can reach the folder that it stands in."""
    return subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-I", "-c", _ASK, str(path), line, str(user)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def said_to(path: Path, content: bytes) -> bytes:
    """Give what comes back for bytes that are said to a socket."""
    with socket.socket(socket.AF_UNIX) as way:
        way.settimeout(30)
        way.connect(str(path))
        try:
            way.sendall(content)
            way.shutdown(socket.SHUT_WR)
            return way.makefile("rb").readline()
        except ConnectionError:  # it hung up in the middle of it
            return b""


def answered(warnd: Warnd, method: str, path: str, host: str | None = None) -> int:
    """Give the status of an answer."""
    address = warnd.await_event("listening")["address"]
    connection = http.client.HTTPConnection(address, timeout=30)
    try:
        connection.putrequest(method, path, skip_host=host is not None)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        return connection.getresponse().status
    finally:
        connection.close()


def listened_on(process: int) -> set[str]:
    """Give the addresses on which a process listens, as the kernel writes them."""
    open_ = [each for each in Path(f"/proc/{process}/fd").iterdir() if each.is_symlink()]
    links = [str(each.readlink()) for each in open_]
    inodes = {link.removeprefix("socket:[").rstrip("]") for link in links if "socket:" in link}
    rows = [
        line.split()
        for table in ("tcp", "tcp6", "udp", "udp6")
        for line in Path(f"/proc/{process}/net/{table}").read_text().splitlines()[1:]
    ]
    return {row[1].partition(":")[0] for row in rows if row[9] in inodes and row[3] in {"0A", "07"}}


@pytest.fixture
def folder() -> Iterator[Path]:
    """Give a folder that every user may look into."""
    with tempfile.TemporaryDirectory(prefix="warnd-doors-") as made:
        Path(made).chmod(0o755)
        yield Path(made)


def test_the_socket_obeys_its_own_user_alone_and_hears_out_nobody_for_long(folder: Path) -> None:
    environment = {"PYTHONPATH": f"{_OTHERS}{os.pathsep}{_ROOT}"} if os.geteuid() else {}
    with warnd_in(folder, **environment) as warnd:
        path = control_of(warnd)
        found = path.stat()
        assert stat.S_IMODE(found.st_mode) == 0o600
        assert (stat.S_ISSOCK(found.st_mode), found.st_uid) == (True, os.geteuid())
        if os.geteuid() == 0:
            refused_by_the_kernel_and_by_warnd(path)
        else:  # nobody else can be, so warnd takes itself for another user than ours
            assert b"only the user" in said_to(path, ORDER.encode() + b"\n")
        warnd.await_event("control_refused")
        if os.geteuid() == 0:
            for junk in (
                b"\n",
                b"{}\n",
                b"\xff\x00\n",
                b"[1]\n",
                b"x" * 300_000,
                b'{"command": 1}\n',
            ):
                assert b'"done": true' not in said_to(path, junk)
            with ExitStack() as open_:
                for _ in range(2 * MOST):  # who say nothing
                    silent = open_.enter_context(socket.socket(socket.AF_UNIX))
                    silent.connect(str(path))
                assert b"no alert" in said_to(path, ORDER.encode() + b"\n")


def refused_by_the_kernel_and_by_warnd(path: Path) -> None:
    """Let another user try, first as the socket stands, then where its mode would let him."""
    told = asked_by(NOBODY, path)
    assert "PermissionError" in told.stderr
    path.chmod(0o666)
    told = asked_by(NOBODY, path)
    assert "only the user that warnd runs as may ask" in told.stdout, told.stderr
    path.chmod(0o600)


def test_pages_are_for_this_machine_for_reading_and_by_our_names(tmp_path: Path) -> None:
    assert Settings(store="sqlite://").listen.startswith(f"{LOOPBACK}:")
    with warnd_in(tmp_path) as warnd:
        host, _, port = warnd.await_event("listening")["address"].partition(":")
        assert listened_on(warnd.process.pid) == {"0100007F"}, "127.0.0.1 and nothing else"
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.2", int(port)), timeout=30)
        for page in PAGES:
            assert answered(warnd, "GET", page) in {200, 503}, page
            for method in ("POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT"):
                assert answered(warnd, method, page) in {400, 404, 405}, (method, page)
            for name in (
                "evil.example",
                f"evil.example:{port}",
                "127.0.0.1.evil.example",
                "",
                "a b",
            ):
                assert answered(warnd, "GET", page, name) == 400, (name, page)
            for name in (f"{host}:{port}", f"localhost:{port}", "localhost"):
                assert answered(warnd, "GET", page, name) in {200, 503}, (name, page)


def closes(connection: socket.socket) -> bool:
    """Tell whether the other end has closed a connection."""
    connection.settimeout(0.01)
    try:
        return connection.recv(65_536) == b""
    except TimeoutError:
        return False
    except ConnectionError:
        return True


def test_slow_and_many_clients_take_turns_and_hold_nobody_up(tmp_path: Path) -> None:
    with warnd_in(tmp_path) as warnd, ExitStack() as open_:
        host, _, port = warnd.await_event("listening")["address"].partition(":")

        def connected(said: bytes) -> socket.socket:
            made = open_.enter_context(socket.create_connection((host, int(port)), timeout=30))
            made.sendall(said)
            return made

        slow = [connected(b"GET /healthz HTTP/1.1\r\nHost: ") for _ in range(MOST)]
        assert answered(warnd, "GET", "/healthz") == 503, "the places are taken"
        left = set(slow)

        def says_a_letter_each() -> bool:
            for each in list(left):
                try:
                    each.sendall(b"l")
                except OSError:
                    left.discard(each)
                else:
                    if closes(each):
                        left.discard(each)
            return not left

        until(says_a_letter_each, 12 * IDLE_S, what="each is let go", look_s=0.5)
        until(lambda: answered(warnd, "GET", "/healthz") == 200, what="there is room again")
