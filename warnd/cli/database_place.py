"""Which database the commands of `warnd db` work on."""

from pathlib import Path

from warnd.config.load import load_settings
from warnd.daemon.control import control_path
from warnd.errors import StoreInvalid
from warnd.settings import Settings
from warnd.storage.backups import FOLDER


def file_of(settings: Settings) -> Path | None:
    """Give the file of the database; None where it is no file."""
    path = control_path(settings.store)
    return None if path is None else path.with_suffix("").absolute()


def own_file(config: Path, instead: str) -> Path:
    """Give the file of the database; `instead` is what serves where it is no file.

    Raises StoreInvalid where it is none, ConfigurationInvalid for a configuration with mistakes.
    """
    path = file_of(load_settings(config))
    if path is None:
        raise StoreInvalid(f"this database is no SQLite file; {instead}")
    return path


def backup_folder(database: Path) -> Path:
    """Give where backups of a database are kept unless somebody says otherwise."""
    return database.parent / FOLDER
