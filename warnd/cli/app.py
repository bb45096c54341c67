"""The `warnd` command with all of its subcommands."""

from warnd.cli.table import COMMANDS, app_of

app = app_of(COMMANDS)
