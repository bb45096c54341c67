"""Secrets: files that hold one password, address or key, readable by few."""

import base64
import binascii
import stat
from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationInfo

from warnd.config.addresses import web_address
from warnd.config.paths import is_there
from warnd.config.scalars import Unfit, to_text
from warnd.config.shapes import Surroundings, surroundings

#: the largest secret read, in bytes
_MAX_BYTES = 10_000
#: how secrets begin when somebody writes them where their file's name belongs
_LIKE_A_SECRET = ("whsec_", "http://", "https://")
_SIGNING_PREFIX = "whsec_"
#: what nobody but its user and its group may do with a secret
_EVERYBODY = stat.S_IROTH | stat.S_IWOTH


def secret_path(check: Callable[[str], None]) -> Callable[[object, ValidationInfo], Path]:
    """Give what turns a `*_file` value into a path whose secret `check` accepts.

    Messages never repeat what a secret file holds.
    """

    def to_secret(value: object, info: ValidationInfo) -> Path:
        text = to_text(value)
        if text.startswith(_LIKE_A_SECRET):
            raise Unfit("takes the name of a file that holds the secret, not the secret itself")
        around = surroundings(info)
        path = _found(text, around)
        copy = around.copies.get(path)
        if copy is not None and not _is_good(path, check):  # a secret may have been changed since
            path = copy
        check(_content(path))
        return path

    return to_secret


def _is_good(path: Path, check: Callable[[str], None]) -> bool:
    try:
        check(_content(path))
    except Unfit:
        return False
    return True


def _found(name: str, around: Surroundings) -> Path:
    """Give where a secret lies: beside the configuration, else among systemd's credentials."""
    beside = around.folder / name
    if around.credentials and not Path(name).is_absolute():
        credential = around.credentials / name
        return credential if is_there(credential) and not is_there(beside) else beside
    return beside


def _content(path: Path) -> str:
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise Unfit(f"{path} is not a file")
        if mode & _EVERYBODY:
            done = "read" if mode & stat.S_IROTH else "changed"
            raise Unfit(f"{path} may be {done} by every user of this machine; chmod 600 it")
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES).decode()
    except FileNotFoundError as error:
        raise Unfit(f"there is no file {path}") from error
    except PermissionError as error:
        raise Unfit(f"{path} may not be read by this user") from error
    except UnicodeDecodeError as error:
        raise Unfit(f"{path} does not hold UTF-8 text") from error
    except OSError as error:
        raise Unfit(f"{path} cannot be read: {error.strerror}") from error
    if not content.strip():
        raise Unfit(f"{path} is empty")
    return content.strip()


def any_secret(content: str) -> None:
    """Accept every secret of one line."""
    if "\n" in content:
        raise Unfit("the file must hold one line, the secret")


def secret_address(content: str) -> None:
    """Accept a web address."""
    try:
        web_address(content)
    except Unfit as error:
        raise Unfit("the file must hold one line, an http or https address") from error


def signing_secret(content: str) -> None:
    """Accept Standard Webhooks secrets, `whsec_` and base64, one a line; two while rotating."""
    lines = content.split()
    if not lines or not all(_is_signing_secret(line) for line in lines):
        raise Unfit("the file must hold one line, whsec_ and a key in base64, or two to rotate")


def _is_signing_secret(line: str) -> bool:
    if not line.startswith(_SIGNING_PREFIX):
        return False
    try:
        return bool(base64.b64decode(line.removeprefix(_SIGNING_PREFIX), validate=True))
    except (binascii.Error, ValueError):
        return False
