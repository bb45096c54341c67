"""Judges documents by a schema that was written apart from the program."""

from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

NAMES = {"cap": "urn:oasis:names:tc:emergency:cap:1.2"}
_SCHEMA = etree.XMLSchema(etree.parse(str(Path(__file__).parent / "cap12.xsd")))


def cap_alert(document: bytes) -> Any:
    """Give a CAP 1.2 message; fails where the schema does not allow it."""
    root = etree.fromstring(document)
    _SCHEMA.assertValid(root)
    return root


def said(root: Any, path: str) -> list[str]:
    """Give the texts at a path such as `cap:info/cap:web`."""
    return [each.text for each in root.findall(path, NAMES)]
