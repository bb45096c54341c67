"""How commands that change something get it done: by the daemon, or without one by themselves."""

import getpass
from datetime import timedelta
from pathlib import Path

import typer

from warnd.cli.failures import EXIT_FAILURE, EXIT_USAGE, told
from warnd.cli.printing import print_text
from warnd.cli.saying import say
from warnd.config.load import load_settings
from warnd.config.scalars import Unfit, to_duration
from warnd.daemon.control import ask, control_path
from warnd.daemon.timing.clock import SystemClock
from warnd.errors import StoreInvalid
from warnd.model.order import Answer, Order
from warnd.model.plain import plain_line
from warnd.orders import perform
from warnd.storage.connect import open_store

#: characters of an answer that are printed
_LONGEST = 500


def give(config: Path, order: Order) -> None:
    """Have an order done and print what came of it; 1 when it was not done."""
    with told():
        answer = _done(load_settings(config).store, order)
    print_text(plain_line(answer.words, _LONGEST))
    if not answer.done:
        raise typer.Exit(EXIT_FAILURE)


def lasting(text: str) -> timedelta:
    """Give a duration of the command line; ends the command with 2 for what is none."""
    try:
        return to_duration(text)
    except Unfit as error:
        say(str(error), err=True)
        raise typer.Exit(EXIT_USAGE) from error


def myself(name: str) -> str:
    """Give who asks: as they say, or the user's name."""
    return name or getpass.getuser()


def _done(store: str, order: Order) -> Answer:
    path = control_path(store)
    answer = ask(path, order) if path is not None else None
    return answer if answer is not None else _alone(store, order)


def _alone(url: str, order: Order) -> Answer:
    """Do it in a transaction of our own: no daemon runs, or the database takes several writers."""
    path = control_path(url)
    if path is not None and not path.with_suffix("").is_file():
        raise StoreInvalid(f"there is no database at {path.with_suffix('')}")
    store = open_store(url, exclusive=True)
    try:
        with store.transaction() as transaction:
            return perform(transaction, order, SystemClock().now())
    finally:
        store.close()
