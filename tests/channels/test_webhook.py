import asyncio
import base64
import hmac
import json
from datetime import timedelta
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tests.channels.messages import NOW, StandingClock, message
from tests.channels.sinks import Reply, WebSink, server_tls, web_sink
from tests.channels.told import told
from warnd.channel_settings import WebhookSettings
from warnd.channels.webhook import WebhookChannel
from warnd.daemon.timing.clock import SystemClock
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused
from warnd.ports.world import Clock
from warnd.transport import open_client

FIRST = "whsec_" + base64.b64encode(b"first key of the test, 32 bytes.").decode()
SECOND = "whsec_" + base64.b64encode(b"second key of the test, 32 bytes").decode()
PAGE = b"<!DOCTYPE html><html><body>Please log in to the hotel network</body></html>"
PATH = "/hook/a-secret-path"


async def send(
    sink: WebSink,
    *,
    secret_file: Path | None = None,
    previous_secret_file: Path | None = None,
    timeout_s: float = 30.0,
    times: int = 1,
    clock: Clock | None = None,
) -> None:
    settings = WebhookSettings(
        url=f"http://{sink.address}{PATH}",
        secret_file=secret_file,
        previous_secret_file=previous_secret_file,
        timeout=timedelta(seconds=timeout_s),
    )
    channel = WebhookChannel(settings, open_client([sink.address]), clock or StandingClock())
    try:
        for _ in range(times):
            await channel.send(message())
    finally:
        await channel.close()


async def test_the_posted_json_is_the_version_with_headline_text_and_evidence() -> None:
    async with web_sink() as sink:
        await send(sink)
    posted = json.loads(sink.requests[0].body)
    assert sink.requests[0].headers["content-type"] == "application/json"
    assert posted["alert"] == "4f1c9e02ab77"
    assert posted["headline"].startswith("WARNING · Idlib")
    assert posted["headline"] in posted["text"]
    assert posted["evidence"][1]["count"] == 14
    assert "may_repeat" not in posted


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(), id="200"),
        pytest.param(Reply(status=201, body=b'{"id": 1}'), id="201 with json"),
        pytest.param(Reply(status=204, body=b""), id="204"),
        pytest.param(Reply(body=b'<?xml version="1.0"?><taken/>'), id="xml that is no page"),
    ],
)
async def test_any_2xx_without_a_page_is_success(reply: Reply) -> None:
    async with web_sink(reply) as sink:
        await send(sink)
    assert len(sink.requests) == 1


@pytest.mark.parametrize(
    "status", [pytest.param(code, id=str(code)) for code in (401, 403, 404, 410)]
)
async def test_a_closed_channel_is_probed_in_an_hour(status: int) -> None:
    async with web_sink(Reply(status=status)) as sink:
        with pytest.raises(ChannelClosed, match=str(status)) as caught:
            await send(sink)
    assert caught.value.delay_s == 3600.0


@pytest.mark.parametrize(
    "status", [pytest.param(code, id=str(code)) for code in (400, 413, 415, 422)]
)
async def test_a_refusal_is_final(status: int) -> None:
    async with web_sink(Reply(status=status)) as sink:
        with pytest.raises(DeliveryRefused, match=str(status)):
            await send(sink)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(body=PAGE), id="200 with a page that says nothing of its type"),
        pytest.param(
            Reply(body=b"", headers=(("content-type", "text/html; charset=utf-8"),)),
            id="200 with an empty page",
        ),
        pytest.param(Reply(status=302, headers=(("location", "/login"),)), id="redirect"),
        pytest.param(Reply(status=408), id="408"),
        pytest.param(Reply(status=425), id="425"),
        pytest.param(Reply(status=500), id="500"),
        pytest.param(Reply(status=503), id="503"),
        pytest.param(Reply(status=511), id="511, a network that wants a login"),
        pytest.param(Reply(cut=True), id="connection cut"),
        pytest.param(Reply(headers=(("content-encoding", "br"),)), id="coding nobody asked for"),
    ],
)
async def test_trouble_that_may_pass_defers(reply: Reply) -> None:
    async with web_sink(reply) as sink:
        with pytest.raises(DeliveryDeferred):
            await send(sink)
    assert len(sink.requests) == 1


@pytest.mark.parametrize(
    ("reply", "delay_s"),
    [
        pytest.param(Reply(status=429, headers=(("retry-after", "7"),)), 7.0, id="429, seconds"),
        pytest.param(
            Reply(status=429, headers=(("retry-after", "Mon, 28 Jan 2019 12:01:05 GMT"),)),
            60.0,
            id="429, date",
        ),
        pytest.param(
            Reply(status=503, headers=(("retry-after", "Mon, 28 Jan 2019 11:00:00 GMT"),)),
            0.0,
            id="503, date that has passed",
        ),
        pytest.param(Reply(status=429), 30.0, id="429 without a wait"),
        pytest.param(Reply(status=429, headers=(("retry-after", "soon"),)), 30.0, id="429, junk"),
        pytest.param(Reply(status=503, headers=(("retry-after", "99999999"),)), 3600.0, id="years"),
        pytest.param(Reply(status=500), None, id="500 without a wait"),
    ],
)
async def test_the_wait_that_is_asked_for_is_kept(reply: Reply, delay_s: float | None) -> None:
    async with web_sink(reply) as sink:
        with pytest.raises(DeliveryDeferred) as caught:
            await send(sink)
    assert caught.value.delay_s == delay_s


async def test_a_receiver_that_never_answers_defers() -> None:
    async with web_sink(Reply(silent=True)) as sink:
        with pytest.raises(DeliveryDeferred, match="within"):
            await send(sink, timeout_s=0.3)


async def test_a_refused_connection_defers() -> None:
    async with web_sink() as sink:
        pass
    with pytest.raises(DeliveryDeferred):
        await send(sink)


async def test_a_private_address_that_is_not_allowed_is_never_dialled() -> None:
    async with web_sink() as sink:
        settings = WebhookSettings(url=f"http://{sink.address}{PATH}")
        channel = WebhookChannel(settings, open_client(), StandingClock())
        with pytest.raises(DeliveryRefused, match="must not be dialled"):
            await channel.send(message())
        await channel.close()
    assert sink.requests == []


async def test_a_name_that_answers_with_a_private_address_may_be_a_portal() -> None:
    async with web_sink() as sink:
        settings = WebhookSettings(url=f"http://localhost:{sink.port}{PATH}")
        channel = WebhookChannel(settings, open_client(), StandingClock())
        with pytest.raises(DeliveryDeferred, match="must not be dialled"):
            await channel.send(message())
        await channel.close()


async def test_the_reference_verifier_accepts_the_signature(tmp_path: Path) -> None:
    secret = tmp_path / "hook-secret"
    secret.write_text(FIRST + "\n")
    async with web_sink() as sink:
        await send(sink, secret_file=secret, clock=SystemClock())
    request = sink.requests[0]
    assert verified(FIRST, request.body, request.headers)
    assert not verified(SECOND, request.body, request.headers)
    assert not verified(FIRST, request.body + b" ", request.headers)


async def test_while_secrets_are_rotated_both_verify(tmp_path: Path) -> None:
    secret = tmp_path / "hook-secret"
    secret.write_text(f"{SECOND}\n{FIRST}\n")
    async with web_sink() as sink:
        await send(sink, secret_file=secret, clock=SystemClock())
    request = sink.requests[0]
    assert len(request.headers["webhook-signature"].split()) == 2
    assert verified(FIRST, request.body, request.headers)
    assert verified(SECOND, request.body, request.headers)


async def test_a_previous_secret_in_a_file_of_its_own_signs_too(tmp_path: Path) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    new.write_text(SECOND)
    old.write_text(FIRST)
    async with web_sink() as sink:
        await send(sink, secret_file=new, previous_secret_file=old, clock=SystemClock())
    request = sink.requests[0]
    assert verified(FIRST, request.body, request.headers)
    assert verified(SECOND, request.body, request.headers)
    assert by_hand(SECOND, request.headers, request.body) in request.headers["webhook-signature"]


async def test_a_secret_that_stands_twice_signs_once(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text(FIRST)
    async with web_sink() as sink:
        await send(sink, secret_file=secret, previous_secret_file=secret)
    assert len(sink.requests[0].headers["webhook-signature"].split()) == 1


async def test_every_try_carries_the_same_id(tmp_path: Path) -> None:
    secret = tmp_path / "hook-secret"
    secret.write_text(FIRST)
    async with web_sink() as sink:
        await send(sink, secret_file=secret, times=2)
    assert sink.requests[0].headers["webhook-timestamp"] == str(int(NOW.timestamp()))
    assert [request.headers["webhook-id"] for request in sink.requests] == [message().key] * 2


async def test_without_a_secret_nothing_is_signed() -> None:
    async with web_sink() as sink:
        await send(sink)
    assert "webhook-signature" not in sink.requests[0].headers
    assert sink.requests[0].headers["webhook-id"] == message().key


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"whsec_c2VjcmV0*canary", id="not base64"),
        pytest.param(b"whsec_", id="no key"),
        pytest.param(b"\xff\xfecanary", id="not text"),
        pytest.param(None, id="missing"),
    ],
)
async def test_a_broken_secret_waits_for_its_mender_and_is_never_told(
    tmp_path: Path, content: bytes | None
) -> None:
    secret = tmp_path / "hook-secret"
    if content is not None:
        secret.write_bytes(content)
    async with web_sink() as sink:
        with pytest.raises(DeliveryDeferred) as caught:
            await send(sink, secret_file=secret)
    assert sink.requests == []
    assert caught.value.delay_s == 60.0
    assert "canary" not in told(caught.value)


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param(Reply(status=404), id="refused"),
        pytest.param(Reply(status=500), id="deferred"),
        pytest.param(Reply(cut=True), id="cut"),
        pytest.param(Reply(body=PAGE), id="page"),
    ],
)
async def test_errors_name_the_host_and_never_the_path_or_the_secret(
    tmp_path: Path, reply: Reply
) -> None:
    secret = tmp_path / "hook-secret"
    secret.write_text(FIRST)
    async with web_sink(reply) as sink:
        with pytest.raises((DeliveryDeferred, DeliveryRefused), match=r"127\.0\.0\.1") as caught:
            await send(sink, secret_file=secret)
    assert "a-secret-path" not in told(caught.value)
    assert FIRST not in told(caught.value)


async def test_a_server_that_does_not_prove_who_it_is_is_sent_nothing_and_may_do_so_later() -> None:
    heard: list[bytes] = []

    async def answer(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
        heard.append(await reader.read())

    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=server_tls())
    async with server:
        address = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        settings = WebhookSettings(url=f"https://{address}{PATH}")
        channel = WebhookChannel(settings, open_client([address]), StandingClock())
        with pytest.raises(DeliveryDeferred, match="certificate") as caught:
            await channel.send(message())
    assert caught.value.unproven
    assert heard == []


def verified(secret: str, body: bytes, headers: dict[str, str]) -> bool:
    """Tell what the reference library says."""
    try:
        Webhook(secret).verify(body.decode(), headers)
    except WebhookVerificationError:
        return False
    return True


def by_hand(secret: str, headers: dict[str, str], body: bytes) -> str:
    """Give the signature as the standard describes it, apart from the program and the library."""
    key = base64.b64decode(secret.partition("_")[2])
    told = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    return "v1," + base64.b64encode(hmac.digest(key, told, "sha256")).decode()
