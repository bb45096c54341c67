from dataclasses import replace

import pytest

from tests.unit.alerts.versions import evidence
from warnd.alerts.sizes import Size, size_of
from warnd.model.identifiers import KindId
from warnd.phrasebook import phrasebook

ENGLISH = phrasebook("en")


@pytest.mark.parametrize(
    ("kind", "text", "count", "expected"),
    [
        pytest.param(
            "shelling",
            "fire on 14 towns",
            14,
            Size(words="14 towns", joint="of"),
            id="towns shelled",
        ),
        pytest.param(
            "airstrike",
            "jets hit three sites",
            3,
            Size(words="3 sites", joint="on"),
            id="sites hit",
        ),
        pytest.param("airstrike", "hit areas", 1, Size(words="1 area", joint="on"), id="one area"),
        pytest.param(
            "shelling", "shells killed 14", 14, Size(words="14 casualties"), id="people killed"
        ),
        pytest.param(
            "shelling",
            "14 dead as towns are shelled",
            14,
            Size(words="number given: 14", telling=False),
            id="towns or dead, nobody can tell",
        ),
        pytest.param(
            "shelling",
            "قصف أربع عشرة بلدة",
            14,
            Size(words="number given: 14", telling=False),
            id="a language without words for it",
        ),
        pytest.param(
            "territory_change", "took 4 villages", 4, Size(words="4 villages"), id="taken"
        ),
        pytest.param("armed_clash", "30 died", 30, Size(words="30 casualties"), id="clash"),
        pytest.param("armed_clash", "one died", 1, Size(words="1 casualty"), id="one casualty"),
        pytest.param(
            "displacement",
            "thousands fled 12 towns",
            2000,
            Size(words="2,000 people", joint="of"),
            id="people who flee, whatever else is named",
        ),
        pytest.param(
            "offensive_threat",
            "three million civilians fear it",
            3_000_000,
            Size(words="3,000,000 people"),
            id="people who fear",
        ),
        pytest.param(
            "a_kind_of_mine",
            "12 of them",
            12,
            Size(words="number given: 12", telling=False),
            id="own kind",
        ),
        pytest.param("shelling", "towns shelled", None, None, id="no count"),
        pytest.param("shelling", "towns shelled", 0, None, id="nothing counted"),
    ],
)
def test_a_count_is_told_with_what_it_counts(
    kind: str, text: str, count: int | None, expected: Size | None
) -> None:
    assert size_of(KindId(kind), [evidence(kind, text, count=count)], ENGLISH) == expected


def test_counts_that_differ_are_told_by_the_largest() -> None:
    few, many = evidence(text="9 towns", count=9), evidence(text="14 villages", count=14)
    assert size_of(KindId("shelling"), [few, many], ENGLISH) == Size(
        words="up to 14 villages", joint="of"
    )


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        pytest.param("ar", "قصف ما لا يقل عن أربع عشرة بلدة في الريف", "14 towns", id="Arabic"),
        pytest.param("ar", "قصف المدينة والبلدات المجاورة", None, id="the town, not fourteen"),
        pytest.param("ar", "قتلى وجرحى في قصف على 3 بلدات", None, id="Arabic towns or dead"),
        pytest.param("fr", "L'artillerie a pilonné quatorze villages", "14 villages", id="French"),
        pytest.param("es", "La artillería alcanzó catorce aldeas", "14 villages", id="Spanish"),
        pytest.param("ru", "Под обстрел попали четырнадцать сёл", "14 villages", id="Russian"),
        pytest.param("uk", "Під обстріл потрапили чотирнадцять сіл", "14 villages", id="Ukrainian"),
        pytest.param("uk", "Обстріл: чотирнадцятеро загиблих", "14 casualties", id="dead"),
        pytest.param("tr", "On dört köy bombalandı", None, id="a language without words for it"),
    ],
)
def test_a_quote_names_what_is_counted_in_its_own_language(
    language: str, text: str, expected: str | None
) -> None:
    item = evidence("shelling", text, count=14)
    said = replace(item, quote=replace(item.quote, language=language))
    size = size_of(KindId("shelling"), [said], ENGLISH)
    assert size is not None
    assert (size.words if size.telling else None) == expected
