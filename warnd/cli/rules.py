"""`warnd rules`: the rules, their tests and what is wrong with them."""

from collections.abc import Sequence
from pathlib import Path

import typer

from warnd.alerts.worth import Worth, worth_of_rules
from warnd.cli import rules_coverage, rules_suggest
from warnd.cli.archive import Archive
from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.feedback import judged_of, precision_of, worth_document
from warnd.cli.printing import people, print_json, table_of
from warnd.cli.rules_patterns import counted, pattern_document, pattern_table
from warnd.cli.saying import say
from warnd.config.load import load_settings
from warnd.config.rule_files import load_pack
from warnd.config.scoring_file import load_scoring, scoring_path
from warnd.config.shipped import shipped_rules
from warnd.daemon.compose import (
    build_language_readers,
    lint_rules,
    load_knowledge,
    run_pattern_tests,
    run_rule_tests,
)
from warnd.rules.finding import Finding, Severity, worst_first
from warnd.rules.firings import Firings
from warnd.rules.lint import untested
from warnd.rules.lint_archive import lint_archive
from warnd.rules.lint_patterns import untested_pattern
from warnd.rules.origin import Origin
from warnd.rules.rule import Rule
from warnd.settings import Settings
from warnd.signals.unjudged import RuleReader

app = typer.Typer(help="Rules: what there is, what it sees, what is wrong.", no_args_is_help=True)
app.command("coverage")(rules_coverage.command)
app.command("suggest")(rules_suggest.command)

PATHS = typer.Argument(None, help="Rule files and folders; left out: the shipped packs.")
JSON = typer.Option(False, "--json", help="One JSON line each.")

_NAMES = ("rule", "kind", "language", "confidence", "version", "file", "judged", "precision")


@app.command("list")
def list_rules(
    paths: list[Path] | None = PATHS,
    config: Path | None = typer.Option(
        None, "--config", "-c", help="Its rules, with what people said of the alerts behind each."
    ),
    as_json: bool = JSON,
) -> None:
    """List every rule with its kind, language and confidence, then every pattern."""
    with told():
        settings = load_settings(config) if config else None
        pack = load_pack(tuple(paths or (settings.rules if settings else ())))
        said = judged_of(settings) if settings else ()
    worth = {each.rule: each for each in worth_of_rules(said)}
    if as_json:
        for rule in pack.rules:
            known = worth.get(rule.id)
            print_json({**_document(rule), **({"said": worth_document(known)} if known else {})})
        for pattern in pack.patterns:
            print_json(pattern_document(pattern))
        return
    rows = [_row(rule, worth.get(rule.id)) for rule in pack.rules]
    people().print(table_of(_NAMES, rows, whole=()))
    if pack.patterns:
        people().print(pattern_table(pack.patterns))


def _row(rule: Rule, worth: Worth | None) -> list[str]:
    return [
        rule.id,
        rule.kind,
        rule.language,
        f"{rule.confidence:.2f}",
        rule.version,
        f"{rule.origin.file.name}:{rule.origin.line}",
        str(worth.alerts) if worth else "",
        precision_of(worth),
    ]


@app.command("test")
def try_rules(paths: list[Path] | None = PATHS) -> None:
    """Run every rule's and every pattern's own tests; exit 1 when one fails.

    A rule needs two sentences that it fires on and two that it stays silent on, a pattern two
    timelines of each sort. One of the shipped packs that has fewer has failed; of any other it is
    told.
    """
    with told():
        files = tuple(paths or ())
        pack = load_pack(files)
        failures = (
            *run_rule_tests(pack),
            *run_pattern_tests(pack, load_scoring(scoring_path(files))),
        )
    lacking = [
        *((rule.origin, each.mistake) for rule in pack.rules for each in untested(rule)),
        *((one.origin, each.mistake) for one in pack.patterns for each in untested_pattern(one)),
    ]
    owed = [mistake for origin, mistake in lacking if _is_shipped(origin)]
    for line in (*failures, *owed):
        say(str(line))
    for origin, mistake in lacking:
        if not _is_shipped(origin):
            say(f"warning: {mistake}")
    failed = len(failures) + len(owed)
    say(f"{', '.join(counted(pack))}, {failed} failed")
    if failed:
        raise typer.Exit(EXIT_FAILURE)


def _is_shipped(origin: Origin) -> bool:
    return origin.file.resolve().is_relative_to(shipped_rules().resolve())


@app.command("lint")
def lint(
    paths: list[Path] | None = PATHS,
    archive: Path | None = typer.Option(
        None, help="Articles as JSON lines: also tell what they show to be wrong."
    ),
    as_json: bool = JSON,
) -> None:
    """Tell what is probably wrong with the rules; exit 1 when an error is among it."""
    with told():
        files = tuple(paths or ())
        findings = lint_rules(load_pack(files), load_scoring(scoring_path(files)))
        lines = Archive(archive) if archive else None
        if lines and not _errors(findings):
            findings = worst_first((*findings, *_of_archive(lines, files)))
    for finding in findings:
        if as_json:
            print_json(_finding_document(finding))
        else:
            say(f"{finding.severity.value}: {finding.mistake}")
    errors = _errors(findings)
    if not as_json:
        say(f"{len(findings)} findings, {errors} errors")
    if errors:
        raise typer.Exit(EXIT_FAILURE)
    if lines:
        lines.end()


def _errors(findings: Sequence[Finding]) -> int:
    return sum(1 for finding in findings if finding.severity is Severity.ERROR)


def _of_archive(lines: Archive, files: tuple[Path, ...]) -> tuple[Finding, ...]:
    """Give what an archive shows to be wrong; rules with errors cannot be held against one."""
    knowledge = load_knowledge(Settings(store="sqlite://", rules=files))
    reader = RuleReader(build_language_readers(knowledge), knowledge.gazetteer)
    firings = Firings()
    for article in lines.articles("Holding rules against articles"):
        seen = reader.read(article)
        if seen:
            firings.add(seen.language, seen.matches())
    return lint_archive(knowledge.pack, firings)


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
