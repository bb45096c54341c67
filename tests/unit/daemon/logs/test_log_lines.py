import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.live import until
from warnd.daemon.logs.log_lines import LineWriter

#: more than a pipe holds
LONG = "x" * 200_000


class Pipe:
    """A pipe whose reader reads when it is told to."""

    def __init__(self) -> None:
        self.reading, self.writing = os.pipe()
        self._open = {self.reading, self.writing}

    def read_all(self) -> bytes:
        self.close(self.writing)
        with os.fdopen(os.dup(self.reading), "rb") as file:
            return file.read()

    @contextmanager
    def reader(self) -> Iterator[list[bytes]]:
        """Read all that is written within the block."""
        pieces: list[bytes] = []

        def read() -> None:
            while piece := os.read(self.reading, 65_536):
                pieces.append(piece)

        thread = threading.Thread(target=read)
        thread.start()
        try:
            yield pieces
        finally:
            self.close(self.writing)
            thread.join(10)

    def close(self, descriptor: int) -> None:
        if descriptor in self._open:
            self._open.remove(descriptor)
            os.close(descriptor)

    def end(self) -> None:
        for descriptor in list(self._open):
            self.close(descriptor)


@pytest.fixture
def pipe() -> Iterator[Pipe]:
    made = Pipe()
    yield made
    made.end()


def writer(pipe: Pipe, idle: Callable[[], None] = lambda: None, most: int = 10) -> LineWriter:
    return LineWriter(
        pipe.writing, told=lambda lines: f"dropped {lines} lines", idle=idle, waiting_at_most=most
    )


def test_lines_are_written_in_order_and_whole(pipe: Pipe) -> None:
    lines = writer(pipe, most=1_000)
    for number in range(1_000):
        lines.write(f"line {number} \ud800é")
    lines.close()
    written = pipe.read_all().decode().splitlines()
    assert written == [f"line {number} \\ud800é" for number in range(1_000)]
    assert lines.dropped == 0


def test_a_reader_that_stands_still_holds_nobody_up_and_is_told_what_it_missed(
    pipe: Pipe,
) -> None:
    lines = writer(pipe)
    lines.write(LONG)
    until(lambda: not lines._waiting, what="the thread stands in the pipe")
    for number in range(50):
        lines.write(f"line {number}")
    assert lines.dropped == 40
    with pipe.reader() as read:
        until(lambda: b"dropped" in b"".join(read), what="told without another line")
        lines.write("after")
        lines.close()
    assert b"".join(read).decode().splitlines() == [
        LONG,
        *(f"line {number}" for number in range(10)),
        "dropped 40 lines",
        "after",
    ]


def test_closing_waits_for_a_reader_that_stands_still_no_longer_than_it_says(pipe: Pipe) -> None:
    lines = writer(pipe)
    lines.write(LONG)
    closing = threading.Thread(target=lines.close, args=(0.1,))
    closing.start()
    closing.join(5)
    assert not closing.is_alive()


def test_a_reader_that_has_gone_is_no_error(pipe: Pipe) -> None:
    pipe.close(pipe.reading)
    lines = writer(pipe)
    lines.write("nobody hears")
    lines.close()
    assert lines.dropped == 1


def test_what_is_due_is_looked_at_without_a_line_coming(pipe: Pipe) -> None:
    looked = threading.Event()
    lines = writer(pipe, idle=looked.set)
    assert looked.wait(10)
    lines.close()


def test_a_pipe_that_does_not_block_gets_every_byte(pipe: Pipe) -> None:
    os.set_blocking(pipe.writing, False)
    lines = writer(pipe)
    with pipe.reader() as read:
        lines.write(LONG)
        lines.close(10)
    assert b"".join(read) == f"{LONG}\n".encode()
