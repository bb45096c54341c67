import io
import json
import logging
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from warnd.daemon.logs.log import configure_logging, logging_apart
from warnd.errors import FetchFailed

HOSTILE = "\x1b]0;owned\x07 \x9b31m a\nb\r\u202egnp.exe\u2066\x00"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def leave_logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


def log_a_fault(words: str) -> None:
    structlog.get_logger().error("poll_failed", exc_info=ValueError(words))


def controls_of(text: str) -> list[str]:
    return re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_an_event_is_one_line_of_json_with_time_level_and_keys() -> None:
    stream = io.StringIO()
    configure_logging(stream)
    structlog.get_logger().bind(feed="gazette").warning("feed_failed", failures=3)
    document = json.loads(stream.getvalue())
    assert document.pop("ts").endswith("Z")
    assert document == {
        "feed": "gazette",
        "failures": 3,
        "event": "feed_failed",
        "level": "warning",
    }


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_what_a_feed_wrote_never_becomes_a_control_or_a_line(stream: type[io.StringIO]) -> None:
    out = stream()
    configure_logging(out)
    structlog.get_logger().warning("feed_failed", error=HOSTILE)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())  # the renderer's own colours
    assert plain.count("\n") == 1
    assert controls_of(plain) == []
    assert "owned" in plain


@pytest.mark.parametrize("stream", [io.StringIO, Terminal])
def test_words_of_a_feed_in_a_traceback_are_escaped_too(stream: type[io.StringIO]) -> None:
    out = stream()
    configure_logging(out)
    log_a_fault(HOSTILE)
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert "ValueError" in plain
    assert controls_of(plain) == []


def test_values_that_are_not_text_are_escaped_as_well() -> None:
    out = Terminal()
    configure_logging(out)
    structlog.get_logger().warning("feed_failed", errors=(HOSTILE,), error=ValueError(HOSTILE))
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert controls_of(plain) == []


def test_a_lone_surrogate_can_be_logged() -> None:
    stream = io.StringIO()
    configure_logging(stream)
    structlog.get_logger().warning("feed_failed", error="\ud800")
    stream.getvalue().encode()


def test_an_exception_is_one_line_of_json() -> None:
    stream = io.StringIO()
    configure_logging(stream)
    log_a_fault("why")
    (line,) = stream.getvalue().splitlines()
    assert "ValueError: why" in json.loads(line)["exception"]


def test_small_talk_is_left_out() -> None:
    stream = io.StringIO()
    configure_logging(stream)
    structlog.get_logger().debug("polling")
    assert stream.getvalue() == ""


def test_what_libraries_log_is_json_as_well() -> None:
    stream = io.StringIO()
    configure_logging(stream)
    logging.getLogger("apscheduler").warning("Run time of job %s was missed", "tick")
    document = json.loads(stream.getvalue())
    assert document["event"] == "library"
    assert document["message"] == "Run time of job tick was missed"
    assert document["logger"] == "apscheduler"


def test_library_chatter_below_a_warning_is_left_out() -> None:
    stream = io.StringIO()
    configure_logging(stream)
    logging.getLogger("apscheduler").info("Running job")
    assert stream.getvalue() == ""


def lines_logged(path: Path, log: Callable[[], object]) -> list[dict[str, object]]:
    """Give the lines of a log that a thread of its own wrote."""
    with path.open("w") as stream, logging_apart(lambda: 0.0, "run-1", stream):
        log()
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_lines_written_apart_are_the_same_and_say_which_run_it_was(tmp_path: Path) -> None:
    (line,) = lines_logged(
        tmp_path / "log", lambda: structlog.get_logger().warning("feed_failed", feed="a")
    )
    assert line.pop("ts")
    assert line == {"feed": "a", "event": "feed_failed", "level": "warning", "run_id": "run-1"}


def test_the_class_of_an_error_is_told(tmp_path: Path) -> None:
    def log() -> None:
        structlog.get_logger().warning("one", error=FetchFailed("status 500"))
        log_a_fault("why")

    first, second = lines_logged(tmp_path / "log", log)
    assert (first["error"], first["error_class"]) == ("status 500", "FetchFailed")
    assert second["error_class"] == "ValueError"


def test_what_was_counted_is_told_at_the_end(tmp_path: Path) -> None:
    def log() -> None:
        for _ in range(100):
            structlog.get_logger().warning("feed_failed", feed="a")

    first, summary = lines_logged(tmp_path / "log", log)
    assert first["event"] == "feed_failed"
    assert (summary["event"], summary["of"], summary["times"]) == ("repeated", "feed_failed", 99)
