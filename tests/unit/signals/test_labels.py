from pathlib import Path

import pytest

from warnd.errors import ConfigurationInvalid
from warnd.model.identifiers import KindId
from warnd.signals.labels import labelled_articles

FILE = Path("labels.jsonl")


def test_a_label_may_have_one_status_or_those_of_several_readers() -> None:
    (article,) = labelled_articles(
        FILE,
        '{"id": 7, "text": "left alone", "places": ["Hama"], "also_ok": ["unrest"], "signals": ['
        '{"kind": "shelling", "status": "occurred", "count": 14},'
        '{"kind": "airstrike", "statuses": ["occurred", "historical"], "counts": [null, 3]}]}\n',
    )
    assert article.id == "7"
    assert article.places == ("Hama",)
    assert article.also_ok == {KindId("unrest")}
    shelling, airstrike = article.signals
    assert shelling.statuses == {"occurred"}
    assert shelling.counts == {14}
    assert airstrike.statuses == {"occurred", "historical"}
    assert airstrike.counts == {None, 3}


def test_the_first_label_of_a_kind_speaks() -> None:
    (article,) = labelled_articles(
        FILE,
        '{"id": "a", "signals": [{"kind": "shelling", "status": "occurred"},'
        ' {"kind": "shelling", "status": "threatened"}]}',
    )
    assert [label.statuses for label in article.signals] == [{"occurred"}]


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"id": "a"}', '{"signals": []}', '{"id": "a", "signals": [{"kind": "unrest"}]}'],
)
def test_a_line_that_is_no_label_is_told_with_its_number(line: str) -> None:
    with pytest.raises(ConfigurationInvalid) as caught:
        labelled_articles(FILE, '{"id": "a", "signals": []}\n' + line)
    assert [mistake.line for mistake in caught.value.mistakes] == [2]
