import io
from dataclasses import replace

import pytest

from tests.channels.messages import message
from warnd.channels.console import ConsoleChannel
from warnd.errors import DeliveryDeferred


async def test_the_text_is_printed_with_a_line_beneath() -> None:
    stream = io.StringIO()
    channel = ConsoleChannel(stream)
    await channel.send(message())
    await channel.close()
    assert channel.recipients == ("",)
    assert stream.getvalue() == f"{message().text}\n{'-' * 72}\n"
    assert not stream.closed


async def test_a_terminal_that_knows_only_ascii_gets_what_it_can_show() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    await ConsoleChannel(stream).send(replace(message(), text="WARNING · Idlib"))
    assert raw.getvalue().startswith(b"WARNING ? Idlib\n")


async def test_a_stream_that_is_gone_defers() -> None:
    stream = io.StringIO()
    stream.close()
    with pytest.raises(DeliveryDeferred):
        await ConsoleChannel(stream).send(message())
