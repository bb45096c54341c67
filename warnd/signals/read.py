"""One article in, its signals and places out: the order of the steps."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from warnd.model.article import Article, DateConfidence
from warnd.model.identifiers import KindId
from warnd.model.place import PlaceMention
from warnd.model.reading import Reading
from warnd.model.scoring import Scoring
from warnd.model.sentence import Sentence
from warnd.model.signal import Evidence
from warnd.ports.reading import Classifier, Gazetteer, Language
from warnd.rules.match import RuleMatch, RuleSet
from warnd.signals.background import Background, CuesBySentence
from warnd.signals.counts import CountReader
from warnd.signals.fuse import Seen, fuse, seen_by
from warnd.signals.locate import places_of
from warnd.signals.merge import merge
from warnd.signals.place_names import with_places
from warnd.signals.scenes import of_its_scene
from warnd.signals.score import score
from warnd.signals.sighting import Sighting
from warnd.signals.status import StatusReader
from warnd.signals.tolls import with_tolls
from warnd.signals.topics import TopicReader, weighed_in_passing

#: what an article's language is when nobody could tell (ISO 639-2)
UNKNOWN_LANGUAGE = "und"
#: languages that an article of doubtful language is read in
_MOST_READINGS = 2
#: sightings less probable than this are none: three of them together are no signal that is told
_LEAST = 0.3

#: in a sentence of fewer words, such as a byline's date, the classifier hears too much
_LEAST_WORDS = 4

#: kinds, and the classifier's probability of each, of shape `(n_sentences, n_kinds)`
_Classified = tuple[tuple[KindId, ...], NDArray[np.float64]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageReader:
    """Everything that reads one language."""

    language: Language
    rules: RuleSet
    statuses: StatusReader
    counts: CountReader
    topics: TopicReader
    #: None for a language without a trained model: its rules read alone
    classifier: Classifier | None = None

    @property
    def asks_places(self) -> bool:
        """Whether rules, cues or counts ask for the names of places."""
        return any(
            part.asks_places for part in (self.rules, self.statuses, self.counts, self.topics)
        )


class SignalReader:
    """Reads articles for signals and places; implements `warnd.ports.reading.ArticleReader`."""

    def __init__(
        self, readers: Mapping[str, LanguageReader], gazetteer: Gazetteer, scoring: Scoring
    ) -> None:
        self._readers = readers
        self._gazetteer = gazetteer
        self._scoring = scoring

    def read(self, article: Article, *, near_misses: bool = False) -> Reading:
        """Give the signals and places of an article.

        An article in a language that has no rules yields places and no signals.
        """
        readers = readers_of(self._readers, article)
        if not readers:
            places = self._gazetteer.mentions(article.body, article.language)
            return Reading(language=article.language, score=0.0, signals=(), places=places)
        readings = [self._read(article, reader, near_misses=near_misses) for reader in readers]
        return max(readings, key=_sureness)  # the likelier language where neither is surer

    def _read(self, article: Article, reader: LanguageReader, *, near_misses: bool) -> Reading:
        language = reader.language.code if article.readings else article.language
        places = self._gazetteer.mentions(article.body, language)
        sentences = reader.language.sentences(article.title, article.text)
        if reader.asks_places:
            sentences = with_places(sentences, places)
        published = (
            None if article.date_confidence is DateConfidence.FIRST_SEEN else article.published
        )
        background = Background(sentences, CuesBySentence(reader.statuses, sentences, published))
        classified = _classified(reader.classifier, sentences)
        seen = _sightings(reader, article, sentences, places, background, classified)
        sightings = weighed_in_passing(seen, sentences, reader.topics)
        signals = merge(with_tolls(sightings, sentences, reader.counts, background.is_past))
        return Reading(
            language=reader.language.code,
            score=score(signals, self._scoring),
            signals=signals,
            places=places,
            near_misses=reader.rules.nearly(sentences) if near_misses else (),
            classified=_surest(classified),
        )


def readers_of(
    readers: Mapping[str, LanguageReader], article: Article
) -> tuple[LanguageReader, ...]:
    """Give what reads an article: the two likeliest where its language is not sure."""
    read = [readers[code] for code in article.readings if code in readers][:_MOST_READINGS]
    if len(read) < _MOST_READINGS and (not read or article.language == UNKNOWN_LANGUAGE):
        reader = reader_of(readers, article.language)
        read += [reader] if reader and reader not in read else []
    return tuple(read)


def _sureness(reading: Reading) -> tuple[float, float]:
    """Give how sure the signals of a reading are: the surest, then all of them."""
    probabilities = [signal.probability for signal in reading.signals]
    return max(probabilities, default=0.0), sum(probabilities)


def reader_of(readers: Mapping[str, LanguageReader], language: str) -> LanguageReader | None:
    """Give what reads a language, None when nothing does.

    A text whose language nobody could tell, as with a short headline, is read by the first reader:
    a wrong guess finds nothing, no guess would miss everything.
    """
    if language == UNKNOWN_LANGUAGE:
        return readers.get(language) or next(iter(readers.values()), None)
    return readers.get(language)


def _sightings(
    reader: LanguageReader,
    article: Article,
    sentences: Sequence[Sentence],
    places: Sequence[PlaceMention],
    background: Background,
    classified: _Classified,
) -> Iterable[Sighting]:
    matches = _by_sentence_and_kind(reader.rules.match(sentences))
    kinds, probabilities = classified
    seen = {(row, kinds[column]) for row, column in np.argwhere(probabilities >= _LEAST).tolist()}
    columns = {kind: column for column, kind in enumerate(kinds)}
    fired = Counter(index for index, _ in matches)
    for index, kind in sorted(seen | matches.keys()):
        found = matches.get((index, kind), ())
        column = columns.get(kind)
        model = None if column is None else float(probabilities[index, column])
        view = Seen(
            kind=kind,
            rule=max((match.rule.confidence for match in found), default=0.0),
            rules=len({match.rule.id for match in found}),
            model=model,
            beside=fired[index] > bool(found),
        )
        probability = fuse(view)
        if probability < _LEAST:
            continue
        sentence = sentences[index]
        status = reader.statuses.status_of(background.cues[index], kind, found)
        yield Sighting(
            kind=kind,
            probability=probability,
            seen_by=seen_by(view),
            status=background.seen(index, status),
            count=reader.counts.count_of(sentence, kind, found),
            evidence=_evidence(article.body, sentence, found, reader.language.code),
            sentence=index,
            where=_where(reader, sentences, index, places, found, kind),
            model=model or 0.0,
        )


def _where(
    reader: LanguageReader,
    sentences: Sequence[Sentence],
    index: int,
    places: Sequence[PlaceMention],
    found: Sequence[RuleMatch],
    kind: KindId,
) -> tuple[PlaceMention, ...]:
    where = places_of(sentences, index, places)
    return of_its_scene(where, sentences[index], kind, found, reader.language.grammar)


def _surest(classified: _Classified) -> dict[KindId, float]:
    """Give the classifier's probability of each kind in its surest sentence."""
    kinds, probabilities = classified
    return dict(zip(kinds, probabilities.max(axis=0).tolist(), strict=True)) if kinds else {}


def _by_sentence_and_kind(
    matches: Iterable[RuleMatch],
) -> dict[tuple[int, KindId], tuple[RuleMatch, ...]]:
    grouped: dict[tuple[int, KindId], tuple[RuleMatch, ...]] = {}
    for match in matches:
        key = (match.sentence, match.rule.kind)
        grouped[key] = (*grouped.get(key, ()), match)
    return grouped


def _classified(classifier: Classifier | None, sentences: Sequence[Sentence]) -> _Classified:
    if classifier is None or not sentences:
        return (), np.zeros((len(sentences), 0))
    probabilities = classifier.probabilities([sentence.text for sentence in sentences])
    is_short = [len(sentence.words) < _LEAST_WORDS for sentence in sentences]
    return classifier.kinds, np.where(np.array(is_short)[:, None], 0.0, probabilities)


def _evidence(
    body: str, sentence: Sentence, matches: Sequence[RuleMatch], language: str
) -> tuple[Evidence, ...]:
    if not matches:
        start, end = sentence.start, sentence.end
        return (Evidence(text=sentence.text, start=start, end=end, language=language),)
    surest_first = sorted(matches, key=lambda match: -match.rule.confidence)
    return tuple(
        Evidence(
            text=body[match.start : match.end],
            start=match.start,
            end=match.end,
            rule=match.rule.id,
            rule_version=match.rule.version,
            sentence=sentence.text,
            language=language,
        )
        for match in surest_first
    )
