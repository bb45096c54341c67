"""`warnd train` and `warnd evaluate`, as far as they end quickly."""

import json
from pathlib import Path

from tests.unit.cli.conftest import run
from warnd.config.shipped import shipped_model
from warnd.storage.model_files import load_model

LABELS = (
    {
        "id": "a1",
        "title": "",
        "text": "Artillery shelled 14 towns in Idlib.",
        "lang": "en",
        "signals": [{"kind": "shelling", "status": "occurred", "count": 14}],
        "places": ["Idlib"],
    },
    {"id": "a2", "title": "", "text": "Rain fell on the harvest.", "signals": [], "places": []},
)


def test_readings_are_held_against_labels(tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text("".join(json.dumps(each) + "\n" for each in LABELS))
    result = run("evaluate", labels, "--json")
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    assert document["kinds"]["shelling"]["tp"] == 1
    table = run("evaluate", labels)
    assert table.exit_code == 0
    assert "shelling" in table.stdout


def test_labels_that_cannot_be_read_are_told_with_their_line(tmp_path: Path) -> None:
    labels = tmp_path / "labels.jsonl"
    labels.write_text(json.dumps(LABELS[0]) + "\n{broken\n")
    result = run("evaluate", labels)
    assert result.exit_code == 1
    assert "labels.jsonl:2" in result.stderr


def test_labels_that_are_not_there_are_told(tmp_path: Path) -> None:
    result = run("evaluate", tmp_path / "gone.jsonl")
    assert result.exit_code == 1
    assert "gone.jsonl" in result.stderr


def test_training_without_text_is_told(tmp_path: Path) -> None:
    result = run("train", "--training", tmp_path, "--output", tmp_path / "model")
    assert result.exit_code == 1
    assert "no training text" in result.stderr
    assert not (tmp_path / "model").exists()


def test_a_model_is_trained_into_a_folder_and_tells_what_fusion_would_be(tmp_path: Path) -> None:
    training = tmp_path / "training"
    training.mkdir()
    shipped = shipped_model() / "training" / "en"
    for file in shipped.glob("*.jsonl"):
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        (training / file.name).write_text("".join(lines[::10]), encoding="utf-8")
    result = run("train", "--training", training, "--output", tmp_path / "model", "--fusion")
    assert result.exit_code == 0, result.output
    assert load_model(tmp_path / "model").language == "en"
    assert "fitted" in result.stdout
