"""Everything that `warnd check` can tell from files alone: settings, scoring table, rule files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from warnd.config.documents import in_order
from warnd.config.load import Source, read_source
from warnd.config.nearest import unknown
from warnd.config.paths import is_there
from warnd.config.route_references import routes_of
from warnd.config.rule_files import PATTERNS_FILE, read_pack
from warnd.config.scoring_file import load_scoring, scoring_path
from warnd.config.shipped import shipped_rules
from warnd.config.tree import MapNode, Position, scalars
from warnd.errors import ConfigurationInvalid, Mistake
from warnd.model.scoring import Scoring
from warnd.rules.rule import RulePack
from warnd.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a configuration holds and what is wrong with it."""

    #: what must be mended, by file, line and column
    mistakes: tuple[Mistake, ...] = ()
    #: what is probably not meant
    warnings: tuple[Mistake, ...] = ()
    #: the settings; None when they hold mistakes
    settings: Settings | None = None
    #: the scoring table; None when it holds mistakes
    scoring: Scoring | None = None
    #: what could be read of the rule files
    pack: RulePack = field(default_factory=RulePack)
    #: the OPML files that it names
    lists: tuple[Path, ...] = ()


def check(path: Path) -> Report:
    """Give the report on a settings file, and on the rule files and scoring table it leads to."""
    return check_source(Source(file=path, folder=path.parent))


def check_source(source: Source, *, shipped: bool = True) -> Report:
    """Give the report on a settings file, read where it lies, and on all that it leads to.

    Without `shipped` the rules of the languages that ship are not read: they take seconds, and were
    tried before they shipped.
    """
    reading = read_source(source)
    mistakes = list(reading.mistakes)
    root = reading.root or MapNode(at=Position(file=source.file))
    around = source.around()
    paths = [around.place(name.text) for name in scalars(root.get("rules"))]
    scoring, found = _scoring(scoring_path(paths))
    mistakes += found
    kinds = tuple(kind.id for kind in scoring.kinds) if scoring else None
    if not paths and not shipped:
        paths = [shipped_rules() / PATTERNS_FILE]
    pack, wrong = read_pack([each for each in paths if is_there(each)], kinds)
    mistakes += wrong
    if kinds is not None:
        known: set[str] = {*kinds, *(kind.id for kind in pack.kinds)}
        mistakes += _unknown_route_kinds(root, known)
    return Report(
        mistakes=in_order(mistakes),
        warnings=reading.warnings,
        settings=reading.settings,
        scoring=scoring,
        pack=pack,
        lists=reading.lists,
    )


def _scoring(path: Path) -> tuple[Scoring | None, tuple[Mistake, ...]]:
    try:
        return load_scoring(path), ()
    except ConfigurationInvalid as error:
        return None, error.mistakes


def _unknown_route_kinds(root: MapNode, known: set[str]) -> Iterator[Mistake]:
    for route in routes_of(root):
        match = route.node.get("match")
        for name in scalars(match.get("kind")) if isinstance(match, MapNode) else ():
            if name.text not in known:
                message = unknown("kind", name.text, known)
                yield name.at.mistake(message, f"{route.path}.match.kind")
