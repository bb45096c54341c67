"""`warnd db copy`: an installation moves into another database."""

from pathlib import Path

import typer

from warnd.cli.failures import told
from warnd.cli.printing import people, progress, table_of
from warnd.cli.saying import say
from warnd.config.load import load_settings
from warnd.storage.connect import open_store
from warnd.storage.copy import Copied, copy_all, count_all


def command(
    to: str = typer.Option(
        ..., "--to", help="The empty database, as postgresql+psycopg://warnd@localhost/warnd."
    ),
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
) -> None:
    """Copy all records into an empty database, and compare; no daemon may run."""
    with told():
        copied = _copied(load_settings(config).store, to)
    rows = [[each.table, f"{each.rows:,}"] for each in copied]
    people().print(table_of(("table", "rows"), rows, whole=("table", "rows")))
    say("Every row was read back and is the same. Put the new address into `store`.")


def _copied(url: str, to: str) -> tuple[Copied, ...]:
    source = open_store(url, exclusive=True)
    try:
        target = open_store(to, exclusive=True)
        try:
            with progress() as bar:
                task = bar.add_task("Copying", total=count_all(source.engine))
                return copy_all(
                    source.engine, target.engine, lambda _, rows: bar.advance(task, rows)
                )
        finally:
            target.close()
    finally:
        source.close()
