"""A warnd that reads one source from a scripted server, and tells a webhook of it."""

from pathlib import Path
from typing import Any

from tests.faults.servers import Scripted
from tests.faults.stories import QUICK, TOWNS, hook
from tests.live import write_config
from tests.loopback import Ledger


def source_config(folder: Path, server: Scripted, ledger: Ledger, **source: Any) -> Path:
    """Write a configuration that starts quickly, with one source; `source` are its settings."""
    model = folder / "no-model"
    model.mkdir(exist_ok=True)
    usual = {
        "id": "source",
        "url": server.url(),
        "language": "en",
        "publisher": "Source",
        "reliability": "A",
        "interval": "1s",
        "first_poll": "alert",
    }
    return write_config(
        folder,
        rules=[str(QUICK)],
        model=str(model),
        allow_addresses=[server.address, ledger.address],
        feeds=[{**usual, **source}],
        areas=[{"id": code, "name": code, "divisions": [code]} for code in TOWNS],
        channels={"hook": hook(ledger.address)},
        routes=[{"to": ["hook"]}],
    )
