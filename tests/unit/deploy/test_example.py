"""The example configuration: valid as it stands, and with what it shows as comments."""

import re
from pathlib import Path

import pytest

from warnd.config.load import load_settings

EXAMPLE = Path(__file__).parents[3] / "deploy" / "warnd.yaml"
#: channels and routes that stand there as comments; lists of feeds need files of their own
_SHOWN = re.compile(r"^  # (?=- \{(?:match|to|about): |\w+: +\{type: )", re.MULTILINE)
_AREAS = re.compile(r"^# (?=areas:|  - \{id: )", re.MULTILINE)
SECRETS = {
    "secret_smtp-password": "correct horse",
    "secret_slack-url": "https://hooks.example.org/T/B/x",
    "secret_hook": "whsec_" + "c2VjcmV0" * 4,
    "secret_ntfy-topic": "warnd-1f6a",
}


@pytest.fixture
def text() -> str:
    return EXAMPLE.read_text(encoding="utf-8")


def write(folder: Path, text: str) -> Path:
    path = folder / "warnd.yaml"
    path.write_text(text, encoding="utf-8")
    for name, secret in SECRETS.items():
        (folder / name).write_text(secret)
        (folder / name).chmod(0o600)
    return path


def test_it_holds_twenty_feeds_of_which_each_says_what_it_is(tmp_path: Path, text: str) -> None:
    settings = load_settings(write(tmp_path, text))
    assert len(settings.feeds) == 20
    assert all(feed.language and feed.url.startswith("https://") for feed in settings.feeds)
    assert "none was tried at release" in text


def test_what_it_shows_as_comments_is_valid_too(tmp_path: Path, text: str) -> None:
    shown, lines = _SHOWN.subn("  ", text)
    assert lines == 10
    settings = load_settings(write(tmp_path, shown))
    assert {"here", "duty", "ops", "hook", "pager"} == set(settings.channels)


def test_the_areas_that_it_shows_are_valid(tmp_path: Path, text: str) -> None:
    shown, lines = _AREAS.subn("", re.sub(r", area: [^}]+", "", text))
    assert lines == 5
    assert len(load_settings(write(tmp_path, shown)).areas) == 4
