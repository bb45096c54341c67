"""The JSON Schema of the settings and of rule files, made from the same types that read them."""

from typing import Any, Literal

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from warnd.config.narrowed import SETTINGS_SHAPES
from warnd.config.rule_entries import RULE_SHAPES, SORTS
from warnd.config.rule_parts import PART_KEYS
from warnd.settings import Settings

_MODE: Literal["validation"] = "validation"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Plain(GenerateJsonSchema):
    """Leaves out titles that only repeat the keys."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002  pydantic's signature
        return False


def settings_schema() -> dict[str, Any]:
    """Give the JSON Schema of `warnd.yaml`."""
    schema = SETTINGS_SHAPES.adapter(Settings).json_schema(schema_generator=_Plain)
    definitions = schema["$defs"]
    schema["properties"]["channels"]["additionalProperties"] = False
    feeds = schema["properties"]["feeds"]
    definitions["OpmlFeeds"] = _opml_feeds(definitions["FeedSettings"])
    feeds["items"] = {"anyOf": [feeds["items"], {"$ref": "#/$defs/OpmlFeeds"}]}
    return {"$schema": _DIALECT, **schema, "title": "warnd settings"}


def _opml_feeds(feed: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of `{opml: file}`, which takes a feed's other keys for all of the file."""
    shared = {key: value for key, value in feed["properties"].items() if key not in {"id", "url"}}
    opml = {"type": "string", "description": "an OPML file; each of its feeds is taken"}
    return {
        "type": "object",
        "description": "The feeds of an OPML file; other keys hold for those that lack them.",
        "properties": {"opml": opml, **shared},
        "required": ["opml"],
        "additionalProperties": False,
    }


def _parts(part: dict[str, Any]) -> dict[str, Any]:
    """Give the schema of a list of parts, or of one: each is a kind alone or a mapping."""
    either = {"anyOf": [{"type": "string"}, part]}
    return {"type": ["array", "string", "object"], "items": either}


def rules_schema() -> dict[str, Any]:
    """Give the JSON Schema of rule files."""
    records = tuple(dict.fromkeys(sort.record for sort in SORTS.values()))
    inputs = [(each, _MODE, RULE_SHAPES.adapter(each)) for each in records]
    references, definitions = TypeAdapter.json_schemas(inputs, schema_generator=_Plain)
    parts = definitions["$defs"]["PatternParts"]["properties"]
    for key in PART_KEYS:
        parts[key] |= _parts(parts[key].pop("items"))
    return {
        "$schema": _DIALECT,
        "title": "warnd rule file",
        "type": "array",
        "items": {"anyOf": [references[each, _MODE] for each in records]},
        "$defs": definitions["$defs"],
    }
