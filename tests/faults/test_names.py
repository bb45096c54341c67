"""Row F19: names that hang delay nobody else, and alerts go where the receiver stood last."""

import subprocess
import sys
from pathlib import Path

from tests.faults.hanging import names_that_hang
from tests.faults.names import Names

ROOT = Path(__file__).parents[2]


def test_seventy_names_that_hang_delay_no_other_and_a_receiver_is_found_where_it_stood(
    tmp_path: Path,
) -> None:
    if not _may_have_a_network():
        names_that_hang(tmp_path, Names(tmp_path))
        return
    ran = subprocess.run(  # noqa: S603  our own program
        [*_OWN_NETWORK, sys.executable, "-m", "tests.faults.hanging", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr[-3000:]


#: a network, mounts and a root of one's own, as any user may have where that is not forbidden
_OWN_NETWORK = ("unshare", "--user", "--map-root-user", "--net", "--mount")


def _may_have_a_network() -> bool:
    try:
        tried = subprocess.run(  # noqa: S603  our own words
            [*_OWN_NETWORK, "ip", "link", "set", "lo", "up"], capture_output=True, check=False
        )
    except FileNotFoundError:
        return False
    return tried.returncode == 0
