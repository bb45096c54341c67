"""`warnd check`: everything that can be wrong before the daemon runs."""

import json
from pathlib import Path

import typer

from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.saying import say
from warnd.config.check import check
from warnd.daemon.compose import run_pattern_tests, run_rule_tests
from warnd.errors import Mistake
from warnd.rules.check import Expectation, TestFailure
from warnd.situations.patterns_tried import TimelineFailure


def command(
    config: Path = typer.Option(..., "--config", "-c", help="The configuration file."),
    as_json: bool = typer.Option(False, "--json", help="One JSON object."),
) -> None:
    """Check configuration, rules with their own tests, routes and channels.

    Every mistake is named with its file and line; exit 1 on any.
    """
    with told():
        report = check(config)
        mistakes = list(report.mistakes)
        if not mistakes:  # rules that cannot be read cannot be tried
            mistakes += [_as_mistake(failure) for failure in run_rule_tests(report.pack)]
            if report.scoring is not None:
                failures = run_pattern_tests(report.pack, report.scoring)
                mistakes += map(_as_pattern_mistake, failures)
    if as_json:
        say(json.dumps(_document(mistakes, list(report.warnings)), indent=2))
    else:
        _print(mistakes, list(report.warnings))
    if mistakes:
        raise typer.Exit(EXIT_FAILURE)


def _as_mistake(failure: TestFailure) -> Mistake:
    origin = failure.rule.origin
    verb = "does not fire on" if failure.expected is Expectation.FIRES else "fires on"
    return Mistake(
        message=f"{verb} {failure.sentence!r}",
        file=origin.file,
        line=origin.line,
        path=failure.rule.id,
    )


def _as_pattern_mistake(failure: TimelineFailure) -> Mistake:
    origin = failure.pattern.origin
    return Mistake(
        message=f"{failure.timeline!r}: {failure.why}",
        file=origin.file,
        line=origin.line,
        path=failure.pattern.id,
    )


def _print(mistakes: list[Mistake], warnings: list[Mistake]) -> None:
    for mistake in mistakes:
        say(f"error: {mistake}")
    for warning in warnings:
        say(f"warning: {warning}")
    if not mistakes:
        say("The configuration is in order." if not warnings else "No mistakes.")
    else:
        say(f"{len(mistakes)} mistake{'' if len(mistakes) == 1 else 's'}")


def _document(mistakes: list[Mistake], warnings: list[Mistake]) -> dict[str, object]:
    def rows(found: list[Mistake]) -> list[dict[str, object]]:
        return [
            {
                "file": str(one.file),
                "line": one.line,
                "column": one.column,
                "path": one.path,
                "message": one.message,
            }
            for one in found
        ]

    return {"mistakes": rows(mistakes), "warnings": rows(warnings)}
