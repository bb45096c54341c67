"""`make audit`: what it says of holes, and that no network is no hole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

AUDIT = Path(__file__).parents[3] / "deploy" / "audit.py"
SOUND = "{'name': 'sound', 'version': '1.0', 'vulns': []}"
HOLED = "{'name': 'holed', 'version': '2.0', 'vulns': [{'id': 'X-1', 'fix_versions': ['2.1']}]}"
UNKNOWN = "{'name': 'odd', 'skip_reason': 'not found'}"
ANSWER = "import json\nprint(json.dumps({{'dependencies': [{}]}}))\n"


@pytest.mark.parametrize(
    ("auditor", "status", "said"),
    [
        pytest.param(
            ANSWER.format(SOUND), 0, "1 packages of the lock audited, 0 holes known.", id="sound"
        ),
        pytest.param(
            ANSWER.format(f"{SOUND}, {HOLED}"), 1, "holed 2.0: X-1; mended in 2.1", id="holed"
        ),
        pytest.param(
            ANSWER.format(f"{SOUND}, {UNKNOWN}"),
            0,
            "1 packages of the lock were not audited: odd\n1 packages of the lock audited, 0 holes",
            id="one that nobody knows",
        ),
        pytest.param(
            ANSWER.format(UNKNOWN),
            0,
            "0 packages of the lock audited",
            id="an index that knows none",
        ),
        pytest.param(
            "import sys\nsys.exit('no name server')\n",
            0,
            "The lock was not audited: no name server",
            id="offline",
        ),
    ],
)
def test_an_audit_tells_what_it_found(auditor: str, status: int, said: str, tmp_path: Path) -> None:
    (tmp_path / "pip_audit.py").write_text(auditor)
    told = subprocess.run(  # noqa: S603  our own script
        [sys.executable, str(AUDIT)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert told.returncode == status, told.stderr
    assert said in told.stdout
