"""What goes with a message: links back, a picture, an operator's own words, few words."""

from dataclasses import replace

import pytest

from tests.unit.alerts.versions import IDLIB, TITLES, notification
from warnd.alerts.dress import AnswerLink, Dress
from warnd.alerts.marks import Passage
from warnd.alerts.own_words import OwnWords
from warnd.alerts.wording import compose
from warnd.model.notification import Cause, Message, Picture
from warnd.pages.sandbox import Sandboxed, TemplateFailed
from warnd.phrasebook import phrasebook
from warnd.settings import LANGUAGES

ANSWERS = (
    AnswerLink(purpose="acknowledge", url="https://warnd.example/answer/one"),
    AnswerLink(purpose="false_alarm", url="https://warnd.example/answer/two"),
)
PLACES = {"SY": "Syria", "SY-ID": "Idlib", "SY-HM": "Hama"}
PICTURE = Picture(name="index", content=b"png", told="Index: highest 91 <now> 91")


def dressed(dress: Dress, *, detail: str = "full", language: str = "en") -> Message:
    told = replace(notification(IDLIB), detail=detail, language=language)
    return compose(told, TITLES, (), PLACES, dress)


def own(headline: str = "", text: str = "") -> Dress:
    return Dress(
        own_words=OwnWords(
            watch=lambda: 0.0,
            headline=Sandboxed(headline) if headline else None,
            text=Sandboxed(text) if text else None,
        )
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_back_stand_in_text_and_page_with_what_they_do(language: str) -> None:
    message = dressed(Dress(answers=ANSWERS), language=language)
    book = phrasebook(language)
    for answer in ANSWERS:
        words = book.say(f"answer.{answer.purpose}")
        assert f"{words}\n{answer.url}" in message.text
        assert answer.url in message.html
        assert words in message.html


def test_without_an_address_of_our_own_there_are_no_links_back() -> None:
    message = dressed(Dress())
    assert "/answer/" not in message.text + message.html


def test_a_picture_stands_in_the_page_with_its_words_and_goes_with_the_message() -> None:
    message = dressed(Dress(picture=PICTURE))
    assert message.pictures == (PICTURE,)
    assert 'src="cid:index"' in message.html
    assert 'alt="Index: highest 91 &lt;now&gt; 91"' in message.html
    assert "cid:" not in dressed(Dress()).html


def test_a_few_words_are_a_few_and_still_say_what_where_and_who() -> None:
    full, brief = dressed(Dress(answers=ANSWERS)), dressed(Dress(answers=ANSWERS), detail="brief")
    assert brief.headline == full.headline
    assert len(brief.text) < len(full.text) / 2
    assert brief.text.startswith(brief.headline)
    assert IDLIB.evidence[0].quote.told in brief.text
    assert ANSWERS[0].url in brief.text
    assert (brief.html, brief.pictures) == ("", ())


def test_an_operators_own_words_take_the_place_of_ours() -> None:
    message = dressed(own("{{ level|upper }} {{ area }}", "{{ place }}\n{{ quotes[0].text }}"))
    assert message.headline == f"{IDLIB.level.upper()} {IDLIB.area.id}"
    assert message.text.endswith(IDLIB.evidence[0].quote.told)
    assert message.html == dressed(Dress()).html.replace(
        dressed(Dress()).headline, message.headline
    )


def test_own_words_that_say_nothing_leave_ours() -> None:
    plain = dressed(Dress())
    message = dressed(own("{% if false %}x{% endif %}", "{% if false %}x{% endif %}"))
    assert (message.headline, message.text) == (plain.headline, plain.text)


def test_own_words_that_fail_are_told_so() -> None:
    with pytest.raises(TemplateFailed):
        dressed(own("{{ nothing }}"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("cause", [cause for cause in Cause if cause is not Cause.ROUTE])
def test_a_headline_says_why_it_comes_again_or_to_somebody_else(
    cause: Cause, language: str
) -> None:
    plain = dressed(Dress(), language=language)
    told = dressed(Dress(passage=Passage(cause=cause)), language=language)
    assert told.headline.startswith(plain.headline)
    assert told.headline.endswith(phrasebook(language).say(f"cause.{cause}"))
