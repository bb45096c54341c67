"""Templates that an operator writes: they read what they are given, and can do nothing else.

Jinja2's sandbox keeps them from Python. Beyond it there are no attributes but the keys of the
values given, no functions, few filters, no macros and no other files; loops are counted against a
deadline, and what is written against a length. So a template can be wrong, and cannot be slow,
large or dangerous.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextvars import ContextVar
from typing import Any

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

#: seconds that one rendering may take, and characters that it may give
LONGEST_S, MOST_CHARACTERS = 0.05, 65_536
#: filters that give no more than they were given, or as much as the template itself says
FILTERS = (
    *("capitalize", "default", "first", "float", "int", "join", "last", "length", "lower"),
    *("reverse", "round", "sort", "string", "title", "trim", "unique", "upper"),
)
#: what a loop tells of itself
LOOP = frozenset({"first", "index", "last"})
#: what may stand in a template
ALLOWED = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.CondExpr),
    *(nodes.Name, nodes.Getattr, nodes.Getitem, nodes.Const, nodes.List, nodes.Tuple),
    *(nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Test, nodes.Filter),
    nodes.Neg,
)
#: loops within loops: what is told has no more than two levels
DEEPEST = 3
#: characters of a template
LONGEST = 65_536

#: gives the seconds that the clock shows
Watch = Callable[[], float]


class TemplateInvalid(ValueError):  # noqa: N818  named after what is wrong, as all errors here
    """A template cannot be read, or holds what is not allowed."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        #: its 1-based line
        self.line = line


class TemplateFailed(Exception):  # noqa: N818
    """A template could not be rendered from what it was given."""


class _Sandbox(ImmutableSandboxedEnvironment):
    """Knows nothing but its filters."""

    def __init__(self) -> None:
        super().__init__(
            autoescape=False, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self.globals = {}
        self.filters = {name: self.filters[name] for name in FILTERS}
        self.filters[_COUNTED] = _counted

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Give a value by its key, or where a loop stands: nothing else has attributes."""
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return super().getattr(obj, attribute)
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Give a value by its key or its place in a list."""
        if isinstance(obj, (Mapping, list, tuple)):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                return self.undefined(obj=obj, name=argument)
        return self.undefined(obj=obj, name=argument)

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        """Refuse: nothing may be called."""
        return False


_COUNTED = "_counted"
_DEADLINE: ContextVar[tuple[Watch, float]] = ContextVar("deadline")


def _counted(values: Iterable[Any]) -> Iterator[Any]:
    """Give values while there is time."""
    watch, deadline = _DEADLINE.get()
    for value in values:
        if watch() > deadline:
            raise TemplateFailed(f"took longer than {LONGEST_S * 1000:.0f} ms")
        yield value


class Sandboxed:
    """A template of an operator's own, read once."""

    def __init__(self, source: str) -> None:
        """Read a template. Raises TemplateInvalid, with the line of what is wrong."""
        if len(source) > LONGEST:
            raise TemplateInvalid(1, f"a template has at most {LONGEST:,} characters")
        sandbox = _Sandbox()
        try:
            tree = sandbox.parse(source)
            _check(tree)
            _count_loops(tree, sandbox)
            code = sandbox.compile(tree)
        except TemplateSyntaxError as error:
            raise TemplateInvalid(error.lineno, error.message or "cannot be read") from error
        self._template = sandbox.template_class.from_code(sandbox, code, {})

    def render(self, values: Mapping[str, Any], watch: Watch) -> str:
        """Give the text from plain values: mappings, lists, strings, numbers.

        `watch` gives seconds, from any moment on. Raises TemplateFailed when a value is missing,
        when it takes too long or gives too much.
        """
        token = _DEADLINE.set((watch, watch() + LONGEST_S))
        try:
            return self._written(values, watch)
        except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError) as error:
            raise TemplateFailed(f"{type(error).__name__}: {error}") from error
        finally:
            _DEADLINE.reset(token)

    def _written(self, values: Mapping[str, Any], watch: Watch) -> str:
        _, deadline = _DEADLINE.get()
        parts, length = [], 0
        for part in self._template.generate(**values):
            parts.append(part)
            length += len(part)
            if length > MOST_CHARACTERS:
                raise TemplateFailed(f"gave more than {MOST_CHARACTERS:,} characters")
            if watch() > deadline:
                raise TemplateFailed(f"took longer than {LONGEST_S * 1000:.0f} ms")
        return "".join(parts)


def _check(node: nodes.Node, loops: int = 0) -> None:
    """Raise TemplateInvalid for what may not stand in a template."""
    if not isinstance(node, ALLOWED):
        what = type(node).__name__.lower()
        raise TemplateInvalid(node.lineno, f"`{what}` has no place in a template")
    if isinstance(node, nodes.Name) and node.name == "self":
        raise TemplateInvalid(node.lineno, "`self` has no place in a template")
    if isinstance(node, nodes.Filter) and node.name not in FILTERS:
        known = ", ".join(FILTERS)
        raise TemplateInvalid(node.lineno, f"unknown filter `{node.name}`; there are {known}")
    loops += isinstance(node, nodes.For)
    if loops > DEEPEST:
        raise TemplateInvalid(node.lineno, f"more than {DEEPEST} loops within one another")
    for child in node.iter_child_nodes():
        _check(child, loops)


def _count_loops(tree: nodes.Template, sandbox: _Sandbox) -> None:
    for loop in list(tree.find_all(nodes.For)):
        counted = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)
        loop.iter = counted.set_environment(sandbox)
