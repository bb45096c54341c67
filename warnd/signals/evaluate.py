"""How far readings agree with the labels of careful readers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from warnd.model.identifiers import ArticleId, KindId
from warnd.model.reading import Reading
from warnd.model.signal import Signal
from warnd.model.status import Status
from warnd.signals.labels import Label, Labelled

#: a kind with fewer labels than this is left out of the macro figure: its F1 is chance
_LEAST_LABELS = 5
#: the probabilities from which on signals are counted together in the table of reliability
_SAID_FROM = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
#: a kind that calms does not make an article one that a duty officer must see
_CALMING = KindId("de_escalation")
#: statuses of signals that a duty officer must see
_LIVE = frozenset({Status.OCCURRED, Status.THREATENED})


@dataclass(slots=True)
class Hits:
    """What was found, found wrongly and missed."""

    found: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def labelled(self) -> int:
        """How many there were to find."""
        return self.found + self.missed

    @property
    def precision(self) -> float | None:
        """The part of what was said that is right; None when nothing was said."""
        return _share(self.found, self.found + self.wrong)

    @property
    def recall(self) -> float | None:
        """The part of what is there that was said; None when nothing is there."""
        return _share(self.found, self.labelled)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of precision and recall; None when nothing is there or said."""
        return _share(2 * self.found, 2 * self.found + self.wrong + self.missed)


@dataclass(slots=True)
class Share:
    """How many of some answers are right."""

    right: int = 0
    asked: int = 0

    def count(self, *, right: bool) -> None:
        """Take one more answer."""
        self.asked += 1
        self.right += right

    @property
    def part(self) -> float | None:
        """The part that is right; None when nothing was asked."""
        return _share(self.right, self.asked)


@dataclass(slots=True)
class Said:
    """Signals that were said with about the same probability, and how many of them are right."""

    #: what is counted here was said with this or more
    least: float
    #: the sum of their probabilities
    probability: float = 0.0
    right: Share = field(default_factory=Share)

    @property
    def mean(self) -> float | None:
        """What was said on average; None when nothing was."""
        return _share(self.probability, self.right.asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The figures of one evaluation."""

    #: labelled articles
    items: int
    #: by kind
    kinds: Mapping[KindId, Hits]
    #: articles with a signal, other than a calming one, that occurred or is threatened
    relevance: Hits
    #: statuses of kinds that were found
    status: Share = field(default_factory=Share)
    #: counts of kinds that were found, where label or reading state one
    count: Share = field(default_factory=Share)
    #: labelled places that were found
    place: Share = field(default_factory=Share)
    #: signals by the probability that they were said with: of 0.8, eight in ten should be right
    reliability: tuple[Said, ...] = field(
        default_factory=lambda: tuple(Said(least=least) for least in _SAID_FROM)
    )

    @property
    def micro(self) -> Hits:
        """All kinds together, each signal weighing the same."""
        hits = self.kinds.values()
        return Hits(
            found=sum(each.found for each in hits),
            wrong=sum(each.wrong for each in hits),
            missed=sum(each.missed for each in hits),
        )

    @property
    def macro_f1(self) -> float | None:
        """The mean F1 of kinds with five labels or more, each kind weighing the same."""
        often = [each.f1 or 0.0 for each in self.kinds.values() if each.labelled >= _LEAST_LABELS]
        return _share(sum(often), len(often))


def evaluate(
    labels: Sequence[Labelled], readings: Mapping[ArticleId, Reading], least: float = 0.5
) -> Evaluation:
    """Give the agreement of readings, by article id, with labels.

    Signals less probable than `least` are not held to be said; an article without a reading says
    nothing.
    """
    kinds: dict[KindId, Hits] = defaultdict(Hits)
    evaluation = Evaluation(items=len(labels), kinds=kinds, relevance=Hits())
    for labelled in labels:
        reading = readings.get(labelled.id)
        said = _surest(reading.signals if reading else (), least)
        _count_kinds(kinds, labelled, said)
        _count_details(evaluation, labelled, said)
        _count_reliability(evaluation.reliability, labelled, said)
        if not labelled.also_ok:
            _count_relevance(evaluation.relevance, labelled, said.values())
        for name in labelled.places:
            evaluation.place.count(right=_names(reading, name))
    return evaluation


def evaluation_document(evaluation: Evaluation) -> dict[str, object]:
    """Give the figures as JSON, three digits each, None where there was nothing to measure."""
    micro, relevance = evaluation.micro, evaluation.relevance
    return {
        "items": evaluation.items,
        "micro_f1": _rounded(micro.f1),
        "micro_p": _rounded(micro.precision),
        "micro_r": _rounded(micro.recall),
        "macro_f1": _rounded(evaluation.macro_f1),
        "relevance": {
            "p": _rounded(relevance.precision),
            "r": _rounded(relevance.recall),
            "f1": _rounded(relevance.f1),
        },
        "status_accuracy": _rounded(evaluation.status.part),
        "count_accuracy": _rounded(evaluation.count.part),
        "place_recall": _rounded(evaluation.place.part),
        "reliability": [
            {
                "least": said.least,
                "said": _rounded(said.mean),
                "right": _rounded(said.right.part),
                "signals": said.right.asked,
            }
            for said in evaluation.reliability
        ],
        "kinds": {
            kind: {
                "f1": _rounded(hits.f1),
                "tp": hits.found,
                "fp": hits.wrong,
                "fn": hits.missed,
            }
            for kind, hits in sorted(evaluation.kinds.items())
        },
    }


def _surest(signals: Iterable[Signal], least: float) -> dict[KindId, Signal]:
    said: dict[KindId, Signal] = {}
    for signal in signals:
        known = said.get(signal.kind)
        surer = known is None or signal.probability > known.probability
        if signal.probability >= least and surer:
            said[signal.kind] = signal
    return said


def _count_kinds(
    kinds: dict[KindId, Hits], labelled: Labelled, said: Mapping[KindId, Signal]
) -> None:
    there = {label.kind for label in labelled.signals}
    for kind in there & said.keys():
        kinds[kind].found += 1
    for kind in said.keys() - there - labelled.also_ok:
        kinds[kind].wrong += 1
    for kind in there - said.keys():
        kinds[kind].missed += 1


def _count_details(
    evaluation: Evaluation, labelled: Labelled, said: Mapping[KindId, Signal]
) -> None:
    for label in labelled.signals:
        signal = said.get(label.kind)
        if signal is None:
            continue
        evaluation.status.count(right=signal.status in label.statuses)
        if signal.count is not None or label.counts != {None}:
            evaluation.count.count(right=signal.count in label.counts)


def _count_reliability(
    rows: Sequence[Said], labelled: Labelled, said: Mapping[KindId, Signal]
) -> None:
    there = {label.kind for label in labelled.signals}
    for kind in said.keys() - (labelled.also_ok - there):
        probability = said[kind].probability
        row = next((row for row in reversed(rows) if probability >= row.least), None)
        if row is not None:
            row.probability += probability
            row.right.count(right=kind in there)


def _count_relevance(hits: Hits, labelled: Labelled, said: Iterable[Signal]) -> None:
    there = any(map(_is_live_label, labelled.signals))
    spoken = any(signal.kind != _CALMING and signal.status in _LIVE for signal in said)
    hits.found += there and spoken
    hits.wrong += spoken and not there
    hits.missed += there and not spoken


def _is_live_label(label: Label) -> bool:
    return label.kind != _CALMING and not _LIVE.isdisjoint(label.statuses)


def _names(reading: Reading | None, name: str) -> bool:
    """Tell whether a reading names a place, in its words or in the gazetteer's."""
    if reading is None:
        return False
    wanted = name.lower()
    return any(
        wanted in f"{mention.text} {mention.place.name}".lower()
        or (mention.place.name and mention.place.name.lower() in wanted)
        for mention in reading.places
    )


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
