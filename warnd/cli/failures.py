"""How a command ends when something is wrong: plain words on standard error, a telling code."""

import contextlib
import sys
from collections.abc import Iterator

import typer

from warnd.cli.saying import say
from warnd.errors import ConfigurationInvalid, StateForbidden, StoreInUse, Temporary, WarndError

#: a finding or a failure
EXIT_FAILURE = 1
#: wrong usage
EXIT_USAGE = 2
#: another process holds what this one needs (sysexits EX_TEMPFAIL)
EXIT_BUSY = 75
#: the configuration cannot be used (sysexits EX_CONFIG)
EXIT_CONFIGURATION = 78


@contextlib.contextmanager
def told(*, configuration: int = EXIT_FAILURE) -> Iterator[None]:
    """Tell warnd's own errors in words and end the command; others pass as what they are: bugs.

    `configuration` is the exit code for a configuration, or a folder of records, that cannot be
    used.
    """
    try:
        yield
    except StateForbidden as error:
        say(str(error), err=True)
        raise typer.Exit(configuration) from error
    except ConfigurationInvalid as error:
        count = len(error.mistakes)
        say(f"{error}\n{count} mistake{'' if count == 1 else 's'}", err=True)
        raise typer.Exit(configuration) from error
    except (StoreInUse, Temporary) as error:
        say(str(error), err=True)
        raise typer.Exit(EXIT_BUSY) from error
    except WarndError as error:
        say(str(error), err=True)
        raise typer.Exit(EXIT_FAILURE) from error
    except BrokenPipeError as error:  # the reader of our output went away, as `head` does
        sys.stderr.close()
        raise typer.Exit(EXIT_FAILURE) from error
