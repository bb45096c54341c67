"""The same error again and again: told once, then counted, and the count told from time to time."""

import sys
import threading
from collections import Counter
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any

import structlog

#: seconds between two summaries of one error (FAULTS, row 16)
WINDOW_S = 600.0
#: feeds or channels that are told of one error one by one between two summaries: when the link is
#: down ten thousand feeds fail alike, and the first twenty lines have said it
TOLD_AT_MOST = 20
#: feeds or channels that a summary names
NAMED = 5
#: the levels that are counted
_ERRORS = frozenset({"warning", "error", "critical"})
#: what is no error, and comes as often as one does
_AS_OFTEN = frozenset({"feed_back", "notice"})
#: what an event is about; an event that has none of them is always told
_SUBJECTS = ("feed", "channel", "topic", "logger")
#: what sets one error apart from another of the same event, where it has no class
_SORTS = ("health", "reason")
#: what is told of each message: every one is an alert that somebody will not get
_OF_EACH_MESSAGE = frozenset({"delivery_refused"})
#: the event of a summary
SUMMARY = "repeated"

_Event = MutableMapping[str, Any]
#: event, error class or health, subject
_Key = tuple[str, str, str]


@dataclass(slots=True)
class _Error:
    """One error between two summaries, whoever it befell."""

    #: how many it befell that were told of it, or are known from before
    told: int = 0
    #: how often it was not told, by whom it befell
    untold: Counter[str] = field(default_factory=Counter)


class Repeats:
    """Tells which events are repeats; safe to be asked by many threads."""

    def __init__(
        self,
        monotonic: Callable[[], float],
        *,
        window_s: float = WINDOW_S,
        told_at_most: int = TOLD_AT_MOST,
    ) -> None:
        self._monotonic = monotonic
        self._window_s = window_s
        self._told_at_most = told_at_most
        self._lock = threading.Lock()
        self._ends = monotonic() + window_s
        self._known: set[_Key] = set()
        self._seen: set[_Key] = set()
        self._errors: dict[tuple[str, str], _Error] = {}

    def __call__(self, _logger: object, method: str, event: _Event) -> _Event:
        """Give the event as it is; a step of structlog's.

        Raises structlog.DropEvent for a repeat.
        """
        key = _key(method, event)
        if key is not None and not self._is_news(key):
            raise structlog.DropEvent
        return event

    def due(self, *, at_once: bool = False) -> tuple[Mapping[str, Any], ...]:
        """Give the summaries when their time has come, else nothing."""
        with self._lock:
            now = self._monotonic()
            if now < self._ends and not at_once:
                return ()
            self._ends = now + self._window_s
            errors, self._errors = self._errors, {}
            # What came again is still known; what did not is news when it comes the next time.
            self._known, self._seen = self._seen, set()
        return tuple(
            _summary(event, why, error.untold)
            for (event, why), error in errors.items()
            if error.untold
        )

    def _is_news(self, key: _Key) -> bool:
        event, why, subject = key
        with self._lock:
            error = self._errors.setdefault((event, why), _Error())
            repeated = key in self._seen or key in self._known
            self._seen.add(key)
            if repeated or error.told >= self._told_at_most:
                error.untold[subject] += 1
                return False
            error.told += 1
            return True


def error_class(event: Mapping[str, Any]) -> str:
    """Give the class of the error that an event tells, empty when it tells none."""
    told = event.get("error_class")
    if told:
        return str(told)
    error = event.get("exc_info") or event.get("error")
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, tuple):
        error = error[1]
    return type(error).__name__ if isinstance(error, BaseException) else ""


def _key(method: str, event: Mapping[str, Any]) -> _Key | None:
    """Give what an event is counted by, None when it is always told."""
    name = str(event.get("event", ""))
    if method not in _ERRORS and name not in _AS_OFTEN:
        return None
    subjects = ("delivery", *_SUBJECTS) if name in _OF_EACH_MESSAGE else _SUBJECTS
    subject = next((f"{what} {event[what]}" for what in subjects if what in event), None)
    if subject is None:
        return None
    sort = next((str(event[what]) for what in _SORTS if what in event), "")
    return name, error_class(event) or sort, subject


def _summary(event: str, why: str, untold: Counter[str]) -> Mapping[str, Any]:
    named = [subject for subject, _ in untold.most_common(NAMED)]
    told = {"of": event, "why": why, "times": untold.total(), "about": len(untold)}
    return {**{key: value for key, value in told.items() if value != ""}, "most": ", ".join(named)}
