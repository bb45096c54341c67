"""The trained models of an installation: one that is no good is let go, and rules read on alone."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import structlog
from numpy.typing import NDArray

from warnd.errors import ModelInvalid
from warnd.model.identifiers import KindId
from warnd.model.plain import plain_line
from warnd.ports import Classifier

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


class Models(Mapping[str, Classifier]):
    """The classifiers by language, each loaded when it is first asked for, by any thread.

    A language whose model cannot be loaded has none. One whose model fails or grows slow later has
    one that knows no kind, so that its rules count as they do where there is no model.
    """

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
        self._languages = tuple(languages)
        self._load = load
        self._kinds = frozenset(kinds)
        self._cpu_s = cpu_s
        self._loaded: dict[str, Classifier] = {}
        self._troubles: dict[str, ModelTrouble] = {}
        self._turn = Lock()

    @property
    def troubles(self) -> tuple[ModelTrouble, ...]:
        """What is wrong, as far as it is known."""
        return tuple(self._troubles.values())

    def prove(self) -> None:
        """Load every model that there is.

        Raises ModelInvalid for the first that is no good.
        """
        for language in self._languages:
            self._classifier(language)

    def look(self, languages: Iterable[str]) -> None:
        """Load the models of languages, so that what is wrong is known before an article comes."""
        for language in languages:
            self.get(language)

    def __getitem__(self, language: str) -> Classifier:
        """Give what classifies a language. Raises KeyError where nothing can."""
        if language not in self._languages or language in self._troubles:
            raise KeyError(language)
        try:
            return self._classifier(language)
        except (ModelInvalid, MemoryError) as error:
            self._lose(language, str(error) or "it does not fit into memory")
            raise KeyError(language) from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._languages)

    def __len__(self) -> int:
        return len(self._languages)

    def _classifier(self, language: str) -> Classifier:
        with self._turn:
            if language not in self._loaded:
                classifier = self._load(language)
                unknown = sorted(set(classifier.kinds) - self._kinds)
                if unknown:
                    raise ModelInvalid(f"it names the kind {unknown[0]!r}, which nothing weighs")
                self._loaded[language] = Watched(
                    classifier, lambda why: self._lose(language, why), self._cpu_s
                )
            return self._loaded[language]

    def _lose(self, language: str, why: str) -> None:
        if language not in self._troubles:
            trouble = ModelTrouble(language=language, why=plain_line(why, _LONGEST_WHY))
            self._troubles[language] = trouble
            log.error("model_not_used", language=language, error=trouble.why)


class Watched:
    """A classifier that knows no kind any more once it failed or was slow too often."""

    def __init__(
        self, classifier: Classifier, lost: Callable[[str], None], cpu_s: Callable[[], float]
    ) -> None:
        """`lost` is called once, with why; `cpu_s` gives the CPU seconds of the thread."""
        self._classifier = classifier
        self._lost = lost
        self._cpu_s = cpu_s
        self._slow = 0
        self._is_lost = False

    @property
    def kinds(self) -> tuple[KindId, ...]:
        """The kinds of the columns of `probabilities`."""
        return () if self._is_lost else self._classifier.kinds

    def probabilities(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """Give calibrated probabilities, shape `(n_sentences, n_kinds)`, each 0 to 1."""
        if not self._is_lost:
            began_s = self._cpu_s()
            try:
                found = self._classifier.probabilities(sentences)
            except Exception as error:  # noqa: BLE001  whatever it is, the article is read by rules
                self._let_go(repr(error))
            else:
                self._judge(found, self._cpu_s() - began_s)
        return np.zeros((len(sentences), 0)) if self._is_lost else found

    def _judge(self, found: NDArray[np.float64], took_s: float) -> None:
        self._slow = self._slow + 1 if took_s > LONGEST_S else 0
        if not np.isfinite(found).all():
            self._let_go("it gives no numbers")
        elif self._slow >= MOST_SLOW:
            self._let_go(f"{MOST_SLOW} articles in a row took it over {LONGEST_S:g} s of CPU each")

    def _let_go(self, why: str) -> None:
        self._is_lost = True
        self._lost(why)
