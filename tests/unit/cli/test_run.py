"""`warnd run` in a process of its own: how it ends when it cannot begin."""

import os
import subprocess
import sys
from pathlib import Path

from tests.live import write_config


def ended(config: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "warnd", "run", "--config", str(config)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "NOTIFY_SOCKET": ""},
    )


def test_a_configuration_that_cannot_be_used_ends_it_with_78(tmp_path: Path) -> None:
    result = ended(write_config(tmp_path, feedz=[], routes=[{"to": ["nobody"]}]))
    assert result.returncode == 78
    assert "did you mean 'feeds'" in result.stderr
    assert "nobody" in result.stderr
    assert "2 mistakes" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "warnd.db").exists()
