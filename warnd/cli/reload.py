"""`warnd reload`: have the daemon read its configuration again, wait, and tell what came of it."""

from collections.abc import Iterator
from pathlib import Path

import typer

from warnd.cli.failures import EXIT_CONFIGURATION, EXIT_FAILURE, told
from warnd.cli.ordering import myself
from warnd.cli.saying import say
from warnd.config.state_folder import stores_named
from warnd.daemon.configuring import copies_of
from warnd.daemon.control import ask, control_path
from warnd.model.order import Answer, Command, Order


def command(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
) -> None:
    """Have the daemon read its configuration again, and wait until it has.

    Exit 0 when it took over; 78 when the configuration is refused, with every mistake by file, line
    and column, and the old one stays in use; 1 when no daemon answers.
    """
    with told():
        answer = _asked(config)
    for mistake in answer.mistakes:
        say(f"error: {mistake}", err=True)
    say(answer.words, err=not answer.done)
    if not answer.done:
        raise typer.Exit(EXIT_CONFIGURATION if answer.mistakes else EXIT_FAILURE)


def _asked(config: Path) -> Answer:
    order = Order(command=Command.RELOAD, who=myself(""))
    for path in dict.fromkeys(_sockets(config)):
        answer = ask(path, order)
        if answer is not None:
            return answer
    words = (
        f"no warnd that runs on {config} was found; one on PostgreSQL reads it again on SIGHUP:"
        " systemctl reload warnd"
    )
    return Answer(done=False, words=words)


def _sockets(config: Path) -> Iterator[Path]:
    """Give where the daemon may listen, whatever is wrong with its configuration by now."""
    stores = [*stores_named(config), *(copy.store for copy in copies_of(config))]
    yield from filter(None, map(control_path, stores))
