"""How busy the machine is that tests run on."""

import time

#: seconds of work that are measured: some slices of the processor
_WORK_S = 0.1


def stretched(seconds: float) -> float:
    """Give how long what takes `seconds` on a machine of one's own takes on this one, now.

    Bounds in seconds hold for a machine of one's own. One that runs other tests gives a process a
    part of a processor: as much longer as work of this thread takes than it gets of the processor.
    """
    began, worked = time.monotonic(), time.thread_time()
    while time.thread_time() - worked < _WORK_S:
        pass
    return seconds * max(1.0, (time.monotonic() - began) / _WORK_S)
