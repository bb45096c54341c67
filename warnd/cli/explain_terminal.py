"""One article explained on a terminal: its text marked, then tables."""

from collections.abc import Mapping
from dataclasses import replace

from rich.console import Console
from rich.table import Table
from rich.text import Text

from warnd.cli.printing import cell
from warnd.model.article import Article
from warnd.model.identifiers import KindId
from warnd.model.plain import shorten
from warnd.model.reading import Reading
from warnd.model.status import Status
from warnd.signals.explanation import passages

#: colours that stand apart on dark and light terminals; kinds take them in order of probability
_COLOURS = ("red", "magenta", "blue", "green", "yellow", "cyan", "bright_red", "bright_magenta")
_STATUS_STYLE = {
    Status.OCCURRED: "bold",
    Status.THREATENED: "bold italic",
    Status.DENIED: "strike",
    Status.HISTORICAL: "dim",
}
#: rules that came nearest to firing
NEAR_MISSES = 2
#: characters of a query that are shown
LONGEST_MISSING = 120


def show(
    console: Console,
    article: Article,
    reading: Reading,
    titles: Mapping[KindId, str],
    least: float,
) -> None:
    """Print what a reading found in an article, of signals those of at least `least`."""
    colours = {
        signal.kind: _COLOURS[index % len(_COLOURS)]
        for index, signal in enumerate(s for s in reading.signals if s.probability >= least)
    }
    console.print(_marked(article, reading, colours, least))
    console.print()
    console.print(f"score {reading.score:.0f} of 100, language {reading.language}\n")
    console.print(_signals(reading, titles, colours, least))
    console.print(_places(reading))
    for miss in reading.near_misses[:NEAR_MISSES]:
        missing = shorten(miss.missing, LONGEST_MISSING)
        console.print(cell(f"nearly fired: {miss.rule}, but for {missing}", "dim"))


def _marked(article: Article, reading: Reading, colours: dict[KindId, str], least: float) -> Text:
    text = Text()
    for passage in passages(article.body, reading, least):
        style = f"bold {colours[passage.kinds[0]]}" if passage.kinds else ""
        text.append(passage.text, style=f"{style} underline" if passage.place else style)
    return text


def _signals(
    reading: Reading, titles: Mapping[KindId, str], colours: dict[KindId, str], least: float
) -> Table:
    table = Table(
        "signal",
        "status",
        "count",
        "probability",
        "seen by",
        "model",
        "where",
        "evidence",
        box=None,
    )
    for signal in reading.signals:
        if signal.probability < least:
            continue
        piece = signal.evidence[0]
        table.add_row(
            Text(titles.get(signal.kind, signal.kind), style=colours[signal.kind]),
            Text(signal.status.value, style=_STATUS_STYLE[signal.status]),
            "" if signal.count is None else f"{signal.count:,}",
            f"{signal.probability:.2f}",
            signal.seen_by.value,
            f"{reading.classified.get(signal.kind, 0.0):.2f}",
            ", ".join(dict.fromkeys(mention.place.name for mention in signal.where)),
            cell(f"{piece.text} [{piece.rule or 'model'}]"),
        )
    return table


def _places(reading: Reading) -> Table:
    table = Table("place", "country", "division", "happens here", box=None)
    seen = set()
    for mention in reading.places:
        place = replace(mention.place, population=0)
        if (place, mention.locates) not in seen:
            seen.add((place, mention.locates))
            table.add_row(
                place.name,
                place.country,
                place.admin1 or "",
                "may" if mention.locates else "only spoken of",
            )
    return table
