"""Files of onsets: `{"onsets": [{"date", "country", "places", "what"}], "quiet": [...]}`."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from warnd.errors import ConfigurationInvalid, Mistake
from warnd.replay.onsets import Expectations, Onset

#: letters of a country's code
_CODE = 2


def load_onsets(path: Path) -> Expectations:
    """Give the onsets of a file. Raises ConfigurationInvalid with everything wrong in it."""
    document = _document(path)
    onsets, mistakes = [], []
    for number, entry in enumerate(_listed(document, "onsets")):
        try:
            onsets.append(_onset(entry))
        except ValueError as error:
            mistakes.append(_mistake(path, str(error), f"onsets[{number}]"))
    quiet = _listed(document, "quiet")
    mistakes += [
        _mistake(path, f"{code!r} is no code of a country, such as SY", f"quiet[{number}]")
        for number, code in enumerate(quiet)
        if not _is_code(code)
    ]
    if not onsets and not quiet and not mistakes:
        mistakes.append(_mistake(path, "neither 'onsets' nor 'quiet' holds anything"))
    if mistakes:
        raise ConfigurationInvalid(tuple(mistakes))
    return Expectations(onsets=tuple(onsets), quiet=tuple(quiet))


def _document(path: Path) -> Mapping[str, Any]:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _invalid(path, str(error.strerror)) from error
    except (ValueError, RecursionError) as error:
        raise _invalid(path, f"not JSON: {error}") from error
    if not isinstance(document, dict):
        raise _invalid(path, "a file of onsets is a JSON object")
    return document


def _listed(document: Mapping[str, Any], name: str) -> list[Any]:
    found = document.get(name, [])
    return found if isinstance(found, list) else [found]


def _onset(entry: Any) -> Onset:
    """Give one onset. Raises ValueError."""
    if not isinstance(entry, dict):
        raise ValueError("an onset is a JSON object")  # noqa: TRY004  told as a mistake of the file
    country = str(entry.get("country", ""))
    if not _is_code(country):
        raise ValueError(f"'country' must be a code such as SY, not {country!r}")
    places = entry.get("places", [])
    if not isinstance(places, list) or not all(isinstance(place, str) for place in places):
        raise ValueError("'places' must be a list of names")
    return Onset(
        date=date.fromisoformat(str(entry.get("date", ""))),
        country=country,
        places=tuple(places),
        what=str(entry.get("what", "")),
    )


def _is_code(value: Any) -> bool:
    return isinstance(value, str) and len(value) == _CODE and value.isalpha() and value.isupper()


def _mistake(path: Path, message: str, where: str = "") -> Mistake:
    return Mistake(file=path, path=where, message=message)


def _invalid(path: Path, message: str) -> ConfigurationInvalid:
    return ConfigurationInvalid((_mistake(path, message),))
