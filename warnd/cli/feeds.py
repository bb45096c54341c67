"""`warnd feeds`: what is polled, and how it goes."""

import sys
from pathlib import Path

import typer
from rich.table import Table

from warnd.cli.failures import told
from warnd.cli.printing import cell, people, print_json
from warnd.config.load import load_settings
from warnd.config.opml_written import to_opml
from warnd.model.feed import FeedState
from warnd.model.moments import rfc3339
from warnd.settings import FeedSettings
from warnd.storage.connect import open_store

app = typer.Typer(help="Feeds: list them with their state, export them.", no_args_is_help=True)

CONFIG = typer.Option(..., "--config", "-c", help="The configuration file.")


@app.command("list")
def list_feeds(
    config: Path = CONFIG,
    as_json: bool = typer.Option(False, "--json", help="One JSON line a feed."),
) -> None:
    """List the configured feeds with what is known of each."""
    with told():
        settings = load_settings(config)
        store = open_store(settings.store)
        with store.transaction() as transaction:
            states = transaction.feed_states()
        store.close()
    rows = [(feed, states.get(feed.id)) for feed in settings.feeds]
    if as_json:
        for feed, state in rows:
            print_json(_document(feed, state))
        return
    table = Table("feed", "health", "last read", "failures", "grade", "trouble", box=None)
    for feed, state in rows:
        document = _document(feed, state)
        table.add_row(
            cell(feed.id),
            cell(document["health"]),
            cell(document["last_success"] or "never"),
            cell(document["failures"]),
            feed.reliability.value,
            cell(document["error"]),
        )
    people().print(table)


@app.command("export")
def export_feeds(config: Path = CONFIG) -> None:
    """Print the configured feeds as OPML."""
    with told():
        sys.stdout.write(to_opml(load_settings(config).feeds))


def _document(feed: FeedSettings, state: FeedState | None) -> dict[str, object]:
    last = state.last_success if state else None
    return {
        "id": feed.id,
        "url": feed.url,
        "health": state.health.value if state else "unknown",
        "last_success": rfc3339(last) if last else None,
        "due": rfc3339(state.due) if state else None,
        "failures": state.failures if state else 0,
        "error": state.error if state else "",
    }
