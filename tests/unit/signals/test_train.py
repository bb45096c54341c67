from pathlib import Path

import numpy as np
import pytest

from tests.unit.signals.trained import (
    WITH_STATUSES,
    plain_model,
    shipped_concepts,
    shipped_lines,
    small_model,
)
from warnd.config.shipped import shipped_model
from warnd.model.identifiers import KindId
from warnd.model.status import PRECEDENCE, Status
from warnd.signals.train import text_digest, train_model
from warnd.signals.training import TrainingLine
from warnd.storage.model_files import load_model, save_model


def line(text: str, **signals: Status) -> TrainingLine:
    return TrainingLine(
        text=text, signals={KindId(kind): status for kind, status in signals.items()}
    )


def test_the_same_text_gives_the_same_files(tmp_path: Path) -> None:
    again = train_model(shipped_lines()[::8], shipped_concepts(), settings=WITH_STATUSES)
    save_model(tmp_path / "first", small_model().arrays)
    save_model(tmp_path / "second", again.arrays)
    for name in ("model.safetensors", "model.json"):
        first, second = tmp_path / "first" / name, tmp_path / "second" / name
        assert first.read_bytes() == second.read_bytes()


def test_other_text_is_told_by_its_digest() -> None:
    assert plain_model().arrays.trained_on != small_model().arrays.trained_on


def test_the_shipped_model_was_trained_on_the_shipped_text() -> None:
    """Training anew (`warnd train`) mends it when text was added."""
    shipped = load_model(shipped_model() / "en")
    assert shipped.trained_on == text_digest(shipped_lines(), shipped_concepts())


def test_the_shipped_text_trains_the_shipped_model(tmp_path: Path) -> None:
    save_model(tmp_path, train_model(shipped_lines(), shipped_concepts()).arrays)
    again, shipped = load_model(tmp_path), load_model(shipped_model() / "en")
    assert again.space.features == shipped.space.features
    # On one kind of processor it is the same bit for bit; on another the last digits may differ.
    assert np.allclose(again.kind_head.weights, shipped.kind_head.weights, rtol=1e-3, atol=1e-4)
    assert np.allclose(again.space.idf, shipped.space.idf, rtol=1e-6)


def test_lines_that_were_held_out_are_told_better_than_by_chance() -> None:
    trained = small_model()
    said = trained.held_out >= 0.3
    right = (said & trained.truth).sum()
    assert 2 * right / (said.sum() + trained.truth.sum()) > 0.3


def test_held_out_probabilities_are_as_sure_as_they_are_right() -> None:
    trained = small_model()
    assert trained.held_out.mean() == pytest.approx(trained.truth.mean(), rel=0.1)


def test_kinds_stand_in_order_and_every_one_has_its_column() -> None:
    arrays = small_model().arrays
    assert list(arrays.kinds) == sorted(arrays.kinds)
    assert len(arrays.kinds) == 15
    assert arrays.kind_head.weights.shape == (len(arrays.space.features), 15)
    assert arrays.kind_head.intercepts.shape == (15,)


def test_features_of_concepts_stand_last() -> None:
    of_concepts = [name.startswith("@") for name in small_model().arrays.space.features]
    assert any(of_concepts)
    assert of_concepts == sorted(of_concepts)


def test_statuses_are_trained_only_when_asked_for() -> None:
    assert small_model().arrays.statuses == PRECEDENCE
    plain = plain_model().arrays
    assert plain.statuses == ()
    assert plain.status_head is None


def test_a_status_that_no_line_has_is_never_given() -> None:
    lines = [line for line in shipped_lines()[::8] if Status.DENIED not in line.signals.values()]
    arrays = train_model(lines, settings=WITH_STATUSES).arrays
    assert arrays.status_head is not None
    denied = arrays.statuses.index(Status.DENIED)
    assert arrays.status_head.intercepts[denied] == np.min(arrays.status_head.intercepts)
    assert not arrays.status_head.weights[:, denied].any()


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([], id="no lines"),
        pytest.param([line("The mayor opens a bridge.")] * 9, id="no signals"),
        pytest.param(
            [line("The mayor opens a bridge.")] * 9
            + [line("Shells hit a market.", shelling=Status.OCCURRED)] * 4,
            id="a kind in four lines",
        ),
    ],
)
def test_a_kind_with_too_few_lines_cannot_be_trained(lines: list[TrainingLine]) -> None:
    with pytest.raises(ValueError, match="at least 5 lines"):
        train_model(lines)
