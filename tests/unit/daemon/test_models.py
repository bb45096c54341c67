"""Models that are no good are let go, each for itself."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from numpy.typing import NDArray

from warnd.daemon.models import LONGEST_S, MOST_SLOW, Models
from warnd.errors import ModelInvalid
from warnd.model.identifiers import KindId

SHELLING = KindId("shelling")
SENTENCES = ("Shells fell.", "Prices held.")


@dataclass
class Scripted:
    """A classifier that gives what it is told to."""

    kinds: tuple[KindId, ...] = (SHELLING,)
    gives: float = 0.9
    fails: bool = False
    works: Callable[[], None] = lambda: None

    def probabilities(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        self.works()
        if self.fails:
            raise IndexError("no such column")
        return np.full((len(sentences), len(self.kinds)), self.gives)


@dataclass
class CpuClock:
    """The CPU time of a thread that works when it is told to."""

    now_s: float = 0.0

    def __call__(self) -> float:
        return self.now_s

    def work(self) -> None:
        self.now_s += LONGEST_S + 0.1


def models(load: Callable[[str], Scripted], cpu_s: Callable[[], float] = lambda: 0.0) -> Models:
    return Models(["en", "fr"], load, kinds=[SHELLING], cpu_s=cpu_s)


def test_each_is_loaded_once_and_not_before_it_is_asked_for() -> None:
    asked: list[str] = []

    def load(language: str) -> Scripted:
        asked.append(language)
        return Scripted()

    found = models(load)
    assert asked == []
    assert list(found) == ["en", "fr"]
    assert len(found) == 2
    assert list(found["en"].kinds) == []
    assert asked == []
    for _ in range(2):
        assert found["en"].probabilities(SENTENCES).tolist() == [[0.9], [0.9]]
        assert list(found["en"].kinds) == [SHELLING]
    assert asked == ["en"]
    assert found.get("de") is None
    assert found.troubles == ()


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(ModelInvalid("model.json: not JSON"), id="damaged"),
        pytest.param(MemoryError(), id="too large"),
    ],
)
def test_one_that_cannot_be_loaded_is_none_and_the_others_stay(error: Exception) -> None:
    def load(language: str) -> Scripted:
        if language == "en":
            raise error
        return Scripted()

    found = models(load)
    found.look(["en", "fr", "de"])
    assert found["en"].probabilities(SENTENCES).shape == (2, 0)
    assert (found["en"].kinds, found["fr"].kinds) == ((), (SHELLING,))
    (trouble,) = found.troubles
    assert trouble.language == "en"
    assert str(error) in trouble.words


def test_a_kind_that_nothing_weighs_is_refused() -> None:
    found = models(lambda _: Scripted(kinds=(KindId("weather"),)))
    assert found["en"].probabilities(SENTENCES).shape == (2, 0)
    assert "weather" in found.troubles[0].why
    with pytest.raises(ModelInvalid, match="weather"):
        found.prove()


@pytest.mark.parametrize(
    "classifier",
    [
        pytest.param(Scripted(fails=True), id="fails"),
        pytest.param(Scripted(gives=float("nan")), id="gives no numbers"),
        pytest.param(Scripted(gives=float("inf")), id="gives endless numbers"),
    ],
)
def test_one_that_fails_knows_no_kind_from_then_on(classifier: Scripted) -> None:
    found = models(lambda _: classifier)
    used = found["en"]
    assert used.probabilities(SENTENCES).shape == (2, 0)
    assert used.kinds == ()
    assert used.probabilities(SENTENCES).shape == (2, 0)
    assert [trouble.language for trouble in found.troubles] == ["en"]


def test_one_that_is_slow_again_and_again_is_let_go() -> None:
    clock = CpuClock()
    slow = Scripted(works=clock.work)
    used = (found := models(lambda _: slow, clock))["en"]
    for _ in range(MOST_SLOW - 1):
        assert used.probabilities(SENTENCES).shape == (2, 1)
    slow.works = lambda: None
    assert used.probabilities(SENTENCES).shape == (2, 1), "one that was quick starts anew"
    slow.works = clock.work
    shapes = [used.probabilities(SENTENCES).shape for _ in range(MOST_SLOW)]
    assert shapes[-2:] == [(2, 1), (2, 0)]
    assert "in a row" in found.troubles[0].why


def test_all_are_proved_where_somebody_waits_for_it() -> None:
    asked: list[str] = []

    def load(language: str) -> Scripted:
        asked.append(language)
        return Scripted()

    models(load).prove()
    assert asked == ["en", "fr"]
