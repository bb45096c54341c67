"""`warnd rules`: the rules, their tests and what is wrong with them."""

from pathlib import Path

import typer
from rich.table import Table

from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.printing import cell, people, print_json
from warnd.config.rule_files import load_pack
from warnd.config.scoring_file import load_scoring, scoring_path
from warnd.daemon.compose import lint_rules, run_rule_tests
from warnd.rules.lint import Finding, Severity
from warnd.rules.rule import Rule

app = typer.Typer(help="Rules: list, test and lint them.", no_args_is_help=True)

PATHS = typer.Argument(None, help="Rule files and folders; left out: the shipped packs.")
JSON = typer.Option(False, "--json", help="One JSON line each.")


@app.command("list")
def list_rules(paths: list[Path] | None = PATHS, as_json: bool = JSON) -> None:
    """List every rule with its kind, language and confidence."""
    with told():
        rules = load_pack(tuple(paths or ())).rules
    if as_json:
        for rule in rules:
            print_json(_document(rule))
        return
    table = Table("rule", "kind", "language", "confidence", "version", "file", box=None)
    for rule in rules:
        place = f"{rule.origin.file.name}:{rule.origin.line}"
        table.add_row(
            cell(rule.id),
            cell(rule.kind),
            cell(rule.language),
            f"{rule.confidence:.2f}",
            rule.version,
            cell(place),
        )
    people().print(table)


@app.command("test")
def try_rules(paths: list[Path] | None = PATHS) -> None:
    """Run every rule's own tests; exit 1 when one fails."""
    with told():
        pack = load_pack(tuple(paths or ()))
        failures = run_rule_tests(pack)
    for failure in failures:
        typer.echo(str(failure))
    sentences = sum(len(rule.tests.fires) + len(rule.tests.silent) for rule in pack.rules)
    typer.echo(f"{len(pack.rules)} rules, {sentences} sentences, {len(failures)} failed")
    if failures:
        raise typer.Exit(EXIT_FAILURE)


@app.command("lint")
def lint(paths: list[Path] | None = PATHS, as_json: bool = JSON) -> None:
    """Tell what is probably wrong with the rules; exit 1 when an error is among it."""
    with told():
        files = tuple(paths or ())
        findings = lint_rules(load_pack(files), load_scoring(scoring_path(files)))
    for finding in findings:
        if as_json:
            print_json(_finding_document(finding))
        else:
            typer.echo(f"{finding.severity.value}: {finding.mistake}")
    errors = sum(1 for finding in findings if finding.severity is Severity.ERROR)
    if not as_json:
        typer.echo(f"{len(findings)} findings, {errors} errors")
    if errors:
        raise typer.Exit(EXIT_FAILURE)


def _finding_document(finding: Finding) -> dict[str, object]:
    mistake = finding.mistake
    return {
        "severity": finding.severity.value,
        "fault": finding.fault.value,
        "rule": mistake.path,
        "message": mistake.message,
        "file": str(mistake.file),
        "line": mistake.line,
    }


def _document(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "language": rule.language,
        "confidence": rule.confidence,
        "match": rule.match,
        "unless": rule.unless,
        "version": rule.version,
        "file": str(rule.origin.file),
        "line": rule.origin.line,
    }
