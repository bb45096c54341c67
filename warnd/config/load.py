"""The settings of an installation, from `warnd.yaml`."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from warnd.config.documents import in_order, read_node
from warnd.config.narrowed import SETTINGS_SHAPES
from warnd.config.opml import read_opml
from warnd.config.paths import is_file
from warnd.config.references import reference_mistakes, unused_warnings
from warnd.config.route_tree import unreachable, with_inherited
from warnd.config.shapes import Surroundings
from warnd.config.template_files import read_templates
from warnd.config.tree import Entry, ListNode, MapNode, Node, text_of
from warnd.config.tree import members as members_of
from warnd.config.yaml_tree import read_yaml
from warnd.errors import ConfigurationInvalid, Mistake
from warnd.settings import Settings

#: keys that an entry `{opml: file}` cannot set for all feeds of the file
_OWN_TO_EACH = ("opml", "id", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a configuration is read: in its own files, or in copies that were kept of them."""

    #: the settings file, or the copy of it
    file: Path
    #: the folder where relative paths in it begin
    folder: Path
    #: copies that are read in the place of files and folders, by what they are copies of
    copies: Mapping[Path, Path] = field(default_factory=dict)

    def around(self) -> Surroundings:
        """Give what the meaning of its values depends on."""
        return Surroundings(folder=self.folder, credentials=_credentials(), copies=self.copies)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """Settings that can be used, and what in them is probably not meant."""

    #: the settings
    settings: Settings
    #: what `warnd check` tells beside mistakes; nothing of it stops the daemon
    warnings: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that one look at a settings file gives."""

    #: the settings; None when there are mistakes
    settings: Settings | None = None
    #: the mistakes, in order
    mistakes: tuple[Mistake, ...] = ()
    #: the warnings, in order
    warnings: tuple[Mistake, ...] = ()
    #: the document with OPML files put in; None when it could not be read
    root: MapNode | None = None
    #: those OPML files
    lists: tuple[Path, ...] = ()


def load_settings(path: Path) -> Settings:
    """Give the settings that a file holds.

    Raises ConfigurationInvalid with every mistake, by file and line.
    """
    return load(path).settings


def load(path: Path) -> Loaded:
    """Give the settings that a file holds and the warnings about them.

    Raises ConfigurationInvalid with every mistake, by file and line.
    """
    reading = read_settings(path)
    if reading.settings is None:
        raise ConfigurationInvalid(reading.mistakes)
    return Loaded(settings=reading.settings, warnings=reading.warnings)


def read_settings(path: Path) -> Reading:
    """Give what a settings file holds, right or wrong."""
    return read_source(Source(file=path, folder=path.parent))


def read_source(source: Source) -> Reading:
    """Give what a settings file holds, right or wrong, read where it lies."""
    document = read_yaml(source.file)
    mistakes = list(document.mistakes)
    if not isinstance(document.root, MapNode):
        expected = "settings such as `store: sqlite:///warnd.db`"
        message = f"expected {expected}" if document.root else f"is empty; write {expected}"
        mistakes += [] if mistakes else [document.start.mistake(message)]
        return Reading(mistakes=in_order(mistakes))
    around = source.around()
    lists = tuple(around.place(name) for name in _opml_names(document.root))
    root, found = _with_opml(document.root, around)
    mistakes += found
    settings, found = read_node(root, Settings, SETTINGS_SHAPES, around)
    mistakes += [*found, *reference_mistakes(root)]
    if not found:
        mistakes += read_templates(settings.templates)[1]
    warnings = list(unused_warnings(root))
    if not mistakes:
        settings = replace(settings, routes=with_inherited(settings.routes, root))
        warnings += unreachable(settings.routes, root)
    return Reading(
        settings=None if mistakes else settings,
        mistakes=in_order(mistakes),
        warnings=in_order(warnings),
        root=root,
        lists=lists,
    )


def _credentials() -> Path | None:
    """Give the folder in which systemd hands over secrets (systemd.exec, LoadCredential=)."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(folder) if folder else None


def _opml_names(root: MapNode) -> Iterator[str]:
    """Give the names of the OPML files that a document names."""
    for _, entry in members_of(root, "feeds"):
        name = text_of(entry.get("opml"))
        if name is not None:
            yield name


def _with_opml(root: MapNode, around: Surroundings) -> tuple[MapNode, list[Mistake]]:
    """Give the settings with the feeds of OPML files among their own.

    The first feed of a file takes the place of its entry and the others follow at the end, so that
    paths such as `feeds[2].url` stay what the operator counts.
    """
    feeds = root.get("feeds")
    if not isinstance(feeds, ListNode):
        return root, []
    mistakes: list[Mistake] = []
    members: list[Node] = []
    others: list[Node] = []
    for index, item in enumerate(feeds.items):
        name = text_of(item.get("opml")) if isinstance(item, MapNode) else None
        if name is None or not isinstance(item, MapNode):
            members.append(item)
            continue
        found, wrong = _from_opml(item, around.place(name), f"feeds[{index}]")
        members += found[:1]
        others += found[1:]
        mistakes += wrong
    entry = replace(root.entries["feeds"], value=ListNode(at=feeds.at, items=(*members, *others)))
    return MapNode(at=root.at, entries={**root.entries, "feeds": entry}), mistakes


def _from_opml(entry: MapNode, file: Path, path: str) -> tuple[list[MapNode], list[Mistake]]:
    """Give the feeds of one OPML file; other keys of its entry hold for each that lacks them."""
    mistakes = [
        entry.entries[key].key.at.mistake(f"{key} cannot stand beside opml", path)
        for key in _OWN_TO_EACH[1:]
        if key in entry.entries
    ]
    if not is_file(file):
        mistakes.append(entry.entries["opml"].value.at.mistake(f"there is no file {file}", path))
        return [], mistakes
    feeds, wrong = read_opml(file)
    shared: dict[str, Entry] = {
        key: each for key, each in entry.entries.items() if key not in _OWN_TO_EACH
    }
    found: list[Any] = [
        MapNode(at=feed.at, entries={**shared, **feed.entries})
        for feed in feeds.items
        if isinstance(feed, MapNode)
    ]
    return found, [*mistakes, *wrong]
