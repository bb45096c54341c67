"""Which folder of imported places a configuration means, there or not yet there."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from warnd.config.load import read_settings
from warnd.config.tree import text_of
from warnd.errors import ConfigurationInvalid

#: where imported places stand beside a configuration that does not say
_USUAL: Final = "places"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacesFolder:
    """A folder for imported places."""

    #: the folder
    path: Path
    #: what the configuration should say for it to be used; empty when it says so
    missing: str = ""


def places_folder(config: Path) -> PlacesFolder:
    """Give the folder that a configuration names, or the usual one beside it.

    Other mistakes in the configuration do not matter here. Raises ConfigurationInvalid when it
    cannot be read at all.
    """
    reading = read_settings(config)
    if reading.root is None:
        raise ConfigurationInvalid(reading.mistakes)
    name = text_of(reading.root.get("places"))
    if name:
        return PlacesFolder(path=config.parent / name)
    return PlacesFolder(path=config.parent / _USUAL, missing=f"places: {_USUAL}")
