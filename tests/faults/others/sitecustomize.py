"""Runs first in a warnd that takes itself for another user than the one it runs as.

So one user can show what another would meet. The program knows nothing of it: Python imports this
module by its name when it starts.
"""

import os
import sys

_user = os.geteuid()


def _another() -> int:
    return _user + 1


if "run" in sys.orig_argv:
    setattr(os, "geteuid", _another)  # noqa: B010  mypy takes no assignment to a function
