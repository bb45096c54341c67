import gzip
import zlib

import pytest

from warnd.errors import AnswerHostile, ExchangeFailed
from warnd.transport.body import BoundedBody, Limits

TEXT = b"".join(b"%d: troops move towards the line\n" % number for number in range(3000))


def _read(encoding: str, wire: bytes, limits: Limits, *, piece: int = 1000) -> BoundedBody:
    body = BoundedBody(encoding, limits)
    _fill(body, wire, piece)
    return body


def _fill(body: BoundedBody, wire: bytes, piece: int) -> None:
    for start in range(0, len(wire), piece):
        body.add(wire[start : start + piece])


@pytest.mark.parametrize("encoding", ["gzip", "GZIP ", "x-gzip"])
@pytest.mark.parametrize("piece", [1, 7, 1000, 1_000_000])
def test_gzip_is_unpacked_however_it_is_cut(encoding: str, piece: int) -> None:
    wire = gzip.compress(TEXT[:5000])
    assert _read(encoding, wire, Limits(), piece=piece).finish() == TEXT[:5000]


@pytest.mark.parametrize("encoding", ["", "identity"])
def test_a_plain_body_is_taken_as_it_is(encoding: str) -> None:
    assert _read(encoding, TEXT, Limits()).finish() == TEXT


def test_several_gzip_members_are_one_body() -> None:
    wire = gzip.compress(b"one ") + gzip.compress(b"two ") + gzip.compress(b"three")
    assert _read("gzip", wire, Limits(), piece=5).finish() == b"one two three"


def test_padding_behind_gzip_is_no_part_of_the_body() -> None:
    assert _read("gzip", gzip.compress(TEXT) + b"\0" * 512, Limits()).finish() == TEXT


@pytest.mark.parametrize("encoding", ["br", "zstd", "deflate", "gzip, gzip", "gzip,br", "compress"])
def test_an_encoding_that_was_not_asked_for_is_refused(encoding: str) -> None:
    with pytest.raises(AnswerHostile, match="not asked for"):
        BoundedBody(encoding, Limits())


@pytest.mark.parametrize("size", [2_000_000, 50_000_000, 150_000_000])
@pytest.mark.parametrize("piece", [1000, 65_536, 10_000_000])
def test_a_gzip_bomb_is_refused_before_it_grows(size: int, piece: int) -> None:
    bomb = gzip.compress(bytes(size))
    body = BoundedBody("gzip", Limits())
    with pytest.raises(AnswerHostile, match="unpack"):
        _fill(body, bomb, piece)
    assert len(body._kept) <= Limits().size


def test_a_body_that_packs_well_is_no_bomb() -> None:
    text = TEXT * 8
    assert _read("gzip", gzip.compress(text), Limits()).finish() == text


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_a_body_beyond_the_limit_is_cut_and_says_so(encoding: str) -> None:
    wire = gzip.compress(TEXT) if encoding else TEXT
    body = _read(encoding, wire, Limits(size=5000))
    assert (body.finish(), body.cut) == (TEXT[:5000], True)


def test_a_body_of_exactly_the_limit_is_whole() -> None:
    body = _read("gzip", gzip.compress(TEXT), Limits(size=len(TEXT)))
    assert (body.finish(), body.cut) == (TEXT, False)


@pytest.mark.parametrize("share", range(1, 10))
def test_a_gzip_body_that_stops_short_is_no_body(share: int) -> None:
    wire = gzip.compress(TEXT)
    with pytest.raises(ExchangeFailed):
        _read("gzip", wire[: len(wire) * share // 10], Limits()).finish()


@pytest.mark.parametrize(
    "wire",
    [
        pytest.param(b"<rss></rss>", id="not gzip at all"),
        pytest.param(zlib.compress(TEXT), id="zlib's framing"),
        pytest.param(gzip.compress(TEXT)[:50] + b"\xff" * 100, id="damaged within"),
        pytest.param(gzip.compress(TEXT)[:-8] + b"\0" * 8, id="a wrong checksum"),
    ],
)
def test_a_damaged_gzip_body_is_no_body(wire: bytes) -> None:
    with pytest.raises(ExchangeFailed):
        _read("gzip", wire, Limits()).finish()


def test_members_without_end_are_not_followed() -> None:
    wire = gzip.compress(b"a") * 1000
    assert len(_read("gzip", wire, Limits()).finish()) <= 16
