import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.signals.languages import memory
from warnd.signals.languages.english.language import English

ENGLISH = English()


def words(text: str) -> list[str]:
    return [word for sentence in ENGLISH.sentences("", text) for word in sentence.words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Rebels SEIZE town", ["rebels", "seize", "town"], id="small letters"),
        pytest.param(
            "cease-fire, Deir ez-Zor", ["cease", "fire", "deir", "ez", "zor"], id="hyphens"
        ),
        pytest.param("Syria's, Syria’s, rebels'", ["syria", "syria", "rebels"], id="possessives"),
        pytest.param("didn't, didn’t", ["didn't", "didn't"], id="contractions"),
        pytest.param("she'll, we’re", ["she'll", "we're"], id="not shell, not were"),
        pytest.param("Sana'a, Ma’arat, Sanaʼa", ["sanaa", "maarat", "sanaa"], id="names"),
        pytest.param("Málaga, Erdoğan, Łódź", ["malaga", "erdogan", "lodz"], id="marks"),
        pytest.param("cafe\u0301 ar\u00admy", ["cafe", "army"], id="loose marks and soft hyphens"),
        pytest.param("U.N. troops, the U.K.", ["un", "troops", "the", "uk"], id="initials"),
        pytest.param("US, U.S., USA and us", ["usa", "usa", "usa", "and", "us"], id="not us"),
        pytest.param("US's, U.S.'s", ["usa", "usa"], id="the country's"),
        pytest.param("2,500 and 1.5m", ["2,500", "and", "1.5m"], id="figures"),
        pytest.param("T-72, MH17, 28th", ["t", "72", "mh17", "28th"], id="letters and figures"),
        pytest.param("foo_bar #Syria @you", ["foo", "bar", "syria", "you"], id="signs"),
        pytest.param("'quoted' words", ["quoted", "words"], id="single quotes"),
        pytest.param("fire/smoke", ["fire", "smoke"], id="a slash"),
        pytest.param("Дом и мир", ["дом", "и", "мир"], id="another script"),
    ],
)
def test_a_text_is_cut_into_folded_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        pytest.param("flee flees fled fleeing", id="flee"),
        pytest.param("shoot shoots shot shots shooting", id="shoot"),
        pytest.param("fight fights fought fighting", id="fight"),
        pytest.param("strike strikes struck striking", id="strike"),
        pytest.param("break breaks broke broken breaking", id="break"),
        pytest.param("overrun overruns overran overrunning", id="overrun"),
        pytest.param("retake retakes retook retaken retaking", id="retake"),
        pytest.param("withdraw withdraws withdrew withdrawn withdrawing withdrawal", id="withdraw"),
        pytest.param("overthrow overthrows overthrew overthrown", id="overthrow"),
        pytest.param("die dies died dying", id="die"),
        pytest.param("be is are was were been", id="be"),
        pytest.param("fall falls fell fallen falling", id="fall"),
        pytest.param("seize seizes seized seizing", id="seize"),
        pytest.param("shell shells shelled shelling", id="shell"),
        pytest.param("kill kills killed killing killings", id="kill"),
        pytest.param("bomb bombs bombed bombing bombings", id="bomb"),
        pytest.param("deploy deploys deployed deploying deployment", id="deploy"),
        pytest.param("attack attacks attacked attacking", id="attack"),
        pytest.param("violate violates violated violating violation violations", id="violate"),
        pytest.param("village villages", id="village"),
        pytest.param("city cities", id="city"),
        pytest.param("child children", id="child"),
        pytest.param("woman women", id="woman"),
        pytest.param("gunman gunmen", id="gunman"),
        pytest.param("militia militias", id="militia"),
        pytest.param("crisis crises", id="crisis"),
        pytest.param("mobilise mobilize mobilised mobilized mobilising mobilization", id="with s"),
        pytest.param("defence defense", id="defence"),
        pytest.param("armoured armored", id="armoured"),
        pytest.param("centre center centres", id="centre"),
        pytest.param("protester protesters protestors", id="protester"),
        pytest.param("not didn't hasn't cannot won't", id="not"),
    ],
)
def test_all_forms_of_a_word_are_one(forms: str) -> None:
    assert len({ENGLISH.form(word) for word in forms.split()}) == 1


@pytest.mark.parametrize(
    "different",
    [
        pytest.param("general generate generally generous", id="general"),
        pytest.param("forces forced", id="forces"),
        pytest.param("army arm arms armed", id="arms"),
        pytest.param("bomb bombard bomber", id="bomb"),
        pytest.param("university universal universe", id="university"),
        pytest.param("attack attacker", id="attacker"),
        pytest.param("protest protester", id="protester"),
        pytest.param("command commander", id="commander"),
        pytest.param("prison prisoner", id="prisoner"),
        pytest.param("settle settler settlement", id="settler"),
        pytest.param("aid aide", id="aide"),
        pytest.param("hama hamas", id="Hamas"),
        pytest.param("deny denis", id="Denis"),
        pytest.param("offensive offense", id="offensive"),
        pytest.param("peace peaceful", id="peace"),
        pytest.param("govern government governor governorate", id="governor"),
        pytest.param("office officer official", id="officer"),
        pytest.param("several severe", id="several"),
        pytest.param("mine miner mining", id="mine"),
        pytest.param("village villager", id="villager"),
        pytest.param("building built", id="building"),
        pytest.param("dead deadly die", id="dead"),
        pytest.param("police policy", id="police"),
        pytest.param("military militant militia", id="military"),
        pytest.param("mission missile", id="missile"),
        pytest.param("base basis", id="base"),
        pytest.param("rise rice", id="rise"),
    ],
)
def test_words_of_other_meaning_stay_apart(different: str) -> None:
    forms = [ENGLISH.form(word) for word in different.split()]
    assert len(set(forms)) == len(forms)


@given(st.text())
def test_folding_twice_is_folding_once(word: str) -> None:
    assert ENGLISH.fold(ENGLISH.fold(word)) == ENGLISH.fold(word)


def test_what_is_remembered_is_what_is_reckoned() -> None:
    assert ENGLISH.form("Shelling") == English().form("shelling") == "shell"


def test_memory_is_emptied_when_it_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_WORDS", 3)
    remembered = memory.Remembered(str.upper)
    assert [remembered[word] for word in "abcd"] == ["A", "B", "C", "D"]
    assert set(remembered) == {"d"}


def test_long_strings_are_not_remembered() -> None:
    english = English()
    english.fold("x" * 10_000)
    assert not english._folds
