import pytest

from warnd.daemon.when_asked import WhenAsked


def test_entries_are_made_once_and_not_before_they_are_asked_for() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key.upper()

    table = WhenAsked(["fr", "en"], make)
    assert list(table) == ["fr", "en"]
    assert "en" in table
    assert "de" not in table
    assert len(table) == 2
    assert made == []
    assert table["en"] is table["en"]
    assert made == ["en"]
    assert dict(table) == {"fr": "FR", "en": "EN"}


def test_other_keys_have_no_entry() -> None:
    with pytest.raises(KeyError):
        WhenAsked(["fr"], str.upper)["en"]
