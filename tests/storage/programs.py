"""Programs that tests of the storage tell what to do, line by line."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def told(*module_and_arguments: str) -> Iterator[subprocess.Popen[str]]:
    """Run a module of the tests; it ends when its standard input does."""
    with subprocess.Popen(  # noqa: S603  our own interpreter, our own program
        [sys.executable, "-m", *module_and_arguments],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()
