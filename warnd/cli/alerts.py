"""`warnd alerts`: what was told, and why."""

from collections.abc import Iterable
from pathlib import Path

import typer
from rich.table import Table

from warnd.alerts.document import evidence_document, version_document
from warnd.cli import alerts_acts, alerts_why
from warnd.cli.alerts_why import act_line
from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.printing import cell, people, print_json, print_text
from warnd.cli.saying import say
from warnd.config.load import load_settings
from warnd.model.alert import AlertVersion
from warnd.model.identifiers import AlertId
from warnd.model.moments import rfc3339
from warnd.model.plain import plain_line
from warnd.storage.connect import open_store

app = typer.Typer(
    help="Alerts: list them, show one with its evidence, tell who was told and why, answer.",
    no_args_is_help=True,
)
app.add_typer(alerts_why.app)
app.add_typer(alerts_acts.app)

CONFIG = typer.Option(..., "--config", "-c", help="The configuration file.")
JSON = typer.Option(False, "--json", help="One JSON line each.")


@app.command("list")
def list_alerts(
    config: Path = CONFIG,
    limit: int = typer.Option(30, min=1, help="How many, newest first."),
    as_json: bool = JSON,
) -> None:
    """List the newest version of each alert."""
    with told():
        store = open_store(load_settings(config).store)
        with store.transaction() as transaction:
            versions = transaction.alerts(limit)
        store.close()
    if as_json:
        _print_lines(versions)
        return
    table = Table("alert", "at", "reason", "level", "area", "index", box=None)
    for version in versions:
        table.add_row(
            version.alert,
            f"{version.at:%Y-%m-%d %H:%M}",
            version.reason.value,
            version.level.value,
            cell(version.area.name),
            f"{version.index:.0f}",
        )
    people().print(table)


@app.command("show")
def show_alert(
    alert: str = typer.Argument(..., help="The alert's id."),
    config: Path = CONFIG,
    as_json: bool = JSON,
) -> None:
    """Show every version of one alert with its reasons and evidence."""
    with told():
        store = open_store(load_settings(config).store)
        with store.transaction() as transaction:
            versions = transaction.alert_versions(AlertId(alert))
            done = transaction.acts_of(AlertId(alert))
        store.close()
    if not versions:
        say(f"no alert {alert!r}; `warnd alerts list` names them", err=True)
        raise typer.Exit(EXIT_FAILURE)
    if as_json:
        _print_lines(versions, evidence=True)
        return
    for version in versions:
        _print_version(version)
    for act in done:
        print_text(act_line(act))


def _print_version(version: AlertVersion) -> None:
    say(
        f"{version.at:%Y-%m-%d %H:%M} UTC  version {version.version}  {version.reason.value}  "
        f"{version.level.value}  {plain_line(version.area.name)}  index {version.index:.0f}"
    )
    say(f"  urgency {version.urgency.value}, certainty {version.certainty.value}")
    for line in (*version.changes, *version.reasons, *_coming(version)):
        say(f"  - {plain_line(line)}")
    for item in version.evidence:
        count = f" {item.count:,}" if item.count is not None else ""
        said = f"{plain_line(item.publisher)}: “{plain_line(item.quote.text)}”"
        say(f"    {item.kind}{count} ({item.status.value}) {said}")
        if item.url:
            say(f"      {plain_line(item.url)}")


def _coming(version: AlertVersion) -> tuple[str, ...]:
    """Give what becomes of the level, empty when that cannot be said."""
    coming = version.outlook
    if coming is None:
        return ()
    return (f"Without a new sign it falls to {coming.level} at {coming.at:%Y-%m-%d %H:%M} UTC",)


def _print_lines(versions: Iterable[AlertVersion], *, evidence: bool = False) -> None:
    for version in versions:
        document = version_document(version)
        if evidence:
            coming = version.outlook
            document["changes"], document["reasons"] = list(version.changes), list(version.reasons)
            document["outlook"] = (
                {"level": coming.level.value, "at": rfc3339(coming.at)} if coming else None
            )
            document["evidence"] = [evidence_document(item) for item in version.evidence]
        print_json(document)
