from pathlib import Path

import pytest

from warnd.config import shipped


def test_a_checkout_serves_its_own_folders() -> None:
    root = Path(__file__).parents[3]

    assert shipped.shipped_rules() == root / "rules"
    assert shipped.shipped_model() == root / "models"
    assert shipped.shipped_scoring().is_file()


def test_an_installed_package_serves_what_travels_inside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = tmp_path / "warnd" / "shipped"
    (inside / "rules").mkdir(parents=True)
    (inside / "rules" / "scoring.yaml").touch()
    monkeypatch.setattr(shipped, "_PACKAGE", tmp_path / "warnd")

    assert shipped.shipped_rules() == inside / "rules"
    assert shipped.shipped_model() == inside / "models"
