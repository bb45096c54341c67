"""The numbers about the machine itself, for Prometheus."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Gauge


class MachineMetrics:
    """Database, disk and clock."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._size = Gauge("warnd_db_size_bytes", "Size of the database", registry=registry)
        self._clock = Gauge(
            "warnd_clock_suspect", "Whether the clock is not believed", registry=registry
        )
        self._registry = registry

    def size(self, size: int) -> None:
        """Set how large the database is, in bytes."""
        self._size.set(size)

    def watch_clock(self, is_suspect: Callable[[], bool]) -> None:
        """Tell from now on whether the clock is believed."""
        self._clock.set_function(lambda: float(is_suspect()))

    def watch_disk(self, free: Callable[[], int]) -> None:
        """Tell from now on how many bytes are free beside the database, where it is a file."""
        disk = Gauge(
            "warnd_disk_free_bytes", "Bytes free beside the database", registry=self._registry
        )
        disk.set_function(free)
