"""pydantic shapes made from our own records, so that one dataclass serves file and code.

For each dataclass a pydantic model with the same fields is derived; it reads the bare text of a
document (see `scalars`), refuses unknown keys and gives back the dataclass.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from dataclasses import Field as RecordField
from datetime import timedelta
from enum import EnumType
from functools import reduce
from operator import or_
from pathlib import Path
from types import GenericAlias, UnionType
from typing import (
    Annotated,
    Any,
    ForwardRef,
    Literal,
    NewType,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    TypeAdapter,
    ValidationInfo,
    WithJsonSchema,
    create_model,
)

from warnd.channel_settings import Rate
from warnd.config.comments import field_comments, summary
from warnd.config.scalars import (
    DURATION_PATTERN,
    IDENTIFIER_PATTERN,
    LEVEL_PATTERN,
    RATE_PATTERN,
    UNITS,
    to_bool,
    to_choice,
    to_duration,
    to_identifier,
    to_integer,
    to_level_match,
    to_list,
    to_number,
    to_rate,
    to_text,
)
from warnd.settings import LevelMatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the meaning of a value may depend on beside the value."""

    #: the folder of the file that is read; relative paths begin there
    folder: Path
    #: the folder of systemd's credentials, where secrets may lie; None outside systemd
    credentials: Path | None = None
    #: copies that are read in the place of files and folders, by what they are copies of
    copies: Mapping[Path, Path] = field(default_factory=dict)

    def place(self, name: str) -> Path:
        """Give where to read what a name in the file means."""
        path = self.folder / name
        return self.copies.get(path, path)


def surroundings(info: ValidationInfo) -> Surroundings:
    """Give the surroundings that a validation runs in."""
    context = info.context
    return context if isinstance(context, Surroundings) else Surroundings(folder=Path())


def to_path(value: object, info: ValidationInfo) -> Path:
    """Give a path; a relative one begins at the folder of the file that names it."""
    return surroundings(info).place(to_text(value))


#: text as it stands
Text = Annotated[str, BeforeValidator(to_text)]
#: a path, relative to the file that names it
FilePath = Annotated[Path, PlainValidator(to_path), WithJsonSchema({"type": "string"})]

_ATOMS: dict[Any, Any] = {
    str: Text,
    bool: Annotated[bool, BeforeValidator(to_bool)],
    int: Annotated[int, BeforeValidator(to_integer)],
    float: Annotated[float, BeforeValidator(to_number)],
    Path: FilePath,
    timedelta: Annotated[
        timedelta,
        BeforeValidator(to_duration),
        WithJsonSchema({"type": "string", "pattern": DURATION_PATTERN}),
    ],
    Rate: Annotated[
        Rate, PlainValidator(to_rate), WithJsonSchema({"type": "string", "pattern": RATE_PATTERN})
    ],
    LevelMatch: Annotated[
        LevelMatch,
        PlainValidator(to_level_match),
        WithJsonSchema({"type": "string", "pattern": LEVEL_PATTERN}),
    ],
}
_IDENTIFIER = Annotated[
    str,
    BeforeValidator(to_identifier),
    WithJsonSchema({"type": "string", "pattern": IDENTIFIER_PATTERN}),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Derives shapes; what differs between sorts of files stands in its tables."""

    #: fields that take something narrower than their type says, by record and name
    narrowed: Mapping[tuple[type, str], Any] = field(default_factory=dict)
    #: keys that differ from the field's name, by record and name
    keys: Mapping[tuple[type, str], str] = field(default_factory=dict)
    #: fields that no file may give: the loader fills them
    filled: frozenset[tuple[type, str]] = frozenset()
    _made: dict[Any, Any] = field(default_factory=dict)
    #: records whose shape is being made: where they hold themselves, only their name stands
    _making: set[type] = field(default_factory=set)

    def adapter(self, annotation: Any) -> TypeAdapter[Any]:
        """Give what validates bare values as `annotation`; made once."""
        if annotation not in self._made:
            self._made[annotation] = TypeAdapter(self.of(annotation))
        made: TypeAdapter[Any] = self._made[annotation]
        return made

    def of(self, annotation: Any) -> Any:
        """Give the shape of a type."""
        if get_origin(annotation) is Annotated:
            return annotation
        if annotation in _ATOMS:
            return _ATOMS[annotation]
        if isinstance(annotation, NewType):
            return _IDENTIFIER
        if isinstance(annotation, EnumType):
            return _choice(annotation, tuple(annotation))
        if isinstance(annotation, type) and is_dataclass(annotation):
            return self._record(annotation)
        return self._generic(annotation)

    def _generic(self, annotation: Any) -> Any:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Literal:
            return annotation if _is_tag(annotation) else _choice(annotation, arguments)
        if origin is tuple:
            listed = GenericAlias(tuple, (self.of(arguments[0]), ...))
            return listed if is_dataclass(arguments[0]) else Annotated[listed, _one_or_more(listed)]
        if origin is dict:
            return GenericAlias(dict, (self.of(arguments[0]), self.of(arguments[1])))
        if origin in {Union, UnionType}:
            return self._union(arguments)
        return annotation

    def _union(self, members: tuple[Any, ...]) -> Any:
        shapes = reduce(or_, [self.of(member) for member in members])
        records = [member for member in members if is_dataclass(member)]
        return Annotated[shapes, Field(discriminator="type")] if len(records) > 1 else shapes

    def _record(self, record: type) -> Any:
        if record in self._making:
            return ForwardRef(f"{record.__name__}Shape")
        self._making.add(record)
        model: Any = self._model(record)
        self._making.discard(record)
        shape = Annotated[model, AfterValidator(_maker(record))]
        model.model_rebuild(force=True, _types_namespace={f"{record.__name__}Shape": shape})
        return shape

    def _model(self, record: type) -> type[BaseModel]:
        hints = get_type_hints(record, include_extras=True)
        comments = field_comments(record)
        definitions: dict[str, Any] = {}
        for each in fields(record):
            if (record, each.name) in self.filled:
                continue
            annotation = self.narrowed.get((record, each.name), hints[each.name])
            definitions[each.name] = (
                self.of(annotation),
                Field(
                    alias=self.keys.get((record, each.name)),
                    description=comments.get(each.name) or None,
                    **({} if _is_tag(annotation) else _default(each)),
                ),
            )
        model: type[BaseModel] = create_model(
            record.__name__, __config__=ConfigDict(extra="forbid"), __doc__=summary(record),
            **definitions,
        )  # fmt: skip
        return model


def _choice(annotation: Any, choices: tuple[str, ...]) -> Any:
    return Annotated[annotation, BeforeValidator(lambda value: to_choice(value, choices))]


def _one_or_more(listed: Any) -> BeforeValidator:
    """Give the validator of a list of values, where one value alone stands for a list of one."""
    (item, _) = get_args(listed)
    return BeforeValidator(to_list, json_schema_input_type=item | listed)


def _is_tag(annotation: Any) -> bool:
    """Tell whether a field only says which record of a union this is; it is always given."""
    return get_origin(annotation) is Literal and len(get_args(annotation)) == 1


def _default(each: RecordField[Any]) -> dict[str, Any]:
    """Give how the model learns that a field may be left out, and the schema by what it is filled.

    The value itself plays no part: the record applies its own default.
    """
    if each.default is MISSING and each.default_factory is MISSING:
        return {}
    try:
        extra = {"default": written(each.default)}
    except TypeError:
        extra = {}
    return {"default_factory": lambda: None, "json_schema_extra": extra}


def written(value: object) -> object:
    """Give a value as a document writes it; raises TypeError for what is no single value."""
    if value == timedelta(0):  # no document can write it: it stands for what another setting says
        raise TypeError("no duration")
    if isinstance(value, timedelta):
        seconds = int(value.total_seconds())
        unit = next(unit for unit in ("d", "h", "m", "s") if seconds % UNITS[unit] == 0)
        return f"{seconds // UNITS[unit]}{unit}"
    if isinstance(value, LevelMatch):
        return f"{value.operator}{value.level}"
    if value == ():
        return []
    if value is None or isinstance(value, str | bool | int | float):
        return value
    raise TypeError(f"{value!r} is no single value")


def _maker(record: type) -> Callable[[BaseModel], Any]:
    def make(model: BaseModel) -> Any:
        given = model.model_fields_set
        return record(**{name: getattr(model, name) for name in given})

    return make
