"""Certificates: whom this machine trusts, when one ends, and in words what is wrong with one."""

import asyncio
import os
import ssl
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import certifi

from warnd.errors import CertificateRefused

#: when this was written: a clock that says earlier is wrong, and finds good certificates "not yet
#: valid"
WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)

#: what OpenSSL's reasons (X509_V_ERR_*) are to people, and whether they hang on the time of day
WORDS = {
    9: ("is not valid yet", True),
    10: ("has expired", True),
    18: ("is signed by itself and by nobody this machine trusts", False),
    19: ("comes from an issuer this machine does not know", False),
    20: ("comes from an issuer this machine does not know, or lacks one in between", False),
    21: ("comes from an issuer this machine does not know, or lacks one in between", False),
    23: ("was withdrawn", False),
    62: ("is for another name", False),
    64: ("is for another address", False),
}


@cache
def trusted() -> ssl.SSLContext:
    """Give the one context of this process: loading the certificates takes 30 ms.

    It trusts what the system trusts, which `SSL_CERT_FILE` may name; certifi's list where the
    system has none.
    """
    return ssl.create_default_context(cafile=None if _system_has_some() else certifi.where())


def _system_has_some() -> bool:
    paths = ssl.get_default_verify_paths()
    return paths.cafile is not None or (
        paths.capath is not None and any(os.scandir(Path(paths.capath)))
    )


def end_of(transport: asyncio.BaseTransport | None) -> datetime | None:
    """Give when the certificate at the other end of a connection ends; None without TLS."""
    shown = transport.get_extra_info("peercert") if transport is not None else None
    if not shown:
        return None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(shown["notAfter"]), UTC)


def refused(host: str, error: ssl.SSLCertVerificationError) -> CertificateRefused:
    """Give the error for a certificate that proves nothing, in words."""
    words, of_time = WORDS.get(error.verify_code, (f"is refused: {error.verify_message}", False))
    return CertificateRefused(f"the certificate of {host} {words}", of_time=of_time)
