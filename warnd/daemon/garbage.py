"""Python's collector of circular garbage, stopped where it would look for a second in vain."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collector() -> Iterator[None]:
    """Keep the collector from running, within the block or the function that it decorates.

    Loading makes a million small objects that all stay. Every 700 of them the collector looks
    whether some are garbage, which takes a quarter of the time.
    """
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()
