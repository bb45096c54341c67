"""Pages of HTML made from templates: the door to Jinja2."""

from collections.abc import Callable

from jinja2 import Environment, StrictUndefined

_ENGINE = Environment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)


def template(source: str) -> Callable[..., str]:
    """Give the function from a template's named values to its page.

    Every value is escaped; one that the template names and the caller leaves out is an error.
    """
    return _ENGINE.from_string(source).render
