"""Background tasks that are named and guarded: one that ends unbidden stops the process."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

log = structlog.get_logger()


class TaskGuard:
    """Runs background tasks and reports the first that ends unbidden."""

    def __init__(self, on_failure: Callable[[str, BaseException | None], None]) -> None:
        self._on_failure = on_failure
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._stopping = False

    def start(self, name: str, coroutine: Coroutine[Any, Any, None]) -> None:
        """Start a task under a name that no running task has."""
        if name in self._tasks:
            coroutine.close()
            raise ValueError(f"a task named {name!r} is running already")
        task = asyncio.create_task(coroutine, name=name)
        self._tasks[name] = task
        task.add_done_callback(self._ended)

    def running(self, name: str) -> bool:
        """Tell whether a task of that name runs."""
        return name in self._tasks

    async def end(self, name: str) -> None:
        """Cancel the task of that name, if it runs, and wait for its end."""
        task = self._tasks.get(name)
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def stop(self) -> None:
        """Cancel every task and wait for the ends."""
        self._stopping = True
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _ended(self, task: asyncio.Task[None]) -> None:
        name = task.get_name()
        self._tasks.pop(name, None)
        if self._stopping or task.cancelled():
            return
        error = task.exception()
        log.critical("task_ended", task=name, error=repr(error))
        self._on_failure(name, error)
