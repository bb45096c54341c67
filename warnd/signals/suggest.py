"""What rules lack: words that set apart the marked articles in which no rule of their kind fires.

An archive is gone through twice: the marked articles first, whose n-grams are few, then all of it,
counting those n-grams alone. So memory grows with what was marked, not with the archive.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from warnd.model.article import Article
from warnd.model.identifiers import ArticleId, KindId
from warnd.signals.grams import Gram, WordsOfForms, grams_of, shares_word
from warnd.signals.labels import Labelled
from warnd.signals.surprise import signed_surprise
from warnd.signals.unjudged import RuleReader, Unjudged

#: Articles that no rule of the kind sees and that share an n-gram, for it to be suggested: what one
#: article says is its own.
FEWEST_ARTICLES = 2

#: G² from which an n-gram is suggested. Chance alone reaches it once in 1,000 n-grams (chi-squared,
#: one degree of freedom); a person who looks them over is not misled by the few that it brings.
LEAST_SURPRISE = 10.83

#: How many times as common an n-gram is among the missed articles as among the unmarked ones: "are"
#: and "killed" are surely more common among them, and make no rule.
LEAST_RATIO = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Words that a rule of a kind could look for."""

    #: the kind
    kind: KindId
    #: ISO 639-1 code of the language
    language: str
    #: the query that finds them
    query: str
    #: marked articles that have them
    marked: int
    #: marked articles that have them and in which no rule of the kind fires
    missed: int
    #: articles not marked with the kind that have them
    unmarked: int
    #: G² of the missed against the unmarked articles
    surprise: float
    #: a sentence of one of the missed
    sample: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How much of a kind the rules see."""

    #: the kind
    kind: KindId
    #: ISO 639-1 code of the language
    language: str
    #: marked articles
    marked: int
    #: marked articles in which no rule of the kind fires
    missed: int
    #: articles that were not marked with it
    unmarked: int


@dataclass(slots=True)
class _Marks:
    """What was marked with one kind in one language."""

    #: marked articles, and those that no rule of the kind sees
    marked: int = 0
    missed: int = 0
    unmarked: int = 0
    #: articles with each n-gram
    marked_with: Counter[Gram] = field(default_factory=Counter)
    unmarked_with: Counter[Gram] = field(default_factory=Counter)
    #: which of the missed have each n-gram, and the sentence of the first
    missed_with: dict[Gram, set[int]] = field(default_factory=lambda: defaultdict(set))
    samples: dict[Gram, str] = field(default_factory=dict)


class Suggester:
    """Learns from marked articles what rules lack.

    Every marked article goes to `add_marked`, then every article of the archive to `add`.
    """

    def __init__(
        self, reader: RuleReader, labels: Mapping[ArticleId, Labelled], kind: KindId | None = None
    ) -> None:
        self._reader = reader
        self._labels = labels
        self._kind = kind
        self._marks: dict[tuple[str, KindId], _Marks] = defaultdict(_Marks)
        self._words: dict[str, WordsOfForms] = defaultdict(WordsOfForms)
        self._wanted: dict[str, dict[Gram, list[KindId]]] | None = None
        #: labelled articles that `add` was given
        self.found: set[ArticleId] = set()

    def add_marked(self, article: Article) -> None:
        """Take an article into account if it was marked with a kind that is asked for."""
        kinds = self._marked(article.id)
        if not kinds:
            return
        seen = self._reader.read(article)
        if seen is None:
            return
        for sentence in seen.sentences:
            self._words[seen.language].add(sentence)
        fired = {match.rule.kind for match in seen.matches()}
        for kind in kinds:
            _mark(self._marks[seen.language, kind], seen, is_missed=kind not in fired)

    def add(self, article: Article) -> None:
        """Take any article into account, once all marked ones were added."""
        if self._wanted is None:
            self._wanted = self._candidates()
        seen = self._reader.read(article)
        if seen is None:
            return
        label = self._labels.get(article.id)
        if label:
            self.found.add(label.id)
        spoken_for = {*self._marked(article.id), *(label.also_ok if label else ())}
        for (language, kind), marks in self._marks.items():
            marks.unmarked += language == seen.language and kind not in spoken_for
        wanted = self._wanted.get(seen.language, {})
        for gram in _grams(seen).intersection(wanted):
            for kind in wanted[gram]:
                if kind not in spoken_for:
                    self._marks[seen.language, kind].unmarked_with[gram] += 1

    def shares(self) -> tuple[Share, ...]:
        """Give how much of each marked kind the rules see."""
        return tuple(
            Share(
                kind=kind,
                language=language,
                marked=marks.marked,
                missed=marks.missed,
                unmarked=marks.unmarked,
            )
            for (language, kind), marks in sorted(self._marks.items())
        )

    def suggestions(self, most: int) -> tuple[Suggestion, ...]:
        """Give what rules lack, by language and kind, the most surprising first, so many a kind."""
        return tuple(
            each
            for (language, kind), marks in sorted(self._marks.items())
            for each in islice(self._of_kind(language, kind, marks), most)
        )

    def _of_kind(self, language: str, kind: KindId, marks: _Marks) -> Iterator[Suggestion]:
        ranked = sorted(_surprising(marks), key=lambda found: (-found[1], -len(found[0]), found[0]))
        for gram, surprise in _apart(ranked, marks.missed_with):
            yield Suggestion(
                kind=kind,
                language=language,
                query=self._words[language].query(gram),
                marked=marks.marked_with[gram],
                missed=len(marks.missed_with[gram]),
                unmarked=marks.unmarked_with[gram],
                surprise=surprise,
                sample=marks.samples[gram],
            )

    def _marked(self, article: ArticleId) -> frozenset[KindId]:
        """Give the kinds that an article was marked with, of those that are asked for."""
        label = self._labels.get(article)
        kinds = frozenset(signal.kind for signal in label.signals) if label else frozenset()
        return kinds if self._kind is None else kinds & {self._kind}

    def _candidates(self) -> dict[str, dict[Gram, list[KindId]]]:
        """Give the n-grams that enough missed articles share, by language, with their kinds."""
        wanted: dict[str, dict[Gram, list[KindId]]] = defaultdict(lambda: defaultdict(list))
        for (language, kind), marks in self._marks.items():
            for gram, articles in marks.missed_with.items():
                if len(articles) >= FEWEST_ARTICLES:
                    wanted[language][gram].append(kind)
        return wanted


def _mark(marks: _Marks, seen: Unjudged, *, is_missed: bool) -> None:
    """Count the n-grams of a marked article."""
    marks.marked_with.update(_grams(seen))
    if is_missed:
        for sentence in seen.sentences:
            for gram in grams_of(sentence, seen.mentions):
                marks.missed_with[gram].add(marks.marked)
                marks.samples.setdefault(gram, sentence.text)
    marks.marked += 1
    marks.missed += is_missed


def _grams(seen: Unjudged) -> set[Gram]:
    found: set[Gram] = set()
    return found.union(*(grams_of(sentence, seen.mentions) for sentence in seen.sentences))


def _surprising(marks: _Marks) -> Iterator[tuple[Gram, float]]:
    """Give the n-grams that the missed articles have more often than chance would give them."""
    for gram, articles in marks.missed_with.items():
        if len(articles) >= FEWEST_ARTICLES:
            unmarked = marks.unmarked_with[gram]
            surprise = signed_surprise(len(articles), marks.missed, unmarked, marks.unmarked)
            is_apart = len(articles) * marks.unmarked >= LEAST_RATIO * unmarked * marks.missed
            if surprise >= LEAST_SURPRISE and is_apart:
                yield gram, surprise


def _apart(
    ranked: Iterable[tuple[Gram, float]], missed_with: Mapping[Gram, set[int]]
) -> Iterator[tuple[Gram, float]]:
    """Give n-grams without those that share a word with a better one and add no article to it."""
    chosen: list[Gram] = []
    for gram, surprise in ranked:
        if not any(
            missed_with[gram] <= missed_with[other] and shares_word(gram, other) for other in chosen
        ):
            chosen.append(gram)
            yield gram, surprise
