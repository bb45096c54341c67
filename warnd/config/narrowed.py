"""Settings that take less than their type says: addresses, codes, ranges and files that exist."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, PlainValidator, ValidationInfo, WithJsonSchema

from warnd.config.addresses import (
    allowed_address,
    listen_address,
    mail_address,
    store_address,
    web_address,
)
from warnd.config.codes import country_code, division_code, language_code
from warnd.config.nearest import nearest
from warnd.config.scalars import Unfit, shown, to_integer, to_number, to_text
from warnd.config.secret_files import any_secret, secret_address, secret_path, signing_secret
from warnd.config.shapes import Shapes, Text, surroundings, to_path
from warnd.model.area import Area, Circle
from warnd.settings import (
    EmailSettings,
    FeedSettings,
    RouteSettings,
    Settings,
    SlackSettings,
    WebhookSettings,
)

_STRING = WithJsonSchema({"type": "string"})
_HIGHEST_PORT = 65535


def _text(check: Callable[[str], str]) -> Any:
    return Annotated[Text, AfterValidator(check)]


def _between(low: float, high: float, unit: str) -> Any:
    """Give a number within limits, both included."""

    def check(number: float) -> float:
        if not low <= number <= high:
            raise Unfit(f"expected {low:g} to {high:g} {unit}, got {number:g}")
        return number

    return Annotated[
        float,
        BeforeValidator(to_number),
        AfterValidator(check),
        WithJsonSchema({"type": "number", "minimum": low, "maximum": high}),
    ]


def _port(value: object) -> int:
    number = to_integer(value)
    if not 1 <= number <= _HIGHEST_PORT:
        raise Unfit(f"a port is a number from 1 to {_HIGHEST_PORT}, got {number}")
    return number


def _needed_secret(check: Callable[[str], None]) -> Any:
    return Annotated[Path, PlainValidator(secret_path(check)), _STRING]


def _secret(check: Callable[[str], None]) -> Any:
    return _needed_secret(check) | None


def _store(value: object, info: ValidationInfo) -> str:
    return store_address(to_text(value), surroundings(info).folder.absolute())


def _rule_path(value: object, info: ValidationInfo) -> Path:
    path = to_path(value, info)
    if not path.exists():
        raise Unfit(f"there is no file or folder {path}")
    return path


def _model_folder(value: object, info: ValidationInfo) -> Path:
    path = to_path(value, info)
    if not path.is_dir():
        raise Unfit(f"there is no folder {path}")
    return path


def digest_time(text: str) -> str:
    """Give a daily time and its zone, written `08:00 Europe/Paris`."""
    clock, _, zone = text.partition(" ")
    hours, colon, minutes = clock.partition(":")
    in_day = colon and len(minutes) == 2 and (hours + minutes).isascii()  # noqa: PLR2004  digits
    if not in_day or not (hours + minutes).isdigit() or int(hours) > 23 or int(minutes) > 59:  # noqa: PLR2004
        raise Unfit(f"expected a time and zone such as 08:00 Europe/Paris, got {shown(text)}")
    known = available_timezones()
    if zone not in known:
        raise Unfit(f"unknown time zone {shown(zone)}; {nearest(zone, known)}")
    return text


def _present(text: str) -> str:
    if not text.strip():
        raise Unfit("must not be empty")
    return text


#: the narrowed settings, by record and field
NARROWED: dict[tuple[type, str], Any] = {
    (Settings, "store"): Annotated[str, PlainValidator(_store), _STRING],
    (Settings, "listen"): _text(listen_address),
    (Settings, "rules"): tuple[Annotated[Path, PlainValidator(_rule_path), _STRING], ...],
    (Settings, "model"): Annotated[Path, PlainValidator(_model_folder), _STRING] | None,
    (Settings, "allow_addresses"): tuple[_text(allowed_address), ...],  # type: ignore[misc]
    (FeedSettings, "url"): _text(web_address),
    (FeedSettings, "language"): _text(language_code),
    (Area, "name"): _text(_present),
    (Area, "country"): _text(country_code),
    (Area, "divisions"): tuple[_text(division_code), ...],  # type: ignore[misc]
    (Circle, "lat"): _between(-90, 90, "degrees"),
    (Circle, "lon"): _between(-180, 180, "degrees"),
    (Circle, "radius_km"): _between(0.1, 20_000, "kilometres"),
    (EmailSettings, "host"): _text(_present),
    (EmailSettings, "port"): Annotated[
        int,
        PlainValidator(_port),
        WithJsonSchema({"type": "integer", "minimum": 1, "maximum": _HIGHEST_PORT}),
    ],
    (EmailSettings, "to"): tuple[_text(mail_address), ...],  # type: ignore[misc]
    (EmailSettings, "password_file"): _secret(any_secret),
    (SlackSettings, "webhook_url_file"): _needed_secret(secret_address),
    (WebhookSettings, "url"): _text(web_address),
    (WebhookSettings, "secret_file"): _secret(signing_secret),
    (RouteSettings, "digest"): _text(digest_time) | None,
}

#: the shapes of the settings
SETTINGS_SHAPES = Shapes(narrowed=NARROWED)
