from tests.unit.builders import IDLIB, mention
from warnd.model.place import Place, PlaceMention
from warnd.signals.languages.english import English
from warnd.signals.locate import places_of

SYRIA = Place(name="Syria", country="SY", admin1=None, lat=None, lon=None)
TEXT = "Idlib was quiet. Shells fell. Troops left Syria. Idlib in Syria burned."
SENTENCES = English().sentences("", TEXT)


def named(place: Place, nth: int = 0, *, locates: bool = True) -> PlaceMention:
    body, start = f"\n{TEXT}", -1
    for _ in range(nth + 1):
        start = body.index(place.name, start + 1)
    return mention(place, start=start, locates=locates)


def found(index: int, *mentions: PlaceMention) -> list[str]:
    return [one.place.name for one in places_of(SENTENCES, index, mentions)]


def test_a_sentence_that_names_a_place_is_there() -> None:
    assert found(0, named(IDLIB)) == ["Idlib"]


def test_a_sentence_that_names_none_takes_the_one_before() -> None:
    assert found(1, named(IDLIB)) == ["Idlib"]


def test_no_further_back_is_looked() -> None:
    assert found(2, named(IDLIB)) == []


def test_what_is_only_spoken_of_is_no_place() -> None:
    assert found(0, named(IDLIB, locates=False)) == []


def test_a_country_that_holds_a_finer_place_is_dropped() -> None:
    assert found(3, named(IDLIB, 1), named(SYRIA, 1)) == ["Idlib"]
    assert found(2, named(SYRIA)) == ["Syria"]
