"""How tests are collected, and in which order they run."""

import gc
import itertools
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

import hypothesis
import pytest

# Properties are held against the same examples in every run, however long a busy machine takes for
# one; `pytest --hypothesis-profile=search` looks for others.
_UNHURRIED = hypothesis.settings(
    deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("same", _UNHURRIED, derandomize=True)
hypothesis.settings.register_profile("search", _UNHURRIED, max_examples=1_000)
hypothesis.settings.load_profile("same")

#: tests against running daemons, which mostly wait
_WAITING = Path(__file__).parent / "faults"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None]:
    """Collect without looking for garbage: modules and tests stay, and they are millions."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spread the tests that wait among those that work, so that no processor waits with them.

    The tests of a module stay together: they may share what takes long to set up.
    """
    modules = [list(module) for _, module in itertools.groupby(items, lambda item: item.path)]
    waiting = [module for module in modules if module[0].path.is_relative_to(_WAITING)]
    working = [module for module in modules if not module[0].path.is_relative_to(_WAITING)]
    if waiting and working:
        items[:] = list(_spread(waiting, working))


def _spread(
    few: Sequence[Sequence[pytest.Item]], many: Sequence[Sequence[pytest.Item]]
) -> Iterator[pytest.Item]:
    """Give both in their order, each of the `few` after its part of the tests of the `many`."""
    part = sum(map(len, many)) / len(few)
    left, given = list(reversed(few)), 0
    for module in many:
        while left and given >= (len(few) - len(left)) * part:
            yield from left.pop()
        yield from module
        given += len(module)
    for module in reversed(left):
        yield from module
