"""The reference of the configuration names every setting, with the default that it has."""

import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest

from warnd.channel_settings import (
    AppriseSettings,
    CapSettings,
    ConsoleSettings,
    CsvSettings,
    EmailSettings,
    ExecSettings,
    GeojsonSettings,
    MattermostSettings,
    NtfySettings,
    Rate,
    SlackBotSettings,
    SlackSettings,
    TeamsSettings,
    TelegramSettings,
    WebhookSettings,
)
from warnd.config.load import load
from warnd.config.narrowed import KEYS
from warnd.config.shapes import written
from warnd.model.area import Area, Circle
from warnd.settings import (
    FeedSettings,
    HeartbeatSettings,
    LevelMatch,
    RetentionSettings,
    RouteMatch,
    RouteSettings,
    Settings,
    Tier,
)

DOCUMENT = Path(__file__).parents[3] / "docs" / "configuration.md"
#: the heading that each record is told under
HEADINGS: dict[type, str] = {
    Settings: "The whole file",
    FeedSettings: "Feeds",
    Area: "Areas",
    Circle: "Circles",
    EmailSettings: "Mail",
    SlackSettings: "Slack",
    SlackBotSettings: "Slack bot",
    WebhookSettings: "Webhook",
    NtfySettings: "ntfy",
    TelegramSettings: "Telegram",
    MattermostSettings: "Mattermost",
    TeamsSettings: "Teams",
    AppriseSettings: "Apprise",
    CapSettings: "CAP files",
    GeojsonSettings: "GeoJSON file",
    CsvSettings: "CSV file",
    ExecSettings: "Program",
    ConsoleSettings: "Console",
    RouteSettings: "Routes",
    RouteMatch: "Match",
    HeartbeatSettings: "Heartbeat",
    RetentionSettings: "Retention",
}
#: records that are written as one value, told where they are used
VALUES = {LevelMatch, Rate}


def rows(record: type) -> dict[str, tuple[str, str]]:
    """Give what is documented of each setting of a record: its default and what it is."""
    text = DOCUMENT.read_text(encoding="utf-8")
    parts = re.split(r"^##+ (.+)$", text, flags=re.MULTILINE)
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    found = re.findall(
        r"^\| `(\w+)` \| (.*?) \| (.*) \|$", sections[HEADINGS[record]], flags=re.MULTILINE
    )
    return {name: (default, said) for name, default, said in found}


def records(annotation: Any, around: tuple[type, ...] = ()) -> Iterator[type]:
    """Give the records that a type is made of, at any depth; routes hold routes."""
    if isinstance(annotation, type) and is_dataclass(annotation) and annotation not in around:
        yield annotation
        for hint in get_type_hints(annotation).values():
            yield from records(hint, (*around, annotation))
    for part in get_args(annotation):
        yield from records(part, around)


def default_of(field: Field[Any]) -> str | None:
    """Give a default as the document writes it; None where it says it in words."""
    if field.default is MISSING and field.default_factory is MISSING:
        return "needed"
    try:
        value = written(field.default)
    except TypeError:
        return None
    if value in (None, [], ""):
        return None
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"


def test_every_record_of_the_settings_is_documented() -> None:
    assert set(records(Settings)) == set(HEADINGS) | VALUES


@pytest.mark.parametrize("record", HEADINGS, ids=lambda record: record.__name__)
def test_every_setting_is_documented_with_its_default(record: type) -> None:
    documented = rows(record)

    keys = {each.name: KEYS.get((record, each.name), each.name) for each in fields(record)}
    assert list(documented) == list(keys.values())
    for each in fields(record):
        expected = (
            "needed" if each.name == "type" and record is not FeedSettings else default_of(each)
        )
        default, said = documented[keys[each.name]]
        assert said.strip(), each.name
        if expected is not None:
            assert default == expected, each.name
        else:
            assert not default.startswith("`"), each.name
            assert default != "needed", each.name


def test_the_example_is_in_order_and_gives_no_warning() -> None:
    example = DOCUMENT.parents[1] / "deploy" / "warnd.yaml"

    loaded = load(example)

    assert loaded.warnings == ()
    assert {feed.tier for feed in loaded.settings.feeds} == set(Tier)
    assert {route.about for route in loaded.settings.routes} == {"situations", "feeds"}
