import gc

import pytest

from warnd.daemon.garbage import no_collector


def test_the_collector_stops_within_the_block_and_runs_after_it() -> None:
    assert gc.isenabled()
    with no_collector():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_runs_again_after_an_error() -> None:
    @no_collector()
    def fail() -> None:
        assert not gc.isenabled()
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        fail()
    assert gc.isenabled()


def test_where_it_did_not_run_before_it_does_not_run_after() -> None:
    with no_collector():
        with no_collector():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
