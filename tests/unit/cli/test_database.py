"""`warnd db`: backups, restores, checks, rehearsals and moves."""

import json
from pathlib import Path

import pytest

from tests.storage.records import QUIET, article
from tests.unit.cli.conftest import run
from warnd.storage.connect import open_store
from warnd.storage.store import SqlStore


def stored(config: Path) -> SqlStore:
    return open_store(f"sqlite:///{config.with_name('warnd.db')}", exclusive=True)


def add(config: Path, name: str) -> None:
    store = stored(config)
    with store.transaction() as transaction:
        transaction.add_article(article(name), QUIET)
    store.close()


def count(config: Path) -> int:
    store = stored(config)
    with store.transaction() as transaction:
        found = transaction.count_articles()
    store.close()
    return found


@pytest.fixture
def kept(config: Path) -> Path:
    """Give a configuration whose database holds an article."""
    add(config, "first")
    return config


def backups(config: Path, folder: str = "backups") -> list[Path]:
    return sorted(config.with_name(folder).glob("warnd-*.db"))


def test_a_backup_is_made_beside_the_daemon_and_restored_without_it(kept: Path) -> None:
    daemon = stored(kept)
    made = run("db", "backup", "--config", kept)
    assert made.exit_code == 0, made.output
    (backup,) = backups(kept)
    assert str(backup) in made.stdout
    refused = run("db", "restore", backup, "--config", kept)
    assert (refused.exit_code, "is held by process" in refused.stderr) == (75, True)
    daemon.close()
    add(kept, "second")
    restored = run("db", "restore", backup, "--config", kept)
    assert restored.exit_code == 0, restored.output
    assert "is kept as" in restored.stdout
    assert "may have been told before" in restored.stdout
    assert count(kept) == 1


def test_old_backups_are_deleted_and_other_files_stay(kept: Path) -> None:
    folder = kept.with_name("elsewhere")
    folder.mkdir()
    for day in range(1, 20):
        (folder / f"warnd-200001{day:02}T000000Z.db").touch()
    (folder / "warnd-mine.db").touch()
    result = run("db", "backup", "--to", folder, "--keep", "3+1", "--config", kept)
    assert result.exit_code == 0, result.output
    assert "16 older backups deleted" in result.stdout
    names = [path.name[:14] for path in backups(kept, "elsewhere")]
    assert names[:3] == ["warnd-20000117", "warnd-20000118", "warnd-20000119"]
    assert (folder / "warnd-mine.db").exists()
    assert len(names) == 5


@pytest.mark.parametrize("keep", ["7", "a+b", "7+4+1", "-1+4"])
def test_what_is_no_number_of_backups_is_refused(kept: Path, keep: str) -> None:
    result = run("db", "backup", f"--keep={keep}", "--config", kept)
    assert result.exit_code == 2
    assert backups(kept) == []


def test_a_file_that_is_no_backup_is_refused_in_words(kept: Path) -> None:
    result = run("db", "restore", kept, "--config", kept)
    assert result.exit_code == 1
    assert "cannot be backed up" in result.stderr
    assert count(kept) == 1


def test_a_database_without_a_backup_is_a_finding(kept: Path) -> None:
    result = run("db", "check", "--config", kept)
    assert result.exit_code == 1
    assert "there is no backup in" in result.stdout
    run("db", "backup", "--config", kept)
    assert run("db", "check", "--config", kept).stdout == "The database is sound.\n"


def test_an_old_backup_and_a_damaged_file_are_findings(kept: Path) -> None:
    kept.with_name("backups").mkdir()
    kept.with_name("backups").joinpath("warnd-20000101T000000Z.db").touch()
    kept.with_name("warnd.db").write_bytes(b"no database" * 500)
    result = run("db", "check", "--json", "--config", kept)
    assert result.exit_code == 1
    damaged, old = map(json.loads, result.stdout.splitlines())
    assert "damaged" in damaged["finding"]
    assert "newest backup" in old["finding"]
    assert old["mend"] == "run daily: warnd db backup"


def test_a_rehearsal_changes_nothing(kept: Path) -> None:
    result = run("db", "upgrade", "--dry-run", "--config", kept)
    assert (result.exit_code, result.stdout) == (0, "The database is up to date.\n")
    kept.with_name("warnd.db").write_bytes(b"")
    result = run("db", "upgrade", "--dry-run", "--config", kept)
    assert result.exit_code == 0, result.output
    assert "0001: " in result.stdout
    assert "Nothing was changed" in result.stdout
    assert kept.with_name("warnd.db").read_bytes() == b""


def test_a_rehearsal_without_a_database_is_told(config: Path) -> None:
    result = run("db", "upgrade", "--dry-run", "--config", config)
    assert result.exit_code == 1
    assert "there is no database at" in result.stderr


def test_an_installation_moves_into_an_empty_database(kept: Path, tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path}/moved.db"
    result = run("db", "copy", "--to", target, "--config", kept)
    assert result.exit_code == 0, result.output
    assert "articles" in result.stdout
    again = run("db", "copy", "--to", target, "--config", kept)
    assert again.exit_code == 1
    assert "holds records already" in again.stderr


def test_an_installation_that_runs_does_not_move(kept: Path, tmp_path: Path) -> None:
    daemon = stored(kept)
    result = run("db", "copy", "--to", f"sqlite:///{tmp_path}/moved.db", "--config", kept)
    daemon.close()
    assert result.exit_code == 75


@pytest.mark.parametrize(
    ("command", "instead"),
    [
        pytest.param(("backup",), "pg_dump", id="backup"),
        pytest.param(("restore", "file"), "pg_restore", id="restore"),
    ],
)
def test_for_a_server_its_own_programs_are_named(
    config: Path, command: tuple[str, ...], instead: str
) -> None:
    document = json.loads(config.read_text())
    config.write_text(json.dumps({**document, "store": "postgresql+psycopg://w@127.0.0.1:1/w"}))
    result = run("db", *command, "--config", config)
    assert result.exit_code == 1
    assert instead in result.stderr
