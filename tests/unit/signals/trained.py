"""Small models trained on parts of the shipped training text, each made once."""

from functools import cache

from warnd.config.shipped import shipped_model
from warnd.model.classifier import Concept
from warnd.signals.train import TrainedModel, TrainSettings, train_model
from warnd.signals.training import TrainingLine, training_concepts, training_lines

#: with the head for statuses, which the shipped model goes without
WITH_STATUSES = TrainSettings(statuses_c=20.0)


@cache
def shipped_lines() -> tuple[TrainingLine, ...]:
    folder = shipped_model() / "training" / "en"
    files = sorted(folder.glob("*.jsonl"))
    return training_lines({file: file.read_text(encoding="utf-8") for file in files})


@cache
def shipped_concepts() -> tuple[Concept, ...]:
    file = shipped_model() / "training" / "en" / "concepts.json"
    return training_concepts(file, file.read_text(encoding="utf-8"))


@cache
def small_model() -> TrainedModel:
    return train_model(shipped_lines()[::8], shipped_concepts(), settings=WITH_STATUSES)


@cache
def plain_model() -> TrainedModel:
    """Give one without the head for statuses, of fewer lines."""
    return train_model(shipped_lines()[::10], shipped_concepts())
