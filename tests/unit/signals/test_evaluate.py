from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.unit.builders import IDLIB, mention, signal
from warnd.model.identifiers import ArticleId, KindId
from warnd.model.place import PlaceMention
from warnd.model.reading import Reading
from warnd.model.signal import Signal
from warnd.model.status import Status
from warnd.signals.evaluate import Evaluation, Hits, evaluate, evaluation_document
from warnd.signals.labels import Label, Labelled


def label(kind: str = "shelling", status: str = "occurred", count: int | None = None) -> Label:
    return Label(kind=KindId(kind), statuses=frozenset({status}), counts=frozenset({count}))


def labelled(*labels: Label, places: Sequence[str] = (), also_ok: str = "") -> Labelled:
    return Labelled(
        id=ArticleId("a"),
        signals=labels,
        places=tuple(places),
        also_ok=frozenset(map(KindId, also_ok.split())),
    )


def reading(*signals: Signal, places: Sequence[PlaceMention] = ()) -> Reading:
    return Reading(language="en", score=0.0, signals=signals, places=tuple(places))


def held(there: Labelled, said: Reading, least: float = 0.5) -> Evaluation:
    return evaluate([there], {ArticleId("a"): said}, least)


@pytest.mark.parametrize(
    ("there", "said", "hits"),
    [
        pytest.param(labelled(label()), reading(signal()), Hits(1, 0, 0), id="found"),
        pytest.param(labelled(), reading(signal()), Hits(0, 1, 0), id="wrong"),
        pytest.param(labelled(label()), reading(), Hits(0, 0, 1), id="missed"),
        pytest.param(
            labelled(label()),
            reading(signal(probability=0.49)),
            Hits(0, 0, 1),
            id="not sure enough",
        ),
        pytest.param(
            labelled(also_ok="shelling"), reading(signal()), Hits(0, 0, 0), id="also fair"
        ),
        pytest.param(
            labelled(label("airstrike")), reading(signal()), Hits(0, 1, 1), id="another kind"
        ),
    ],
)
def test_kinds_are_found_wrong_or_missed(there: Labelled, said: Reading, hits: Hits) -> None:
    assert held(there, said).micro == hits


def test_an_article_without_a_reading_says_nothing() -> None:
    assert evaluate([labelled(label(), places=["Idlib"])], {}).micro == Hits(0, 0, 1)


@pytest.mark.parametrize(
    ("there", "said", "hits"),
    [
        pytest.param(labelled(label()), reading(signal("unrest")), Hits(1, 0, 0), id="any kind"),
        pytest.param(
            labelled(label(status="historical")), reading(signal()), Hits(0, 1, 0), id="history"
        ),
        pytest.param(
            labelled(label()), reading(signal(status=Status.DENIED)), Hits(0, 0, 1), id="denied"
        ),
        pytest.param(
            labelled(label("de_escalation")),
            reading(signal("de_escalation")),
            Hits(0, 0, 0),
            id="calm",
        ),
        pytest.param(
            labelled(also_ok="unrest"), reading(signal()), Hits(0, 0, 0), id="readers differ"
        ),
    ],
)
def test_relevant_is_what_happens_or_threatens(there: Labelled, said: Reading, hits: Hits) -> None:
    assert held(there, said).relevance == hits


def test_the_surest_signal_of_a_kind_is_held_against_the_label() -> None:
    said = reading(
        signal(probability=0.6, status=Status.THREATENED), signal(probability=0.9, count=14)
    )
    evaluation = held(labelled(label(count=14)), said)
    assert (evaluation.status.part, evaluation.count.part) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("stated", "said", "part"),
    [
        pytest.param(14, 14, 1.0, id="right"),
        pytest.param(14, None, 0.0, id="missed"),
        pytest.param(None, 14, 0.0, id="made up"),
        pytest.param(None, None, None, id="none to state"),
    ],
)
def test_counts_are_asked_for_where_one_is_stated(
    stated: int | None, said: int | None, part: float | None
) -> None:
    evaluation = held(labelled(label(count=stated)), reading(signal(count=said)))
    assert evaluation.count.part == part


@pytest.mark.parametrize(
    ("name", "part"),
    [
        pytest.param("idlib", 1.0, id="as the gazetteer has it"),
        pytest.param("Idlib province", 1.0, id="longer"),
        pytest.param("Hama", 0.0, id="another"),
    ],
)
def test_places_are_found_by_name(name: str, part: float) -> None:
    evaluation = held(labelled(places=[name]), reading(places=[mention(IDLIB)]))
    assert evaluation.place.part == part


def test_the_macro_figure_leaves_out_rare_kinds() -> None:
    often = [labelled(label())] * 5
    evaluation = evaluate([*often, labelled(label("unrest"))], {ArticleId("a"): reading(signal())})
    assert evaluation.kinds[KindId("unrest")].f1 == 0.0
    assert evaluation.macro_f1 == pytest.approx(10 / 11)


def test_the_document_rounds_and_leaves_gaps_where_nothing_was_measured() -> None:
    labels = [labelled(label())] * 2 + [labelled()]
    document = evaluation_document(evaluate(labels, {ArticleId("a"): reading(signal())}))
    assert document["reliability"] == [
        {"least": 0.5, "said": None, "right": None, "signals": 0},
        {"least": 0.6, "said": None, "right": None, "signals": 0},
        {"least": 0.7, "said": None, "right": None, "signals": 0},
        {"least": 0.8, "said": None, "right": None, "signals": 0},
        {"least": 0.9, "said": None, "right": None, "signals": 0},
        {"least": 0.95, "said": 1.0, "right": 0.667, "signals": 3},
    ]
    del document["reliability"]
    assert document == {
        "items": 3,
        "micro_f1": 0.8,
        "micro_p": 0.667,
        "micro_r": 1.0,
        "macro_f1": None,
        "relevance": {"p": 0.667, "r": 1.0, "f1": 0.8},
        "status_accuracy": 1.0,
        "count_accuracy": None,
        "place_recall": None,
        "kinds": {"shelling": {"f1": 0.8, "tp": 2, "fp": 1, "fn": 0}},
    }


def test_signals_are_counted_with_those_said_as_surely() -> None:
    there = [labelled(label()), labelled(), labelled(), labelled(also_ok="shelling")]
    named = [replace(each, id=ArticleId(f"a{index}")) for index, each in enumerate(there)]
    said = [0.84, 0.88, 0.55, 0.97]
    readings = {
        each.id: reading(signal(probability=probability))
        for each, probability in zip(named, said, strict=True)
    }
    rows = evaluation_document(evaluate(named, readings))["reliability"]
    assert isinstance(rows, list)
    assert [(row["least"], row["said"], row["right"], row["signals"]) for row in rows] == [
        (0.5, 0.55, 0.0, 1),
        (0.6, None, None, 0),
        (0.7, None, None, 0),
        (0.8, 0.86, 0.5, 2),
        (0.9, None, None, 0),
        (0.95, None, None, 0),
    ]
