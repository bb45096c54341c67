import hashlib
import json
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import safetensors.numpy

from warnd.config.shipped import shipped_model
from warnd.errors import ModelInvalid
from warnd.model.classifier import Concept, FeatureSpace, LinearHead, ModelArrays
from warnd.model.identifiers import KindId
from warnd.model.status import Status
from warnd.storage.model_files import load_model, save_model

MODEL = ModelArrays(
    language="en",
    space=FeatureSpace(
        known=frozenset({"shells", "fell"}),
        concepts=(Concept(name="army", meaning="soldiers", words=("soldier*",)),),
        features=("fell", "shells", "@army"),
        idf=np.array([1.0, 1.5, 2.0]),
    ),
    kinds=(KindId("shelling"), KindId("unrest")),
    kind_head=LinearHead(
        weights=np.array([[0.1, -0.2], [3.0, 0.0], [1e-300, 4.0]]),
        intercepts=np.array([-3.0, -4.0]),
    ),
    statuses=(Status.OCCURRED, Status.DENIED),
    status_head=LinearHead(weights=np.ones((3, 2)), intercepts=np.zeros(2)),
    trained_on="ab" * 32,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_model(tmp_path / "en", MODEL)
    return tmp_path / "en"


def test_a_model_comes_back_as_it_was(folder: Path) -> None:
    loaded = load_model(folder)
    assert (loaded.language, loaded.kinds, loaded.statuses) == ("en", MODEL.kinds, MODEL.statuses)
    assert loaded.trained_on == MODEL.trained_on
    assert loaded.space.known == MODEL.space.known
    assert loaded.space.concepts == MODEL.space.concepts
    assert loaded.space.features == MODEL.space.features
    assert loaded.kind_head.weights.dtype == np.float64
    assert np.allclose(loaded.space.idf, MODEL.space.idf, rtol=1e-7, atol=0)
    assert np.allclose(loaded.kind_head.weights, MODEL.kind_head.weights, rtol=1e-7, atol=1e-40)
    assert np.allclose(loaded.kind_head.intercepts, MODEL.kind_head.intercepts, rtol=1e-7, atol=0)


def test_a_model_without_a_head_for_statuses_comes_back_without(tmp_path: Path) -> None:
    arrays = {name: getattr(MODEL, name) for name in MODEL.__dataclass_fields__}
    save_model(tmp_path, ModelArrays(**{**arrays, "statuses": (), "status_head": None}))
    loaded = load_model(tmp_path)
    assert (loaded.statuses, loaded.status_head) == ((), None)


def test_the_same_model_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    save_model(tmp_path / "again", load_model(folder))
    for name in ("model.json", "model.safetensors"):
        assert (tmp_path / "again" / name).read_bytes() == (folder / name).read_bytes()


def test_the_shipped_model_is_small() -> None:
    sizes = [file.stat().st_size for file in (shipped_model() / "en").iterdir()]
    assert sum(sizes) < 8_000_000


def test_a_model_is_held_to_the_sha256_that_is_named(folder: Path) -> None:
    named = hashlib.sha256((folder / "model.json").read_bytes()).hexdigest()
    assert load_model(folder, named).language == "en"
    _names(folder, trained_on="cd" * 32)
    assert load_model(folder).language == "en", "sound by itself"
    with pytest.raises(ModelInvalid, match=f"model_sha256 says {named}"):
        load_model(folder, named)


def _names(folder: Path, **changes: object) -> None:
    file = folder / "model.json"
    names = json.loads(file.read_text(encoding="utf-8")) | changes
    file.write_text(json.dumps(names), encoding="utf-8")


def _numbers(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change the numbers as someone would who knows to mend the digest."""
    file = folder / "model.safetensors"
    numbers = {name: array.copy() for name, array in safetensors.numpy.load_file(file).items()}
    change(numbers)
    _put(folder, safetensors.numpy.save(numbers))


def _put(folder: Path, content: bytes) -> None:
    (folder / "model.safetensors").write_bytes(content)
    _names(folder, sha256=hashlib.sha256(content).hexdigest())


def _flip(folder: Path) -> None:
    file = folder / "model.safetensors"
    content = bytearray(file.read_bytes())
    content[-5] ^= 1
    file.write_bytes(content)


def _weight(value: float) -> Callable[[Path], None]:
    def put(numbers: dict[str, Any]) -> None:
        numbers["kinds.weights"][1, 1] = value

    return lambda folder: _numbers(folder, put)


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        pytest.param(
            lambda folder: (folder / "model.json").unlink(), "No such file", id="no names"
        ),
        pytest.param(
            lambda folder: (folder / "model.safetensors").unlink(), "No such file", id="no numbers"
        ),
        pytest.param(_flip, "not the file", id="one bit flipped"),
        pytest.param(lambda f: _put(f, b""), "damaged", id="empty"),
        pytest.param(lambda f: _put(f, b"\xff" * 64), "damaged", id="a header without end"),
        pytest.param(lambda f: os.truncate(f / "model.safetensors", 40), "not the file", id="cut"),
        pytest.param(
            lambda f: os.truncate(f / "model.safetensors", 2**30), "at most", id="a gigabyte"
        ),
        pytest.param(
            lambda f: os.truncate(f / "model.json", 2**30), "at most", id="a gigabyte of names"
        ),
        pytest.param(
            lambda f: (f / "model.json").write_text("[" * 100_000), "not JSON", id="deep JSON"
        ),
        pytest.param(lambda f: (f / "model.json").write_bytes(b"\xff"), "not JSON", id="no UTF-8"),
        pytest.param(lambda f: (f / "model.json").write_text("[]"), "not a model", id="a list"),
        pytest.param(lambda f: _names(f, format="other"), "not a model", id="foreign"),
        pytest.param(lambda f: _names(f, version=99), "version 99", id="newer"),
        pytest.param(lambda f: _names(f, features="fell"), "features is no list", id="features"),
        pytest.param(lambda f: _names(f, kinds=["unrest"] * 2), "one twice", id="a kind twice"),
        pytest.param(lambda f: _names(f, kinds=["unrest"]), "not of shape", id="a kind less"),
        pytest.param(lambda f: _names(f, statuses=["done"]), "statuses", id="unknown status"),
        pytest.param(lambda f: _names(f, concepts={}), "concepts is no list", id="concepts"),
        pytest.param(lambda f: _names(f, concepts=[{}]), "words of a concept", id="no words"),
        pytest.param(lambda f: _names(f, language=None), "language is no text", id="no language"),
        pytest.param(lambda f: _numbers(f, lambda n: n.pop("idf")), "idf is missing", id="no idf"),
        pytest.param(_weight(float("nan")), "no training gives", id="not a number"),
        pytest.param(_weight(float("inf")), "no training gives", id="infinite"),
        pytest.param(_weight(-1e9), "no training gives", id="beyond all weights"),
        pytest.param(
            lambda f: _numbers(f, lambda n: n.update(idf=n["idf"].astype(np.float64))),
            "idf is missing, or not",
            id="other type",
        ),
    ],
)
def test_a_model_that_is_not_ours_is_refused(
    folder: Path, damage: Callable[[Path], object], message: str
) -> None:
    damage(folder)
    with pytest.raises(ModelInvalid, match=message):
        load_model(folder)


class _Trap:
    """Runs when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.mark,)


def test_a_pickle_is_refused_and_never_run(folder: Path, tmp_path: Path) -> None:
    _put(folder, pickle.dumps(_Trap(tmp_path / "run")))
    with pytest.raises(ModelInvalid, match="damaged"):
        load_model(folder)
    assert not (tmp_path / "run").exists()
