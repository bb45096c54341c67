"""Names that a test answers for under a running warnd."""

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

#: the folder whose `sitecustomize` answers for the system's resolver
_NAMED = Path(__file__).parent / "named"
_ROOT = Path(__file__).parents[2]

#: what a name resolves to, one answer a look-up: addresses, none, or a look-up that hangs
Answers = Sequence[Sequence[str] | None]
HANGS: Answers = (None,)


class Names:
    """What names resolve to for one warnd; other names are left to the system."""

    def __init__(self, folder: Path, answers: Mapping[str, Answers]) -> None:
        self._file = folder / "names.json"
        self.answer(answers)

    @property
    def environment(self) -> dict[str, str]:
        """What the process is started with: `running(config, **names.environment)`."""
        return {"NAMES_FILE": str(self._file), "PYTHONPATH": f"{_NAMED}{os.pathsep}{_ROOT}"}

    def answer(self, answers: Mapping[str, Answers]) -> None:
        """Answer otherwise from now on."""
        beside = self._file.with_suffix(".new")
        beside.write_text(json.dumps(answers), encoding="utf-8")
        beside.replace(self._file)
