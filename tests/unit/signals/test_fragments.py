import pytest

from warnd.model.grammar import Grammar
from warnd.signals.fragments import announces, names_only
from warnd.signals.languages.english.grammar import ENGLISH_GRAMMAR
from warnd.signals.languages.english.language import English


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("They fear three things.", True, id="things"),
        pytest.param("Two very different scenarios are discussed.", True, id="with adjectives"),
        pytest.param("They fear 30 attacks.", False, id="a number of something else"),
        pytest.param("They fear many things.", False, id="no number"),
    ],
)
def test_what_announces_things(text: str, expected: bool) -> None:
    (sentence,) = English().sentences("", text)
    assert announces(sentence, ENGLISH_GRAMMAR) is expected
    assert not announces(sentence, Grammar())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A push on the port before the rains.", True, id="a noun"),
        pytest.param("And the shelling of the camp.", True, id="after and"),
        pytest.param("Shelling of the camp, which lies near.", True, id="with a relative clause"),
        pytest.param("The camp was shelled.", False, id="an auxiliary"),
        pytest.param("Guns shelled the camp.", False, id="a verb in the past"),
        pytest.param("Shells hit the camp.", False, id="an irregular verb"),
    ],
)
def test_which_sentences_only_name(text: str, expected: bool) -> None:
    (sentence,) = English().sentences("", text)
    assert names_only(sentence, ENGLISH_GRAMMAR) is expected
    assert not names_only(sentence, Grammar())
