"""Files of onsets: `{"onsets": [{"date", "country", "places", "what"}], "quiet": [...]}`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from warnd.config.codes import country_code
from warnd.config.nearest import nearest
from warnd.config.scalars import Unfit, shown
from warnd.config.tree import ListNode, MapNode, Node, Position, ScalarNode, plain, scalars
from warnd.config.yaml_tree import read_yaml
from warnd.errors import ConfigurationInvalid, Mistake
from warnd.replay.onsets import Expectations, Onset

_PARTS = ("onsets", "quiet")
_FIELDS = ("date", "country", "places", "what")


def load_onsets(path: Path) -> Expectations:
    """Give the onsets of a file, JSON or YAML; keys that nobody asks for may stand in it.

    Raises ConfigurationInvalid with everything wrong in it.
    """
    document = read_yaml(path)
    if document.mistakes:
        raise ConfigurationInvalid(document.mistakes)
    reading = _Reading()
    expected = reading.expectations(document.root, document.start)
    if reading.mistakes:
        raise ConfigurationInvalid(tuple(reading.mistakes))
    return expected


class _Reading:
    """Reads one file, and notes each mistake where it stands."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def expectations(self, root: Node | None, start: Position) -> Expectations:
        """Give what a file expects; what could not be read is left out and noted."""
        if not isinstance(root, MapNode):
            self._note(start, "a file of onsets is an object with 'onsets' and 'quiet'")
            return Expectations(onsets=(), quiet=())
        onsets, quiet = (tuple(self._members(root, part)) for part in _PARTS)
        if not onsets and not quiet and not self.mistakes:
            self._note(start, f"neither 'onsets' nor 'quiet' holds anything{_near(root, _PARTS)}")
        return Expectations(
            onsets=tuple(found for path, each in onsets if (found := self._onset(each, path))),
            quiet=tuple(code for path, each in quiet if (code := self._country(each, path))),
        )

    def _members(self, root: MapNode, part: str) -> Iterator[tuple[str, Node]]:
        node = root.get(part)
        if isinstance(node, ListNode):
            yield from ((f"{part}[{number}]", each) for number, each in enumerate(node.items))
        elif node is not None:
            self._note(node.at, "must be a list, in square brackets", part)

    def _onset(self, node: Node, path: str) -> Onset | None:
        """Give one onset; None for what is none."""
        if not isinstance(node, MapNode):
            self._note(node.at, 'an onset is an object, {"date", "country", "what"}', path)
            return None
        day = self._date(node, path)
        country = self._country(node.get("country") or node, f"{path}.country")
        places, what = self._places(node, path), self._what(node, path)
        if day is None or country is None:
            return None
        return Onset(date=day, country=country, places=places, what=what)

    def _date(self, node: MapNode, path: str) -> date | None:
        value = node.get("date")
        if value is None:
            self._note(node.at, f"'date' is missing{_near(node, _FIELDS)}", path)
            return None
        try:
            return date.fromisoformat(str(plain(value)))
        except ValueError:
            told = f"expected a day such as 2018-02-18, got {shown(plain(value))}"
            self._note(value.at, told, f"{path}.date")
            return None

    def _country(self, node: Node, path: str) -> str | None:
        if isinstance(node, MapNode):
            missing = path.removesuffix(".country")
            self._note(node.at, f"'country' is missing{_near(node, _FIELDS)}", missing)
            return None
        try:
            return country_code(str(plain(node)) or "nothing")
        except Unfit as error:
            self._note(node.at, str(error), path)
            return None

    def _places(self, node: MapNode, path: str) -> tuple[str, ...]:
        value = node.get("places")
        names = tuple(each.text for each in scalars(value))
        if value is not None and not (
            isinstance(value, ListNode) and len(names) == len(value.items)
        ):
            self._note(value.at, 'must be a list of names, such as ["Douma"]', f"{path}.places")
        return names

    def _what(self, node: MapNode, path: str) -> str:
        value = node.get("what")
        if value is not None and not isinstance(value, ScalarNode):
            self._note(value.at, "must be text that says what began", f"{path}.what")
            return ""
        return "" if value is None or value.is_null else value.text

    def _note(self, at: Position, message: str, path: str = "") -> None:
        self.mistakes.append(at.mistake(message, path))


def _near(node: MapNode, known: tuple[str, ...]) -> str:
    """Give which of the keys that nobody asks for may have been meant for one that is missing."""
    missing = [name for name in known if name not in node.entries]
    told = (f"{name!r}: {nearest(name, missing)}" for name in node.entries if name not in known)
    found = [words for words in told if "did you mean" in words]
    return f" ({'; '.join(found)})" if found else ""
