"""`warnd db check`: whether the database is sound, and whether there is a backup of it."""

from datetime import datetime, timedelta
from pathlib import Path

import typer

from warnd.cli.database_place import backup_folder, file_of
from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.feeds_words import ago
from warnd.cli.printing import print_json, print_text
from warnd.config.load import load_settings
from warnd.daemon.timing.clock import SystemClock
from warnd.model.plain import plain_line
from warnd.storage.backups import backups_in
from warnd.storage.check import Flaw, look_over

#: the age of the newest backup from which it is told: a daily one failed, and a day was waited
STALE = timedelta(days=2)


def command(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    backups: Path | None = typer.Option(
        None, "--backups", help="The folder of backups; left out: `backups` beside the database."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON line a finding."),
) -> None:
    """Read the database through and look for a backup; the daemon may run."""
    with told():
        settings = load_settings(config)
        found = list(look_over(settings.store))
        path = file_of(settings)
        if path is not None:
            folder = (backups or backup_folder(path)).absolute()
            found += backup_flaws(path, folder, SystemClock().now())
    for flaw in found:
        if as_json:
            print_json({"finding": flaw.what, "mend": flaw.mend})
        else:
            print_text(plain_line(f"{flaw.what}; {flaw.mend}"))
    if found:
        raise typer.Exit(EXIT_FAILURE)
    if not as_json:
        print_text("The database is sound.")


def backup_flaws(database: Path, folder: Path, now: datetime) -> list[Flaw]:
    """Give what is wrong with the backups of a database."""
    made = backups_in(folder, database)
    mend = "run daily: warnd db backup"
    if not made:
        return [Flaw(what=f"there is no backup in {folder}", mend=mend)]
    if now - made[0].at > STALE:
        return [Flaw(what=f"the newest backup was made {ago(made[0].at, now)}", mend=mend)]
    return []
