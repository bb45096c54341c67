"""The rule files of an installation, from a list of files and folders."""

import stat
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from warnd.config.documents import in_order, read_node
from warnd.config.messages import joined
from warnd.config.paths import is_file, is_folder, is_there
from warnd.config.rule_entries import RULE_SHAPES, sort_of, with_count
from warnd.config.rule_parts import with_parts
from warnd.config.rule_patterns import pattern_mistakes
from warnd.config.rule_queries import PlacedQuery, names_in, read_queries, unknown_names
from warnd.config.rule_references import PlacedEntry, lists_by_language, rule_mistakes
from warnd.config.rule_versions import with_versions
from warnd.config.scalars import Unfit
from warnd.config.scoring_file import SCORING_FILE, load_scoring, scoring_path
from warnd.config.shapes import Surroundings
from warnd.config.shipped import shipped_rules
from warnd.config.tree import ListNode, MapNode, Node, Position
from warnd.config.yaml_tree import read_yaml
from warnd.errors import ConfigurationInvalid, Mistake
from warnd.model.identifiers import KindId
from warnd.model.kind import Kind
from warnd.rules.rule import (
    CountQuery,
    NamedQuery,
    Origin,
    Pattern,
    Rule,
    RulePack,
    StatusCue,
    Topic,
)

#: the shipped patterns, which hold for every language
PATTERNS_FILE = "patterns.yaml"
#: how rule files end
RULE_SUFFIXES = frozenset({".yaml", ".yml", ".json"})


def shipped_pack(language: str, kinds: Collection[KindId]) -> RulePack:
    """Give the shipped pack of one language, empty when there is none.

    Raises ConfigurationInvalid with every mistake.
    """
    folder = shipped_rules() / language
    return load_pack((folder,), kinds) if is_folder(folder) else RulePack()


def shipped_patterns(kinds: Collection[KindId]) -> RulePack:
    """Give what ships for all languages alike: the patterns.

    Raises ConfigurationInvalid with every mistake.
    """
    return load_pack((shipped_rules() / PATTERNS_FILE,), kinds)


def load_pack(paths: Sequence[Path] = (), kinds: Collection[KindId] | None = None) -> RulePack:
    """Give everything that rule files and folders hold; no paths: the shipped packs.

    `kinds` are the known kinds beside those the files declare; None takes those of the scoring
    table that goes with the files. Raises ConfigurationInvalid with every mistake.
    """
    pack, mistakes = read_pack(paths, _known_kinds(paths) if kinds is None else kinds)
    if mistakes:
        raise ConfigurationInvalid(mistakes)
    return pack


def _known_kinds(paths: Sequence[Path]) -> tuple[KindId, ...]:
    return tuple(kind.id for kind in load_scoring(scoring_path(paths)).kinds)


def read_pack(
    paths: Sequence[Path], kinds: Collection[KindId] | None
) -> tuple[RulePack, tuple[Mistake, ...]]:
    """Give what could be read of rule files and folders, and the mistakes in them.

    `kinds` are the known kinds beside those the files declare; None judges no kind.
    """
    reader = _PackReader()
    for path in paths or (shipped_rules(),):
        for file in reader.files(path):
            reader.read(file)
    reader.judge_together(kinds)
    return reader.pack(), in_order(reader.mistakes)


@dataclass(slots=True, kw_only=True)
class _PackReader:
    """Gathers entries and mistakes over all files."""

    mistakes: list[Mistake] = field(default_factory=list)
    _seen: set[Path] = field(default_factory=set)
    _places: list[PlacedEntry] = field(default_factory=list)
    _records: list[Any] = field(default_factory=list)
    _queries: dict[str, list[PlacedQuery]] = field(default_factory=lambda: defaultdict(list))

    def files(self, path: Path) -> Iterator[Path]:
        """Give the rule files of a path, each once over all paths."""
        found = _rule_files(path)
        if not found:
            message = "holds no rule file" if is_folder(path) else "there is no such file or folder"
            self.mistakes.append(Position(file=path).mistake(message))
        for file in found:
            if file.resolve() not in self._seen:
                self._seen.add(file.resolve())
                yield file

    def read(self, file: Path) -> None:
        """Take in one file."""
        if _writable_by_others(file):
            message = "may be written by others than its owner; chmod go-w it"
            self.mistakes.append(Position(file=file, line=1, column=1).mistake(message))
        document = read_yaml(file)
        self.mistakes += document.mistakes
        if isinstance(document.root, ListNode):
            for index, entry in enumerate(document.root.items):
                self._read_entry(entry, f"[{index}]")
        elif document.root is not None:
            self.mistakes.append(
                document.start.mistake("expected a list: each entry begins with '- '")
            )

    def _read_entry(self, node: Node, path: str) -> None:
        if not isinstance(node, MapNode):
            self.mistakes.append(node.at.mistake("expected an entry such as {id: ...}", path))
            return
        try:
            sort = sort_of(node)
        except Unfit as unfit:
            self.mistakes.append(node.at.mistake(str(unfit), path))
            return
        place = PlacedEntry(node=with_parts(with_count(node)), sort=sort, path=path)
        self._places.append(place)
        self._read_record(place)
        queries, mistakes = read_queries(place.node, path)
        self.mistakes += mistakes
        self._queries[place.language] += queries

    def _read_record(self, place: PlacedEntry) -> None:
        around = Surroundings(folder=place.node.at.file.parent)
        record, mistakes = read_node(place.node, place.sort.record, RULE_SHAPES, around)
        self.mistakes += [
            replace(mistake, path=joined_index(place.path, mistake.path)) for mistake in mistakes
        ]
        if record is None or mistakes:
            return
        if not isinstance(record, Kind):
            at = place.node.at
            origin = Origin(file=at.file, line=at.line, column=at.column)
            record = replace(record, origin=origin)
        self._records.append(record)

    def judge_together(self, kinds: Collection[KindId] | None) -> None:
        """Note what entries do to one another."""
        self.mistakes += rule_mistakes(self._places, kinds)
        self.mistakes += pattern_mistakes(self._places, kinds)
        self.mistakes += unknown_names(self._queries, lists_by_language(self._places))

    def pack(self) -> RulePack:
        """Give the records."""
        lists = self._all(NamedQuery)
        names = {
            each.scalar.text: frozenset(named.name for named in names_in(each.query))
            for placed in self._queries.values()
            for each in placed
        }
        return RulePack(
            rules=with_versions(self._all(Rule), lists, names),
            lists=lists,
            counts=self._all(CountQuery),
            cues=self._all(StatusCue),
            topics=self._all(Topic),
            patterns=self._all(Pattern),
            kinds=self._all(Kind),
        )

    def _all(self, record: type) -> tuple[Any, ...]:
        return tuple(each for each in self._records if type(each) is record)


def joined_index(path: str, rest: str) -> str:
    """Give the path of something below a list's member."""
    return joined(path, rest) if rest else path


def _rule_files(path: Path) -> list[Path]:
    """Give the rule files below a folder, sorted, or the file itself."""
    if not is_folder(path):
        return [path] if is_there(path) else []
    return sorted(
        file
        for file in path.rglob("*")
        if file.suffix in RULE_SUFFIXES
        and is_file(file)
        and file.name != SCORING_FILE
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )


def _writable_by_others(file: Path) -> bool:
    """Tell whether others may change a rule; an owner's private group is no other."""
    try:
        status = file.stat()
    except OSError:
        return False  # told when it is read
    by_group = status.st_mode & stat.S_IWGRP and status.st_gid != status.st_uid
    return bool(status.st_mode & stat.S_IWOTH or by_group)
