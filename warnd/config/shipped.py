"""Where the rule packs and the model that come with warnd are."""

from pathlib import Path

import warnd

_PACKAGE = Path(warnd.__file__).parent
#: what a folder of shipped files must hold to be one
_MARK = Path("rules") / "scoring.yaml"


def shipped_rules() -> Path:
    """Give the folder of the shipped rule packs, one folder a language."""
    return _shipped() / "rules"


def shipped_model() -> Path:
    """Give the folder of the shipped model."""
    return _shipped() / "models"


def shipped_scoring() -> Path:
    """Give the shipped scoring table."""
    return _shipped() / _MARK


def _shipped() -> Path:
    """Give the folder inside the installed package or, in a checkout, the checkout itself."""
    inside = _PACKAGE / "shipped"
    return inside if (inside / _MARK).is_file() else _PACKAGE.parent
