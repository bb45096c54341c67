"""Whether another process on this machine still runs."""

import subprocess
import sys
from dataclasses import replace

import pytest

from warnd.daemon.process import is_gone, own_process


def test_this_process_runs() -> None:
    assert not is_gone(own_process())


def test_a_process_that_ended_is_gone_before_and_after_it_was_waited_for() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        theirs = replace(own_process(), pid=child.pid, started=-1)
        assert is_gone(theirs)  # another process had that number before
        child.kill()
    assert is_gone(theirs)


@pytest.mark.parametrize(
    "system",
    [
        pytest.param("", id="nobody knows where it runs"),
        pytest.param("another boot pid:[4026531836]", id="it runs elsewhere"),
    ],
)
def test_nothing_is_said_of_a_process_of_another_machine(system: str) -> None:
    assert not is_gone(replace(own_process(), system=system, pid=2**22 + 1))
