"""What docs/rules.md says of queries and findings, held against the code."""

import re
from pathlib import Path

import pytest

from warnd.rules import lint_archive, lint_cost
from warnd.rules.finding import Fault, finding
from warnd.rules.lint import FEWEST_TESTS
from warnd.rules.parse import (
    DEEPEST_GROUP,
    FARTHEST,
    FEWEST_LETTERS,
    LONGEST_CHAIN,
    LONGEST_QUERY,
    MOST_STARS,
    parse,
)
from warnd.rules.rule import Origin
from warnd.signals import suggest

TEXT = (Path(__file__).parents[3] / "docs" / "rules.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """Give the rows of the first table under a heading, a list of cells each."""
    table = TEXT.split(heading, 1)[1].split("|---", 1)[1].split("\n\n", 1)[0]
    lines = [line for line in table.splitlines() if line.startswith("| ")]
    return [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines]


QUERIES = [
    query.replace("\\|", "|")
    for cells in rows("## Queries")
    for query in re.findall(r"`([^`]+)`", cells[0])
]


@pytest.mark.parametrize("query", QUERIES)
def test_every_query_in_the_table_can_be_written(query: str) -> None:
    assert parse(query).place.end <= len(query)


def test_every_finding_is_in_the_table_with_its_severity() -> None:
    told = {cells[0].strip(" `"): cells[1].strip() for cells in rows("## Looking over rules")}
    assert told == {fault.value: finding(fault, Origin(), "", "").severity.value for fault in Fault}


def test_the_numbers_are_those_of_the_code() -> None:
    words = {2: "two", 5: "five"}
    assert f"{LONGEST_QUERY:,} characters, {DEEPEST_GROUP} levels" in TEXT
    assert f"{LONGEST_CHAIN} parts in one chain" in TEXT
    assert f"reach {FARTHEST} words at most" in TEXT
    assert f"takes {words[MOST_STARS]}\nstars" in TEXT
    assert f"after {words[FEWEST_LETTERS]} letters" in TEXT
    assert f"fewer than {words[FEWEST_TESTS]} different sentences" in TEXT
    assert f"more than {lint_cost.FARTHEST_SOUND} words" in TEXT
    assert f"fires in, {words[lint_archive.FEWEST_SENTENCES]} or more" in TEXT
    assert (lint_archive.LARGEST_SHARE, "one article of twenty" in TEXT) == (1 / 20, True)
    assert f"{suggest.LEAST_SURPRISE} is what chance" in TEXT
    assert (suggest.LEAST_RATIO, "three times as common" in TEXT) == (3, True)
