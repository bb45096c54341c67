"""`warnd train`: the classifier from its training text."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from warnd.cli.failures import EXIT_FAILURE, told
from warnd.cli.saying import say
from warnd.config.shipped import shipped_model
from warnd.daemon.compose import build_language_readers, load_knowledge
from warnd.signals.fuse import FUSION
from warnd.storage.model_files import save_model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from warnd.signals.train import TrainedModel
    from warnd.signals.training import TrainingLine


def command(
    language: str = typer.Option("en", help="ISO 639-1 code of the language."),
    training: Path | None = typer.Option(
        None, help="Folder of *.jsonl and concepts.json; left out: the shipped one."
    ),
    output: Path | None = typer.Option(
        None, help="Folder of the model; left out: the shipped one is replaced."
    ),
    fusion: bool = typer.Option(
        False, help="Also fit the numbers of fusion to the lines held out, and print them."
    ),
) -> None:
    """Train the classifier of one language; the same text gives the same file, bit for bit."""
    # scikit-learn takes seconds to import, so only this command does.
    from warnd.signals.train import train_model  # noqa: PLC0415
    from warnd.signals.training import training_concepts, training_lines  # noqa: PLC0415

    folder = training or shipped_model() / "training" / language
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        say(f"{folder}: no training text (*.jsonl)", err=True)
        raise typer.Exit(EXIT_FAILURE)
    with told():
        lines = training_lines({file: file.read_text(encoding="utf-8") for file in files})
        file = folder / "concepts.json"
        text = file.read_text(encoding="utf-8") if file.exists() else "[]"
        model = train_model(lines, training_concepts(file, text), language)
        target = output or shipped_model() / language
        save_model(target, model.arrays)
    say(f"trained on {len(lines)} sentences of {len(files)} files into {target}")
    if fusion:
        _print_fusion(model, lines)


def _print_fusion(model: "TrainedModel", lines: "Sequence[TrainingLine]") -> None:
    """Print what the lines held out would have fusion be beside what it is; nothing is changed."""
    from warnd.signals.fit_fusion import Witnesses, fit_fusion, rules_on  # noqa: PLC0415

    with told():
        reader = build_language_readers(load_knowledge())[model.arrays.language]
    texts = [line.text for line in lines]
    confidence, fired = rules_on(texts, reader.language, reader.rules, model.arrays.kinds)
    witnesses = Witnesses(rule=confidence, rules=fired, model=model.in_feeds, truth=model.truth)
    fitted = asdict(fit_fusion(witnesses))
    for name, number in asdict(FUSION).items():
        say(f"{name:12} {number:6.2f}, fitted {fitted[name]:6.2f}")
