from pathlib import Path

import pytest

from warnd.config.state_folder import database_of, state_folders, stores_named


def test_systemd_names_the_state_directory_before_the_database_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("state", "data", "etc"):
        (tmp_path / name).mkdir()
    config, store = tmp_path / "etc" / "warnd.yaml", f"sqlite:///{tmp_path / 'data' / 'w.db'}"
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)
    assert state_folders(config, store) == (tmp_path / "data", tmp_path / "etc")
    assert state_folders(config, "postgresql://h/w") == (tmp_path / "etc",)
    monkeypatch.setenv("STATE_DIRECTORY", f"{tmp_path / 'state'}:{tmp_path / 'data'}")
    assert state_folders(config, "") == (tmp_path / "state", tmp_path / "etc")


@pytest.mark.parametrize(
    ("text", "stores"),
    [
        pytest.param("store: sqlite:////d/w.db\nfeedz: []\n", ["sqlite:////d/w.db"], id="sound"),
        pytest.param("store: sqlite:////d/w.db\nfeeds: [\n", ["sqlite:////d/w.db"], id="open"),
        pytest.param('{"store": "sqlite:////d/w.db", "a": [', ["sqlite:////d/w.db"], id="JSON"),
        pytest.param("  'store' : 'sqlite:////d/w.db'\n\t", ["sqlite:////d/w.db"], id="quotes"),
        pytest.param("store: warnd.db\n", [], id="no address"),
        pytest.param("listen: 127.0.0.1:1\n", [], id="none"),
        pytest.param("", [], id="empty"),
    ],
)
def test_a_broken_file_still_says_where_its_database_is(
    tmp_path: Path, text: str, stores: list[str]
) -> None:
    config = tmp_path / "warnd.yaml"
    config.write_text(text)
    assert list(stores_named(config)) == stores


def test_a_relative_database_begins_at_the_folder_and_a_missing_file_names_none(
    tmp_path: Path,
) -> None:
    config = tmp_path / "warnd.yaml"
    assert list(stores_named(config)) == []
    config.write_text("store: sqlite:///w.db\n")
    assert list(stores_named(config)) == [f"sqlite:///{tmp_path / 'w.db'}"]
    assert database_of(f"sqlite:///{tmp_path / 'w.db'}?a=b") == tmp_path / "w.db"
    assert database_of("postgresql://h/w") is None
