"""Training text: JSON becomes records, every mistake told with its file and line."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from warnd.errors import ConfigurationInvalid, Mistake
from warnd.model.classifier import Concept
from warnd.model.identifiers import KindId
from warnd.model.status import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingLine:
    """One sentence with what a careful reader sees in it; see SIGNALS in the method page."""

    #: the sentence, sometimes two, as a feed would carry it
    text: str
    #: the kinds it carries, each with its status; empty for ordinary news
    signals: Mapping[KindId, Status]
    #: how it is written: wire, headline, digest, agency or local
    register: str = "wire"


def training_lines(texts: Mapping[Path, str]) -> tuple[TrainingLine, ...]:
    """Give the lines of JSONL files, by file in the order of their names.

    Raises ConfigurationInvalid with every line that is no `{"text", "signals", "register"}`, and
    every text that stands there twice.
    """
    lines: list[TrainingLine] = []
    mistakes: list[Mistake] = []
    first_seen: dict[str, str] = {}
    for file, number, raw in _numbered(texts):
        try:
            line = _line(raw)
        except _LineError as unreadable:
            mistakes.append(Mistake(message=str(unreadable), file=file, line=number))
            continue
        if line.text in first_seen:
            message = f"the same text stands at {first_seen[line.text]}"
            mistakes.append(Mistake(message=message, file=file, line=number))
        first_seen.setdefault(line.text, f"{file.name}:{number}")
        lines.append(line)
    if mistakes:
        raise ConfigurationInvalid(tuple(mistakes))
    return tuple(lines)


def training_concepts(file: Path, text: str) -> tuple[Concept, ...]:
    """Give the concepts of a JSON file: a list of `{"name", "is", "words"}`, words parted by `|`.

    Raises ConfigurationInvalid when it is anything else.
    """
    try:
        found = [
            Concept(
                name=entry["name"],
                meaning=entry["is"],
                words=tuple(word.strip() for word in entry["words"].split("|")),
            )
            for entry in json.loads(text)
        ]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"no list of objects with name, is and words: {error}"
        raise ConfigurationInvalid((Mistake(message=message, file=file),)) from error
    return tuple(found)


class _LineError(ValueError):
    """A line that is no training line; its text says why."""


def _numbered(texts: Mapping[Path, str]) -> Iterable[tuple[Path, int, str]]:
    for file in sorted(texts):
        for number, raw in enumerate(texts[file].split("\n"), start=1):
            if raw.strip():
                yield file, number, raw


def _line(raw: str) -> TrainingLine:
    try:
        found = json.loads(raw)
    except ValueError as error:
        raise _LineError(f"not JSON: {error}") from error
    if not isinstance(found, dict):
        raise _LineError("not a JSON object")
    unknown = sorted(found.keys() - {"text", "signals", "register"})
    if unknown:
        raise _LineError(f"unknown key {unknown[0]!r}; known are text, signals, register")
    text = found.get("text")
    if not isinstance(text, str) or not text.strip():
        raise _LineError("text is missing or empty")
    register = found.get("register", "wire")
    if not isinstance(register, str):
        raise _LineError("register is no text")
    return TrainingLine(text=text, signals=_signals(found.get("signals")), register=register)


def _signals(found: object) -> Mapping[KindId, Status]:
    if not isinstance(found, dict):
        raise _LineError("signals is missing or no object of kind and status")
    try:
        return {KindId(kind): Status(status) for kind, status in found.items()}
    except ValueError as error:
        known = ", ".join(Status)
        raise _LineError(f"{error}; statuses are {known}") from error
