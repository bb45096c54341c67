"""Model files: a trained model as data on disk, JSON and raw numbers, never code.

A model stands in a folder of its language: `model.safetensors` holds the numbers, `model.json`
names the features, kinds and versions and the SHA-256 of the numbers, so the SHA-256 of that one
file vouches for both. The one door to safetensors.
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
from numpy.typing import NDArray
from safetensors import SafetensorError

from warnd.errors import ModelInvalid
from warnd.model.classifier import Concept, FeatureSpace, LinearHead, ModelArrays
from warnd.model.identifiers import KindId
from warnd.model.status import Status

#: what the files call themselves, and the version of their shape
_FORMAT = "warnd-classifier"
_VERSION = 4

_NUMBERS = "model.safetensors"
_NAMES = "model.json"

#: the shipped files are under 8 MB; anything past this is not ours, and is not read
_MOST_BYTES = 64 * 2**20
#: how numbers are stored: seven digits, where training is sure of two or three
_STORED = np.float32
#: no honest weight, calibrated and folded, comes near this
_GREATEST_NUMBER = 1e6


def save_model(folder: Path, arrays: ModelArrays) -> None:
    """Write a model into `folder`, which is made when it is not there; same model, same bytes.

    Numbers keep seven digits; a model that was loaded is written as it was.
    """
    numbers = {
        "idf": arrays.space.idf,
        "kinds.weights": arrays.kind_head.weights,
        "kinds.intercepts": arrays.kind_head.intercepts,
    }
    if arrays.status_head is not None:
        numbers["statuses.weights"] = arrays.status_head.weights
        numbers["statuses.intercepts"] = arrays.status_head.intercepts
    content = safetensors.numpy.save(
        {name: np.ascontiguousarray(array, dtype=_STORED) for name, array in numbers.items()}
    )
    names = {
        "format": _FORMAT,
        "version": _VERSION,
        "language": arrays.language,
        "sha256": hashlib.sha256(content).hexdigest(),
        "trained_on": arrays.trained_on,
        "kinds": arrays.kinds,
        "statuses": arrays.statuses,
        "known": sorted(arrays.space.known),
        "features": arrays.space.features,
        "concepts": [
            {"name": concept.name, "meaning": concept.meaning, "words": concept.words}
            for concept in arrays.space.concepts
        ],
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _NUMBERS).write_bytes(content)
    (folder / _NAMES).write_text(
        json.dumps(names, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )


def load_model(folder: Path, sha256: str = "") -> ModelArrays:
    """Give the model of a folder; `sha256` is what its names must have, empty for any.

    Raises ModelInvalid, with the file's name and what is wrong, for files that are missing, too
    large, damaged, of another format, other than they are to be, or that hold numbers no training
    gives.
    """
    names = _Names(folder / _NAMES, sha256)
    content = _content(folder / _NUMBERS)
    if hashlib.sha256(content).hexdigest() != names.text("sha256"):
        raise ModelInvalid(f"{folder / _NUMBERS}: it is not the file that {_NAMES} speaks of")
    return _arrays(names, _Numbers(folder / _NUMBERS, content))


def _arrays(names: "_Names", numbers: "_Numbers") -> ModelArrays:
    features, kinds = names.texts("features"), names.texts("kinds")
    statuses = tuple(names.statuses())
    head = _head(numbers, "statuses", len(features), len(statuses)) if statuses else None
    return ModelArrays(
        language=names.text("language"),
        space=FeatureSpace(
            known=frozenset(names.texts("known")),
            concepts=names.concepts(),
            features=features,
            idf=numbers.of_shape("idf", (len(features),)),
        ),
        kinds=tuple(map(KindId, kinds)),
        kind_head=_head(numbers, "kinds", len(features), len(kinds)),
        statuses=statuses,
        status_head=head,
        trained_on=names.text("trained_on"),
    )


def _head(numbers: "_Numbers", name: str, features: int, labels: int) -> LinearHead:
    return LinearHead(
        weights=numbers.of_shape(f"{name}.weights", (features, labels)),
        intercepts=numbers.of_shape(f"{name}.intercepts", (labels,)),
    )


def _content(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > _MOST_BYTES:
            raise ModelInvalid(f"{file}: {size} bytes, and a model has at most {_MOST_BYTES}")
        return file.read_bytes()
    except OSError as error:
        raise ModelInvalid(f"{file}: {error.strerror}") from error


class _Names:
    """What `model.json` says, checked entry by entry."""

    def __init__(self, file: Path, sha256: str) -> None:
        self._file = file
        content = _content(file)
        found_sha256 = hashlib.sha256(content).hexdigest()
        if sha256 and found_sha256 != sha256:
            raise ModelInvalid(
                f"{file}: it is not the file that the configuration names: its SHA-256 is"
                f" {found_sha256}, and model_sha256 says {sha256}"
            )
        try:
            found = json.loads(content.decode())
        except (ValueError, RecursionError) as error:
            raise ModelInvalid(f"{file}: not JSON") from error
        self._found: Mapping[str, Any] = found if isinstance(found, dict) else {}
        if self._found.get("format") != _FORMAT:
            raise ModelInvalid(f"{file}: not a model of warnd")
        if self._found.get("version") != _VERSION:
            version = self._found.get("version")
            raise ModelInvalid(f"{file}: version {version!r}, and this warnd reads {_VERSION}")

    def text(self, name: str) -> str:
        found = self._found.get(name)
        if not isinstance(found, str):
            raise ModelInvalid(f"{self._file}: {name} is no text")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        return self._texts(name, self._found.get(name))

    def concepts(self) -> tuple[Concept, ...]:
        found = self._found.get("concepts")
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            raise ModelInvalid(f"{self._file}: concepts is no list of objects")
        return tuple(
            Concept(
                name=str(item.get("name")),
                meaning=str(item.get("meaning")),
                words=self._texts("words of a concept", item.get("words")),
            )
            for item in found
        )

    def _texts(self, name: str, found: object) -> tuple[str, ...]:
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise ModelInvalid(f"{self._file}: {name} is no list of texts")
        if len(set(found)) != len(found):
            raise ModelInvalid(f"{self._file}: {name} names one twice")
        return tuple(found)

    def statuses(self) -> tuple[Status, ...]:
        try:
            return tuple(map(Status, self.texts("statuses")))
        except ValueError as error:
            raise ModelInvalid(f"{self._file}: statuses: {error}") from error


class _Numbers:
    """The arrays of `model.safetensors`, checked one by one."""

    def __init__(self, file: Path, content: bytes) -> None:
        self._file = file
        try:
            self._arrays: Mapping[str, NDArray[Any]] = safetensors.numpy.load(content)
        except (SafetensorError, ValueError, KeyError) as error:
            raise ModelInvalid(f"{file}: damaged: {error}") from error

    def of_shape(self, name: str, shape: tuple[int, ...]) -> NDArray[np.float64]:
        array = self._arrays.get(name)
        if array is None or array.dtype != _STORED or array.shape != shape:
            raise ModelInvalid(f"{self._file}: {name} is missing, or not of shape {shape}")
        if not (np.abs(array) <= _GREATEST_NUMBER).all():
            raise ModelInvalid(f"{self._file}: {name} holds numbers that no training gives")
        return array.astype(np.float64)
