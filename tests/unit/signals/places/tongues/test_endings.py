import pytest

from warnd.signals.places.tongues.endings import RUSSIAN, UKRAINIAN, Endings, nominatives
from warnd.signals.places.tongues.keys import key_of


@pytest.mark.parametrize(
    ("table", "written", "name"),
    [
        pytest.param(RUSSIAN, "Идлиба", "Идлиб", id="of Idlib"),
        pytest.param(RUSSIAN, "Мариуполем", "Мариуполь", id="with Mariupol"),
        pytest.param(RUSSIAN, "Авдеевку", "Авдеевка", id="into Avdiivka"),
        pytest.param(RUSSIAN, "Сирией", "Сирия", id="with Syria"),
        pytest.param(RUSSIAN, "Черкасс", "Черкассы", id="of Cherkasy"),
        pytest.param(RUSSIAN, "Кривым", "Кривой", id="adjective"),
        pytest.param(RUSSIAN, "Китае", "Китай", id="in China"),
        pytest.param(UKRAINIAN, "Харкова", "Харків", id="of Kharkiv"),
        pytest.param(UKRAINIAN, "Києві", "Київ", id="in Kyiv"),
        pytest.param(UKRAINIAN, "Тернополя", "Тернопіль", id="of Ternopil"),
        pytest.param(UKRAINIAN, "Авдіївці", "Авдіївка", id="consonant that changes"),
        pytest.param(UKRAINIAN, "Донеччині", "Донеччина", id="region"),
    ],
)
def test_a_name_in_another_case_goes_back_to_the_nominative(
    table: Endings, written: str, name: str
) -> None:
    assert key_of(name) in [reading.key for reading in nominatives(written, table)]


@pytest.mark.parametrize("word", ["Куп'янськ", "Йорк", "Ель-Фашир", "Їжакове"])
def test_a_word_as_written_comes_first_and_has_the_key_of_the_gazetteer(word: str) -> None:
    assert nominatives(word, UKRAINIAN)[0].key == key_of(word)


def test_a_short_word_keeps_a_stem() -> None:
    assert all(reading.key for reading in nominatives("Ош", RUSSIAN))
