import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from tests.storage.records import NOON, QUIET, alert_version, article, notification
from warnd.errors import StoreInUse, StoreInvalid
from warnd.storage.backup import back_up
from warnd.storage.backups import Backup, Keep, back_up_into, backups_in, superfluous
from warnd.storage.connect import open_store
from warnd.storage.restore import restore

DAY = timedelta(days=1)


@pytest.fixture
def database(file_url: str, tmp_path: Path) -> Path:
    """Give a database with an article and a notification that waits."""
    store = open_store(file_url, exclusive=True)
    with store.transaction() as transaction:
        transaction.add_article(article(), QUIET)
        transaction.add_alert_version(alert_version("waits"))
        transaction.add_notifications([notification("waits", alert=alert_version("waits"))])
    store.close()
    return tmp_path / "warnd.db"


@pytest.fixture
def backup(database: Path, tmp_path: Path) -> Path:
    back_up(database, tmp_path / "backup.db")
    return tmp_path / "backup.db"


def _titles(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return [title for (title,) in connection.execute("SELECT title FROM articles")]


def _retitle(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE articles SET title = 'told later'")


def test_a_backup_takes_the_place_of_a_database_that_is_kept(database: Path, backup: Path) -> None:
    _retitle(database)
    done = restore(database, backup, NOON)
    assert done.kept is not None
    assert (_titles(database), _titles(done.kept)) == (["Shells fall"], ["told later"])
    assert done.kept.name == "warnd.db.replaced-20190128T120000Z"
    assert not list(database.parent.glob("*.restoring*"))


def test_what_waits_and_what_is_told_within_a_day_is_marked(
    database: Path, backup: Path, file_url: str
) -> None:
    restore(database, backup, NOON)
    store = open_store(file_url, exclusive=True)
    with store.transaction() as transaction:
        for key, created in (("soon", NOON + DAY / 2), ("late", NOON + DAY)):
            version = alert_version(key)
            transaction.add_alert_version(version)
            transaction.add_notifications([notification(key, alert=version, created=created)])
        found = {key: transaction.notification(key) for key in ("waits", "soon", "late")}
    store.close()
    marked = {key: each.may_repeat for key, each in found.items() if each is not None}
    assert marked == {"waits": True, "soon": True, "late": False}
    why = {key: each.after_restore for key, each in found.items() if each is not None}
    assert why == marked


def test_what_dies_under_way_long_after_a_restore_does_not_name_it(
    database: Path, backup: Path, file_url: str
) -> None:
    restore(database, backup, NOON)
    store = open_store(file_url, exclusive=True)
    version = alert_version("late")
    with store.transaction() as transaction:
        transaction.add_alert_version(version)
        late = notification("late", alert=version, created=NOON + DAY, due=NOON + DAY)
        transaction.add_notifications([late])
        transaction.claim("late", ["late"], NOON + DAY)
        transaction.recover_in_flight()
        (found,) = transaction.claim("late", ["late"], NOON + DAY)
    store.close()
    assert (found.may_repeat, found.after_restore) == (True, False)


def test_nothing_is_marked_in_a_database_that_was_never_restored(
    database: Path, file_url: str
) -> None:
    store = open_store(file_url, exclusive=True)
    with store.transaction() as transaction:
        waiting = transaction.notification("waits")
    store.close()
    assert database.is_file()
    assert waiting is not None
    assert not waiting.may_repeat


def test_nothing_is_restored_while_a_daemon_runs(
    database: Path, backup: Path, file_url: str
) -> None:
    daemon = open_store(file_url, exclusive=True)
    with pytest.raises(StoreInUse, match="is held by process"):
        restore(database, backup, NOON)
    daemon.close()
    assert not list(database.parent.glob("*.replaced-*"))


def _cut(backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:20_000])


def _spoil(backup: Path) -> None:
    spoilt = bytearray(backup.read_bytes())
    spoilt[8192 : len(spoilt) // 2] = b"\xa5" * (len(spoilt) // 2 - 8192)
    backup.write_bytes(spoilt)


def _make_newer(backup: Path) -> None:
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("UPDATE warnd_schema SET version_num = '9999'")


def _make_foreign(backup: Path) -> None:
    backup.unlink()
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def _make_orphans(backup: Path) -> None:
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("DELETE FROM alert_versions")


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(_cut, id="cut"),
        pytest.param(_spoil, id="spoilt"),
        pytest.param(_make_newer, id="newer"),
        pytest.param(_make_foreign, id="of-another-program"),
        pytest.param(_make_orphans, id="rows-that-refer-to-nothing"),
        pytest.param(lambda backup: backup.write_text("no database " * 99), id="no-database"),
        pytest.param(lambda backup: backup.write_bytes(b""), id="empty"),
        pytest.param(Path.unlink, id="missing"),
    ],
)
def test_a_backup_that_is_no_good_is_refused_and_nothing_is_changed(
    database: Path, backup: Path, harm: object
) -> None:
    assert callable(harm)
    harm(backup)
    before = database.read_bytes()
    names = {path.name for path in database.parent.iterdir()}
    with pytest.raises(StoreInvalid):
        restore(database, backup, NOON)
    assert database.read_bytes() == before
    assert {path.name for path in database.parent.iterdir()} == names


def test_a_database_that_is_gone_or_damaged_is_restored(database: Path, backup: Path) -> None:
    database.write_bytes(b"\xa5" * 5000)
    assert restore(database, backup, NOON).kept is not None
    database.unlink()
    assert restore(database, backup, NOON).kept is None
    assert _titles(database) == ["Shells fall"]


def test_a_database_is_no_backup_of_itself(database: Path) -> None:
    with pytest.raises(StoreInvalid, match="itself"):
        restore(database, database, NOON)


def test_the_journal_of_the_old_file_never_meets_the_new_one(database: Path, backup: Path) -> None:
    """A journal that a killed daemon left would be rolled back into the new file."""
    with closing(sqlite3.connect(database, isolation_level=None)) as daemon:
        daemon.execute("PRAGMA journal_mode=DELETE")
        daemon.execute("PRAGMA cache_size=1")
        daemon.execute("BEGIN")
        daemon.execute("UPDATE articles SET title = 'half done'")
        daemon.execute("CREATE TABLE filler AS SELECT randomblob(100000) AS bytes")
        for path in database.parent.glob("warnd.db*"):
            shutil.copy(path, path.with_name(f"crashed-{path.name}"))
        daemon.rollback()
    crashed = database.with_name("crashed-warnd.db")
    assert crashed.with_name(f"{crashed.name}-journal").stat().st_size > 0
    done = restore(crashed, backup, NOON)
    assert _titles(crashed) == ["Shells fall"]
    assert done.kept is not None
    assert _titles(done.kept) == ["Shells fall"]


def test_a_backup_has_its_moment_in_its_name_and_is_found_by_it(
    database: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "folder"
    made = [back_up_into(folder, database, NOON + days * DAY) for days in (1, 0)]
    for stray in ("warnd-99999999T999999Z.db", "warnd-notes.db", "other-20260301T120000Z.db"):
        (folder / stray).touch()
    assert backups_in(folder, database) == tuple(made)
    assert _titles(made[0].path) == ["Shells fall"]


def test_a_folder_that_cannot_be_made_is_told(database: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreInvalid, match="cannot be made"):
        back_up_into(tmp_path / "file" / "folder", database, NOON)


def _made(days: int) -> list[Backup]:
    """Give backups of every six hours."""
    moments = [NOON - each * DAY / 4 for each in range(days * 4)]
    return [Backup(path=Path(f"{moment:%Y%m%dT%H%M%SZ}"), at=moment) for moment in moments]


def test_seven_days_and_four_weeks_are_kept() -> None:
    backups = _made(90)
    over = set(superfluous(backups, Keep()))
    kept = [backup.at for backup in backups if backup not in over]
    assert [(NOON.date() - at.date()).days for at in kept[:7]] == list(range(7))
    assert len(kept) == 11
    assert len({at.strftime("%G-%V") for at in kept[7:]}) == 4


def test_pruning_day_by_day_keeps_a_backup_of_about_each_week() -> None:
    kept: list[Backup] = []
    for backup in reversed(_made(120)):
        kept = [backup, *kept]
        over = superfluous(kept, Keep())
        kept = [each for each in kept if each not in over]
    ages = [(NOON - backup.at) / DAY for backup in kept]
    assert len(ages) == 11
    assert 21 <= ages[-1] <= 36
    assert all(later - sooner <= 8 for sooner, later in pairwise(ages))


def test_the_newest_backup_is_always_kept() -> None:
    backups = _made(2)
    assert superfluous(backups, Keep(days=0, weeks=0)) == tuple(backups[1:])
    assert superfluous([], Keep()) == ()
