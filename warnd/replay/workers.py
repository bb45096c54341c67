"""Who reads ahead: processes of this machine by joblib, or a Dask cluster."""

from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, CancelledError, Executor
from contextlib import contextmanager

from joblib import cpu_count
from joblib.externals.loky import get_reusable_executor

from warnd.errors import ClusterUnreachable, WorkersLost

#: seconds that a cluster has to answer
ANSWER_WITHIN_S = 30
#: seconds that an idle process waits for work; judging may keep it waiting
IDLE_S = 300
#: each process computes on one core; without this, numeric libraries take all of them in each
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def cores() -> int:
    """Give how many cores this process may use."""
    return int(cpu_count())


@contextmanager
def processes(number: int) -> Iterator[tuple[Executor, int]]:
    """Open worker processes on this machine, and give them with their number.

    What they have not begun at the end is dropped. Raises WorkersLost when one of them dies.
    """
    executor = get_reusable_executor(
        max_workers=number, timeout=IDLE_S, reuse=False, env=_ONE_THREAD
    )
    try:
        yield executor, number
    except BrokenExecutor as error:
        raise WorkersLost(
            "a process that reads articles was killed, perhaps for want of memory: "
            "try fewer of them with --jobs"
        ) from error
    finally:
        executor.shutdown(wait=True, kill_workers=True)


@contextmanager
def cluster(address: str) -> Iterator[tuple[Executor, int]]:
    """Open a Dask cluster by its scheduler's address; give it with the number of its threads.

    Raises ClusterUnreachable, and WorkersLost when the cluster goes while it reads.
    """
    try:
        from distributed import Client, KilledWorker  # noqa: PLC0415  an extra that few have
    except ImportError as error:
        raise ClusterUnreachable(
            f"{address}: a Dask cluster needs more of warnd: pip install 'warnd[dask]'"
        ) from error
    try:
        client = Client(address, timeout=ANSWER_WITHIN_S)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterUnreachable(f"{address}: no Dask scheduler answers there: {error}") from error
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise ClusterUnreachable(f"{address}: the cluster has no workers")
        try:
            yield client.get_executor(pure=False), threads
        except (CancelledError, KilledWorker) as error:
            raise WorkersLost(f"{address}: the cluster went away while it read") from error
