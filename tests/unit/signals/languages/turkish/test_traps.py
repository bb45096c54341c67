import pytest

from warnd.signals.languages.turkish.language import Turkish

TURKISH = Turkish()


def words(text: str) -> list[str]:
    return [word for sentence in TURKISH.sentences("", text) for word in sentence.words]


def numbers(text: str) -> list[int]:
    return [number.value for sentence in TURKISH.sentences("", text) for number in sentence.numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("IRAK Irak ırak", ["irak"] * 3, id="capital I is dotless"),
        pytest.param("İSRAİL İsrail israil", ["israil"] * 3, id="capital İ is dotted"),
        pytest.param("i\u0307ran", ["iran"], id="a dot that another program left over"),
        pytest.param("hâlâ Millî rüzgâr", ["hala", "milli", "rüzgar"], id="hats"),
        pytest.param("ön on", ["ön", "on"], id="front is not ten"),
        pytest.param("İdlib'de İdlib’in", ["idlib", "idlib"], id="case endings of names"),
        pytest.param("PKK'lılar DEAŞ'ın", ["pkk", "deaş"], id="case endings of initials"),
        pytest.param("14'ü çocuk", ["14", "çocuk"], id="case endings of numbers"),
        pytest.param("Kur'an", ["kuran"], id="an apostrophe within a name"),
        pytest.param("T.C. ve A.B.D.", ["tc", "ve", "abd"], id="initials"),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("saldırı saldırısı saldırılarda saldırdı saldıracağını", id="attack"),
        pytest.param("ateşkes ateşkesi ateşkesin ateşkesten ateşkesini", id="truce"),
        pytest.param("köy köyü köyler köylerini köyde köyden", id="village"),
        pytest.param("asker askerler askerlerin askerleri askere", id="soldier"),
        pytest.param("uçak uçağı uçaklar uçaklarının", id="aircraft, whose k grows soft"),
        pytest.param("şehit şehitler şehidi", id="martyr, whose t grows soft"),
        pytest.param("kişi kişiyi kişinin kişiler", id="person"),
        pytest.param("çatışma çatışmada çatışmaların", id="clash"),
        pytest.param("gazeteci gazeteciler gazetecinin", id="journalist"),
    ],
)
def test_a_word_shares_its_form_with_its_inflections(forms: str) -> None:
    assert len({TURKISH.form(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("saldırı", "saldırgan", id="attack and attacker"),
        pytest.param("köy", "köylü", id="village and villager"),
        pytest.param("savaş", "savaşçı", id="war and fighter"),
        pytest.param("ölü", "ölüm", id="dead and death"),
        pytest.param("yaralı", "yarın", id="wounded and tomorrow"),
        pytest.param("işkence", "işkencegibi", id="a word and it glued to the next"),
    ],
)
def test_words_that_look_alike_stay_apart(one: str, other: str) -> None:
    assert TURKISH.form(one) != TURKISH.form(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("on dört köy ve ondört asker", [14, 14], id="apart and together"),
        pytest.param("iki yüz üç kişi, ikiyüz elli kişi", [203, 250], id="hundreds"),
        pytest.param("300 bin yedek, 1.200 sivil", [300_000, 1_200], id="thousands"),
        pytest.param("12'si çocuk", [12], id="a case ending"),
        pytest.param("onlarca sivil, yüzlerce aile", [24, 200], id="vague"),
        pytest.param("on binlerce kişi", [20_000], id="tens of thousands"),
        pytest.param("10 ila 15 kişi", [10], id="a range"),
        pytest.param("bir asker", [], id="an article"),
        pytest.param("yüzde 5, 250 bin dolar, 3 gün, 40 km", [], id="shares and measures"),
        pytest.param("3 Mayıs, 2020 yılında, saat 14.30", [], id="dates and times"),
        pytest.param("Muhammed bin Selman", [], id="a name that holds thousand"),
    ],
)
def test_numbers_that_count_are_read(text: str, expected: list[int]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Prof. Dr. Yılmaz konuştu.", id="titles"),
        pytest.param("14. Tugay bölgeye gitti.", id="a rank"),
        pytest.param("Saat 14.30 sularında vuruldu.", id="a time"),
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(text: str) -> None:
    assert len(TURKISH.sentences("", text)) == 1
