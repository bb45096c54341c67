"""`warnd db`: the database."""

from pathlib import Path

import typer

from warnd.cli import database_backup, database_check, database_copy, database_prune
from warnd.cli.database_place import file_of
from warnd.cli.failures import told
from warnd.cli.printing import print_text
from warnd.cli.saying import say
from warnd.config.load import load_settings
from warnd.storage.connect import open_store
from warnd.storage.rehearse import rehearsed

app = typer.Typer(
    help="The database: back up, restore, check, bring up to date, prune, move.",
    no_args_is_help=True,
)
app.command("backup")(database_backup.backup)
app.command("restore")(database_backup.restore)
app.command("check")(database_check.command)
app.command("prune")(database_prune.command)
app.command("copy")(database_copy.command)


@app.command("upgrade")
def upgrade(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    dry_run: bool = typer.Option(
        False, "--dry-run", help="Tell what would be done, and try it on a copy."
    ),
) -> None:
    """Bring the database to the schema of this program; `warnd run` does it too."""
    with told():
        settings = load_settings(config)
        if dry_run:
            _rehearse(settings.store, file_of(settings))
            return
        store = open_store(settings.store, exclusive=True)
        store.close()
    say("The database is up to date.")


def _rehearse(url: str, database: Path | None) -> None:
    steps = rehearsed(url, database)
    for step in steps:
        print_text(step)
    if not steps:
        print_text("The database is up to date.")
    elif database is None:
        print_text("Nothing was changed. Each upgrade is one transaction.")
    else:
        print_text("Nothing was changed. These were done to a copy, which is sound, and deleted.")
