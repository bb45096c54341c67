import pytest

from warnd.signals.languages.swahili.language import Swahili

SWAHILI = Swahili()


def words(text: str) -> list[str]:
    return [word for sentence in SWAHILI.sentences("", text) for word in sentence.words]


def numbers(text: str) -> list[int]:
    return [number.value for sentence in SWAHILI.sentences("", text) for number in sentence.numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ng'ombe ng’ombe", ["ngombe", "ngombe"], id="part of a letter"),
        pytest.param("al-Shabaab", ["al", "shabaab"], id="hyphens part words"),
        pytest.param("12,500 na 1.5", ["12,500", "na", "1.5"], id="figures"),
        pytest.param("U.N. na M23", ["un", "na", "m23"], id="initials"),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param(
            "shambulia kushambulia wameshambulia walioshambulia yalivishambulia kuishambulia "
            "waliowashambulia wameshambuliwa",
            id="subject, tense, relative and object before the root",
        ),
        pytest.param(
            "ua kuua wameua waliouawa wameuawa aliwaua wamewaua", id="a root of two letters"
        ),
        pytest.param("teka kuteka wameuteka wametekwa wamewateka alitekwa", id="to capture"),
        pytest.param("lipua limelipua wamelipua kulipuliwa", id="a passive that grows an l"),
        pytest.param("kijiji vijiji kijijini vijijini", id="ki and vi"),
        pytest.param("mpiganaji wapiganaji", id="m and wa"),
        pytest.param("kombora makombora", id="nothing and ma"),
        pytest.param("mji miji mjini", id="m and mi, and a place"),
        pytest.param("amuru kuamuru limewaamuru", id="an Arabic verb, which ends in u"),
    ],
)
def test_a_word_shares_its_form_with_its_kin(forms: str) -> None:
    assert len({SWAHILI.form(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("wanawake", "wake", id="women are no verb"),
        pytest.param("watanzania", "nzania", id="Tanzanians are no future"),
        pytest.param("lipua", "lipuka", id="to blow up and to explode"),
        pytest.param("mapigano", "piga", id="fighting and hitting"),
        pytest.param("kutuma", "kutumia", id="to send and to use"),
        pytest.param("upinzani", "pinzani", id="opposition"),
    ],
)
def test_words_that_look_alike_stay_apart(one: str, other: str) -> None:
    assert SWAHILI.form(one) != SWAHILI.form(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("watu wawili, vijiji viwili, maeneo mawili", [2, 2, 2], id="agreement"),
        pytest.param("watu kumi na wanne", [14], id="ten and four"),
        pytest.param("watu ishirini na watano", [25], id="twenty and five"),
        pytest.param("watu mia mbili na hamsini", [250], id="hundreds before theirs"),
        pytest.param("watu elfu tano, watu elfu 20", [5_000, 20_000], id="thousands before theirs"),
        pytest.param("watu milioni 1.5", [1_500_000], id="millions before figures"),
        pytest.param("mamia ya watu, makumi ya maelfu", [200, 20_000], id="vague"),
        pytest.param("mtu mmoja", [], id="one person"),
        pytest.param("siku tatu, mwaka 2020, asilimia 20, dola 500", [], id="units stand before"),
        pytest.param("saa nne usiku, tarehe 5 Mei", [], id="times and dates"),
    ],
)
def test_numbers_that_count_are_read(text: str, expected: list[int]) -> None:
    assert numbers(text) == expected
