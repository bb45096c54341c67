"""`warnd feedback`: what alerts were worth, and what that says of rules."""

from collections.abc import Mapping
from pathlib import Path

import typer

from warnd.alerts.worth import Judged, Worth, judged_sentences, worth_of_rules
from warnd.cli.failures import told
from warnd.cli.ordering import give, myself
from warnd.cli.printing import people, print_json, table_of
from warnd.cli.saying import say
from warnd.config.load import load_settings
from warnd.model.act import Feedback, Verdict
from warnd.model.moments import rfc3339
from warnd.model.order import Command, Order
from warnd.settings import ENGLISH, Settings
from warnd.storage.connect import open_store

app = typer.Typer(help="Feedback: say what alerts were worth.", no_args_is_help=True)

CONFIG = typer.Option(..., "--config", "-c", help="The configuration file.")
_NAMES = ("alert", "version", "at", "by", "verdict", "note")
_RULE_NAMES = ("rule", "alerts", "useful", "late", "false alarms", "precision")
#: the rule of what no rule saw
_CLASSIFIER = "the classifier alone"


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
    """List what was said, or what it says of each rule; a precision from ten alerts on."""
    with told():
        said = judged_of(load_settings(config))
    if rules:
        _list_rules(worth_of_rules(said), as_json=as_json)
        return
    lines = [_document(each.feedback) for each in said]
    if as_json:
        for line in lines:
            print_json(line)
        return
    rows = [[str(line[name]) for name in _NAMES] for line in lines]
    people().print(table_of(_NAMES, rows, whole=("alert", "verdict")))


@app.command("export")
def export_feedback(
    config: Path = CONFIG,
    language: str = typer.Option(ENGLISH, help="ISO 639-1 code of the sentences."),
) -> None:
    """Print a training line for each sentence behind alerts that somebody judged.

    What was only late was true; behind a false alarm a sentence carries nothing. Read them before
    you train: a sentence may be right and the alarm false.
    """
    with told():
        sentences = judged_sentences(judged_of(load_settings(config)))
    chosen = [each for each in sentences if each.language in {language, ""}]
    differing = 0
    for each in chosen:
        if len(each.held) > 1:
            differing += 1
            continue
        signals = {kind: status.value for kind, status in each.signals.items()}
        print_json({"text": each.text, "signals": signals, "register": "wire"})
    if differing:
        say(f"left out: {differing} that people judged both ways", err=True)
    if len(chosen) < len(sentences):
        say(f"left out: {len(sentences) - len(chosen)} of other languages", err=True)


def judged_of(settings: Settings) -> tuple[Judged, ...]:
    """Give all that was said of alerts, oldest first. Raises StoreInvalid, StoreBusy."""
    store = open_store(settings.store)
    try:
        with store.transaction() as transaction:
            return tuple(
                Judged(feedback=each, version=transaction.alert_version(each.alert, each.version))
                for each in transaction.feedback()
            )
    finally:
        store.close()


def worth_document(worth: Worth) -> Mapping[str, object]:
    """Give what a rule's alerts were worth; a precision of None says that too few were judged."""
    precision = worth.precision
    return {
        "alerts": worth.alerts,
        **{verdict.value: worth.said.get(verdict, 0) for verdict in Verdict},
        "precision": None if precision is None else round(precision, 2),
    }


def precision_of(worth: Worth | None) -> str:
    """Give such as "83%", empty where too few were judged."""
    known = worth and worth.precision
    return "" if known is None else f"{known:.0%}"


def _list_rules(found: tuple[Worth, ...], *, as_json: bool) -> None:
    if as_json:
        for worth in found:
            print_json({"rule": worth.rule, **worth_document(worth)})
        return
    order = (Verdict.USEFUL, Verdict.LATE, Verdict.FALSE_ALARM)
    rows = [
        [
            worth.rule or _CLASSIFIER,
            str(worth.alerts),
            *(str(worth.said.get(verdict, 0)) for verdict in order),
            precision_of(worth),
        ]
        for worth in found
    ]
    people().print(table_of(_RULE_NAMES, rows, whole=("rule",)))


def _document(feedback: Feedback) -> Mapping[str, object]:
    return {
        "alert": feedback.alert,
        "version": feedback.version,
        "at": rfc3339(feedback.at),
        "by": feedback.author,
        "verdict": feedback.verdict.value,
        "note": feedback.note,
    }
