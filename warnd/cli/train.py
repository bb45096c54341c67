"""`warnd train`: the classifier from its training text."""

from pathlib import Path

import typer

from warnd.cli.failures import EXIT_FAILURE, told
from warnd.config.shipped import shipped_model
from warnd.storage.model_files import save_model


def command(
    language: str = typer.Option("en", help="ISO 639-1 code of the language."),
    training: Path | None = typer.Option(
        None, help="Folder of *.jsonl and concepts.json; left out: the shipped one."
    ),
    output: Path | None = typer.Option(
        None, help="Folder of the model; left out: the shipped one is replaced."
    ),
) -> None:
    """Train the classifier of one language; the same text gives the same file, bit for bit."""
    # scikit-learn takes seconds to import, so only this command does.
    from warnd.signals.train import train_model  # noqa: PLC0415
    from warnd.signals.training import training_concepts, training_lines  # noqa: PLC0415

    folder = training or shipped_model() / "training" / language
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        typer.echo(f"{folder}: no training text (*.jsonl)", err=True)
        raise typer.Exit(EXIT_FAILURE)
    with told():
        lines = training_lines({file: file.read_text(encoding="utf-8") for file in files})
        file = folder / "concepts.json"
        text = file.read_text(encoding="utf-8") if file.exists() else "[]"
        model = train_model(lines, training_concepts(file, text), language)
        target = output or shipped_model() / language
        save_model(target, model.arrays)
    typer.echo(f"trained on {len(lines)} sentences of {len(files)} files into {target}")
