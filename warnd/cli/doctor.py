"""`warnd doctor`: what is wrong with this installation, each thing with what mends it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import typer

from warnd.cli import doctor_files, doctor_machine, doctor_network
from warnd.cli.database_check import backup_flaws
from warnd.cli.database_place import backup_folder, file_of
from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.printing import print_json, print_text
from warnd.config.load import load_settings
from warnd.daemon.timing.clock import SystemClock
from warnd.errors import StoreInvalid
from warnd.feeds.timing.standing import certificate_ends_soon
from warnd.model.plain import plain_line
from warnd.settings import Settings
from warnd.storage.check import Flaw
from warnd.storage.connect import open_store
from warnd.storage.medium import medium_of, newest_article
from warnd.storage.store import SqlStore

#: characters of a finding that are printed
_LONGEST = 500


def command(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    network: bool = typer.Option(
        False, "--network", help="Ask every feed, and see whether receivers can be reached."
    ),
    as_json: bool = typer.Option(False, "--json", help="One JSON line a finding."),
) -> None:
    """Look for what is wrong here: disk, clock, names, certificates, files, database."""
    found = 0
    with told():
        settings = load_settings(config)  # which refuses secrets that others can read
        for flaw in _flaws(config, settings, SystemClock().now(), network=network):
            found += 1
            _print(flaw, as_json=as_json)
    if found:
        raise typer.Exit(EXIT_FAILURE)
    if not as_json:
        print_text("Nothing is wrong here.")


def _flaws(config: Path, settings: Settings, now: datetime, *, network: bool) -> Iterator[Flaw]:
    yield from doctor_files.of_configuration(config)
    yield from doctor_machine.of_certificates()
    yield from doctor_machine.of_names(feed.url for feed in settings.feeds)
    path = file_of(settings)
    if path is not None:
        yield from doctor_machine.of_disk(path.parent)
        yield from doctor_files.of_database(path)
        yield from doctor_files.of_copy(config, path)
        yield from backup_flaws(path, backup_folder(path), now)
    yield from _of_store(settings, now)
    if network:
        yield from doctor_network.of_feeds(settings)
        yield from doctor_network.of_channels(settings)


def _of_store(settings: Settings, now: datetime) -> Iterator[Flaw]:
    try:
        store = open_store(settings.store)
    except StoreInvalid as error:
        yield from doctor_machine.of_clock(now, None)
        yield Flaw(what=str(error), mend="warnd db check says more")
        return
    try:
        yield from doctor_machine.of_clock(now, newest_article(store))
        yield from _of_medium(store)
        yield from _of_feeds(settings, store, now)
    finally:
        store.close()


def _of_medium(store: SqlStore) -> Iterator[Flaw]:
    medium = medium_of(store)
    if medium is not None and medium.journal not in {medium.wanted, "delete", "truncate"}:
        yield Flaw(
            what=f"the database keeps its journal in mode {medium.journal}, which SQLite"
            f" {medium.version} does not do safely",
            mend="restart the daemon, which sets the mode; let no other program write the file",
        )


def _of_feeds(settings: Settings, store: SqlStore, now: datetime) -> Iterator[Flaw]:
    with store.transaction() as transaction:
        states = transaction.feed_states()
    for feed in settings.feeds:
        state = states.get(feed.id)
        if state is not None and certificate_ends_soon(state, now) and state.certificate_ends:
            yield Flaw(
                what=f"the certificate of feed {feed.id} ends {state.certificate_ends:%Y-%m-%d}",
                mend="tell its publisher",
            )


def _print(flaw: Flaw, *, as_json: bool) -> None:
    if as_json:
        print_json({"finding": flaw.what, "mend": flaw.mend})
    else:
        print_text(f"{plain_line(flaw.what, _LONGEST)}\n  mend: {plain_line(flaw.mend, _LONGEST)}")
