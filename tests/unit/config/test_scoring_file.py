import re
from pathlib import Path

import pytest

from warnd.config.scoring_file import load_scoring, scoring_path
from warnd.config.shipped import shipped_scoring
from warnd.errors import ConfigurationInvalid
from warnd.model.status import Status

SHIPPED = shipped_scoring().read_text()


def test_the_shipped_table_is_read() -> None:
    scoring = load_scoring(shipped_scoring())

    assert len(scoring.kinds) == 15
    assert {row.status for row in scoring.statuses} == set(Status)


@pytest.mark.parametrize(
    ("pattern", "replacement", "words"),
    [
        pytest.param(r"\n  - \{status: denied.*", "", "the row of denied is missing", id="row"),
        pytest.param("grade: F", "grade: E", "the row of E stands twice", id="twice"),
        pytest.param("up: 55", "up: 30", "warning must begin above watch", id="not rising"),
        pytest.param(r"down: \d+", "down: 99", "watch must end below where it begins", id="upside"),
        pytest.param("severity: 9", "severity: nine", "a number such as 0.9", id="no number"),
        pytest.param("half_life: {value: 3d", "half_life: {value: 3", "a duration", id="no unit"),
    ],
)
def test_a_table_that_cannot_judge_is_refused(
    tmp_path: Path, pattern: str, replacement: str, words: str
) -> None:
    text, changes = re.subn(pattern, replacement, SHIPPED, count=1)
    path = tmp_path / "scoring.yaml"
    path.write_text(text)

    assert changes == 1
    with pytest.raises(ConfigurationInvalid, match=re.escape(words)):
        load_scoring(path)


def test_a_table_beside_the_rules_goes_before_the_shipped_one(tmp_path: Path) -> None:
    assert scoring_path([tmp_path, tmp_path / "a.yaml"]) == shipped_scoring()
    (tmp_path / "scoring.yaml").write_text(SHIPPED)

    assert scoring_path([tmp_path]) == tmp_path / "scoring.yaml"
