"""Apprise in a process of its own, against a real server, within the guard of addresses."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.channels.messages import message
from tests.channels.sinks import Reply, WebSink, web_sink
from tests.channels.told import told
from warnd.channel_settings import AppriseSettings
from warnd.channels.apprise import AppriseChannel, plain
from warnd.errors import ChannelClosed, DeliveryDeferred
from warnd.model.notification import Message


async def send(
    url: str,
    folder: Path,
    *,
    allowed: tuple[str, ...] = (),
    sent: Message | None = None,
    timeout_s: float = 30.0,
) -> None:
    secret = folder / "url"
    secret.write_text(f"{url}\n")
    settings = AppriseSettings(url_file=secret, timeout=timedelta(seconds=timeout_s))
    channel = AppriseChannel(settings, allowed)
    assert channel.recipients == ("",)
    try:
        await channel.send(sent or message())
    finally:
        await channel.close()


def service(sink: WebSink) -> str:
    """Give the simplest service that Apprise knows: a post in JSON."""
    return f"json://canary:canary@{sink.address}/"


async def test_a_message_arrives_with_title_text_and_kind(tmp_path: Path) -> None:
    async with web_sink() as sink:
        await send(service(sink), tmp_path, allowed=(sink.address,))
    (request,) = sink.requests
    posted = json.loads(request.body)
    assert posted["title"] == plain(message().headline)
    assert posted["type"] == "warning"
    assert "https://wire.example/news/1" in posted["message"]


async def test_no_proxy_of_the_environment_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with web_sink() as sink, web_sink() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://{proxy.address}")
        await send(service(sink), tmp_path, allowed=(sink.address, proxy.address))
    assert (len(sink.requests), len(proxy.requests)) == (1, 0)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(status=404), id="404"),
        pytest.param(Reply(status=500), id="500"),
        pytest.param(Reply(cut=True), id="cut"),
    ],
)
async def test_what_the_service_does_not_take_is_tried_again(tmp_path: Path, reply: Reply) -> None:
    async with web_sink(reply) as sink:
        with pytest.raises(DeliveryDeferred, match="did not take it") as caught:
            await send(service(sink), tmp_path, allowed=(sink.address,))
    assert "canary" not in told(caught.value)


async def test_a_private_address_that_is_not_allowed_is_never_dialled(tmp_path: Path) -> None:
    async with web_sink() as sink:
        for host in ("127.0.0.1", "localhost"):
            with pytest.raises(DeliveryDeferred):
                await send(f"json://{host}:{sink.port}/", tmp_path, allowed=("127.0.0.1:9",))
    assert sink.requests == []


def test_nothing_in_that_process_starts_a_program(tmp_path: Path) -> None:
    marker = tmp_path / "started"
    code = (
        "import subprocess\n"
        "from warnd.channels.apprise_child import watch\n"
        "watch([])\n"
        f"subprocess.run(['touch', {str(marker)!r}])\n"
    )
    command = [sys.executable, "-c", code]
    ended = subprocess.run(command, capture_output=True, check=False)  # noqa: S603  our own
    assert b"subprocess.Popen is not allowed here" in ended.stderr
    assert not marker.exists()


async def test_a_service_that_hangs_is_killed(tmp_path: Path) -> None:
    async with web_sink(Reply(silent=True)) as sink:
        with pytest.raises(DeliveryDeferred, match="no outcome within 3 s"):
            await send(service(sink), tmp_path, allowed=(sink.address,), timeout_s=3.0)


async def test_an_address_that_apprise_does_not_know_waits_for_its_mender(tmp_path: Path) -> None:
    with pytest.raises(ChannelClosed, match="does not know") as caught:
        await send("canary-service://x", tmp_path)
    assert "canary" not in told(caught.value)


async def test_without_apprise_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "apprise.py").write_text("raise ImportError('not here')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(ChannelClosed, match=r"warnd\[apprise\]"):
        await send("json://relief.example/", tmp_path)


def test_what_any_service_reads_as_markup_becomes_its_twin() -> None:
    text = plain("<@everyone> *b* [x](y) `c`\nhttps://wire.example/a_b")
    assert text == "＜＠everyone＞ ＊b＊ ［x］(y) ｀c｀\nhttps://wire.example/a_b"


async def test_a_long_text_is_shortened(tmp_path: Path) -> None:
    async with web_sink() as sink:
        long = replace(message(), text="One word. " * 2000)
        await send(service(sink), tmp_path, allowed=(sink.address,), sent=long)
    assert len(json.loads(sink.requests[0].body)["message"]) <= 3500
