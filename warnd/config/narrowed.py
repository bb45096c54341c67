"""Settings that take less than their type says: addresses, codes, ranges and files that exist."""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, PlainValidator, ValidationInfo, WithJsonSchema

from warnd.config.addresses import (
    allowed_address,
    listen_address,
    public_address,
    store_address,
    web_address,
)
from warnd.config.channel_values import NARROWED_CHANNELS, secret
from warnd.config.codes import area_code, country_code, division_code, language_code
from warnd.config.limits import (
    between,
    checked_text,
    lasting,
    listed,
    present,
    sha256,
)
from warnd.config.message_languages import message_language
from warnd.config.paths import is_folder, is_there
from warnd.config.route_values import LONGEST_GROUP, digest_time, held_level, quiet_hours
from warnd.config.scalars import Unfit, to_text
from warnd.config.secret_files import secret_address
from warnd.config.shapes import Shapes, surroundings, to_path
from warnd.model.area import Area, Circle
from warnd.model.level import Level
from warnd.settings import (
    FeedSettings,
    HeartbeatSettings,
    RetentionSettings,
    RouteSettings,
    Settings,
)

_STRING = WithJsonSchema({"type": "string"})

#: the longest that one poll may take: a server that trickles must not hold a place for longer
LONGEST_TIMEOUT = timedelta(minutes=5)
#: the shortest that things may be kept, with the reason that people are told
_LEAST_KEPT = {
    "raw": (timedelta(hours=1), "what went wrong an hour ago must still be there to be looked at"),
    "texts": (timedelta(days=30), "an alert of the last weeks must still lead to its articles"),
    "history": (timedelta(days=120), "what is normal for an area is told from its last 90 days"),
    "fingerprints": (timedelta(days=400), "feeds show anniversaries again, and they are not news"),
}


def _store(value: object, info: ValidationInfo) -> str:
    return store_address(to_text(value), surroundings(info).folder.absolute())


def _rule_path(value: object, info: ValidationInfo) -> Path:
    path = to_path(value, info)
    if not is_there(path):
        raise Unfit(f"there is no file or folder {path}")
    return path


def _model_folder(value: object, info: ValidationInfo) -> Path:
    path = to_path(value, info)
    if not is_folder(path):
        raise Unfit(f"there is no folder {path}")
    return path


def _templates_folder(value: object, info: ValidationInfo) -> Path:
    path = to_path(value, info)
    if not is_folder(path):
        raise Unfit(f"there is no folder {path}")
    return path


def _places_folder(value: object, info: ValidationInfo) -> Path:
    path = to_path(value, info)
    if not is_folder(path):
        raise Unfit(f"there is no folder {path}; `warnd places import` makes it")
    return path


#: the narrowed settings, by record and field
NARROWED: dict[tuple[type, str], Any] = {
    (Settings, "store"): Annotated[str, PlainValidator(_store), _STRING],
    (Settings, "listen"): checked_text(listen_address),
    (Settings, "public_url"): checked_text(public_address),
    (Settings, "templates"): Annotated[Path, PlainValidator(_templates_folder), _STRING] | None,
    (Settings, "rules"): tuple[Annotated[Path, PlainValidator(_rule_path), _STRING], ...],
    (Settings, "model"): Annotated[Path, PlainValidator(_model_folder), _STRING] | None,
    (Settings, "model_sha256"): dict[checked_text(language_code), checked_text(sha256)],  # type: ignore[misc]  # types that are made
    (Settings, "places"): Annotated[Path, PlainValidator(_places_folder), _STRING] | None,
    (Settings, "allow_addresses"): listed(checked_text(allowed_address)),
    (FeedSettings, "url"): checked_text(web_address),
    (FeedSettings, "language"): listed(checked_text(language_code)),
    (FeedSettings, "timeout"): lasting(
        timedelta(seconds=1), LONGEST_TIMEOUT, "a slow server must not hold up the others"
    ),
    **{
        (RetentionSettings, name): lasting(least, why=why)
        for name, (least, why) in _LEAST_KEPT.items()
    },
    (HeartbeatSettings, "url"): checked_text(web_address),
    (HeartbeatSettings, "url_file"): secret(secret_address),
    (HeartbeatSettings, "interval"): lasting(
        timedelta(minutes=1), timedelta(days=1), "a cycle takes a minute, and a day is too long"
    ),
    (Area, "name"): checked_text(present),
    (Area, "country"): checked_text(country_code),
    (Area, "divisions"): listed(checked_text(division_code)),
    (Area, "countries"): listed(checked_text(country_code)),
    (Area, "neighbours"): listed(checked_text(area_code)),
    (Circle, "lat"): between(-90, 90, "degrees"),
    (Circle, "lon"): between(-180, 180, "degrees"),
    (Circle, "radius_km"): between(0.1, 20_000, "kilometres"),
    **NARROWED_CHANNELS,
    (RouteSettings, "language"): checked_text(message_language),
    (RouteSettings, "digest"): checked_text(digest_time) | None,
    (RouteSettings, "all_quiet"): checked_text(digest_time) | None,
    (RouteSettings, "quiet"): checked_text(quiet_hours) | None,
    (RouteSettings, "hold_up_to"): Annotated[Level, AfterValidator(held_level)] | None,
    (RouteSettings, "group"): lasting(most=LONGEST_GROUP, why="a new alert is news") | None,
}

#: keys that no field can be called by
KEYS: dict[tuple[type, str], str] = {(RouteSettings, "continue_"): "continue"}

#: the shapes of the settings
SETTINGS_SHAPES = Shapes(narrowed=NARROWED, keys=KEYS)
