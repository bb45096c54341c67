"""What `warnd doctor` looks at on the machine: disk, clock, certificates, names."""

import shutil
import socket
import ssl
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import warnd
from warnd.storage.check import Flaw

#: free bytes below which the disk is told: warnd's ballast, and a database that doubles
LEAST_FREE = 512 * 1024 * 1024
#: what a clock may be behind the newest article: two machines' clocks differ by as much
SLACK = timedelta(minutes=2)
#: hosts whose names are looked up
_MOST_HOSTS = 3
#: certificates that a set of roots has at least
_LEAST_ROOTS = 20


def of_disk(folder: Path) -> Iterator[Flaw]:
    """Give what is wrong with the disk that a folder is on."""
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        yield Flaw(what=f"{folder} cannot be looked at: {error.strerror}", mend="create it")
        return
    if free < LEAST_FREE:
        yield Flaw(
            what=f"only {free // 2**20:,} MB are free where {folder} is",
            mend="make room, or run: warnd db prune",
        )


def of_clock(now: datetime, newest: datetime | None) -> Iterator[Flaw]:
    """Give what is wrong with the clock; `newest` is when an article was seen last."""
    mend = "set the clock, and keep it set: timedatectl set-ntp true"
    built = datetime.fromtimestamp(Path(warnd.__file__).stat().st_mtime, UTC)
    if now < built - SLACK:
        yield Flaw(what=f"it is {now:%Y-%m-%d} here, before this warnd was made", mend=mend)
    if newest is not None and now < newest - SLACK:
        yield Flaw(
            what=f"it is {now:%Y-%m-%d %H:%M} here, and an article was seen at"
            f" {newest:%Y-%m-%d %H:%M}: the clock is or was wrong",
            mend=mend,
        )


def of_certificates() -> Iterator[Flaw]:
    """Give what is wrong with the roots that certificates are proved by."""
    roots = ssl.create_default_context().cert_store_stats()["x509_ca"]
    paths = ssl.get_default_verify_paths()
    if roots < _LEAST_ROOTS and not (paths.capath and any(Path(paths.capath).iterdir())):
        yield Flaw(
            what=f"this machine has {roots} root certificates",
            mend="install them: apt-get install ca-certificates",
        )


def of_names(urls: Iterable[str]) -> Iterator[Flaw]:
    """Give what is wrong with names: nothing when one of the first hosts is found."""
    hosts = list(dict.fromkeys(filter(None, (urlsplit(url).hostname for url in urls))))
    failures = []
    for host in hosts[:_MOST_HOSTS]:
        try:
            socket.getaddrinfo(host, None)
        except OSError as error:
            failures.append(f"{host}: {error.strerror or error}")
        else:
            return
    if failures:
        yield Flaw(
            what=f"names do not resolve ({'; '.join(failures)})",
            mend="look at the line and at /etc/resolv.conf",
        )
