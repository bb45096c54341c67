from collections import Counter

import pytest

from tests.unit.signals.places.tongues.reading import located, rows

#: of the places that our sentences name, how many must be found, and of those found, be right
LEAST = 0.95


@pytest.mark.parametrize("script", ["Arabic", "Cyrillic", "Ethiopic", "Latin"])
def test_the_places_of_our_sentences_are_found_and_no_others(script: str) -> None:
    count: Counter[str] = Counter()
    for row in rows():
        if row.script == script:
            found = located(row.sentence, row.language)
            count["right"] += len(found & row.places)
            count["wrong"] += len(found - row.places)
            count["missed"] += len(row.places - found)
    assert count["right"] >= LEAST * (count["right"] + count["missed"])
    assert count["right"] >= LEAST * (count["right"] + count["wrong"])


def test_there_are_forty_sentences_a_script() -> None:
    count = Counter(row.script for row in rows())
    assert len(count) == 4
    assert min(count.values()) >= 40
