"""Keeps the copy that a daemon starts on when its configuration is broken."""

import asyncio
from datetime import datetime

import structlog

from warnd.config.last_good import Kept, keep
from warnd.config.state_folder import state_folders

log = structlog.get_logger()


async def keep_copy(kept: Kept, now: datetime) -> None:
    """Keep a copy of a configuration that works, in the first state directory that takes it.

    Without one warnd runs on all the same, and could not start on a broken configuration.
    """
    await asyncio.to_thread(_keep, kept, now)


def _keep(kept: Kept, now: datetime) -> None:
    why = "there is no state directory"
    for folder in state_folders(kept.config, kept.settings.store):
        try:
            if keep(kept, folder, now):
                log.info("configuration_kept", folder=str(folder))
        except OSError as error:
            why = f"{folder}: {error.strerror or error}"
        else:
            return
    log.warning("configuration_not_kept", error=why)
