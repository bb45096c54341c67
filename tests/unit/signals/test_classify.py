import subprocess
import sys

import numpy as np
import pytest
from scipy.special import expit

from tests.unit.signals.trained import shipped_concepts, shipped_lines, small_model
from warnd.config.shipped import shipped_model
from warnd.model.classifier import ModelArrays
from warnd.model.identifiers import KindId
from warnd.model.status import Status
from warnd.signals.calibrate import Calibration
from warnd.signals.classify import LinearClassifier
from warnd.signals.train import SETTINGS, Kinds, Vectors
from warnd.storage.model_files import load_model


def probes() -> list[str]:
    return [line.text for line in shipped_lines()[1::22]][:200]


@pytest.fixture(scope="module")
def classifier() -> LinearClassifier:
    return LinearClassifier(small_model().arrays)


@pytest.fixture(scope="module")
def shipped() -> LinearClassifier:
    return LinearClassifier(load_model(shipped_model() / "en"))


def test_probabilities_equal_those_of_scikit_learn() -> None:
    lines = shipped_lines()[::6]
    kinds = tuple(sorted({kind for line in lines for kind in line.signals}))
    truth = np.array([[kind in line.signals for kind in kinds] for line in lines])
    vectors = Vectors([line.text for line in lines], shipped_concepts(), SETTINGS)
    machines = Kinds(vectors.matrix, truth, SETTINGS)
    calibration = Calibration(own=1.7, shared=0.6, offset=-0.3)
    classifier = LinearClassifier(
        ModelArrays(
            language="en",
            space=vectors.space,
            kinds=kinds,
            kind_head=machines.head([calibration] * len(kinds)),
            statuses=(),
            status_head=None,
            trained_on="",
        )
    )
    scores = machines.scores(vectors.transform(probes()))
    expected = expit(1.7 * scores[:, :-1] + 0.6 * scores[:, -1:] - 0.3)
    assert len(probes()) == 200
    assert np.abs(classifier.probabilities(probes()) - expected).max() < 1e-9


def test_a_batch_gives_what_its_sentences_give_one_by_one(classifier: LinearClassifier) -> None:
    together = classifier.probabilities(probes()[:20])
    alone = np.vstack([classifier.probabilities([sentence]) for sentence in probes()[:20]])
    assert np.abs(together - alone).max() < 1e-12


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t ", id="blank"),
        pytest.param("ឃ្លា 🕊️ \x00 \u202e", id="no word it knows"),
        pytest.param("a" * 100_000, id="one endless word"),
        pytest.param("shelling " * 20_000, id="one word without end"),
    ],
)
def test_any_text_has_probabilities(classifier: LinearClassifier, sentence: str) -> None:
    probabilities = classifier.probabilities([sentence, probes()[0]])
    assert probabilities.shape == (2, len(classifier.kinds))
    assert ((probabilities >= 0) & (probabilities <= 1)).all()


def test_no_sentences_give_no_rows(classifier: LinearClassifier) -> None:
    assert classifier.probabilities([]).shape == (0, len(classifier.kinds))


def test_who_and_where_do_not_matter(classifier: LinearClassifier) -> None:
    here, there = classifier.probabilities(
        [
            "Rebels shelled two villages near Aleppo on Tuesday, Syria said.",
            "Rebels shelled two villages near Trondheim on Tuesday, Norway said.",
        ]
    )
    assert np.array_equal(here, there)


def test_statuses_sum_to_one(classifier: LinearClassifier) -> None:
    probabilities = classifier.status_probabilities(probes()[:10])
    assert probabilities.shape == (10, len(classifier.statuses)) == (10, 4)
    assert np.allclose(probabilities.sum(axis=1), 1.0)


def test_a_threat_and_an_event_differ_in_status(classifier: LinearClassifier) -> None:
    threat, event = classifier.status_probabilities(
        [
            "The general threatened to attack and warned that an offensive could begin soon.",
            "Shells hit the market and killed nine people.",
        ]
    )
    threatened = classifier.statuses.index(Status.THREATENED)
    assert threat[threatened] > 0.5 > event[threatened]


def test_a_model_without_the_status_head_gives_no_statuses(shipped: LinearClassifier) -> None:
    assert shipped.statuses == ()
    assert shipped.status_probabilities(["Shells hit the market."]).shape == (1, 0)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("shelling", "Mortar shells and rockets fell on the suburb for a third day."),
        ("airstrike", "Warplanes bombed a depot of the insurgents at dawn."),
        ("armed_clash", "Soldiers fought militants for six hours near the river."),
        ("bombing", "A suicide bomber blew himself up outside a barracks."),
        ("civilian_harm", "Gunmen from a militia killed eleven villagers in their homes."),
        ("displacement", "Thousands of families fled the fighting on foot."),
        ("territory_change", "The army recaptured the town from the rebels."),
        ("truce_collapse", "The ceasefire collapsed, and both sides accuse the other."),
        ("unrest", "Police fired tear gas at rioters who threw stones."),
        ("detention_abuse", "Armed men abducted four priests and hold them hostage."),
        ("chemical_weapon", "Inspectors found that sarin, a nerve agent, had been used."),
        ("aid_obstruction", "The besieged town has had no food since convoys were blocked."),
        ("de_escalation", "The two armies agreed on a ceasefire and a prisoner exchange."),
        ("troop_movement", "The army is massing troops and tanks on the border."),
        ("offensive_threat", "The president threatened to launch an offensive on the province."),
    ],
)
def test_the_shipped_model_sees_each_kind(
    shipped: LinearClassifier, kind: str, sentence: str
) -> None:
    column = shipped.kinds.index(KindId(kind))
    assert shipped.probabilities([sentence])[0, column] > 0.5


@pytest.mark.parametrize(
    "sentence",
    [
        "The central bank left its interest rate where it was.",
        "The home side beat the champions by two goals to one.",
        "Scientists found a new species of frog in the hills.",
        "An earthquake shook the coast and damaged a bridge.",
        "Voters go to the polls on Sunday to choose a mayor.",
        "The film about a kitchen won the first prize of the festival.",
    ],
)
def test_the_shipped_model_is_silent_on_ordinary_news(
    shipped: LinearClassifier, sentence: str
) -> None:
    assert shipped.probabilities([sentence]).max() < 0.25


def test_running_a_model_does_not_load_scikit_learn() -> None:
    program = (
        "import sys, warnd.signals.classify, warnd.storage.model_files; "
        "sys.exit('sklearn' in sys.modules)"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=False)  # noqa: S603  our own
    assert ended.returncode == 0
