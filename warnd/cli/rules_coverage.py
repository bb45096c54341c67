"""`warnd rules coverage`: how often each rule fires in an archive, and what no rule sees."""

import sys
from collections.abc import Sequence
from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warnd.cli.archive import Archive
from warnd.cli.failures import told
from warnd.cli.printing import cell, people, print_json
from warnd.daemon.compose import build_language_readers, load_knowledge
from warnd.model.plain import plain_line, shorten
from warnd.settings import Settings
from warnd.signals.coverage import Coverage, RuleCoverage, Unseen
from warnd.signals.samples import Sample
from warnd.signals.unjudged import RuleReader

#: characters of a sample that people are shown
_LONGEST_SAMPLE = 150
#: characters before the words that a rule saw, in a sentence that is too long to be shown whole
_BEFORE_QUOTE = 60

ARCHIVE = typer.Argument(..., help="Articles as JSON lines, as `warnd score` reads them.")
RULES = typer.Option(
    None, "--rules", help="A rule file or folder, may be given again; left out: the shipped packs."
)


def command(
    archive: Path = ARCHIVE,
    rules: list[Path] | None = RULES,
    samples: int = typer.Option(2, min=0, max=100, help="Sentences shown a rule or kind."),
    as_json: bool = typer.Option(False, "--json", help="One JSON line a rule, then one a kind."),
) -> None:
    """Count where rules fire in an archive, and what the classifier sees where no rule does.

    A rule's line tells the articles and sentences that it fires in, the sentences where it is the
    only rule of its kind (alone), and those that the classifier takes for the kind too (agreed).
    """
    with told():
        knowledge = load_knowledge(Settings(store="sqlite://", rules=tuple(rules or ())))
        reader = RuleReader(build_language_readers(knowledge), knowledge.gazetteer)
        coverage = Coverage(reader, most_samples=samples)
        lines = Archive(archive)
        for article in lines.articles("Counting"):
            coverage.add(article)
        counted, unseen = coverage.rules(knowledge.pack.rules), coverage.unseen()
        if as_json:
            for line in (*map(_rule_document, counted), *map(_kind_document, unseen)):
                print_json(line)
            sys.stdout.flush()
        else:
            _print(people(), coverage, counted, unseen)
    lines.end()


def _rule_document(each: RuleCoverage) -> dict[str, object]:
    return {
        "rule": each.rule.id,
        "kind": each.rule.kind,
        "language": each.rule.language,
        "articles": each.articles,
        "sentences": each.sentences,
        "alone": each.alone,
        "agreed": each.agreed,
        "file": str(each.rule.origin.file),
        "line": each.rule.origin.line,
        "samples": [
            {"id": sample.article, "text": sample.text, "quote": sample.quote}
            for sample in each.samples
        ],
    }


def _kind_document(each: Unseen) -> dict[str, object]:
    return {
        "rule": None,
        "kind": each.kind,
        "language": each.language,
        "articles": each.articles,
        "sentences": each.sentences,
        "samples": [
            {"id": sample.article, "text": sample.text, "probability": _rounded(sample)}
            for sample in each.samples
        ],
    }


def _rounded(sample: Sample) -> float | None:
    return None if sample.probability is None else round(sample.probability, 4)


def _print(
    console: Console, coverage: Coverage, rules: Sequence[RuleCoverage], unseen: Sequence[Unseen]
) -> None:
    articles = coverage.firings.articles.total()
    fired = [each for each in rules if each.articles]
    console.print(_rule_table(fired))
    silent = [each.rule.id for each in rules if not each.articles]
    if silent:
        console.print(cell(f"\nnever fired: {', '.join(silent)}"))
    if unseen:
        console.print("\nseen by the classifier where no rule of the kind fired")
        console.print(_kind_table(unseen))
    console.print(
        f"\n{len(fired)} of {len(rules)} rules fired in {articles:,} articles; "
        f"{coverage.passed_over:,} in languages without rules were passed over"
    )


def _rule_table(rules: Sequence[RuleCoverage]) -> Table:
    table = Table("rule", "kind", box=None)
    for title in ("articles", "sentences", "alone", "agreed"):
        table.add_column(title, justify="right")
    table.add_column("samples")
    for each in sorted(rules, key=lambda rule: (-rule.sentences, rule.rule.id)):
        table.add_row(
            cell(each.rule.id),
            cell(each.rule.kind),
            f"{each.articles:,}",
            f"{each.sentences:,}",
            f"{each.alone:,}",
            "" if each.agreed is None else f"{each.agreed:,}",
            _texts(each.samples),
        )
    return table


def _kind_table(unseen: Sequence[Unseen]) -> Table:
    table = Table("kind", box=None)
    table.add_column("articles", justify="right")
    table.add_column("sentences", justify="right")
    table.add_column("samples")
    for each in unseen:
        row = f"{each.articles:,}", f"{each.sentences:,}", _texts(each.samples)
        table.add_row(cell(each.kind), *row)
    return table


def _texts(samples: Sequence[Sample]) -> Text:
    """Give samples a line each, with the words that a rule saw in bold."""
    return Text("\n").join(map(_shown, samples))


def _shown(sample: Sample) -> Text:
    text, quote = plain_line(sample.text), plain_line(sample.quote)
    start = max(0, text.find(quote) - _BEFORE_QUOTE) if len(text) > _LONGEST_SAMPLE else 0
    shown = cell(f"{'…' * bool(start)}{shorten(text[start:], _LONGEST_SAMPLE)}")
    if sample.probability is not None:
        return Text(f"{sample.probability:.2f} ").append_text(shown)
    shown.highlight_words([quote], "bold")
    return shown
