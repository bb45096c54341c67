import json
import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

import pytest

from warnd.config.schema import rules_schema, settings_schema
from warnd.settings import TIER_INTERVALS, Settings


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        if "properties" in schema:
            yield schema
        for value in schema.values():
            yield from objects(value)
    if isinstance(schema, list):
        for value in schema:
            yield from objects(value)


@pytest.mark.parametrize("schema", [settings_schema(), rules_schema()], ids=["settings", "rules"])
def test_every_setting_says_what_it_is_and_no_other_is_taken(schema: dict[str, Any]) -> None:
    for each in objects(schema):
        assert each["additionalProperties"] is False
        for name, setting in each["properties"].items():
            assert setting.get("description") or name == "type", name


def test_the_schema_has_every_setting_with_its_comment() -> None:
    schema = settings_schema()

    assert list(schema["properties"]) == [each.name for each in fields(Settings)]
    assert schema["required"] == ["store"]
    assert schema["properties"]["listen"]["description"].startswith("address and port of health")


def test_durations_are_strings_with_their_pattern_and_default() -> None:
    timeout = settings_schema()["$defs"]["FeedSettings"]["properties"]["timeout"]

    assert timeout["type"] == "string"
    assert timeout["default"] == "1m"
    assert re.match(timeout["pattern"], "90s")
    assert not re.match(timeout["pattern"], "soon")


def test_the_interval_of_a_feed_has_no_default_but_its_tiers() -> None:
    interval = settings_schema()["$defs"]["FeedSettings"]["properties"]["interval"]

    assert "default" not in interval
    for tier, duration in TIER_INTERVALS.items():
        assert f"{duration.seconds // 60}m {tier}" in interval["description"]


def test_a_level_comparison_is_a_string_with_its_pattern() -> None:
    level = settings_schema()["$defs"]["RouteMatch"]["properties"]["level"]

    assert level["default"] == ">=watch"
    assert re.match(level["pattern"], ">=warning")
    assert not re.match(level["pattern"], ">=warnin")


def test_a_list_may_be_written_as_one_value() -> None:
    to = settings_schema()["$defs"]["RouteSettings"]["properties"]["to"]

    assert [choice["type"] for choice in to["anyOf"]] == ["string", "array"]


def test_a_channel_is_told_by_its_type() -> None:
    schema = settings_schema()
    (channel,) = schema["properties"]["channels"]["patternProperties"].values()

    assert channel["discriminator"]["propertyName"] == "type"
    assert "type" in schema["$defs"]["EmailSettings"]["required"]


def test_feeds_may_come_from_opml() -> None:
    schema = settings_schema()

    references = [each["$ref"] for each in schema["properties"]["feeds"]["items"]["anyOf"]]
    assert references == ["#/$defs/FeedSettings", "#/$defs/OpmlFeeds"]
    opml = schema["$defs"]["OpmlFeeds"]["properties"]
    assert "reliability" in opml
    assert "id" not in opml


def test_rule_files_know_the_keys_that_tell_an_entry() -> None:
    definitions = rules_schema()["$defs"]

    assert "list" in definitions["NamedQuery"]["properties"]
    assert "count_of" in definitions["CountQuery"]["required"]
    assert "version" not in definitions["Rule"]["properties"]


def test_a_part_of_a_pattern_is_a_kind_or_a_mapping_and_a_number_a_comparison() -> None:
    definitions = rules_schema()["$defs"]

    asked = definitions["PatternParts"]["properties"]["all"]
    assert asked["items"]["anyOf"] == [{"type": "string"}, {"$ref": "#/$defs/Part"}]
    assert asked["type"] == ["array", "string", "object"]
    number, text, _ = definitions["Part"]["properties"]["sum"]["anyOf"]
    assert number == {"type": "number"}
    assert re.match(text["pattern"], ">=14")
    assert "asks" not in definitions["Pattern"]["properties"]


def test_the_schemas_are_json() -> None:
    for schema in (settings_schema(), rules_schema()):
        assert json.loads(json.dumps(schema)) == schema
