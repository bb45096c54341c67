"""How levels look on a terminal: a word, a colour and a shape, any of which tells alone."""

from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from warnd.model.level import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one level looks."""

    #: a shape, and one for terminals that have only ASCII
    shape: str
    plain_shape: str
    #: a style of Rich's; terminals without colours leave it out
    style: str


LOOKS = {
    Level.CALM: Look(shape="·", plain_shape=".", style="bright_black"),
    Level.WATCH: Look(shape="◆", plain_shape="o", style="yellow"),
    Level.WARNING: Look(shape="▲", plain_shape="^", style="dark_orange"),
    Level.EMERGENCY: Look(shape="■", plain_shape="!", style="bold red"),
}


def draws(console: Console) -> bool:
    """Tell whether a terminal shows more than ASCII."""
    return not (console.options.ascii_only or console.legacy_windows or console.is_dumb_terminal)


def shape(level: Level, *, plain: bool) -> str:
    """Give the shape of a level, in ASCII when `plain`."""
    return LOOKS[level].plain_shape if plain else LOOKS[level].shape


def level_text(level: Level, *, plain: bool) -> Text:
    """Give a level for people: shape and word in its colour."""
    return Text(f"{shape(level, plain=plain)} {level.value}", style=LOOKS[level].style)
