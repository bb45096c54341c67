import h11
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.transport.any_head import AnyExchange
from warnd.transport.heads import Request, plain_answer, plain_request

HEADERS = {"host": "feed.example", "accept": "text/xml, */*;q=0.5"}


def _by_h11(head: bytes) -> tuple[int, dict[str, str]]:
    """Give what h11 reads; fails where it refuses the head, or waits for more of it."""
    talk = h11.Connection(h11.CLIENT)
    talk.send(h11.Request(method="GET", target="/", headers=[("host", "a.example")]))
    talk.send(h11.EndOfMessage())
    talk.receive_data(head)
    event = talk.next_event()
    assert isinstance(event, h11.Response)
    headers: dict[str, str] = {}
    for name, value in ((name.decode(), value.decode()) for name, value in event.headers):
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return event.status_code, headers


_LINES = st.sampled_from([
    b'ETag: "1"', b'etag:W/"x"', b"Content-Length: 12", b"X-A:\t 1 \t2 ", b"x-a: 3", b"Empty:",
    b"Date: Sun, 22 Nov 2026 10:00:00 GMT", b" folded", b"No colon", b"Bad name: 1", b": nameless",
    b"Utf: \xc3\xa9", b"Nul: \0", b"Cr: a\rb", b"Transfer-Encoding: chunked", b"x" * 30 + b": 1",
    b"Content-Length: 5, 5", b"Content-Length: x", b"\x0b: 1", b"Del: \x7f",
])  # fmt: skip
_STATUS = st.sampled_from([
    b"HTTP/1.1 200 OK", b"HTTP/1.0 304 Not Modified", b"HTTP/1.1 404", b"HTTP/1.1 503 ",
    b"HTTP/1.1 100 Continue", b"HTTP/2 200", b"http/1.1 200 OK", b"HTTP/1.1 99 x", b"SSH-2.0-x",
    b"HTTP/1.1 200 d\xe9j\xe0 vu", b"HTTP/1.1 204 \t",
])  # fmt: skip


@given(_STATUS, st.lists(_LINES, max_size=5))
def test_a_head_that_is_plain_is_what_h11_reads(status: bytes, lines: list[bytes]) -> None:
    head = b"\r\n".join([status, *lines, b"", b""])
    plain = plain_answer(head)
    if plain is not None and plain.length is not None:
        assert (plain.status, dict(plain.headers)) == _by_h11(head)


@pytest.mark.parametrize(
    ("head", "length"),
    [
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n", 12, id="told"),
        pytest.param(b"HTTP/1.1 304 x\r\nETag: 1\r\n\r\n", 0, id="unchanged"),
        pytest.param(b"HTTP/1.1 304 x\r\nContent-Length: 9\r\n\r\n", 0, id="unchanged, of 9"),
        pytest.param(b"HTTP/1.1 204 x\r\n\r\n", 0, id="nothing"),
        pytest.param(b"HTTP/1.1 200 OK\r\n\r\n", None, id="to the end"),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nTransfer-Encoding: chunked\r\n\r\n",
            None,
            id="in chunks",
        ),
        pytest.param(
            b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nContent-Length: 8\r\n\r\n",
            None,
            id="told twice",
        ),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Length: +9\r\n\r\n", None, id="signed"),
    ],
)
def test_a_body_ends_where_its_head_says_so_beyond_doubt(head: bytes, length: int | None) -> None:
    plain = plain_answer(head)
    assert plain is not None
    assert plain.length == length


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"HTTP/1.1 200 OK\nETag: 1\n\n", id="bare line ends"),
        pytest.param(b"HTTP/1.1 200 OK\r\nA: 1\r\n b\r\n\r\n", id="a folded line"),
        pytest.param(b"HTTP/1.1 101 x\r\n\r\n", id="an interim answer"),
        pytest.param(b"HTTP/1.1 200 OK\r\nA : 1\r\n\r\n", id="a space before the colon"),
        pytest.param(b"HTTP/1.1 200 OK\r\nA: \xe9\r\n\r\n", id="beyond ASCII"),
        pytest.param(b"HTTP/1.1 200 OK\r\nA: " + b"a" * 20_000 + b"\r\n\r\n", id="long"),
        pytest.param(b"HTTP/1.1 200 OK\r\nA: 1\r\n\r\nB: 2\r\n\r\n", id="two heads"),
    ],
)
def test_what_may_be_read_in_two_ways_is_not_plain(head: bytes) -> None:
    assert plain_answer(head) is None


@pytest.mark.parametrize(
    ("target", "headers", "is_plain"),
    [
        pytest.param(b"/a?b=c", HEADERS, True, id="plain"),
        pytest.param(b"/a b", HEADERS, False, id="a space in the target"),
        pytest.param(b"/a", {**HEADERS, "x": "1\r\nb: 2"}, False, id="a line end in a value"),
        pytest.param(b"/a", {**HEADERS, "x": "é"}, False, id="beyond ASCII"),
        pytest.param(b"/a", {**HEADERS, "x": " 1"}, False, id="a space before a value"),
        pytest.param(b"/a", {**HEADERS, "x": ""}, False, id="an empty value"),
        pytest.param(b"/a", {**HEADERS, "x y": "1"}, False, id="a space in a name"),
    ],
)
def test_a_request_is_written_here_only_where_it_is_plain(
    target: bytes, headers: dict[str, str], *, is_plain: bool
) -> None:
    assert (plain_request("GET", target, headers) is not None) is is_plain


def test_a_plain_request_is_what_h11_writes() -> None:
    request = Request(method="GET", url=httpx.URL("http://feed.example/a?b=c"), headers={"x": "1"})
    headers = request.whole_headers()
    there = _Nowhere()
    plain = plain_request("GET", request.url.raw_path, headers)
    assert plain == AnyExchange(there, request, headers).written


class _Nowhere:
    """A wire that leads nowhere."""

    certificate_ends = None

    async def send(self, content: bytes) -> None:
        raise AssertionError(content)

    async def receive(self) -> bytes:
        raise AssertionError

    def end(self) -> None:
        raise AssertionError
