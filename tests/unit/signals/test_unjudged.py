from dataclasses import replace

import pytest

from tests.unit.builders import article
from tests.unit.signals.looking import language_readers, rule
from tests.unit.signals.test_place_names import Map
from warnd.signals.unjudged import RuleReader

READER = RuleReader(language_readers(rule("shell", id="shells")), Map())


def test_an_article_is_ready_for_the_rules_of_its_language() -> None:
    seen = READER.read(article("Calm. Shells hit Hama.", title="News"))
    assert seen is not None
    assert seen.language == "en"
    assert [match.sentence for match in seen.matches()] == [2]
    assert seen.sentences[2].places == ((2, 2),)
    assert [mention.text for mention in seen.mentions] == ["Hama"]


@pytest.mark.parametrize(
    ("language", "is_read"),
    [
        pytest.param("en", True, id="its own"),
        pytest.param("und", True, id="one that nobody could tell"),
        pytest.param("fr", False, id="one without rules"),
    ],
)
def test_the_languages_that_are_read(language: str, is_read: bool) -> None:
    assert (READER.read(replace(article("x"), language=language)) is not None) is is_read
