import json
import os
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args, get_type_hints

import pytest

from warnd.channel_settings import ChannelSettings
from warnd.config.last_good import FOLDER, NAMING, Kept, keep, last_good
from warnd.config.load import read_settings, read_source
from warnd.model.identifiers import ChannelId
from warnd.settings import Settings

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)
TEXT = """\
store: sqlite:///warnd.db
rules: [rules]
model: model
feeds: [{opml: more.opml}]
channels: {ops: {type: slack, webhook_url_file: url}, out: {type: csv, file: alerts.csv}}
routes: [{to: [ops, out]}]
"""
OPS, OUT = ChannelId("ops"), ChannelId("out")
OPML = "<opml version='2.0'><body><outline text='A' xmlUrl='https://a.example/'/></body></opml>"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Give a configuration in a folder of its own, with all that it names."""
    folder = tmp_path / "etc"
    for name in ("rules", "model"):
        (folder / name).mkdir(parents=True)
    (folder / "rules" / "a.yaml").write_text("- {list: a, language: en, match: b}\n")
    (folder / "rules" / "notes.txt").write_text("not a rule")
    (folder / "more.opml").write_text(OPML)
    (folder / "url").write_text("https://hooks.example/old\n")
    (folder / "url").chmod(0o600)
    (folder / "warnd.yaml").write_text(TEXT)
    return folder / "warnd.yaml"


def kept(config: Path) -> Kept:
    reading = read_settings(config)
    assert reading.settings is not None, reading.mistakes
    return Kept(config=config, settings=reading.settings, lists=reading.lists)


def test_whatever_becomes_of_the_files_the_copy_gives_the_same_settings(
    config: Path, tmp_path: Path
) -> None:
    before = kept(config)
    assert keep(before, tmp_path, AT)
    for file in [*config.parent.rglob("*")]:
        if file.is_file():
            file.unlink()
    copy = last_good(config, tmp_path)
    assert copy is not None
    assert (copy.at, copy.store) == (AT, before.settings.store)
    reading = read_source(copy.source)
    settings = reading.settings
    assert settings is not None, reading.mistakes
    assert settings.store == before.settings.store
    assert settings.channels[OUT] == before.settings.channels[OUT]
    assert settings.routes == before.settings.routes
    assert [feed.url for feed in settings.feeds] == ["https://a.example/"]
    (rules,) = settings.rules
    assert [path.name for path in rules.iterdir()] == ["a.yaml"]
    assert settings.model is not None
    assert settings.model.is_dir()


def test_only_its_owner_can_read_a_copy(config: Path, tmp_path: Path) -> None:
    keep(kept(config), tmp_path, AT)
    modes = {path.stat().st_mode & 0o077 for path in (tmp_path / FOLDER).rglob("*")}
    assert modes == {0}
    assert (tmp_path / FOLDER).stat().st_mode & 0o077 == 0


def test_a_secret_is_read_where_it_stands_as_long_as_it_is_good(
    config: Path, tmp_path: Path
) -> None:
    keep(kept(config), tmp_path, AT)
    secret = config.with_name("url")
    secret.write_text("https://hooks.example/new\n")
    assert _secret(config, tmp_path) == "https://hooks.example/new\n"
    secret.write_text("nothing of use\n")
    assert _secret(config, tmp_path) == "https://hooks.example/old\n"


def _secret(config: Path, folder: Path) -> str:
    copy = last_good(config, folder)
    assert copy is not None
    settings = read_source(copy.source).settings
    assert settings is not None
    path = getattr(settings.channels[OPS], "webhook_url_file")  # noqa: B009  of one sort alone
    assert isinstance(path, Path)
    return path.read_text()


def test_secrets_that_systemd_hands_over_are_not_copied(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    config.with_name("url").rename(credentials / "url")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    keep(kept(config), tmp_path, AT)
    manifest = json.loads((tmp_path / FOLDER / "manifest.json").read_text())
    assert not [path for path in manifest["copies"] if path.endswith("url")]


def test_the_same_is_kept_once_and_a_change_anew(config: Path, tmp_path: Path) -> None:
    assert keep(kept(config), tmp_path, AT)
    assert not keep(kept(config), tmp_path, AT)
    (config.parent / "rules" / "a.yaml").write_text("- {list: a, language: en, match: c}\n")
    assert keep(kept(config), tmp_path, AT)
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(FOLDER)] == [FOLDER]


def test_a_copy_that_was_damaged_or_is_of_another_file_is_none(
    config: Path, tmp_path: Path
) -> None:
    assert last_good(config, tmp_path) is None
    keep(kept(config), tmp_path, AT)
    assert last_good(config.with_name("other.yaml"), tmp_path) is None
    (tmp_path / FOLDER / "0").write_text("store: sqlite:///elsewhere.db\n")
    assert last_good(config, tmp_path) is None
    (tmp_path / FOLDER / "manifest.json").write_text("[")
    assert last_good(config, tmp_path) is None


def test_a_kill_between_two_copies_leaves_the_one_before(config: Path, tmp_path: Path) -> None:
    keep(kept(config), tmp_path, AT)
    (tmp_path / FOLDER).rename(tmp_path / f"{FOLDER}.before")
    assert last_good(config, tmp_path) is not None


def test_a_folder_that_cannot_be_written_is_told(config: Path, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        keep(kept(config), tmp_path / "missing", AT)


def test_relative_names_of_a_configuration_lead_to_the_same_copy(
    config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(config.parent)
    near = Path(config.name)
    keep(kept(near), tmp_path, AT)
    (config.parent / "rules" / "a.yaml").write_text("{")
    copy = last_good(near, tmp_path)
    assert copy is not None
    settings = read_source(copy.source).settings
    assert settings is not None
    assert settings.rules[0].is_relative_to(tmp_path / FOLDER)


def test_every_setting_that_names_a_file_is_read_or_written_on_purpose() -> None:
    written = {"file", "folder"}
    named = {
        each.name
        for record in (Settings, *get_args(ChannelSettings))
        for each in fields(record)
        if Path in (hint := get_type_hints(record)[each.name], *get_args(hint))
    }
    assert {name for name in named if not name.endswith("_file")} - written == set(NAMING)
    assert os.environ.get("CREDENTIALS_DIRECTORY") is None
