from collections.abc import Callable, Iterator

import pytest

from warnd.pages.sandbox import LONGEST, MOST_CHARACTERS, Sandboxed, TemplateFailed, TemplateInvalid

VALUES = {
    "place": "Idlib <Syria>",
    "happened": [{"title": "shelling", "size": "14 towns"}, {"title": "airstrike", "size": ""}],
    "quotes": [{"text": "word " * 60}] * 4,
    "origins": 3,
}


def still() -> float:
    return 0.0


def ticking(step: float) -> Callable[[], float]:
    """Give a watch that moves a step at every look."""

    def moments() -> Iterator[float]:
        now = 0.0
        while True:
            yield now
            now += step

    shown = moments()
    return lambda: next(shown)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        pytest.param("{{ place }}", "Idlib <Syria>", id="a value, as it is"),
        pytest.param(
            "{% for fact in happened %}{{ fact.title }}{{ ', ' if not loop.last }}{% endfor %}",
            "shelling, airstrike",
            id="a loop",
        ),
        pytest.param("{{ happened[0]['size']|upper }}", "14 TOWNS", id="a filter"),
        pytest.param(
            "{% if origins > 1 %}{{ origins }} say so{% endif %}", "3 say so", id="a condition"
        ),
        pytest.param("{{ happened|length }}", "2", id="how many"),
        pytest.param("{{ happened[0].note|default('-') }}", "-", id="what may be missing"),
    ],
)
def test_a_template_tells_what_it_is_given(source: str, text: str) -> None:
    assert Sandboxed(source).render(VALUES, still) == text


@pytest.mark.parametrize(
    "source",
    [
        "{{ place.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__ }}",
        "{{ place['__class__'] }}",
        "{{ happened.append }}",
        "{{ happened.__init__ }}",
        "{{ origins.real }}",
        "{{ loop }}",
        "{% for a in quotes %}{{ loop.nextitem.__class__ }}{% endfor %}",
        "{% for a in quotes %}{{ loop.__init__ }}{% endfor %}",
        "{{ nothing }}",
        "{{ happened[9].title }}",
        "{% for each in origins %}{% endfor %}",
        "{{ origins|join }}",
    ],
)
def test_what_a_template_is_not_given_it_cannot_tell(source: str) -> None:
    with pytest.raises(TemplateFailed):
        Sandboxed(source).render(VALUES, still)


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        pytest.param("{{ place.upper() }}", "`call`", id="a call"),
        pytest.param("{{ range(9) }}", "`call`", id="a function"),
        pytest.param("{{ 'a' * 999999999 }}", "`mul`", id="a text many times over"),
        pytest.param("{{ 9 ** 9 ** 9 }}", "`pow`", id="a number without end"),
        pytest.param("{{ place ~ place }}", "`concat`", id="texts joined"),
        pytest.param("{{ place|center(99999999) }}", "unknown filter `center`", id="a wide filter"),
        pytest.param("{{ happened|map(attribute='x') }}", "unknown filter `map`", id="map"),
        pytest.param("{{ place|attr('x') }}", "unknown filter `attr`", id="attr"),
        pytest.param("{% macro x() %}{{ x() }}{% endmacro %}", "`macro`", id="a macro"),
        pytest.param("{% include 'secret' %}", "`include`", id="another file"),
        pytest.param("{% import 'secret' as s %}", "`import`", id="an import"),
        pytest.param("{% extends 'secret' %}", "`extends`", id="another template"),
        pytest.param("{% set x = place %}", "`assign`", id="an assignment"),
        pytest.param("{{ self }}", "`self`", id="itself"),
        pytest.param("{{ place[::2] }}", "`slice`", id="a slice"),
        pytest.param(
            "{% for a in quotes recursive %}{{ loop(a) }}{% endfor %}", "`call`", id="a recursion"
        ),
        pytest.param(
            "{% for a in quotes %}" * 4 + "{% endfor %}" * 4, "more than 3 loops", id="four loops"
        ),
        pytest.param("{{ 'x' }}" * LONGEST, "at most", id="too long"),
        pytest.param("{{ place", "unexpected end", id="half of a value"),
        pytest.param("{% for a in quotes %}", "end of template", id="half of a loop"),
    ],
)
def test_what_a_template_may_not_do_is_refused_when_it_is_read(source: str, problem: str) -> None:
    with pytest.raises(TemplateInvalid, match=f"(?i){problem}"):
        Sandboxed(source)


def test_a_mistake_is_told_with_its_line() -> None:
    with pytest.raises(TemplateInvalid) as told:
        Sandboxed("{{ place }}\n\n{{ place|shout }}")
    assert told.value.line == 3


def test_a_template_that_takes_too_long_is_given_up() -> None:
    slow = Sandboxed("{% for a in quotes %}{% for b in quotes %}{% endfor %}{% endfor %}")
    with pytest.raises(TemplateFailed, match="50 ms"):
        slow.render(VALUES, ticking(0.02))


def test_a_template_that_tells_too_much_is_given_up() -> None:
    long = Sandboxed("{% for a in quotes[0].text %}{{ quotes[0].text }}{% endfor %}")
    with pytest.raises(TemplateFailed, match=f"{MOST_CHARACTERS:,}"):
        long.render(VALUES, still)
