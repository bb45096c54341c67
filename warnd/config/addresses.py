"""What an address in the settings must look like: web, store, listening and allowed addresses."""

import ipaddress
import re
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from warnd.config.nearest import nearest
from warnd.config.scalars import Unfit, shown

_WEB_SCHEMES = ("http", "https")
_STORE_SCHEMES = ("sqlite", "postgresql", "postgresql+psycopg")
_HOST_PORT = re.compile(r"(?P<host>\[[0-9A-Fa-f:.]+\]|[^\s:/\[\]@]+):(?P<port>[0-9]{1,5})")
#: what never stands in an address that means one thing to everybody: spaces, controls, backslash
_DOUBTFUL = re.compile(r"[\s\\\x00-\x1f\x7f]")
_CREDENTIALS = re.compile(r"//[^/@]*@")
_HIGHEST_PORT = 65535


def web_address(text: str) -> str:
    """Give an http or https address as written."""
    if _DOUBTFUL.search(text):
        raise Unfit(f"{shown(text)} holds a space, a backslash or a control character")
    parts = _split(text)
    if parts.scheme not in _WEB_SCHEMES:
        raise Unfit(f"expected an address that begins with http:// or https://, got {shown(text)}")
    if "@" in parts.netloc:
        raise Unfit("an address must not hold a user name or password")
    if not parts.hostname:
        raise Unfit(f"{shown(text)} names no host")
    return text


def public_address(text: str) -> str:
    """Give the address that recipients reach warnd by, without a slash at its end."""
    if "?" in text or "#" in text:
        raise Unfit(f"{shown(text)} holds a question mark or a hash; give only host and path")
    return web_address(text).rstrip("/")


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError as error:
        raise Unfit(f"{shown(text)} is not an address: {error}") from error
    return parts


def store_address(text: str, folder: Path) -> str:
    """Give a database address; a relative SQLite file begins at `folder`."""
    scheme, separator, rest = text.partition("://")
    if not separator:
        raise Unfit("expected a database such as sqlite:///warnd.db or postgresql+psycopg://...")
    if scheme not in _STORE_SCHEMES:
        raise Unfit(f"unknown database {shown(scheme)}; {nearest(scheme, _STORE_SCHEMES)}")
    if scheme != "sqlite":
        return _server_store(text)
    if not rest.startswith("/"):
        raise Unfit("a SQLite file takes three slashes, an absolute path four: sqlite:////var/...")
    name, mark, options = rest[1:].partition("?")
    if not name or name == ":memory:":
        raise Unfit("names no file; what is kept in memory is lost when the daemon stops")
    return f"sqlite:///{folder / name}{mark}{options}"


def _server_store(text: str) -> str:
    parts = _split(_CREDENTIALS.sub("//", text))  # a wrong password must not end up in a message
    if not parts.path.strip("/"):
        raise Unfit("names no database: postgresql+psycopg://user@host/name")
    return text


def listen_address(text: str) -> str:
    """Give `host:port` to listen on; port 0 takes a free one."""
    _host_port(text, lowest=0)
    return text


def allowed_address(text: str) -> str:
    """Give `host:port` that may be fetched though it is private."""
    _host_port(text, lowest=1)
    return text


def _host_port(text: str, *, lowest: int) -> tuple[str, int]:
    parts = _HOST_PORT.fullmatch(text)
    if not parts:
        raise Unfit(f"expected an address and port such as 127.0.0.1:8470, got {shown(text)}")
    port = int(parts["port"])
    if not lowest <= port <= _HIGHEST_PORT:
        raise Unfit(f"a port is a number from {lowest} to {_HIGHEST_PORT}, got {port}")
    host = parts["host"]
    if host.startswith("["):
        _require_ip(host[1:-1])
    elif set(host) <= set("0123456789."):
        _require_ip(host)
    return host, port


def _require_ip(host: str) -> None:
    try:
        ipaddress.ip_address(host)
    except ValueError as error:
        raise Unfit(f"{shown(host)} is not an IP address") from error


def host_and_port(url: str) -> str | None:
    """Give `host:port` of a web address, as in `allow_addresses`; None for what is no address."""
    try:
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return None
    host = parts.hostname or ""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}" if host else None


def private_target(url: str) -> str | None:
    """Give `host:port` of a web address that names a private IP address, None for all others."""
    try:
        parts = urlsplit(url)
        host = ipaddress.ip_address(parts.hostname or "")
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return None
    if host.is_global:
        return None
    return f"[{host}]:{port}" if host.version == 6 else f"{host}:{port}"  # noqa: PLR2004  IPv6


def mail_address(text: str) -> str:
    """Give a mail address as written."""
    name, at, domain = text.rpartition("@")
    if not at or not name or not domain or _DOUBTFUL.search(text) or text.count("@") != 1:
        raise Unfit(f"expected a mail address such as duty@example.org, got {shown(text)}")
    return text
