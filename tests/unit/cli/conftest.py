"""The commands, run in this process; what warnd ships is read once for all of them."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.acceptance.timeline import knowledge, reader
from tests.live import write_config
from warnd.cli import evaluate, explain, score
from warnd.cli.app import app
from warnd.daemon.compose import build_reader, load_knowledge

QUICK = Path(__file__).parents[2] / "faults" / "quick.yaml"
#: whatever a terminal could be moved with, save line ends
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture(autouse=True, scope="session")
def shipped_once() -> None:
    """Read rules, model and places once; each command would take seconds for it."""
    for module in (score, explain, evaluate):
        assert module.load_knowledge is load_knowledge
        assert module.build_reader is build_reader
    patch = pytest.MonkeyPatch()
    for module in (score, explain, evaluate):
        patch.setattr(module, "load_knowledge", lambda *_, **__: knowledge())
        patch.setattr(module, "build_reader", lambda _: reader())


def run(*arguments: str | Path, feed: bytes | str = b"") -> Result:
    """Run a command with `feed` on its standard input."""
    return CliRunner().invoke(app, [str(each) for each in arguments], input=feed)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Give a configuration with two rules, no model and one area."""
    (tmp_path / "no-model").mkdir()
    return write_config(
        tmp_path,
        rules=[str(QUICK)],
        model=str(tmp_path / "no-model"),
        feeds=[{"id": "gazette", "url": "https://gazette.example/rss"}],
        areas=[{"id": "idlib", "name": "Idlib", "country": "SY", "divisions": ["SY-ID"]}],
        channels={"screen": {"type": "console"}},
        routes=[{"to": ["screen"]}, {"about": "feeds", "to": ["screen"]}],
    )
