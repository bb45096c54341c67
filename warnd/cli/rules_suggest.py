"""`warnd rules suggest`: words that set marked articles apart and that no rule sees yet."""

import contextlib
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path
from textwrap import fill, indent

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from warnd.cli.archive import Archive
from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.printing import cell, people, print_json
from warnd.cli.rules_coverage import ARCHIVE, RULES
from warnd.cli.saying import say
from warnd.daemon.compose import Knowledge, build_language_readers, load_knowledge
from warnd.model.identifiers import KindId
from warnd.model.plain import plain_line
from warnd.settings import Settings
from warnd.signals.labels import Labelled, labelled_articles
from warnd.signals.suggest import Share, Suggester, Suggestion
from warnd.signals.unjudged import RuleReader

#: characters of a sample that people are shown
_LONGEST_SAMPLE = 90
#: characters of a line of a query, as it would stand in a rule file
_QUERY_LINE = 96


def command(
    archive: Path = ARCHIVE,
    kind: str = typer.Option("", help="Only this kind; left out: every kind that was marked."),
    marked: Path | None = typer.Option(
        None,
        help="What analysts marked, as JSON lines with `id` and `signals`; left out: the "
        "archive's own lines that have `signals`.",
    ),
    rules: list[Path] | None = RULES,
    limit: int = typer.Option(15, min=1, help="Suggestions a kind."),
    as_json: bool = typer.Option(False, "--json", help="One JSON line a suggestion."),
) -> None:
    """Suggest words for rules: those of marked articles that no rule of their kind sees.

    Each is told with the marked articles that have it, those among them that no rule of the kind
    sees (missed), the articles not marked with the kind that have it, and how far from chance the
    difference between missed and unmarked is (G2).
    """
    with told():
        knowledge = load_knowledge(Settings(store="sqlite://", rules=tuple(rules or ())))
        labels = _labels(archive, marked)
        reader = RuleReader(build_language_readers(knowledge), knowledge.gazetteer)
        suggester = Suggester(reader, {label.id: label for label in labels}, _kind(kind, knowledge))
        lines = Archive(archive)
        for article in lines.articles("Reading what was marked"):
            suggester.add_marked(article)
        for article in lines.articles("Reading the rest"):
            suggester.add(article)
        found = suggester.suggestions(limit)
        if as_json:
            for each in found:
                print_json(_document(each))
            sys.stdout.flush()
        else:
            _print(people(), suggester.shares(), found)
    absent = len({label.id for label in labels} - suggester.found)
    if absent:
        say(f"{absent:,} labelled articles are not in {archive}", err=True)
    lines.end()


def _kind(name: str, knowledge: Knowledge) -> KindId | None:
    kinds = [kind.id for kind in knowledge.scoring.kinds]
    if name and name not in kinds:
        near = get_close_matches(name, kinds, n=1)
        hint = f": did you mean {near[0]}?" if near else ""
        raise typer.BadParameter(f"no kind is called {name!r}{hint}", param_hint="--kind")
    return KindId(name) if name else None


def _labels(archive: Path, marked: Path | None) -> tuple[Labelled, ...]:
    """Give what analysts marked; ends the command when that cannot be read or is nothing."""
    path = marked or archive
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            lines = list(file) if marked else list(_labelled_lines(file))
    except OSError as error:
        say(f"{path}: {error.strerror}", err=True)
        raise typer.Exit(EXIT_FAILURE) from error
    labels = labelled_articles(path, "".join(lines))
    if not any(label.signals for label in labels):
        message = "no article is marked with `signals`: give what was marked by --marked FILE"
        say(f"{path}: {message}", err=True)
        raise typer.Exit(EXIT_FAILURE)
    return labels


def _labelled_lines(lines: Iterable[str]) -> Iterator[str]:
    """Give the lines that have labels, and an empty one for each other, so that numbers stay."""
    for line in lines:
        has_labels = False
        if '"signals"' in line:
            with contextlib.suppress(ValueError):  # told as a bad line when the articles are read
                document = json.loads(line)
                has_labels = isinstance(document, dict) and "signals" in document
        yield line if has_labels else "\n"


def _document(each: Suggestion) -> dict[str, object]:
    return {
        "kind": each.kind,
        "language": each.language,
        "query": each.query,
        "marked": each.marked,
        "missed": each.missed,
        "unmarked": each.unmarked,
        "surprise": round(each.surprise, 1),
        "sample": each.sample,
    }


def _print(console: Console, shares: Sequence[Share], found: Sequence[Suggestion]) -> None:
    for share in shares:
        own = [each for each in found if (each.language, each.kind) == (share.language, share.kind)]
        console.print(
            f"{share.kind} ({share.language}): {share.marked:,} articles marked, "
            f"{share.missed:,} of them seen by no rule of the kind"
        )
        if own:
            console.print(_table(own))
            console.print(Text(_skeleton(share, own)))
        elif share.missed:
            console.print(f"  nothing sets these apart from {share.unmarked:,} others\n")


def _table(found: Sequence[Suggestion]) -> Table:
    table = Table("words", box=None, padding=(0, 2))
    for title in ("marked", "missed", "unmarked", "G2"):
        table.add_column(title, justify="right")
    table.add_column("as in")
    for each in found:
        table.add_row(
            cell(each.query),
            f"{each.marked:,}",
            f"{each.missed:,}",
            f"{each.unmarked:,}",
            f"{each.surprise:.0f}",
            cell(plain_line(each.sample, _LONGEST_SAMPLE)),
        )
    return table


def _skeleton(share: Share, found: Sequence[Suggestion]) -> str:
    """Give a rule to begin with; its writer puts company to the words, and tests."""
    joined = " | ".join(each.query for each in found)
    query = fill(joined, _QUERY_LINE, break_long_words=False, break_on_hyphens=False)
    return "\n".join(
        (
            "",
            f"- id: {share.kind.replace('_', '-')}-suggested",
            f"  kind: {share.kind}",
            f"  language: {share.language}",
            "  confidence: 0.5  # how often it is right, judged on real news",
            "  match: >-",
            indent(query, "    "),
            "  tests:",
            "    fires: []  # two sentences of your own",
            "    silent: []  # two that tempt it",
            "",
        )
    )
