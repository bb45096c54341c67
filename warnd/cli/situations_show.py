"""`warnd situations show`: how one area stands, why, and what would change it."""

from pathlib import Path

import typer

from warnd.cli.failures import told
from warnd.cli.printing import people, print_json
from warnd.cli.situations_area import area_meant
from warnd.cli.situations_looks import draws
from warnd.cli.situations_seen import look
from warnd.cli.situations_shown import shown, shown_document
from warnd.cli.situations_watch import watching
from warnd.daemon.timing.clock import SystemClock


def command(
    area: str = typer.Argument(..., help="The area: its id, its name or a division, as SY-ID."),
    *,
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    claims: int = typer.Option(8, min=0, help="How many claims, the weightiest first."),
    plain: bool = typer.Option(False, "--ascii", help="Draw with ASCII alone."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object."),
) -> None:
    """Show how an area stands and why, with a chart of 14 days and what would change it."""
    now = SystemClock().now()
    console = people()
    with told():
        with watching(config) as watch:
            meant = area_meant(area, watch.all_areas())
            sight = look(watch, meant, None if as_json else console, now)
        if as_json:
            print_json(shown_document(sight))
            return
        for part in shown(sight, console, claims, plain=plain or not draws(console)):
            console.print(part, soft_wrap=False)
