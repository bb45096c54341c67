"""What people read of a pattern that holds."""

from datetime import timedelta

import pytest

from tests.unit.builders import NOW, claim, shipped_table
from warnd.alerts.translate import Titles, retold
from warnd.model.identifiers import KindId, RuleId
from warnd.phrasebook import phrasebook
from warnd.rules.pattern import Pattern, PatternParts
from warnd.settings import LANGUAGES
from warnd.situations import patterns_told
from warnd.situations.held import Held, Measure, Seen
from warnd.situations.patterns_told import pattern_reason, pattern_title

TITLES = {kind.id: kind.title for kind in shipped_table().kinds}
COLLAPSING = Pattern(
    id=RuleId("truce-collapsing"),
    title="A truce is collapsing",
    pattern=PatternParts(),
    within=timedelta(days=5),
)


def seen(
    *kinds: str, measure: Measure | None = None, number: int = 0, threatened: bool = False
) -> Seen:
    return Seen(
        kinds=tuple(map(KindId, kinds)),
        since=NOW,
        claims=(claim(),),
        measure=measure,
        number=number,
        threatened=threatened,
    )


def reason(*parts: Seen, origins: int = 3) -> str:
    held = Held(pattern=COLLAPSING, since=NOW, seen=parts, claims=(), origins=origins)
    return pattern_reason(held, TITLES)


@pytest.mark.parametrize(
    ("part", "told"),
    [
        pytest.param(seen("shelling"), "shelling", id="a kind"),
        pytest.param(seen("shelling", "airstrike"), "shelling, airstrike", id="kinds"),
        pytest.param(
            seen("offensive_threat", threatened=True),
            "offensive threatened",
            id="a threat, which says so itself",
        ),
        pytest.param(
            seen("shelling", threatened=True), "shelling (threatened)", id="what is threatened"
        ),
        pytest.param(
            seen("shelling", measure=Measure.COUNT, number=14), "shelling (up to 14)", id="count"
        ),
        pytest.param(
            seen("displacement", measure=Measure.SUM, number=12_000),
            "displacement (12,000 in all)",
            id="sum",
        ),
        pytest.param(
            seen("shelling", measure=Measure.PLACES, number=14),
            "shelling in 14 places",
            id="places",
        ),
        pytest.param(seen("well_poisoned"), "well poisoned", id="a kind without a title"),
    ],
)
def test_a_reason_says_what_each_part_saw(part: Seen, told: str) -> None:
    assert reason(part) == f"A truce is collapsing: {told}; 3 origins"


def test_one_origin_is_one_and_the_same_part_is_told_once() -> None:
    told = reason(seen("shelling"), seen("shelling"), origins=1)
    assert told == "A truce is collapsing: shelling; 1 origin"


def test_a_pattern_without_a_title_is_told_by_its_id() -> None:
    pattern = Pattern(id=RuleId("two-fires"), pattern=PatternParts(), within=timedelta(days=1))
    assert pattern_title(pattern) == "Two fires"


def test_the_phrases_are_those_of_the_english_catalogue() -> None:
    words = phrasebook("en").words
    phrases = {
        f"seen.{measure or 'kinds'}": each for measure, each in patterns_told.PHRASES.items()
    }
    phrases["seen.threatened"] = patterns_told.THREATENED
    assert phrases == {
        key: text
        for key, text in words.items()
        if key.startswith("seen.") and key != "seen.between"
    }


SENTENCE = reason(
    seen("truce_collapse", threatened=True),
    seen("shelling", "airstrike", measure=Measure.PLACES, number=14),
    seen("displacement", measure=Measure.SUM, number=12_000),
)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        pytest.param("en", SENTENCE, id="English"),
        pytest.param(
            "fr",
            "Une trêve est en train de s’effondrer : rupture de la trêve (menace) ; bombardement "
            "d’artillerie, frappe aérienne en 14 lieux ; déplacement de population (12\u202f000 au "
            "total) ; 3 origines",
            id="French",
        ),
        pytest.param(
            "uk",
            "Перемир’я руйнується: зрив перемир’я (загроза); артилерійський обстріл, удар з "
            "повітря (місць: 14); втеча населення (усього 12\xa0000); 3 джерела",
            id="Ukrainian",
        ),
    ],
)
def test_a_reason_is_told_in_other_languages(language: str, told: str) -> None:
    book = phrasebook(language)
    assert retold(SENTENCE, book, Titles({}, book)) == told


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != "en"])
def test_nothing_that_is_measured_is_left_in_english(language: str, measure: Measure) -> None:
    book = phrasebook(language)
    told = retold(reason(seen("shelling", measure=measure, number=14)), book, Titles({}, book))
    assert book.words[f"seen.{measure}"].split("{kinds}")[1].format(count=14) in told


def test_what_an_operator_wrote_stays_as_it_is() -> None:
    book = phrasebook("fr")
    told = retold("Wells go bad: well poisoned (up to 4); 2 origins", book, Titles({}, book))
    assert told == "Wells go bad : well poisoned (jusqu’à 4) ; 2 origines"
