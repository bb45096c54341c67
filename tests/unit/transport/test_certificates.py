import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import certifi
import pytest
import trustme

from warnd.errors import CertificateRefused, ExchangeFailed
from warnd.transport import get, open_client, post
from warnd.transport.certificates import end_of, refused, trusted

NOW = datetime.now(UTC).replace(microsecond=0)  # noqa: TID251  OpenSSL reads this machine's clock
DAY = timedelta(days=1)
AUTHORITY = trustme.CA()


@asynccontextmanager
async def _presenting(certificate: trustme.LeafCert) -> AsyncIterator[tuple[str, list[bytes]]]:
    """Serve one answer over TLS; give the address and what was heard."""
    heard: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 304 Not Modified\r\n\r\n")
        writer.close()

    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    certificate.configure_cert(tls)
    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=tls)
    async with server:
        yield f"127.0.0.1:{server.sockets[0].getsockname()[1]}", heard


def _trusting() -> ssl.SSLContext:
    tls = ssl.create_default_context()
    AUTHORITY.configure_trust(tls)
    return tls


@pytest.mark.parametrize("days", [10, 300])
async def test_the_end_of_a_certificate_is_told_even_where_there_is_no_body(days: int) -> None:
    ends = NOW + days * DAY
    certificate = AUTHORITY.issue_cert("127.0.0.1", not_after=ends)
    async with (
        _presenting(certificate) as (address, heard),
        open_client([address], tls=_trusting()) as client,
    ):
        answer = await get(client, f"https://{address}/")
        posted = await post(client, f"https://{address}/", content=b"{}")
    assert (answer.status, answer.certificate_ends, posted.certificate_ends) == (304, ends, ends)
    assert len(heard) == 2


@pytest.mark.parametrize(
    ("certificate", "words", "of_time"),
    [
        pytest.param(
            AUTHORITY.issue_cert("127.0.0.1", not_before=NOW - 9 * DAY, not_after=NOW - DAY),
            "has expired",
            True,
            id="expired",
        ),
        pytest.param(
            AUTHORITY.issue_cert("127.0.0.1", not_before=NOW + DAY, not_after=NOW + 9 * DAY),
            "is not valid yet",
            True,
            id="not yet valid",
        ),
        pytest.param(
            AUTHORITY.issue_cert("127.0.0.2"), "is for another address", False, id="address"
        ),
        pytest.param(
            trustme.CA().issue_cert("127.0.0.1"),
            "comes from an issuer this machine does not know",
            False,
            id="unknown issuer",
        ),
    ],
)
async def test_what_is_wrong_with_a_certificate_is_told_in_words(
    certificate: trustme.LeafCert, words: str, *, of_time: bool
) -> None:
    async with (
        _presenting(certificate) as (address, heard),
        open_client([address], tls=_trusting()) as client,
    ):
        with pytest.raises(CertificateRefused, match=words) as caught:
            await get(client, f"https://{address}/")
    assert str(caught.value).startswith("the certificate of 127.0.0.1 ")
    assert caught.value.of_time is of_time
    assert heard == []


async def test_a_post_is_kept_from_a_server_that_proves_nothing() -> None:
    async with (
        _presenting(trustme.CA().issue_cert("127.0.0.1")) as (address, heard),
        open_client([address], tls=_trusting()) as client,
    ):
        with pytest.raises(ExchangeFailed, match="issuer"):
            await post(client, f"https://{address}/", content=b"secret")
    assert heard == []


def test_a_reason_without_words_of_ours_is_told_in_those_of_the_library() -> None:
    error = ssl.SSLCertVerificationError(1, "x")
    error.verify_code, error.verify_message = 99, "odd purpose"
    assert str(refused("feed.example", error)).endswith("is refused: odd purpose")


def test_a_connection_without_tls_has_no_certificate() -> None:
    assert end_of(None) is None


@pytest.mark.parametrize("directory", ["nowhere", "empty"])
def test_a_system_that_trusts_nobody_falls_back_to_the_list_it_came_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, directory: str
) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "none.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / directory))
    shipped = ssl.create_default_context(cafile=certifi.where()).cert_store_stats()
    assert trusted.__wrapped__().cert_store_stats()["x509_ca"] == shipped["x509_ca"]


def test_a_list_that_the_operator_names_is_the_one_that_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    AUTHORITY.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path))
    assert trusted.__wrapped__().cert_store_stats()["x509_ca"] == 1
