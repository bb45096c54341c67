"""Where an installation keeps what it must find again although its configuration is broken."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from warnd.config.addresses import store_address
from warnd.config.paths import is_folder
from warnd.config.scalars import Unfit
from warnd.config.tree import MapNode, text_of
from warnd.config.yaml_tree import MAX_BYTES, read_yaml

#: the line that names the database, in a file that cannot be read as YAML
_STORE = re.compile(r"""^[\s{]*["']?store["']?\s*:\s*["']?([^\s"',}]+)""", re.MULTILINE)


def state_folders(config: Path, store: str) -> tuple[Path, ...]:
    """Give the folders that may be the state directory, the first choice first.

    systemd names it (systemd.exec, StateDirectory=); else it is the folder of the database, or that
    of the configuration. `store` is the database's address, empty when it is not known.
    """
    named = os.environ.get("STATE_DIRECTORY", "").partition(":")[0]
    database = database_of(store)
    found = [Path(named) if named else None, database.parent if database else None, config.parent]
    return tuple(dict.fromkeys(folder for folder in found if folder and is_folder(folder)))


def database_of(store: str) -> Path | None:
    """Give the file of a database; None for one that is no file, or not known."""
    scheme, _, path = store.partition(":///")
    return Path(path.partition("?")[0]) if scheme == "sqlite" and path else None


def stores_named(config: Path) -> Iterator[str]:
    """Give the databases that a settings file, broken or not, seems to name."""
    root = read_yaml(config).root
    names = [text_of(root.get("store"))] if isinstance(root, MapNode) else []
    names += _STORE.findall(_text(config))
    for name in dict.fromkeys(filter(None, names)):
        try:
            yield store_address(name, config.parent.absolute())
        except Unfit:  # told as a mistake where the settings are read
            continue


def _text(config: Path) -> str:
    try:
        with config.open("rb") as file:
            return file.read(MAX_BYTES).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
