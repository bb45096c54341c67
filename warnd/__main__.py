"""The `warnd` command."""

import sys

from warnd.cli.table import COMMANDS, app_of


def main() -> None:
    """Run the command line; only the command that is asked for is imported."""
    asked = [name for name in sys.argv[1:2] if name in COMMANDS]
    app_of(asked or COMMANDS)()


if __name__ == "__main__":
    main()
