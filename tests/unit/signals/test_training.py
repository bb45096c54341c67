from pathlib import Path

import pytest

from warnd.errors import ConfigurationInvalid
from warnd.model.status import Status
from warnd.signals.training import training_concepts, training_lines

FILE = Path("en/shelling.jsonl")
GOOD = '{"text": "Shells fell.", "signals": {"shelling": "occurred"}, "register": "wire"}'


def test_a_line_has_its_text_signals_and_register() -> None:
    (line,) = training_lines({FILE: GOOD + "\n\n"})
    assert line.text == "Shells fell."
    assert line.signals == {"shelling": Status.OCCURRED}
    assert line.register == "wire"


def test_files_are_read_in_the_order_of_their_names() -> None:
    texts = {Path(f"{name}.jsonl"): f'{{"text": "{name}", "signals": {{}}}}' for name in "ba"}
    assert [line.text for line in training_lines(texts)] == ["a", "b"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("{", "not JSON", id="not JSON"),
        pytest.param("[]", "not a JSON object", id="a list"),
        pytest.param('{"signals": {}}', "text is missing", id="no text"),
        pytest.param('{"text": " ", "signals": {}}', "text is missing", id="blank text"),
        pytest.param('{"text": "a"}', "signals is missing", id="no signals"),
        pytest.param('{"text": "a", "signals": []}', "signals is missing", id="signals a list"),
        pytest.param('{"text": "a", "signals": {"shelling": "done"}}', "statuses are", id="status"),
        pytest.param('{"text": "a", "signals": {}, "label": 1}', "'label'", id="unknown key"),
        pytest.param('{"text": "a", "signals": {}, "register": 1}', "register", id="register"),
        pytest.param(GOOD, "shelling.jsonl:1", id="the same text again"),
    ],
)
def test_a_mistake_is_told_with_its_file_and_line(line: str, message: str) -> None:
    with pytest.raises(ConfigurationInvalid) as caught:
        training_lines({FILE: f"{GOOD}\n{line}"})
    (mistake,) = caught.value.mistakes
    assert (mistake.file, mistake.line) == (FILE, 2)
    assert message in mistake.message


def test_every_mistake_is_told() -> None:
    with pytest.raises(ConfigurationInvalid) as caught:
        training_lines({FILE: "{\n[]\n" + GOOD})
    assert [mistake.line for mistake in caught.value.mistakes] == [1, 2]


def test_concepts_have_names_meanings_and_words() -> None:
    (concept,) = training_concepts(
        FILE, '[{"name": "army", "is": "soldiers", "words": "soldier* | security forces"}]'
    )
    assert (concept.name, concept.meaning) == ("army", "soldiers")
    assert concept.words == ("soldier*", "security forces")


@pytest.mark.parametrize("text", ["{", "[1]", '[{"name": "army"}]', '{"army": "soldier*"}', "3"])
def test_anything_else_is_no_list_of_concepts(text: str) -> None:
    with pytest.raises(ConfigurationInvalid, match="no list of objects"):
        training_concepts(FILE, text)
