"""Runs first in a warnd whose model takes long: to load until a file is there, then to weigh.

The program knows nothing of it: Python imports this module by its name when it starts.
"""

import os
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

#: CPU seconds that an article may take here: a tenth of what is allowed, so that tests are quick
_LONGEST_S = 0.2


def install(gate: Path) -> None:
    """Have models load once `gate` is there, and each article take longer than it may."""
    from warnd.daemon import compose, models  # noqa: PLC0415  only a warnd that runs needs it
    from warnd.signals.classify import LinearClassifier  # noqa: PLC0415
    from warnd.storage.model_files import load_model  # noqa: PLC0415

    weigh = LinearClassifier.probabilities

    def late(folder: Path, sha256: str) -> Any:
        while not gate.exists():
            threading.Event().wait(0.05)
        return load_model(folder, sha256)

    def slow(classifier: Any, sentences: Sequence[str]) -> Any:
        ends_s = time.thread_time() + _LONGEST_S + 0.05
        while time.thread_time() < ends_s:
            pass
        return weigh(classifier, sentences)

    models.LONGEST_S = _LONGEST_S
    setattr(compose, "load_model", late)  # noqa: B010
    setattr(LinearClassifier, "probabilities", slow)  # noqa: B010


if "run" in sys.orig_argv:
    install(Path(os.environ["MODEL_GATE"]))
