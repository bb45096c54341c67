"""`warnd situations`: how areas stand, why, and how it came to that."""

import typer

from warnd.cli import situations_history, situations_list, situations_show

app = typer.Typer(
    help="Situations of areas: list them, show one with its reasons, look at its past.",
    no_args_is_help=True,
)
app.command("list")(situations_list.command)
app.command("show")(situations_show.command)
app.command("history")(situations_history.command)
