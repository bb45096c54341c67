"""The templates of an operator's own: a folder with `headline.j2` and `text.j2`, each optional."""

from pathlib import Path

from warnd.config.paths import is_file
from warnd.errors import ConfigurationInvalid, Mistake
from warnd.pages.sandbox import Sandboxed, TemplateInvalid

#: the files that are read
HEADLINE, TEXT = "headline.j2", "text.j2"


def load_templates(folder: Path | None) -> dict[str, Sandboxed]:
    """Give the templates of a folder by name, `headline` and `text`; empty without a folder.

    Raises ConfigurationInvalid with every mistake, by file and line.
    """
    found, mistakes = read_templates(folder)
    if mistakes:
        raise ConfigurationInvalid(mistakes)
    return found


def read_templates(folder: Path | None) -> tuple[dict[str, Sandboxed], tuple[Mistake, ...]]:
    """Give the templates of a folder that can be read, and what is wrong with the others."""
    if folder is None:
        return {}, ()
    found: dict[str, Sandboxed] = {}
    mistakes: list[Mistake] = []
    for name in (HEADLINE, TEXT):
        file = folder / name
        if not is_file(file):
            continue
        try:
            found[name.removesuffix(".j2")] = Sandboxed(file.read_text("utf-8"))
        except TemplateInvalid as error:
            mistakes.append(Mistake(message=str(error), file=file, line=error.line, column=1))
        except (OSError, UnicodeError) as error:
            message = f"cannot be read: {error}"
            mistakes.append(Mistake(message=message, file=file, line=1, column=1))
    if not found and not mistakes:
        message = f"holds neither {HEADLINE} nor {TEXT}"
        mistakes.append(Mistake(message=message, file=folder))
    return found, tuple(mistakes)
