import numpy as np

from tests.unit.signals.trained import shipped_lines
from warnd.model.identifiers import KindId
from warnd.model.status import Status
from warnd.signals.folds import folds_of
from warnd.signals.training import TrainingLine


def line(text: str, *kinds: str) -> TrainingLine:
    return TrainingLine(text=text, signals={KindId(kind): Status.OCCURRED for kind in kinds})


def test_alike_sentences_share_a_fold() -> None:
    lines = [
        *(line(f"word{n} other{n} third{n} fourth{n}") for n in range(20)),
        line("Rebels shelled three villages in the hills above the river."),
        line("Rebels shelled three villages in the hills near the road."),
    ]
    folds = folds_of(lines, 5)
    assert folds[-1] == folds[-2]


def test_each_kind_is_spread_over_the_folds() -> None:
    lines = shipped_lines()
    folds = folds_of(lines, 5)
    for kind in {kind for line in lines for kind in line.signals}:
        carrying = np.bincount(folds[[kind in line.signals for line in lines]], minlength=5)
        assert carrying.min() > 0.6 * carrying.mean(), kind


def test_folds_are_about_equal() -> None:
    sizes = np.bincount(folds_of(shipped_lines(), 5))
    assert sizes.min() > 0.9 * sizes.max()


def test_the_order_of_lines_does_not_change_their_folds_company() -> None:
    lines = [line(f"word{n} other{n} third{n}", "shelling") for n in range(10)]
    forth, back = folds_of(lines, 2), folds_of(lines[::-1], 2)[::-1]
    assert (forth == back).all()
