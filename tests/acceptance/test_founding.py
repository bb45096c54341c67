"""The article the project was founded on, retold in other words: what a reader sees at once."""

from functools import cache
from pathlib import Path

import pytest

from tests.acceptance.timeline import START, Timeline, day, feed, knowledge, reader
from tests.unit.builders import article
from warnd.model.level import Level
from warnd.model.reading import Reading
from warnd.model.signal import Signal
from warnd.model.status import Status

RETOLD = Path(__file__).with_name("founding_retold.txt")


@cache
def story() -> tuple[str, str]:
    title, _, text = RETOLD.read_text(encoding="utf-8").partition("\n")
    return title, text.strip()


@cache
def reading() -> Reading:
    title, text = story()
    return reader().read(article(text, title=title))


def sure(kind: str) -> Signal:
    """Give the surest signal of a kind, which must be sure enough to be a claim."""
    least = knowledge().scoring.least_probability.value
    found = [signal for signal in reading().signals if signal.kind == kind]
    assert found, f"no {kind}"
    assert found[0].probability >= least
    return found[0]


@pytest.mark.parametrize(
    ("kind", "statuses"),
    [
        pytest.param("truce_collapse", {Status.OCCURRED, Status.THREATENED}, id="the truce"),
        pytest.param("offensive_threat", {Status.THREATENED}, id="the offensive to come"),
        pytest.param("troop_movement", {Status.OCCURRED}, id="troops on the move"),
        pytest.param("shelling", {Status.OCCURRED}, id="towns under fire"),
        pytest.param(
            "territory_change", {Status.OCCURRED, Status.HISTORICAL}, id="who took the province"
        ),
        pytest.param("detention_abuse", {Status.OCCURRED}, id="who is accused of torture"),
    ],
)
def test_each_sign_is_seen_with_its_status(kind: str, statuses: set[Status]) -> None:
    assert sure(kind).status in statuses


def test_the_shelled_towns_are_counted() -> None:
    assert sure("shelling").count == 14


def test_it_is_placed_in_idlib_and_hama_of_syria() -> None:
    located = {mention.place.admin1 for mention in reading().places if mention.locates}
    assert {"SY-ID", "SY-HM"} <= located
    assert {mention.place.admin1 for mention in sure("shelling").where} == {"SY-ID", "SY-HM"}


def test_the_evidence_is_quoted_from_the_text() -> None:
    title, text = story()
    body = f"{title}\n{text}"
    pieces = [piece for signal in reading().signals for piece in signal.evidence]
    assert pieces
    assert all(body[piece.start : piece.end] == piece.text for piece in pieces)


def test_it_stirs_idlib_more_than_any_other_part_of_syria_and_no_other_country() -> None:
    timeline = Timeline(feeds=(feed("gazette"),))
    timeline.tell(day(1, "09:00"), "gazette", *story())
    told = timeline.run(day(1, "12:00"))
    assert Level.CALM < told.about("SY-ID").peak < Level.EMERGENCY  # one origin alone
    assert {version.area.country for version in told.versions} == {"SY"}
    divisions = [version for version in told.versions if version.area.divisions]
    assert max(divisions, key=lambda version: version.index).area.id == "SY-ID"
    assert told.versions[0].at == START + day(1, "09:00")


def test_a_second_voice_makes_it_a_warning() -> None:
    timeline = Timeline(feeds=(feed("gazette"), feed("northern-wire")))
    timeline.tell(day(1, "09:00"), "gazette", *story())
    timeline.tell(
        day(1, "13:00"),
        "northern-wire",
        "Shells hit towns in Idlib",
        "Artillery shelled towns in Idlib on Monday, and the army sent more troops to Idlib.",
    )
    assert timeline.run(day(1, "14:00")).about("SY-ID").peak >= Level.WARNING


def test_the_retelling_shares_no_sentence_with_another_article() -> None:
    """A retelling is ours: it is long enough to be a story, and every sentence stands once."""
    _, text = story()
    sentences = [part.strip() for part in text.replace("\n", " ").split(". ") if part.strip()]
    assert 20 <= len(sentences) == len(set(sentences))
