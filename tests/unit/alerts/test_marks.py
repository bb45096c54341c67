from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.unit.alerts.test_notice_wording import digest, noticed, other, told
from tests.unit.alerts.versions import IDLIB, TITLES, notification
from warnd.alerts.digest_wording import compose_digest
from warnd.alerts.marks import Passage, passage_of
from warnd.alerts.wording import compose, compose_bare
from warnd.model.notification import Message, Notification
from warnd.phrasebook import phrasebook
from warnd.settings import LANGUAGES

RESTORED = Passage(may_repeat=True, after_restore=True)


def of_alert(language: str) -> Message:
    waits = replace(notification(may_repeat=True), after_restore=True, language=language)
    return compose(waits, TITLES, ())


def of_bare_alert(language: str) -> Message:
    waits = replace(notification(may_repeat=True), after_restore=True, language=language)
    return compose_bare(waits, ())


def of_notice(language: str) -> Message:
    return told(noticed(), language, RESTORED)


def of_digest(language: str) -> Message:
    plain = digest(IDLIB, other(1), passage=RESTORED)
    held = tuple(replace(one, language=language) for one in plain.held)
    return compose_digest(replace(plain, held=held), {})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("message_in", [of_alert, of_notice, of_digest])
def test_what_may_repeat_after_a_restore_names_it_in_every_language(
    message_in: Callable[[str], Message], language: str
) -> None:
    message, book = message_in(language), phrasebook(language)
    assert message.headline.endswith(f" {book.say('repeat.restored')}")
    for form in (message.text, message.html):
        assert book.say("may_repeat.restored") in form
        assert book.say("may_repeat") not in form
    assert message.payload["may_repeat"] is True, "the shape of the JSON is as ever"
    assert "after_restore" not in message.payload


def test_bare_facts_name_the_restore_too() -> None:
    assert of_bare_alert("en").headline.endswith("(may repeat after restore)")


def test_the_words_differ_from_those_of_another_repeat() -> None:
    for language in LANGUAGES:
        book = phrasebook(language)
        assert book.say("repeat.restored") != book.say("repeat")


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        pytest.param([notification()], Passage(), id="the first time"),
        pytest.param([notification(may_repeat=True)], Passage(may_repeat=True), id="a crash"),
        pytest.param(
            [notification(), replace(notification(may_repeat=True), after_restore=True)],
            RESTORED,
            id="one of two restored",
        ),
    ],
)
def test_what_leaves_together_is_a_repeat_when_any_of_it_is(
    held: list[Notification], expected: Passage
) -> None:
    assert passage_of(held) == expected
