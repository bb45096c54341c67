"""`warnd db`: the database."""

from pathlib import Path

import typer

from warnd.cli.failures import told
from warnd.config.load import load_settings
from warnd.storage.connect import open_store

app = typer.Typer(help="The database: bring it up to date.", no_args_is_help=True)


@app.command("upgrade")
def upgrade(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
) -> None:
    """Bring the database to the schema of this program; `warnd run` does it too."""
    with told():
        settings = load_settings(config)
        store = open_store(settings.store, exclusive=True)
        store.close()
    typer.echo("The database is up to date.")
