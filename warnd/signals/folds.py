"""Folds for cross-validation: alike sentences stay together, kinds are spread evenly."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from warnd.signals.training import TrainingLine

#: two sentences are alike when they share this part of the shorter one's runs of three words
_ALIKE = 0.3
#: a run of three words in more sentences than this ("was killed in") makes none of them alike
_COMMON = 30
_WORD = re.compile(r"\w+")


def folds_of(lines: Sequence[TrainingLine], folds: int) -> NDArray[np.int64]:
    """Give the fold of each line, 0 to `folds - 1`; it depends on nothing but the lines."""
    ordered = sorted(_groups(lines), key=lambda group: _order(lines[group[0]]))
    fold = np.zeros(len(lines), dtype=np.int64)
    for place, group in enumerate(ordered):
        fold[group] = place % folds
    return fold


def _order(line: TrainingLine) -> tuple[tuple[str, ...], str]:
    """Sort by kinds, so that each fold gets its share of them, then by nothing in particular."""
    return tuple(sorted(line.signals)), hashlib.sha256(line.text.encode()).hexdigest()


def _groups(lines: Sequence[TrainingLine]) -> list[list[int]]:
    leader = list(range(len(lines)))
    for first, second in _alike([_runs(line.text) for line in lines]):
        leader[_leader(leader, first)] = _leader(leader, second)
    groups: dict[int, list[int]] = defaultdict(list)
    for index in range(len(lines)):
        groups[_leader(leader, index)].append(index)
    return list(groups.values())


def _leader(leader: list[int], index: int) -> int:
    while leader[index] != index:
        leader[index] = leader[leader[index]]
        index = leader[index]
    return index


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def _alike(runs: Sequence[frozenset[tuple[str, ...]]]) -> list[tuple[int, int]]:
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, own in enumerate(runs):
        for run in own:
            holders[run].append(index)
    shared = Counter(
        pair
        for indices in holders.values()
        if len(indices) <= _COMMON
        for pair in combinations(indices, 2)
    )
    return sorted(
        pair
        for pair, count in shared.items()
        if count >= _ALIKE * min(len(runs[pair[0]]), len(runs[pair[1]]))
    )
