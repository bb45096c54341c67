"""`warnd feedback`: what alerts were worth, and what that says of rules."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import typer

from warnd.cli.failures import told
from warnd.cli.ordering import give, myself
from warnd.cli.printing import people, print_json, table_of
from warnd.config.load import load_settings
from warnd.model.act import Feedback, Verdict
from warnd.model.alert import AlertVersion
from warnd.model.moments import rfc3339
from warnd.model.order import Command, Order
from warnd.storage.connect import open_store

app = typer.Typer(help="Feedback: say what alerts were worth.", no_args_is_help=True)

CONFIG = typer.Option(..., "--config", "-c", help="The configuration file.")
#: verdicts from which a rule's precision is told: fewer say little
_ENOUGH = 10

_NAMES = ("alert", "version", "at", "by", "verdict", "note")
_RULE_NAMES = ("rule", "verdicts", "precision")


@app.command("add")
def add_feedback(
    alert: str = typer.Argument(..., help="The alert's id."),
    verdict: Verdict = typer.Argument(..., help="useful, false_alarm or late."),
    config: Path = CONFIG,
    by: str = typer.Option("", "--by", help="Who says it; your user name when left out."),
    note: str = typer.Option("", help="More of it, in your words."),
) -> None:
    """Say what an alert was worth."""
    who = myself(by)
    order = Order(command=Command.FEEDBACK, who=who, subject=alert, words=note, verdict=verdict)
    give(config, order)


@app.command("list")
def list_feedback(
    config: Path = CONFIG,
    rules: bool = typer.Option(False, "--rules", help="By rule, with the share that was true."),
    as_json: bool = typer.Option(False, "--json", help="One JSON line each."),
) -> None:
    """List what was said, or what it says of each rule; a precision from ten verdicts on."""
    said = _said(config)
    lines = list(_of_rules(said)) if rules else [_document(each) for each, _ in said]
    if as_json:
        for line in lines:
            print_json(line)
        return
    names = _RULE_NAMES if rules else _NAMES
    rows = [["" if line[name] is None else str(line[name]) for name in names] for line in lines]
    people().print(table_of(names, rows, whole=()))


@app.command("export")
def export_feedback(config: Path = CONFIG) -> None:
    """Print a training line for each quote that somebody judged: text, kind and whether it held.

    What was only late was true.
    """
    for feedback, version in _said(config):
        for item in version.evidence if version else ():
            print_json(
                {
                    "text": item.quote.told or item.quote.text,
                    "language": item.quote.language,
                    "kind": item.kind,
                    "status": item.status.value,
                    "label": feedback.verdict is not Verdict.FALSE_ALARM,
                    "rule": item.quote.rule,
                    "alert": feedback.alert,
                }
            )


def _said(config: Path) -> list[tuple[Feedback, AlertVersion | None]]:
    with told():
        store = open_store(load_settings(config).store)
        with store.transaction() as transaction:
            found = [
                (each, transaction.alert_version(each.alert, each.version))
                for each in transaction.feedback()
            ]
        store.close()
    return found


def _of_rules(
    said: Iterable[tuple[Feedback, AlertVersion | None]],
) -> Iterator[Mapping[str, object]]:
    verdicts: defaultdict[str, list[bool]] = defaultdict(list)
    for feedback, version in said:
        rules = {item.quote.rule for item in version.evidence} if version else set()
        for rule in rules - {None}:
            verdicts[str(rule)].append(feedback.verdict is not Verdict.FALSE_ALARM)
    for name, held in sorted(verdicts.items()):
        precision = round(sum(held) / len(held), 2) if len(held) >= _ENOUGH else None
        yield {"rule": name, "verdicts": len(held), "precision": precision}


def _document(feedback: Feedback) -> Mapping[str, object]:
    return {
        "alert": feedback.alert,
        "version": feedback.version,
        "at": rfc3339(feedback.at),
        "by": feedback.author,
        "verdict": feedback.verdict.value,
        "note": feedback.note,
    }
