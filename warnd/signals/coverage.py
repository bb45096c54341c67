"""What the rules see of an archive, and what the classifier sees where they see nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from warnd.model.article import Article
from warnd.model.identifiers import KindId, RuleId
from warnd.rules.firings import Firings
from warnd.rules.match import RuleMatch
from warnd.rules.rule import Rule
from warnd.signals.samples import Sample, Samples
from warnd.signals.unjudged import RuleReader, Unjudged

#: from here on the classifier is taken to see a kind, as a signal is said from here on
SEEN_FROM = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCoverage:
    """How often one rule fired."""

    rule: Rule
    #: articles in which it fired
    articles: int
    #: sentences in which it fired
    sentences: int
    #: sentences in which no other rule of its kind fired
    alone: int
    #: sentences that the classifier takes for the kind as well; None without a classifier
    agreed: int | None
    #: some of those sentences
    samples: tuple[Sample, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unseen:
    """What the classifier saw of one kind in articles where no rule of it fired."""

    kind: KindId
    #: ISO 639-1 code of the language
    language: str
    #: those articles
    articles: int
    #: the sentences in them that the classifier takes for the kind
    sentences: int
    #: some of them
    samples: tuple[Sample, ...]


@dataclass(slots=True)
class _Gap:
    """An `Unseen` as it grows."""

    samples: Samples
    articles: int = 0
    sentences: int = 0


class Coverage:
    """Grows by one article after the other; keeps counts and samples alone."""

    def __init__(self, reader: RuleReader, *, most_samples: int) -> None:
        self._reader = reader
        self._most = most_samples
        #: how often rules fired, and beside which others
        self.firings = Firings()
        #: articles in languages without rules, which were passed over
        self.passed_over = 0
        self._agreed: Counter[RuleId] = Counter()
        self._with_classifier: set[str] = set()
        self._samples: dict[RuleId, Samples] = {}
        self._gaps: dict[tuple[str, KindId], _Gap] = {}

    def add(self, article: Article) -> None:
        """Take an article into account."""
        seen = self._reader.read(article)
        if seen is None:
            self.passed_over += 1
            return
        matches = seen.matches()
        self.firings.add(seen.language, matches)
        for match in matches:
            self._samples_of(match.rule.id).add(_sample(article, seen, match))
        if seen.reader.classifier is not None:
            self._with_classifier.add(seen.language)
            self._compare(article, seen, matches)

    def rules(self, rules: Sequence[Rule]) -> tuple[RuleCoverage, ...]:
        """Give how often each of these rules fired, in their order."""
        return tuple(
            RuleCoverage(
                rule=rule,
                articles=self.firings.articles_of[rule.id],
                sentences=self.firings.sentences_of[rule.id],
                alone=self.firings.alone[rule.id],
                agreed=self._agreed[rule.id] if rule.language in self._with_classifier else None,
                samples=self._samples_of(rule.id).kept(),
            )
            for rule in rules
        )

    def unseen(self) -> tuple[Unseen, ...]:
        """Give what only the classifier saw, by language and kind, the most sentences first."""
        found = [
            Unseen(
                kind=kind,
                language=language,
                articles=gap.articles,
                sentences=gap.sentences,
                samples=gap.samples.kept(),
            )
            for (language, kind), gap in self._gaps.items()
        ]
        return tuple(sorted(found, key=lambda each: (each.language, -each.sentences, each.kind)))

    def _compare(self, article: Article, seen: Unjudged, matches: Sequence[RuleMatch]) -> None:
        """Hold what the classifier sees against what the rules see."""
        by_rules: dict[KindId, list[RuleMatch]] = defaultdict(list)
        for match in matches:
            by_rules[match.rule.kind].append(match)
        only_classifier: dict[KindId, list[Sample]] = defaultdict(list)
        for place, kind, probability in _classified(seen):
            self._agreed.update(
                {match.rule.id for match in by_rules.get(kind, ()) if match.sentence == place}
            )
            if kind not in by_rules:
                text = seen.sentences[place].text
                sample = Sample(article=article.id, text=text, probability=probability)
                only_classifier[kind].append(sample)
        for kind, samples in only_classifier.items():
            self._add_gap(seen.language, kind, samples)

    def _add_gap(self, language: str, kind: KindId, samples: Sequence[Sample]) -> None:
        """Add the sentences of one article that only the classifier takes for a kind."""
        gap = self._gaps.setdefault((language, kind), _Gap(samples=Samples(self._most, kind)))
        gap.articles += 1
        gap.sentences += len(samples)
        for sample in samples:
            gap.samples.add(sample)

    def _samples_of(self, rule: RuleId) -> Samples:
        if rule not in self._samples:
            self._samples[rule] = Samples(self._most, rule)
        return self._samples[rule]


def _classified(seen: Unjudged) -> Iterator[tuple[int, KindId, float]]:
    """Give the sentences and kinds that the classifier sees, with their probability."""
    classifier = seen.reader.classifier
    if classifier is None or not seen.sentences:
        return
    probabilities = classifier.probabilities([sentence.text for sentence in seen.sentences])
    for place, column in np.argwhere(probabilities >= SEEN_FROM):
        yield int(place), classifier.kinds[column], float(probabilities[place, column])


def _sample(article: Article, seen: Unjudged, match: RuleMatch) -> Sample:
    sentence = seen.sentences[match.sentence]
    return Sample(
        article=article.id, text=sentence.text, quote=article.body[match.start : match.end]
    )
