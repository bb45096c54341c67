"""`warnd feeds`: the feeds, listed, checked, and exchanged as OPML."""

import typer

from warnd.cli import feeds_check, feeds_import, feeds_list

app = typer.Typer(
    help="Feeds: list them with their state, check them, exchange them as OPML.",
    no_args_is_help=True,
)
app.command("list")(feeds_list.command)
app.command("check")(feeds_check.command)
app.command("import")(feeds_import.import_feeds)
app.command("export")(feeds_import.export_feeds)
