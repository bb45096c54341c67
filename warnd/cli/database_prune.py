"""`warnd db prune`: what was kept long enough is deleted."""

from datetime import timedelta
from pathlib import Path

import typer
from rich.table import Table

from warnd.cli.failures import told
from warnd.cli.printing import people, progress
from warnd.config.load import load_settings
from warnd.config.scoring_file import load_scoring, scoring_path
from warnd.daemon.pruning import expiries, prune_all
from warnd.daemon.timing.clock import SystemClock
from warnd.model.kept import Expiry, Kept
from warnd.ports.store import Store
from warnd.settings import Settings
from warnd.storage.connect import open_store

#: what people read for each sort of what is kept
_NAMES = {
    Kept.RAW: "entries as they came",
    Kept.TEXTS: "texts of articles",
    Kept.CLAIMS: "claims",
    Kept.HISTORY: "how areas stood, hour by hour",
    Kept.FINGERPRINTS: "fingerprints",
    Kept.KEYS: "keys of entries",
    Kept.DELIVERIES: "delivered notifications",
    Kept.NOTICES: "notices about feeds",
}


def command(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    dry_run: bool = typer.Option(False, "--dry-run", help="Only count; delete nothing."),
) -> None:
    """Delete what was kept long enough; `warnd run` does it once a day by itself."""
    with told():
        settings = load_settings(config)
        over = expiries(settings.retention, _horizon(settings), SystemClock().now())
        store = open_store(settings.store, exclusive=not dry_run)
        try:
            counts = _counted(store, over)
            deleted = None if dry_run else _deleted(store, over, sum(counts.values()))
        finally:
            store.close()
    people().print(_table(over, counts, deleted))


def _horizon(settings: Settings) -> timedelta:
    return load_scoring(scoring_path(settings.rules)).horizon.value


def _counted(store: Store, over: tuple[Expiry, ...]) -> dict[Kept, int]:
    with store.transaction() as transaction:
        return {expiry.what: transaction.count_over(expiry) for expiry in over}


def _deleted(store: Store, over: tuple[Expiry, ...], rows: int) -> dict[Kept, int]:
    with progress() as bar:
        task = bar.add_task("Deleting", total=rows)
        return dict(prune_all(store, over, lambda _, looked: bar.advance(task, looked)))


def _table(
    over: tuple[Expiry, ...], counts: dict[Kept, int], deleted: dict[Kept, int] | None
) -> Table:
    table = Table(box=None, pad_edge=False)
    for name in ("what", "kept since", "over", *(() if deleted is None else ("deleted",))):
        table.add_column(name, justify="right" if name in {"over", "deleted"} else "left")
    for expiry in over:
        what = expiry.what
        cells = [_NAMES[what], f"{expiry.before:%Y-%m-%d %H:%M}", f"{counts[what]:,}"]
        table.add_row(*cells, *(() if deleted is None else (f"{deleted.get(what, 0):,}",)))
    return table
