"""What may go wrong with a connection, in plain words that give no secret away.

The path of a webhook is a secret and a server may answer anything: what is told names the host, and
repeats neither an address nor a byte that came over the wire.
"""

import os
import ssl

import h11

from warnd.errors import AddressRefused, ExchangeFailed, OutOfFiles, WarndError
from warnd.transport.certificates import refused
from warnd.transport.files import none_left

#: all that asyncio and h11 raise while an answer is on its way. An answer that is no HTTP was told
#: of before: what h11 still says is about what we sent.
BROKEN_OFF = (h11.ProtocolError, OSError)


def translated(host: str, error: BaseException) -> WarndError:
    """Give our own error for one of `BROKEN_OFF`."""
    if none_left(error):
        return OutOfFiles(f"no file descriptor is left to ask {host}")
    if isinstance(error, ssl.SSLCertVerificationError):
        return refused(host, error)
    if isinstance(error, h11.ProtocolError):
        return AddressRefused(f"{host} cannot be asked in HTTP")
    return ExchangeFailed(f"{host}: {_words(error)}")


def _words(error: BaseException) -> str:
    if isinstance(error, ssl.SSLError):
        return f"TLS failed: {error.reason or 'no common protocol'}"
    if isinstance(error, TimeoutError) and not error.args:
        return "no sign of life in time"
    if isinstance(error, OSError) and error.errno:
        return os.strerror(error.errno).lower()
    return "the connection broke off"
