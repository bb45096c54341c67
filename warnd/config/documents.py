"""Any document of ours: YAML in, one of our records out, or every mistake."""

from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from warnd.config.messages import Translator
from warnd.config.shapes import Shapes, Surroundings
from warnd.config.tree import Node, plain
from warnd.config.yaml_tree import read_yaml
from warnd.errors import ConfigurationInvalid, Mistake

_Record = TypeVar("_Record")
_SHAPES = Shapes()


def load_document(path: Path, record: type[_Record]) -> _Record:
    """Give the record that a YAML file holds.

    Raises ConfigurationInvalid with every mistake.
    """
    document = read_yaml(path)
    mistakes = list(document.mistakes)
    made: Any = None
    if document.root is not None:
        made, found = read_node(document.root, record, _SHAPES, Surroundings(folder=path.parent))
        mistakes += found
    elif not mistakes:
        mistakes.append(document.start.mistake("is empty"))
    if mistakes:
        raise ConfigurationInvalid(in_order(mistakes))
    result: _Record = made
    return result


def read_node(
    node: Node, annotation: Any, shapes: Shapes, around: Surroundings
) -> tuple[Any, list[Mistake]]:
    """Give what a node holds as a type and the mistakes in it; None when there are any."""
    try:
        made = shapes.adapter(annotation).validate_python(plain(node), context=around)
    except ValidationError as error:
        translator = Translator(
            root=node, annotation=annotation, keys=shapes.keys, filled=shapes.filled
        )
        return None, translator.mistakes(error)
    return made, []


def in_order(mistakes: list[Mistake]) -> tuple[Mistake, ...]:
    """Give mistakes by file, line and column, each once."""
    ordered = sorted(mistakes, key=lambda each: (str(each.file), each.line, each.column))
    return tuple(dict.fromkeys(ordered))
