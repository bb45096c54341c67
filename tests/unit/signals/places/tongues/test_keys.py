import pytest

from warnd.signals.places.tongues.keys import key_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("إِدْلِب", "ادلب", id="vowel signs"),
        pytest.param("خان‌یونس", "خان يونس", id="joiner and Persian letters"),
        pytest.param("الرقّة", "الرقه", id="ta marbuta"),
        pytest.param("ሠመራ", "ሰመራ", id="Ethiopic s"),
        pytest.param("ዓድዋ", "አድዋ", id="Ethiopic a"),
        pytest.param("Идлиб", "идлиб", id="case"),
        pytest.param("Deir ez-Zor", "Deir al Zor", id="Latin"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)


def test_names_that_differ_in_letters_have_different_keys() -> None:
    assert key_of("حلب") != key_of("حلبجة")
