"""Lines that commands say: whoever wrote the words in them, they move no terminal."""

import re

import typer

#: what acts upon a terminal, or turns what it shows: C0 but the end of a line, DEL, C1, the marks,
#: lines and orders of the bidirectional algorithm, the byte order mark
_ACTS = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def say(text: str, *, err: bool = False) -> None:
    """Print a text and the end of its line, on standard error with `err`."""
    typer.echo(visible(text), err=err)


def visible(text: str) -> str:
    r"""Give a text in which what acts upon a terminal is written out, as `\u001b`.

    JSON that is written so is the same JSON.
    """
    return _ACTS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
