import pytest

from warnd.model.identifiers import KindId, RuleId
from warnd.rules.compile import compile_pack
from warnd.rules.rule import Rule
from warnd.signals.languages.english.language import English
from warnd.signals.languages.table import LANGUAGES
from warnd.signals.shares import share_of

ENGLISH = English()
RULE = Rule(
    id=RuleId("f"), kind=KindId("displacement"), language="en", confidence=0.9, match="flee"
)
RULES = compile_pack([RULE], (), ENGLISH)


def share(text: str) -> str | None:
    """Give the word that a share begins with."""
    (sentence,) = ENGLISH.sentences("", text)
    place = share_of(sentence, RULES.match((sentence,)), ENGLISH.grammar)
    return None if place is None else sentence.words[place]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The valley has 900 people, half of whom fled.", "half", id="half of whom"),
        pytest.param("Of 900 people there, a third of them fled.", "third", id="a third of them"),
        pytest.param("The 900 people, most of whom fled, were farmers.", "most", id="an aside"),
        pytest.param("The 900 people fled, half of whom are boys.", None, id="told of the whole"),
        pytest.param(
            "The 900 people, half of whom are boys, fled.", None, id="told behind the share"
        ),
        pytest.param("Half of them came by boat, and 900 fled.", None, id="a new clause"),
        pytest.param("They fled twice, and half of them fled again.", None, id="told of both"),
        pytest.param("The valley has 900 people, half of whom farm.", None, id="nothing seen"),
    ],
)
def test_what_tells_of_a_share(text: str, expected: str | None) -> None:
    assert share(text) == expected


@pytest.mark.parametrize(
    ("code", "share"),
    [(language.code, share) for language in LANGUAGES for share in language.grammar.asides.shares],
)
def test_words_for_shares_stand_as_their_language_folds_them(
    code: str, share: tuple[str, ...]
) -> None:
    (language,) = (language for language in LANGUAGES if language.code == code)
    (sentence,) = language.sentences("", " ".join(share))
    assert sentence.words == share
