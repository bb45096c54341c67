"""Log lines: stable events with keys, JSON under a service manager, readable on a terminal."""

import logging
import sys
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, TextIO

import structlog
from structlog.typing import Processor

from warnd.daemon.logs.log_lines import LineWriter
from warnd.daemon.logs.log_repeats import SUMMARY, Repeats, error_class

_Event = MutableMapping[str, Any]

#: what turns or hides what a terminal shows, or ends a line there: marks, ends of lines and of
#: paragraphs, and orders of the bidirectional algorithm, the byte order mark
_TURNING = (0x61C, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
#: C0 and C1 controls beside those: what a hostile title could move a terminal or a log reader with
_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))} | {
    code: f"\\u{code:04x}" for code in _TURNING
}
#: a traceback keeps its lines
_IN_TRACEBACK = {code: written for code, written in _CONTROLS.items() if chr(code) != "\n"}


class _Library(logging.Handler):
    """Takes what libraries log into our own lines."""

    def emit(self, record: logging.LogRecord) -> None:
        structlog.get_logger().log(
            record.levelno,
            "library",
            logger=record.name,
            message=record.getMessage(),
            exc_info=record.exc_info,
        )


def configure_logging(stream: TextIO = sys.stderr, *, level: int = logging.INFO) -> None:
    """Send log lines to `stream`: for people when it is a terminal, else one JSON object a line."""
    _configure((), _renderer(stream), structlog.PrintLoggerFactory(stream), level)


@contextmanager
def logging_apart(
    monotonic: Callable[[], float], run_id: str, stream: TextIO = sys.stderr
) -> Iterator[LineWriter]:
    """Send log lines to `stream` from a thread of their own, each error once and then counted.

    `monotonic` gives the seconds that repeats are counted over; every line carries `run_id`. A
    reader that stops holds up nobody: lines that find no room are dropped, and told as a number.
    """
    renderer = _renderer(stream)
    repeats = Repeats(monotonic)
    writer = LineWriter(
        stream.fileno(), told=partial(_dropped, renderer), idle=partial(_summarise, repeats)
    )

    def mark(_logger: object, _method: str, event: _Event) -> _Event:
        if why := error_class(event):
            event["error_class"] = why
        if isinstance(error := event.get("error"), BaseException):
            event["error"] = str(error)
        event["run_id"] = run_id
        return event

    _configure((mark, repeats), renderer, lambda *_: _Lines(writer), logging.INFO)
    try:
        yield writer
    finally:
        _summarise(repeats, at_once=True)
        writer.close()


class _Lines:
    """What structlog calls with each line that is ready."""

    def __init__(self, writer: LineWriter) -> None:
        self.debug = self.info = self.warning = self.error = self.critical = writer.write


def _configure(
    steps: Sequence[Processor],
    renderer: Processor,
    factory: Callable[..., object],
    level: int,
) -> None:
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            *steps,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="ts"),
            structlog.processors.format_exc_info,
            _one_line,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=factory,
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(handlers=[_Library()], level=logging.WARNING, force=True)


def _renderer(stream: TextIO) -> Processor:
    if stream.isatty():
        return structlog.dev.ConsoleRenderer(
            colors=False, exception_formatter=structlog.dev.plain_traceback
        )
    return structlog.processors.JSONRenderer(sort_keys=False)


def _dropped(renderer: Processor, lines: int) -> str:
    """Give the line that tells of lines that found no room."""
    event: _Event = {"event": "log_lines_dropped", "level": "warning", "lines": lines}
    stamped = structlog.processors.TimeStamper(fmt="iso", utc=True, key="ts")(None, "", event)
    return str(renderer(None, "warning", stamped))


def _summarise(repeats: Repeats, *, at_once: bool = False) -> None:
    for summary in repeats.due(at_once=at_once):
        structlog.get_logger().warning(SUMMARY, **summary)


def _one_line(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = value.translate(_IN_TRACEBACK if key == "exception" else _CONTROLS)
    return event
