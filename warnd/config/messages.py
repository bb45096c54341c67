"""What pydantic found, as mistakes with file, line, column and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from warnd.config.comments import field_comments
from warnd.config.nearest import unknown
from warnd.config.scalars import Unfit, shown, to_choice
from warnd.config.tree import Entry, ListNode, MapNode, Node
from warnd.errors import Mistake

#: where pydantic stands: keys, indexes, the tags of unions
Location = Sequence[int | str]

# pydantic's error types for a list or mapping that is none -> what was expected
_WRONG_FORMS = {
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where in a document a location leads."""

    #: what stands there
    node: Node
    #: where in the document that is, as `feeds[2].url`
    path: str

    def mistake(self, message: str) -> Mistake:
        """Give the mistake that stands here."""
        return self.node.at.mistake(message, self.path)


def locate(root: Node, location: Location) -> Place:
    """Give the place of a location; parts that the document does not have are passed over.

    pydantic puts the tag of a union and the key that is missing into its locations.
    """
    node, path = root, ""
    for part in location:
        if isinstance(node, ListNode) and isinstance(part, int) and part < len(node.items):
            node, path = node.items[part], f"{path}[{part}]"
        elif isinstance(node, MapNode) and part in node.entries:
            node, path = node.entries[str(part)].value, joined(path, str(part))
    return Place(node=node, path=path)


def joined(path: str, key: str) -> str:
    """Give the path of a key below a path."""
    return f"{path}.{key}" if path else key


@dataclass(frozen=True, slots=True, kw_only=True)
class Translator:
    """Tells the errors of one document."""

    #: the document
    root: Node
    #: the type it was read as
    annotation: Any
    #: keys that differ from the field's name, by record and name
    keys: Mapping[tuple[type, str], str]
    #: fields that no file may give
    filled: frozenset[tuple[type, str]]

    def mistakes(self, error: ValidationError) -> list[Mistake]:
        """Give every mistake, in pydantic's order."""
        return [self._mistake(each) for each in error.errors(include_url=False)]

    def _mistake(self, error: ErrorDetails) -> Mistake:
        tellers = {
            "missing": self._missing,
            "extra_forbidden": self._extra,
            "union_tag_invalid": self._wrong_tag,
            "union_tag_not_found": self._missing_tag,
        }
        teller = tellers.get(error["type"])
        return teller(error) if teller else self._wrong_value(error)

    def _missing(self, error: ErrorDetails) -> Mistake:
        *above, key = error["loc"]
        place = locate(self.root, above)
        record = self._record_at(above)
        what = field_comments(record).get(self._field(record, str(key)), "")
        message = "is missing" + (f": {what}" if what else "")
        return place.node.at.mistake(message, joined(place.path, str(key)))

    def _extra(self, error: ErrorDetails) -> Mistake:
        *above, last = error["loc"]
        key = str(last)
        place = locate(self.root, above)
        entry = place.node.entries.get(key) if isinstance(place.node, MapNode) else None
        at = entry.key.at if isinstance(entry, Entry) else place.node.at
        if " " in key and error["input"] is None:
            return at.mistake(f"{shown(key)} is no key: quote text that holds a comma", place.path)
        return at.mistake(unknown("key", key, self._keys_of(self._record_at(above))), place.path)

    def _wrong_tag(self, error: ErrorDetails) -> Mistake:
        place = locate(self.root, (*error["loc"], "type"))
        try:
            to_choice(error["ctx"]["tag"], self._tags_at(error["loc"]))
        except Unfit as unfit:
            return place.mistake(str(unfit))
        raise AssertionError("pydantic refused a tag that is known")

    def _missing_tag(self, error: ErrorDetails) -> Mistake:
        place = locate(self.root, error["loc"])
        message = f"is missing: one of {', '.join(self._tags_at(error['loc']))}"
        return place.node.at.mistake(message, joined(place.path, "type"))

    def _wrong_value(self, error: ErrorDetails) -> Mistake:
        place = locate(self.root, error["loc"])
        if error["input"] is None:
            return place.mistake("has no value: give one, or leave the key out")
        if error["type"] in _WRONG_FORMS:
            expected = _WRONG_FORMS[error["type"]]
            return place.mistake(f"expected {expected}, got {shown(error['input'])}")
        if error["type"] == "value_error":
            return place.mistake(str(error["ctx"]["error"]))
        return place.mistake(error["msg"])

    def _tags_at(self, location: Location) -> list[str]:
        return [_tag_of(member) for member in _members(self._type_at(location))]

    def _record_at(self, location: Location) -> Any:
        (record,) = _members(self._type_at(location))
        return record

    def _type_at(self, location: Location) -> Any:
        annotation = self.annotation
        for part in location:
            annotation = self._step(annotation, part)
        return annotation

    def _step(self, annotation: Any, part: int | str) -> Any:
        """Give the type one part further down; a union of records takes its tag as a part."""
        members = _members(annotation)
        if len(members) > 1:
            return next(member for member in members if _tag_of(member) == part)
        (member,) = members
        if is_dataclass(member):
            return get_type_hints(member)[self._field(member, str(part))]
        return get_args(member)[1 if get_origin(member) is dict else 0]

    def _field(self, record: Any, key: str) -> str:
        """Give the field that a key stands for."""
        return next(
            (name for (owner, name), other in self.keys.items() if (owner, other) == (record, key)),
            key,
        )

    def _keys_of(self, record: Any) -> list[str]:
        return [
            self.keys.get((record, each.name), each.name)
            for each in fields(record)
            if (record, each.name) not in self.filled
        ]


def _members(annotation: Any) -> tuple[Any, ...]:
    """Give the types that a union is made of, None left out; a type alone is its own member."""
    if get_origin(annotation) in {Union, UnionType}:
        return tuple(member for member in get_args(annotation) if member is not NoneType)
    return (annotation,)


def _tag_of(record: Any) -> str:
    return str(get_args(get_type_hints(record)["type"])[0])
