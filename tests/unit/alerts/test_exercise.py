from dataclasses import replace
from datetime import timedelta

import pytest

from tests.unit.alerts.test_languages import composed
from tests.unit.alerts.versions import IDLIB, NOON
from warnd.alerts.exercise import as_exercise, rehearsed
from warnd.model.notification import Purpose


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        pytest.param("en", "EXERCISE", id="English"),
        pytest.param("fr", "EXERCICE", id="French"),
        pytest.param("es", "SIMULACRO", id="Spanish"),
        pytest.param("ar", "تمرين", id="Arabic"),
        pytest.param("ru", "УЧЕНИЯ", id="Russian"),
        pytest.param("uk", "НАВЧАННЯ", id="Ukrainian"),
    ],
)
def test_an_exercise_says_so_wherever_one_looks(language: str, mark: str) -> None:
    plain = composed(language)
    marked = as_exercise(plain)
    assert marked.headline == f"{mark} · {plain.headline}"
    lines = marked.text.split("\n")
    assert lines[0] == marked.headline
    assert lines[2].startswith(f"{mark}. ")
    assert plain.headline not in lines  # told once, marked
    assert f"<title>{mark} · " in marked.html
    assert marked.html.index(f"{mark}. ") < marked.html.index("<h1")
    assert (marked.payload["exercise"], marked.payload["headline"]) == (True, marked.headline)
    assert marked.payload["text"] == marked.text
    assert marked.purpose is Purpose.EXERCISE


def test_what_a_feed_wrote_becomes_no_markup_in_a_marked_page() -> None:
    plain = replace(composed("en"), headline="<b>A & B</b> \\1 \\g<0>")
    page = as_exercise(plain).html
    assert "<title>EXERCISE · &lt;b&gt;A &amp; B&lt;/b&gt; \\1 \\g&lt;0&gt;</title>" in page


def test_a_message_without_a_page_gets_none() -> None:
    assert as_exercise(replace(composed("en"), html="")).html == ""


def test_each_drill_has_alerts_of_its_own() -> None:
    first, second = (rehearsed(IDLIB, NOON + timedelta(seconds=each)) for each in (0, 1))
    assert len({IDLIB.alert, first.alert, second.alert}) == 3
    assert first.alert.endswith(IDLIB.alert)
    assert replace(first, alert=IDLIB.alert) == IDLIB
