"""A configuration folder as an operator has it: the design's sketch and its secrets."""

from pathlib import Path

import pytest

#: the sketch of the design, whole
SKETCH = """\
store: sqlite:///var/lib/warnd/warnd.db      # or postgresql+psycopg://...
listen: 127.0.0.1:8470                       # port 0 takes a free one
rules: [rules/]                              # left out: the shipped packs; likewise the model
allow_addresses: ["127.0.0.1:9000"]          # private addresses that may be fetched or posted to
feeds:
  - {id: new-arab, url: "https://...", language: en, reliability: B, publisher: The New Arab,
     interval: 5m, first_poll: baseline}
  - {opml: feeds.opml}
areas:                                       # [] or left out: every country and division
  - {id: idlib, name: Idlib and northern Hama, country: SY, divisions: [SY-ID, SY-HM]}
channels:
  duty: {type: email, host: smtp.example.org, to: [duty@example.org], password_file: smtp-password}
  ops:  {type: slack, webhook_url_file: slack-url}
  hook: {type: webhook, url: "https://...", secret_file: hook-secret}
routes:
  - {match: {level: ">=warning", area: idlib}, to: [duty, ops], fallback: hook, repeat: 6h}
  - {to: [ops], digest: "08:00 Europe/Paris"}
"""

#: what the files beside it hold
SECRETS = {
    "smtp-password": "a password\n",
    "slack-url": "https://hooks.example.org/services/T/B/x\n",
    "hook-secret": "whsec_dGhpcyBpcyBhIHNlY3JldA==\n",
}
OPML = """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <body>
    <outline text="Northern Herald" xmlUrl="https://herald.example.org/rss" language="en"/>
  </body>
</opml>
"""
RULE = """\
- id: truce-declared-over
  kind: truce_collapse
  language: en
  confidence: 0.9
  match: '(truce | ceasefire) NEAR/8 (ended | collaps*)'
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with secrets, a list of feeds and a rule file."""
    for name, content in SECRETS.items():
        secret = tmp_path / name
        secret.write_text(content)
        secret.chmod(0o600)
    (tmp_path / "feeds.opml").write_text(OPML)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "truce.yaml").write_text(RULE)
    return tmp_path


@pytest.fixture
def sketch(folder: Path) -> Path:
    """Give the design's sketch as a file in such a folder."""
    path = folder / "warnd.yaml"
    path.write_text(SKETCH)
    return path
