"""Which addresses may be dialled: global unicast, and what the operator allowed by name."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

IPAddress = IPv4Address | IPv6Address

#: the highest TCP port
LAST_PORT = 65_535

#: IPv4 that is not global unicast, after the IANA special-purpose registry. A table of our own,
#: since `is_global` changed its mind between patch releases of Python.
REFUSED_V4 = tuple(
    (ip_network(network), reason)
    for network, reason in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "carrier-grade NAT"),
        ("127.0.0.0/8", "loopback"),
        ("169.254.0.0/16", "link-local, where clouds keep their credentials"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relay"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)

#: all of IPv6 that is assigned as global unicast; what lies outside (loopback, mapped, NAT64,
#: unique local, link-local, multicast) is refused as a whole
GLOBAL_V6 = IPv6Network("2000::/3")

#: parts of it that lead elsewhere: into an IPv4 address of the sender's choice, or nowhere
REFUSED_V6 = tuple(
    (IPv6Network(network), reason)
    for network, reason in (
        ("2001::/23", "protocol assignments and Teredo"),
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
    )
)


@lru_cache(maxsize=4096)
def refusal(address: IPAddress) -> str:
    """Give why an address must not be dialled, empty when it is global unicast."""
    if isinstance(address, IPv6Address) and (address.scope_id or address not in GLOBAL_V6):
        return "not global unicast"
    refused = REFUSED_V4 if isinstance(address, IPv4Address) else REFUSED_V6
    return next((reason for network, reason in refused if address in network), "")


@lru_cache(maxsize=4096)
def as_address(host: str) -> IPAddress | None:
    """Give a host that is written as an address as one, None for a name."""
    try:
        return ip_address(host.strip("[]"))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def same_spelling(host: str) -> str:
    """Give a host in the one spelling that hosts are compared in."""
    address = as_address(host)
    return str(address) if address is not None else host.lower().rstrip(".")


def split_address(written: str) -> tuple[str, int]:
    """Give host and port of `127.0.0.1:9000`, `[::1]:9000` or `name.example:80`.

    Raises ValueError for anything else.
    """
    host, _, port = written.strip().rpartition(":")
    bare = host.removeprefix("[").removesuffix("]")
    if not bare or not (port.isascii() and port.isdecimal()) or not 0 < int(port) <= LAST_PORT:
        raise ValueError(f"not host:port: {written!r}")
    if ":" in bare and not host.startswith("["):
        raise ValueError(f"an IPv6 address stands in brackets, [::1]:9000: {written!r}")
    return same_spelling(bare), int(port)


@dataclass(frozen=True, slots=True)
class AllowedAddresses:
    """The private addresses an operator allows, each with its port."""

    #: host in one spelling, and port
    pairs: frozenset[tuple[str, int]]

    @classmethod
    def read(cls, written: Collection[str]) -> "AllowedAddresses":
        """Give the addresses of `allow_addresses`.

        Raises ValueError for one that is not `host:port`.
        """
        return cls(frozenset(split_address(each) for each in written))

    def refusal(self, host: str, addresses: Collection[IPAddress], port: int) -> str:
        """Give why a host must not be dialled at what it resolved to, empty when it may.

        One bad address among several good ones refuses the host: a name that answers both is
        either broken or a trap.
        """
        if (same_spelling(host), port) in self.pairs:
            return ""
        for address in addresses:
            reason = refusal(address)
            if reason and (str(address), port) not in self.pairs:
                return f"{address} is {reason}"
        return ""
