"""The trained models of an installation: one that is no good is let go, and rules read on alone."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock

import numpy as np
import structlog
from numpy.typing import NDArray

from warnd.errors import ModelInvalid
from warnd.model.identifiers import KindId
from warnd.model.plain import plain_line
from warnd.ports.reading import Classifier

log = structlog.get_logger()

#: CPU seconds that a model may take for one article (FAULTS, row 51); the longest article there may
#: be takes a tenth of a second
LONGEST_S = 2.0
#: articles in a row that may take longer: one is an odd article, three are the model
MOST_SLOW = 3
#: characters of what is wrong with a model
_LONGEST_WHY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTrouble:
    """A language that is read by its rules alone, since its model is no good."""

    #: ISO 639-1 code
    language: str
    #: what is wrong with the model
    why: str

    @property
    def words(self) -> str:
        """What a person reads of it."""
        return f"the model for {self.language} is not used, rules read on alone: {self.why}"


class Models(Mapping[str, "Watched"]):
    """The classifiers by language, each of which loads its model when it is first asked."""

    def __init__(
        self,
        languages: Iterable[str],
        load: Callable[[str], Classifier],
        *,
        kinds: Iterable[KindId],
        cpu_s: Callable[[], float] = time.thread_time,
    ) -> None:
        """Load nothing yet.

        `kinds` are those that signals may be of, `cpu_s` gives the CPU seconds of the thread.
        """
        known = frozenset(kinds)
        self._troubles: dict[str, ModelTrouble] = {}
        self._classifiers = {
            language: Watched(
                partial(_loaded, load, language, known), partial(self._lose, language), cpu_s
            )
            for language in languages
        }

    @property
    def troubles(self) -> tuple[ModelTrouble, ...]:
        """What is wrong, as far as it is known."""
        return tuple(self._troubles.values())

    def prove(self) -> None:
        """Load every model that there is.

        Raises ModelInvalid for the first that is no good.
        """
        for classifier in self.values():
            classifier.prove()

    def look(self, languages: Iterable[str]) -> None:
        """Load the models of languages, so that what is wrong is known before an article comes."""
        for language in languages:
            if language in self:
                self[language].look()

    def __getitem__(self, language: str) -> "Watched":
        """Give what classifies a language. Raises KeyError where there is no model."""
        return self._classifiers[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._classifiers)

    def __len__(self) -> int:
        return len(self._classifiers)

    def _lose(self, language: str, why: str) -> None:
        trouble = ModelTrouble(language=language, why=plain_line(why, _LONGEST_WHY))
        self._troubles[language] = trouble
        log.error("model_not_used", language=language, error=trouble.why)


class Watched:
    """A classifier that is loaded when it is first asked, by any thread.

    Once it could not be, failed, or was slow too often, it knows no kind, so that rules count as
    they do where there is no model.
    """

    def __init__(
        self,
        load: Callable[[], Classifier],
        lost: Callable[[str], None],
        cpu_s: Callable[[], float],
    ) -> None:
        """`lost` is called once, with why; `cpu_s` gives the CPU seconds of the thread."""
        self._load = load
        self._lost = lost
        self._cpu_s = cpu_s
        self._turn = Lock()
        self._classifier: Classifier | None = None
        self._slow = 0
        self._is_lost = False

    @property
    def kinds(self) -> tuple[KindId, ...]:
        """The kinds of the columns of what `probabilities` gave last."""
        return () if self._is_lost or self._classifier is None else self._classifier.kinds

    def prove(self) -> None:
        """Load the model. Raises ModelInvalid when it is no good."""
        with self._turn:
            if self._classifier is None:
                self._classifier = self._load()

    def look(self) -> None:
        """Load the model, or know that it is no good."""
        if self._is_lost:
            return
        try:
            self.prove()
        except (ModelInvalid, MemoryError) as error:
            self._let_go(str(error) or "it does not fit into memory")

    def probabilities(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Give calibrated probabilities, shape `(n_sentences, n_kinds)`, each 0 to 1."""
        self.look()
        found = None if self._classifier is None else self._weighed(self._classifier, sentences)
        return np.zeros((len(sentences), 0)) if self._is_lost or found is None else found

    def _weighed(
        self, classifier: Classifier, sentences: Sequence[str]
    ) -> NDArray[np.float64] | None:
        if self._is_lost:
            return None
        began_s = self._cpu_s()
        try:
            found = classifier.probabilities(sentences)
        except Exception as error:  # noqa: BLE001  whatever it is, the article is read by rules
            self._let_go(repr(error))
            return None
        self._judge(found, self._cpu_s() - began_s)
        return found

    def _judge(self, found: NDArray[np.float64], took_s: float) -> None:
        self._slow = self._slow + 1 if took_s > LONGEST_S else 0
        if not np.isfinite(found).all():
            self._let_go("it gives no numbers")
        elif self._slow >= MOST_SLOW:
            self._let_go(f"{MOST_SLOW} articles in a row took it over {LONGEST_S:g} s of CPU each")

    def _let_go(self, why: str) -> None:
        if not self._is_lost:
            self._is_lost = True
            self._lost(why)


def _loaded(
    load: Callable[[str], Classifier], language: str, known: frozenset[KindId]
) -> Classifier:
    """Give a classifier that speaks of known kinds alone."""
    classifier = load(language)
    unknown = sorted(set(classifier.kinds) - known)
    if unknown:
        raise ModelInvalid(f"it names the kind {unknown[0]!r}, which nothing weighs")
    return classifier
