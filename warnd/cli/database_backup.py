"""`warnd db backup` and `warnd db restore`: verified copies of the database."""

import re
from pathlib import Path

import typer

from warnd.cli.database_place import backup_folder, own_file
from warnd.cli.failures import EXIT_USAGE, told
from warnd.cli.printing import print_text
from warnd.cli.saying import say
from warnd.daemon.timing.clock import SystemClock
from warnd.model.plain import plain_line
from warnd.storage.backups import Keep, back_up_into, backups_in, superfluous
from warnd.storage.restore import restore as put_back

#: what serves instead where the database is PostgreSQL
_DUMP = "make a backup with: pg_dump --format=custom --file=warnd.dump DATABASE"
_PG_RESTORE = "restore a dump into an empty database with: pg_restore --dbname=DATABASE warnd.dump"
_KEEP = re.compile(r"(\d{1,4})\+(\d{1,4})")

CONFIG = typer.Option(..., "--config", "-c", help="The configuration file.")


def backup(
    config: Path = CONFIG,
    to: Path | None = typer.Option(
        None, "--to", help="The folder; left out: `backups` beside the database."
    ),
    keep: str = typer.Option("7+4", "--keep", help="Days and weeks of which one backup stays."),
) -> None:
    """Make a verified copy of the database; the daemon may run."""
    kept = _keep(keep)
    with told():
        database = own_file(config, _DUMP)
        folder = (to or backup_folder(database)).absolute()
        made = back_up_into(folder, database, SystemClock().now())
        over = superfluous(backups_in(folder, database), kept)
        for old in over:
            old.path.unlink(missing_ok=True)
        size = made.path.stat().st_size
    print_text(plain_line(f"{made.path}: {size:,} bytes, read through and sound."))
    if over:
        print_text(f"{len(over)} older {'backup' if len(over) == 1 else 'backups'} deleted.")


def restore(
    file: Path = typer.Argument(..., help="The backup."),
    config: Path = CONFIG,
) -> None:
    """Put a backup in the place of the database, which is kept under another name."""
    with told():
        database = own_file(config, _PG_RESTORE)
        done = put_back(database, file.absolute(), SystemClock().now())
    print_text(plain_line(f"{database} is what {file} holds (its schema was {done.revision})."))
    if done.kept is not None:
        print_text(plain_line(f"What was there before is kept as {done.kept}."))
    print_text("For a day from now, what is told may have been told before, and says so.")


def _keep(text: str) -> Keep:
    matched = _KEEP.fullmatch(text)
    if matched is None:
        say(f"--keep takes days and weeks, as 7+4, and not {text!r}", err=True)
        raise typer.Exit(EXIT_USAGE)
    return Keep(days=int(matched.group(1)), weeks=int(matched.group(2)))
