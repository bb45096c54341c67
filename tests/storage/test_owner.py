"""What an administrator makes as root belongs to the daemon's user."""

import os
from pathlib import Path

import pytest

from tests.storage.records import NOON
from warnd.storage.backups import back_up_into
from warnd.storage.connect import open_store
from warnd.storage.restore import restore


class Chowned:
    """The files that were handed over, by name, in order."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.owners: set[tuple[int, int]] = set()

    def __call__(self, path: Path, user: int, group: int) -> None:
        self.names.append(Path(path).name)
        self.owners.add((user, group))


@pytest.fixture
def chowned(monkeypatch: pytest.MonkeyPatch) -> Chowned:
    made = Chowned()
    monkeypatch.setattr(os, "chown", made)
    return made


@pytest.fixture
def as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)


@pytest.mark.usefixtures("as_root")
def test_what_root_makes_is_handed_to_the_owner_of_the_folder(
    file_url: str, tmp_path: Path, chowned: Chowned
) -> None:
    open_store(file_url, exclusive=True).close()
    assert {"warnd.db", "warnd.db.lock"} <= set(chowned.names)
    chowned.names.clear()
    backup = back_up_into(tmp_path / "backups", tmp_path / "warnd.db", NOON)
    assert chowned.names == ["backups", f"{backup.path.name}.partial"]
    back_up_into(tmp_path / "backups", tmp_path / "warnd.db", NOON)
    assert chowned.names.count("backups") == 1, "a folder that was there keeps its owner"
    chowned.names.clear()
    restore(tmp_path / "warnd.db", backup.path, NOON)
    assert "warnd.db.restoring.partial" in chowned.names
    folder = tmp_path.stat()
    assert chowned.owners == {(folder.st_uid, folder.st_gid)}


def test_nobody_else_hands_anything_over(
    file_url: str, tmp_path: Path, chowned: Chowned, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    open_store(file_url, exclusive=True).close()
    back_up_into(tmp_path / "backups", tmp_path / "warnd.db", NOON)
    assert chowned.names == []
