from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path

import pytest

from warnd.config.documents import load_document
from warnd.errors import ConfigurationInvalid
from warnd.model.level import Level


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    #: how much
    weight: float
    #: which
    colour: Colour = Colour.RED


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    #: all of them
    parts: tuple[Part, ...]
    #: by level
    by_level: dict[Level, timedelta] = field(default_factory=dict)
    #: one more
    extra: Part | None = None


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "whole.yaml"
    path.write_text(text)
    return path


def test_any_record_can_be_read(tmp_path: Path) -> None:
    text = "parts: [{weight: 1}, {weight: 2e-1, colour: red}]\nby_level: {warning: 6h}\nextra: null"

    assert load_document(write(tmp_path, text), Whole) == Whole(
        parts=(Part(weight=1), Part(weight=0.2)), by_level={Level.WARNING: timedelta(hours=6)}
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param("parts: [{}]", "1:9: parts[0].weight: is missing: how much", id="missing"),
        pytest.param(
            "parts: []\nextra: {weigth: 1, weight: 1}",
            "2:9: extra: unknown key 'weigth'; did you mean 'weight'?",
            id="unknown key of an optional record",
        ),
        pytest.param(
            "parts: []\nby_level: {warnin: 6h}",
            "2:20: by_level.warnin: expected one of calm, watch, warning, emergency, got 'warnin'; "
            "did you mean 'warning'?",
            id="key of a mapping",
        ),
        pytest.param("parts: [[]]", "1:9: parts[0]: expected a mapping, got a list", id="list"),
        pytest.param("[]", "1:1: expected a mapping, got a list", id="list for the document"),
        pytest.param("", "1:1: is empty", id="nothing"),
    ],
)
def test_a_mistake_in_any_record_is_told_at_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = write(tmp_path, text)

    with pytest.raises(ConfigurationInvalid) as caught:
        load_document(path, Whole)

    assert str(caught.value) == f"{path}:{told}"
