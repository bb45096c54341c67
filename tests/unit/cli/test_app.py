"""Every command and option is documented, and the documents name no other."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from tests.unit.cli.conftest import run
from warnd import __version__
from warnd.cli.app import app

DOCUMENT = Path(__file__).parents[3] / "docs" / "commands.md"


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Give each command by its whole name, such as `rules list`."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield " ".join((*path, name)), command


EVERY: dict[str, Any] = dict(commands(typer.main.get_command(app)))


def sections() -> dict[str, str]:
    """Give the documented commands with what is said of each."""
    text = DOCUMENT.read_text(encoding="utf-8")
    parts = re.split(r"^## `warnd ([^`]+)`$", text, flags=re.MULTILINE)
    headings, texts = parts[1::2], parts[2::2]
    names = [re.split(r" (?=[A-Z<\[-])", heading)[0] for heading in headings]
    return dict(zip(names, texts, strict=True))


def test_the_documents_name_every_command_and_no_other() -> None:
    assert set(sections()) == set(EVERY)


@pytest.mark.parametrize("name", sorted(EVERY))
def test_each_option_is_documented(name: str) -> None:
    said = sections()[name]
    options = [
        option
        for parameter in EVERY[name].params
        for option in parameter.opts
        if option.startswith("--") and option != "--help"
    ]
    assert [option for option in options if f"`{option}" not in said] == []


@pytest.mark.parametrize("name", sorted(EVERY))
def test_each_command_says_what_it_does(name: str) -> None:
    result = run(*name.split(), "--help")
    assert result.exit_code == 0
    assert EVERY[name].help


def test_each_documented_exit_code_is_one_the_commands_use() -> None:
    from warnd.cli import failures  # noqa: PLC0415

    used = {0} | {value for name, value in vars(failures).items() if name.startswith("EXIT_")}
    table = re.findall(r"^\| (\d+) \|", DOCUMENT.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert {int(code) for code in table} == used


def test_the_version_is_told() -> None:
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"warnd {__version__}\n")


@pytest.mark.parametrize("arguments", [("nonsense",), ("rules", "nonsense"), ("run", "--nonsense")])
def test_what_is_no_command_is_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert run(*arguments).exit_code == 2
