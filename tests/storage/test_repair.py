"""Row F8 with the opening code alone: one byte flipped in each page in turn, cut short, swapped."""

import random
import sqlite3
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from warnd.errors import StoreDamaged, StoreInvalid
from warnd.storage.backups import FOLDER, back_up_into
from warnd.storage.connect import open_store
from warnd.storage.repair import is_suspect, open_sound, suspicion

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PAGE = 4096
#: in the header: page size, versions, reserved space, fractions, size, schema format, encoding
HEADER = (0, 15, 16, 17, 18, 19, 20, 21, 22, 23, 28, 32, 36, 44, 47, 52, 56, 59)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Give a database that was used, with one backup."""
    path = tmp_path / "warnd.db"
    open_store(url(path), exclusive=True).close()
    back_up_into(tmp_path / FOLDER, path, NOW)
    return path


def url(path: Path) -> str:
    return f"sqlite:///{path}"


def put(database: Path, content: bytes) -> None:
    for left in database.parent.glob("warnd.db*"):
        left.unlink()
    database.write_bytes(content)


def test_a_byte_flipped_in_each_page_in_turn_is_found_or_harmless(database: Path) -> None:
    sound, chance = database.read_bytes(), random.Random(8)  # noqa: S311  the same bytes every time
    outcomes: Counter[str] = Counter()
    for page in range(len(sound) // PAGE):
        for offset in {3, chance.randrange(PAGE), *(HEADER if page == 0 else ())}:
            flipped = bytearray(sound)
            flipped[page * PAGE + offset] ^= 0xFF
            put(database, bytes(flipped))
            store, repaired = open_sound(url(database), NOW)
            store.close()
            with closing(sqlite3.connect(database)) as reader:
                assert reader.execute("PRAGMA quick_check").fetchone() == ("ok",)
            outcomes["harmless" if repaired is None else "restored"] += 1
            if repaired is not None:
                assert repaired.backup is not None
                assert repaired.damaged.read_bytes() == bytes(flipped)
    assert outcomes["restored"] > len(sound) // PAGE // 2


@pytest.mark.parametrize(
    ("left", "instead"),
    [
        pytest.param(0, b"", id="of no length"),
        pytest.param(40 * PAGE, b"", id="cut short"),
        pytest.param(50, b"", id="cut in its header"),
        pytest.param(0, bytes(70 * PAGE), id="zeros"),
        pytest.param(0, b"a letter to somebody" * 500, id="no database"),
    ],
)
def test_what_is_no_database_any_more_gives_way_to_the_newest_good_backup(
    database: Path, left: int, instead: bytes
) -> None:
    older, newer = NOW - timedelta(days=1), NOW + timedelta(days=1)
    back_up_into(database.parent / FOLDER, database, older)
    bad = back_up_into(database.parent / FOLDER, database, newer)
    bad.path.write_bytes(bad.path.read_bytes()[:9000])
    put(database, database.read_bytes()[:left] + instead)
    store, repaired = open_sound(url(database), NOW)
    store.close()
    assert repaired is not None
    assert repaired.backup is not None
    assert repaired.backup.at == NOW
    assert repaired.damaged.name == "warnd.db.corrupt-20261120T120000Z"


def test_without_a_good_backup_a_new_one_is_begun_and_the_old_one_kept(database: Path) -> None:
    for backup in (database.parent / FOLDER).iterdir():
        backup.write_bytes(b"nothing")
    put(database, b"nothing")
    store, repaired = open_sound(url(database), NOW)
    with store.transaction() as transaction:
        assert transaction.count_articles() == 0
    store.close()
    assert repaired is not None
    assert repaired.backup is None
    assert repaired.damaged.read_bytes() == b"nothing"


def test_a_file_that_warnd_never_used_is_not_touched(tmp_path: Path) -> None:
    letter = tmp_path / "warnd.db"
    letter.write_bytes(b"a letter to somebody" * 500)
    with pytest.raises(StoreDamaged):
        open_sound(url(letter), NOW)
    assert letter.read_bytes() == b"a letter to somebody" * 500
    assert not list(tmp_path.glob("*.corrupt-*"))


def test_a_newer_schema_and_another_programs_tables_are_refused_untouched(database: Path) -> None:
    sound = database.read_bytes()
    for change in (
        "UPDATE warnd_schema SET version_num = '9999'",
        "PRAGMA application_id = 7; DROP TABLE warnd_schema",
    ):
        put(database, sound)
        with closing(sqlite3.connect(database)) as writer:
            writer.executescript(change)
        before = database.read_bytes()
        with pytest.raises(StoreInvalid) as refused:
            open_sound(url(database), NOW)
        assert not isinstance(refused.value, StoreDamaged)
        assert database.read_bytes() == before


def test_one_under_suspicion_is_read_through_however_large_it_is(
    database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warnd.storage.repair.CHECK_BELOW_BYTES", 1)
    sound = bytearray(database.read_bytes())
    sound[20 * PAGE + 3] ^= 0xFF
    put(database, bytes(sound))
    store, repaired = open_sound(url(database), NOW)
    store.close()
    assert repaired is None
    suspicion(database).touch()
    store, repaired = open_sound(url(database), NOW)
    store.close()
    assert repaired is not None
    assert not is_suspect(database)


def test_a_sound_one_is_opened_as_it_is(database: Path) -> None:
    store, repaired = open_sound(url(database), NOW)
    store.close()
    assert repaired is None
    assert not list(database.parent.glob("*.corrupt-*"))
