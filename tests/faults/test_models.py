"""Trained models that are no good, or no models at all (FAULTS, row 51, and row 21 on security).

The rules read on alone, nothing is harder to alert of, and people are told once.
"""

import hashlib
import json
import os
import pickle
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy

from tests.faults.stories import TOWNS, feed, hook, quick_config, story
from tests.live import Warnd, running, until
from tests.loopback import FeedServer, Ledger
from warnd.model.classifier import Concept, FeatureSpace, LinearHead, ModelArrays
from warnd.model.identifiers import KindId
from warnd.storage.model_files import save_model

_ROOT = Path(__file__).parents[2]
NAMES, NUMBERS = "model.json", "model.safetensors"
WORDS = ("shelling", "truce", "market", "<weapons>")


class Evil:
    """Makes a folder wherever it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self._mark = str(mark)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[str]]:
        return os.mkdir, (self._mark,)


def model(folder: Path, kinds: tuple[str, ...] = ("shelling",), weight: float = 0.5) -> None:
    """Write a model that is sound, whatever it is worth."""
    weights = np.full((len(WORDS), len(kinds)), weight)
    save_model(
        folder,
        ModelArrays(
            language=folder.name,
            space=FeatureSpace(
                known=frozenset(WORDS[:-1]),
                concepts=(Concept(name="weapons", meaning="what kills", words=("shell*",)),),
                features=WORDS,
                idf=np.ones(len(WORDS)),
            ),
            kinds=tuple(map(KindId, kinds)),
            kind_head=LinearHead(weights=weights, intercepts=np.zeros(len(kinds))),
            statuses=(),
            status_head=None,
            trained_on="0" * 64,
        ),
    )


def rename(folder: Path, **names: Any) -> None:
    """Change what the names of a model say."""
    found = json.loads((folder / NAMES).read_text())
    (folder / NAMES).write_text(json.dumps({**found, **names}))


def put(folder: Path, content: bytes) -> None:
    """Put other numbers in, and make the names vouch for them."""
    (folder / NUMBERS).write_bytes(content)
    rename(folder, sha256=hashlib.sha256(content).hexdigest())


def headed(head: Mapping[str, Any], length: int | None = None) -> bytes:
    """Give numbers under a head of ours, which says of itself how long it is."""
    told = json.dumps(head).encode()
    return (len(told) if length is None else length).to_bytes(8, "little") + told + bytes(64)


def unsound(folder: Path) -> None:
    """Write numbers that no training gives."""
    model(folder)
    arrays = safetensors.numpy.load((folder / NUMBERS).read_bytes())
    put(
        folder, safetensors.numpy.save({**arrays, "kinds.weights": arrays["idf"][:, None] * np.nan})
    )


def oversized(folder: Path) -> None:
    """Write a head that asks for more memory than there is."""
    model(folder)
    claimed = {"dtype": "F32", "shape": [1 << 40, 1 << 20], "data_offsets": [0, 1 << 62]}
    put(folder, headed({"idf": claimed}))


def pickled(folder: Path) -> None:
    """Write code in the place of both files."""
    model(folder)
    evil = pickle.dumps(Evil(folder / "mark"))
    put(folder, evil)
    (folder.parent / "evil.pkl").write_bytes(evil)


def endless(folder: Path) -> None:
    """Write a head that says it is longer than the file."""
    model(folder)
    put(folder, headed({}, 1 << 62))


def aged(folder: Path) -> None:
    """Write a model of another version."""
    model(folder)
    rename(folder, version=99)


def cut(folder: Path) -> None:
    """Write a model whose numbers are not all there."""
    model(folder)
    (folder / NUMBERS).write_bytes((folder / NUMBERS).read_bytes()[:40])


def nameless(folder: Path) -> None:
    """Write a model whose names are code."""
    model(folder)
    (folder / NAMES).write_bytes(pickle.dumps(Evil(folder / "mark")))


def swapped(folder: Path) -> None:
    """Write a sound model of which one byte is other, by somebody who mends what vouches for it."""
    model(folder)
    content = bytearray((folder / NUMBERS).read_bytes())
    content[-5] ^= 1
    put(folder, bytes(content))


def vouched(folder: Path) -> str:
    """Give the SHA-256 that the operator wrote down of the model of a language."""
    sound = folder / "sound" / SWAPPED
    model(sound)
    return hashlib.sha256((sound / NAMES).read_bytes()).hexdigest()


#: the language whose model the configuration names by its SHA-256
SWAPPED = "fa"
#: what is wrong with the model of each language, and a word of how it is told
HARMS: Mapping[str, tuple[Callable[[Path], None], str]] = {
    "en": (unsound, "no training gives"),
    "fr": (oversized, "damaged"),
    "es": (pickled, "damaged"),
    "ru": (endless, "damaged"),
    "uk": (aged, "version 99"),
    "ar": (lambda folder: folder.mkdir(parents=True), "No such file"),
    "pt": (lambda folder: model(folder, ("weather",)), "weather"),
    "tr": (cut, "not the file"),
    "sw": (nameless, "not JSON"),
    SWAPPED: (swapped, "not the file that the configuration names"),
}  # fmt: skip


def config_of(folder: Path, feeds: FeedServer, alerts: Ledger, duty: Ledger | None) -> Path:
    """Write a configuration with feeds in every language; what is told goes to both."""
    config = quick_config(folder, feeds, {"hook": alerts})
    settings = json.loads(config.read_text())
    settings["model"] = str(folder / "models")
    settings["feeds"] = [
        feed(feeds, "wire", language=["en"]),
        feed(feeds, "others", language=[*HARMS]),
    ]
    if duty is not None:
        settings["channels"]["duty"] = hook(duty.address)
        settings["allow_addresses"].append(duty.address)
    config.write_text(json.dumps(settings))
    return config


def degraded(warnd: Warnd) -> list[str]:
    status, body = warnd.get("/healthz")
    assert status == 200
    told: list[str] = json.loads(body)["degraded"]
    return told


def told_of_models(ledger: Ledger) -> int:
    return sum(post.get("reason") == "model-trouble" for _, post in ledger.posts)


def alarms(warnd: Warnd) -> list[dict[str, Any]]:
    return [event for event in warnd.events() if event["event"] == "alarm"]


def heard(alerts: Ledger) -> dict[str, Any]:
    """Give what was posted of Idlib."""
    (post,) = [post for _, post in alerts.posts if (post.get("area") or {}).get("id") == "SY-ID"]
    return {name: post[name] for name in ("level", "index", "kinds")}


def test_models_that_are_no_good_cost_nothing_but_themselves(tmp_path: Path) -> None:
    for language, (harm, _) in HARMS.items():
        harm(tmp_path / "models" / language)
    with FeedServer() as feeds, Ledger() as alerts, Ledger() as duty:
        config = config_of(tmp_path, feeds, alerts, duty)
        named = {"model_sha256": {SWAPPED: vouched(tmp_path)}}
        config.write_text(json.dumps({**json.loads(config.read_text()), **named}))
        with running(config) as warnd:
            ready = warnd.await_event("ready")
            feeds.add("wire", story("SY-ID"))
            until(lambda: "SY-ID" in alerts.areas(), what=warnd.tail)
            until(lambda: len(degraded(warnd)) == len(HARMS), what="all is found out")
            until(lambda: told_of_models(duty) == len(HARMS), what="an alarm of each")
            for language, (_, words) in HARMS.items():
                (told,) = [told for told in degraded(warnd) if f"model for {language} " in told]
                assert words in told
            found = [event for event in warnd.events() if event["event"] == "model_not_used"]
            assert {event["language"] for event in found} == set(HARMS)
            assert all(event["ts"] >= ready["ts"] for event in found)
            assert warnd.terminate() == 0
        assert not list(tmp_path.glob("models/*/mark")), "no pickle is ever opened"
        with running(config) as warnd:
            until(lambda: len(alarms(warnd)) == len(HARMS), what=warnd.tail)
            assert {event["notified"] for event in alarms(warnd)} == {0}, "people know of it"
            feeds.add("wire", story("UA-63"))
            until(lambda: "UA-63" in alerts.areas(), what=warnd.tail)
            assert warnd.terminate() == 0
    assert told_of_models(duty) == len(HARMS)

    shutil.rmtree(tmp_path / "models")
    (tmp_path / "models").mkdir()
    (tmp_path / "warnd.db").unlink()
    with FeedServer() as feeds, Ledger() as without:
        feeds.add("wire", story("SY-ID"))
        config = config_of(tmp_path, feeds, without, None)
        with running(config) as warnd:
            until(lambda: "SY-ID" in without.areas(), what=warnd.tail)
            assert degraded(warnd) == [], "rules alone are a choice where no model was ever put"
    alone = heard(without)
    del alerts.posts[
        next(n for n, (_, post) in enumerate(alerts.posts) if area_of(post) == "UA-63")
    ]
    assert heard(alerts) == alone, "nothing is harder to alert of"


def area_of(post: Mapping[str, Any]) -> str:
    return str((post.get("area") or {}).get("id"))


def test_a_slow_model_holds_up_neither_the_start_nor_the_alerts(tmp_path: Path) -> None:
    model(tmp_path / "models" / "en")
    gate = tmp_path / "gate"
    environment = {
        "MODEL_GATE": str(gate),
        "PYTHONPATH": f"{Path(__file__).parent / 'modelled'}{os.pathsep}{_ROOT}",
    }
    areas = list(TOWNS)[:5]
    with FeedServer() as feeds, Ledger() as alerts, Ledger() as duty:
        config = config_of(tmp_path, feeds, alerts, duty)
        with running(config, **environment) as warnd:
            warnd.await_event("ready")
            until(lambda: any(asked.status == 304 for asked in feeds.requests), what="it polls")
            assert degraded(warnd) == []
            gate.touch()
            for area in areas:
                feeds.add("wire", story(area))
            until(lambda: alerts.areas() == set(areas), what=warnd.tail)
            until(lambda: degraded(warnd), what="the model is let go")
            assert "in a row" in degraded(warnd)[0]
            until(lambda: told_of_models(duty) == 1, what="an alarm")
            assert warnd.terminate() == 0
