import pytest

from warnd.rules import facts, prefilter
from warnd.rules.compile import compile_pack

from .reading import LANGUAGE, rule


@pytest.mark.parametrize("module", [facts, prefilter], ids=["facts", "masks"])
def test_what_is_remembered_of_words_is_bounded(
    module: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_WORDS", 2)
    rules = compile_pack([rule("a NEAR/9 e")], (), LANGUAGE)
    sentences = LANGUAGE.sentences("", "a b c d e. a b c d e.")
    assert len(rules.match(sentences)) == len(sentences)
