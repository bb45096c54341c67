import json
from dataclasses import replace

from tests.unit.alerts.test_decide import opened
from warnd.alerts.document import evidence_document, version_document
from warnd.model.certainty import Certainty, Urgency
from warnd.model.level import Level


def test_a_version_is_the_json_line_that_replay_promises() -> None:
    version = replace(opened(Level.WARNING), urgency=Urgency.IMMEDIATE, certainty=Certainty.LIKELY)
    document = json.loads(json.dumps(version_document(version)))
    assert document == {
        "at": "2019-01-28T09:00:00Z",
        "alert": opened(Level.WARNING).alert,
        "version": 1,
        "reason": "new",
        "level": "warning",
        "urgency": "Immediate",
        "severity": "Severe",
        "certainty": "Likely",
        "area": {"id": "SY-ID", "name": "Idlib, Syria", "country": "SY", "admin1": "SY-ID"},
        "index": 50.0,
        "kinds": ["shelling"],
        "articles": ["a1"],
    }


def test_evidence_carries_its_proof() -> None:
    (item,) = opened(Level.WARNING).evidence
    document = evidence_document(item)
    assert document["quote"] == {
        "text": "words about shelling",
        "start": 0,
        "end": 20,
        "rule": None,
        "rule_version": "",
        "sentence": "words about shelling",
        "language": "",
    }
    assert document["url"] == "https://news.example/a1"
    assert document["reliability"] == "A"
