"""Who owns what lies beside a database: an administrator who acts as root locks nobody out."""

import os
from pathlib import Path


def hand_over(path: Path) -> None:
    """Give a file or folder that root has made to the owner of the folder that it lies in.

    A command of root's, such as a restore, would leave the daemon a database that it cannot open.
    Nothing happens for any other user. Raises OSError.
    """
    if os.geteuid() == 0:
        folder = path.parent.stat()
        os.chown(path, folder.st_uid, folder.st_gid)
