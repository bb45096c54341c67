import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from email.message import MIMEPart
from pathlib import Path
from typing import Literal

import pytest

from tests.busy import stretched
from tests.channels.messages import StandingClock, message
from tests.channels.sinks import MailSink, client_tls, line_server, mail_sink
from tests.channels.told import told
from tests.unit.alerts.versions import IDLIB
from warnd.channel_settings import EmailSettings
from warnd.channels.email import EmailChannel
from warnd.errors import ChannelClosed, DeliveryDeferred, DeliveryRefused
from warnd.model.level import Level
from warnd.model.notification import Picture

SETTINGS = EmailSettings(
    host="127.0.0.1",
    security="none",
    to=("duty@example.org",),
    sender="Warnings <warnd@relief.example>",
)


def channel(
    port: int,
    *,
    security: Literal["starttls", "tls", "none"] = "none",
    sender: str = "Warnings <warnd@relief.example>",
    username: str = "",
    password_file: Path | None = None,
    timeout_s: float = 30.0,
    after_dot_s: float = 5.0,
) -> EmailChannel:
    settings = EmailSettings(
        host="127.0.0.1",
        port=port,
        security=security,
        to=("duty@example.org", "second@example.org"),
        sender=sender,
        username=username,
        password_file=password_file,
        timeout=timedelta(seconds=timeout_s),
    )
    return EmailChannel(settings, StandingClock(), tls=client_tls(), after_dot_s=after_dot_s)


def read(part: MIMEPart) -> str:
    """Give the text of a part with the line ends of Python."""
    return str(part.get_content()).replace("\r\n", "\n").rstrip("\n")


async def test_a_mail_carries_text_and_html_and_says_what_it_is() -> None:
    async with mail_sink() as sink:
        await channel(sink.port).send(message())
    mail = sink.parsed()
    sent = message()
    assert sink.envelopes == [("warnd@relief.example", ["duty@example.org"])]
    assert mail["From"] == "Warnings <warnd@relief.example>"
    assert mail["To"] == "duty@example.org"
    assert mail["Subject"] == sent.headline
    assert mail["Date"] == "Mon, 28 Jan 2019 12:00:05 +0000"
    assert mail["Message-ID"] == f"<{sent.key}@relief.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Importance"] == "high"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert read(plain) == sent.text
    assert html is not None
    assert "Khan Shaykhun" in html.get_content()


async def test_every_byte_of_a_mail_is_ascii_whatever_the_alert_says() -> None:
    arabic = replace(IDLIB, area=replace(IDLIB.area, name="إدلب"))
    async with mail_sink() as sink:
        await channel(sink.port).send(message(arabic))
    assert sink.mails[0].isascii()
    assert "إدلب" in sink.parsed()["Subject"]
    assert not any("BODY" in option.upper() for option in sink.options[0])


async def test_a_mere_watch_does_not_claim_importance() -> None:
    async with mail_sink() as sink:
        await channel(sink.port).send(message(replace(IDLIB, level=Level.WATCH)))
    assert sink.parsed()["Importance"] is None


async def test_later_versions_stand_in_the_thread_of_the_first() -> None:
    async with mail_sink() as sink:
        await channel(sink.port).send(message(thread=("k1", "k2"), key="k3"))
    mail = sink.parsed()
    assert mail["Message-ID"] == "<k3@relief.example>"
    assert mail["In-Reply-To"] == "<k2@relief.example>"
    assert mail["References"] == "<k1@relief.example> <k2@relief.example>"


async def test_a_long_thread_keeps_its_first_and_its_newest() -> None:
    async with mail_sink() as sink:
        await channel(sink.port).send(message(thread=[f"k{n}" for n in range(50)], key="new"))
    references = str(sink.parsed()["References"]).split()
    assert references[0] == "<k0@relief.example>"
    assert references[-1] == "<k49@relief.example>"
    assert len(references) == 21


async def test_without_a_sender_the_message_id_does_not_hang_on_the_machine() -> None:
    async with mail_sink() as sink:
        await channel(sink.port, sender="").send(message())
    assert sink.parsed()["Message-ID"] == f"<{message().key}@warnd.invalid>"
    assert sink.envelopes[0][0].startswith("warnd@")


async def test_every_try_carries_the_same_message_id() -> None:
    async with mail_sink() as sink:
        duty = channel(sink.port)
        await duty.send(message())
        await duty.send(message())
    assert sink.parsed(0)["Message-ID"] == sink.parsed(1)["Message-ID"]


async def test_a_refusal_of_one_recipient_is_no_refusal_of_another() -> None:
    sink = MailSink(rcpt_replies={"duty@example.org": "550 5.1.1 no such user"})
    async with mail_sink(sink):
        duty = channel(sink.port)
        assert duty.recipients == ("duty@example.org", "second@example.org")
        with pytest.raises(DeliveryRefused, match=r"550 5\.1\.1 no such user"):
            await duty.send(message())
        await duty.send(message(recipient="second@example.org"))
    assert [recipients for _, recipients in sink.envelopes] == [["second@example.org"]]


@pytest.mark.parametrize(
    ("sink", "outcome"),
    [
        pytest.param(
            MailSink(rcpt_replies={"duty@example.org": "450 4.7.1 greylisted"}),
            DeliveryDeferred,
            id="grey-listed",
        ),
        pytest.param(
            MailSink(rcpt_replies={"duty@example.org": "452 4.5.3 too many"}),
            DeliveryDeferred,
            id="too many recipients",
        ),
        pytest.param(
            MailSink(rcpt_replies={"duty@example.org": "553 bad mailbox"}),
            DeliveryRefused,
            id="mailbox name",
        ),
        pytest.param(
            MailSink(mail_replies=["451 try later"]), DeliveryDeferred, id="sender, later"
        ),
        pytest.param(MailSink(mail_replies=["550 not you"]), ChannelClosed, id="sender, never"),
        pytest.param(
            MailSink(data_replies=["451 local error"]), DeliveryDeferred, id="content, later"
        ),
        pytest.param(
            MailSink(data_replies=["554 5.7.1 looks like spam"]), DeliveryRefused, id="content"
        ),
        pytest.param(
            MailSink(data_replies=["421 shutting down"]), DeliveryDeferred, id="421 after dot"
        ),
        pytest.param(MailSink(cut_after_dot=True), DeliveryDeferred, id="cut after dot"),
    ],
)
async def test_4xx_defers_and_5xx_refuses(
    sink: MailSink, outcome: type[DeliveryDeferred | DeliveryRefused]
) -> None:
    async with mail_sink(sink):
        with pytest.raises(outcome):
            await channel(sink.port).send(message())


@pytest.mark.parametrize(
    "greeting",
    [
        pytest.param(b"421 too busy\r\n", id="421"),
        pytest.param(b"554 no service for you\r\n", id="554"),
        pytest.param(b"HTTP/1.1 400 Bad Request\r\n\r\n", id="not SMTP"),
        pytest.param(b"", id="closes at once"),
    ],
)
async def test_a_greeting_in_trouble_is_the_connections_and_defers(greeting: bytes) -> None:
    async def greet(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting)
        writer.close()

    async with line_server(greet) as port:
        with pytest.raises(DeliveryDeferred):
            await channel(port).send(message())


async def test_a_silent_server_defers_when_the_time_is_over() -> None:
    over = asyncio.Event()

    async def say_nothing(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.close()

    async with line_server(say_nothing) as port:
        with pytest.raises(DeliveryDeferred, match=r"127\.0\.0\.1"):
            await channel(port, timeout_s=0.3).send(message())
        over.set()


async def test_a_server_that_never_says_farewell_took_the_mail_all_the_same() -> None:
    replies = {b"EHLO": b"250 hello", b"DATA": b"354 go on", b"QUIT": b""}
    commands: list[bytes] = []

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        while line := await reader.readline():
            commands.append(line[:4].upper())
            if commands[-1] == b"DATA":
                writer.write(b"354 go on\r\n")
                await reader.readuntil(b"\r\n.\r\n")
            if commands[-1] != b"QUIT":
                writer.write(replies.get(commands[-1], b"250 OK").replace(b"354 go on", b"250 OK"))
                writer.write(b"\r\n")
        writer.close()

    async with line_server(converse) as port:
        await channel(port, timeout_s=2.0).send(message())
    assert commands[-1] == b"QUIT"


async def test_a_refused_connection_defers() -> None:
    async with mail_sink() as sink:
        pass
    with pytest.raises(DeliveryDeferred):
        await channel(sink.port).send(message())


@pytest.mark.parametrize(
    "reply",
    [
        pytest.param("552 5.3.4 message too big", id="552"),
        pytest.param("555 parameters not recognised", id="555"),
        pytest.param("554 5.6.3 conversion required but not supported", id="8BITMIME"),
        pytest.param("550 5.3.4 message size exceeds limit", id="size, told by its enhanced code"),
    ],
)
async def test_what_is_too_much_goes_once_more_as_short_plain_text(reply: str) -> None:
    sink = MailSink(data_replies=[reply, "250 Taken"])
    long = replace(IDLIB, reasons=tuple(f"Reason {n} " + "word " * 30 for n in range(40)))
    async with mail_sink(sink):
        await channel(sink.port).send(message(long))
    first, second = sink.parsed(0), sink.parsed(1)
    assert first.is_multipart()
    assert second.get_content_type() == "text/plain"
    assert len(read(second)) <= 2000
    assert second["Subject"] == first["Subject"]
    assert second["Message-ID"] == first["Message-ID"]


async def test_a_server_that_announces_a_small_size_gets_the_short_form() -> None:
    async with mail_sink(size=4000) as sink:
        await channel(sink.port).send(message())
    assert sink.parsed().get_content_type() == "text/plain"


async def test_what_is_too_much_even_when_short_is_refused() -> None:
    sink = MailSink(data_replies=["552 5.2.2 mailbox full"])
    async with mail_sink(sink):
        with pytest.raises(DeliveryRefused, match="mailbox full"):
            await channel(sink.port).send(message())
    assert len(sink.mails) == 2


async def test_starttls_encrypts_before_the_mail_goes() -> None:
    async with mail_sink(starttls=True) as sink:
        await channel(sink.port, security="starttls").send(message())
    assert sink.encrypted == [True]


async def test_without_starttls_on_offer_nothing_is_sent_in_the_clear() -> None:
    async with mail_sink() as sink:
        with pytest.raises(DeliveryDeferred, match="STARTTLS"):
            await channel(sink.port, security="starttls").send(message())
    assert sink.mails == []


async def test_tls_from_the_first_byte() -> None:
    async with mail_sink(tls=True) as sink:
        await channel(sink.port, security="tls").send(message())
    assert len(sink.mails) == 1


@pytest.mark.parametrize("security", ["tls", "starttls"])
async def test_a_certificate_nobody_vouches_for_is_not_believed(
    security: Literal["tls", "starttls"],
) -> None:
    settings = EmailSettings(host="127.0.0.1", port=1, security=security, to=("a@example.org",))
    async with mail_sink(tls=security == "tls", starttls=security == "starttls") as sink:
        with pytest.raises(DeliveryDeferred, match=r"(?i)certificate") as caught:
            await EmailChannel(replace(settings, port=sink.port), StandingClock()).send(message())
    assert caught.value.unproven
    assert sink.mails == []


async def test_the_password_is_read_when_it_is_needed(tmp_path: Path) -> None:
    secret = tmp_path / "smtp-password"
    async with mail_sink(auth=True, starttls=True) as sink:
        duty = channel(sink.port, security="starttls", username="warnd", password_file=secret)
        with pytest.raises(DeliveryDeferred, match="smtp-password"):
            await duty.send(message())
        secret.write_text("right\n")
        await duty.send(message())
    assert sink.logins == [(b"warnd", b"right")]


async def test_a_refused_password_waits_for_its_mender_and_is_never_told(tmp_path: Path) -> None:
    secret = tmp_path / "smtp-password"
    secret.write_text("canary-password")
    async with mail_sink(auth=True, starttls=True) as sink:
        duty = channel(sink.port, security="starttls", username="warnd", password_file=secret)
        with pytest.raises(DeliveryDeferred, match="535") as caught:
            await duty.send(message())
    assert sink.mails == []
    assert caught.value.delay_s == 300.0
    assert "canary" not in told(caught.value)


async def test_an_address_beyond_ascii_is_reached_where_the_server_can() -> None:
    async with mail_sink(utf8=True) as sink:
        await channel(sink.port).send(message(recipient="дежурный@example.org"))
    assert sink.envelopes[0][1] == ["дежурный@example.org"]


async def test_an_address_beyond_ascii_is_given_up_where_the_server_cannot() -> None:
    async with mail_sink() as sink:
        with pytest.raises(DeliveryRefused):
            await channel(sink.port).send(message(recipient="дежурный@example.org"))


@pytest.mark.parametrize(
    "recipient",
    [
        pytest.param("duty@example.org\r\nBcc: all@example.org", id="header"),
        pytest.param("duty@example.org\nRCPT TO:<all@example.org>", id="command"),
        pytest.param("duty@example.org, all@example.org", id="list"),
        pytest.param("duty", id="no domain"),
        pytest.param("", id="nobody"),
    ],
)
async def test_what_is_no_single_address_is_never_written_to(recipient: str) -> None:
    async with mail_sink() as sink:
        with pytest.raises(DeliveryRefused):
            await channel(sink.port).send(message(recipient=recipient))
    assert sink.mails == []


async def test_a_headline_of_any_length_is_a_subject_of_two_hundred_characters() -> None:
    async with mail_sink() as sink:
        await channel(sink.port).send(replace(message(), headline="level word " * 100))
    subject = str(sink.parsed()["Subject"])
    assert len(subject) <= 200
    assert re.fullmatch(r"(level word )+level( word)?…", subject)


async def test_dots_and_bare_line_ends_stay_inside_the_mail() -> None:
    smuggled = "one\n.\r\n.\rMAIL FROM:<x@y.example>\r.\n\x85.\u2028."
    async with mail_sink() as sink:
        await channel(sink.port).send(replace(message(), text=smuggled))
    assert len(sink.mails) == 1
    plain = sink.parsed().get_body(("plain",))
    assert plain is not None
    assert read(plain).split("\n") == [
        "one",
        ".",
        ".",
        "MAIL FROM:<x@y.example>",
        ".",
        "",
        ".",
        ".",
    ]


async def test_an_arabic_mail_says_so_and_carries_a_page_that_runs_right_to_left() -> None:
    async with mail_sink() as sink:
        await channel(sink.port).send(message(language="ar"))
    mail = sink.parsed()
    assert mail["Content-Language"] == "ar"
    plain, page = mail.iter_parts()
    assert isinstance(plain, MIMEPart)
    assert isinstance(page, MIMEPart)
    assert "إنذار جديد" in plain.get_content()
    assert '<html lang="ar" dir="rtl">' in page.get_content()
    assert mail["Subject"].startswith("تحذير · Idlib، سوريا")


async def test_a_mail_names_its_list_and_says_how_to_leave_it() -> None:
    async with mail_sink() as sink:
        await channel(sink.port).send(message())
        leaving = replace(SETTINGS, port=sink.port, unsubscribe="https://relief.example/leave?x=1")
        await EmailChannel(leaving, StandingClock()).send(message())
        by_mail = replace(SETTINGS, port=sink.port, unsubscribe="mailto:leave@relief.example")
        await EmailChannel(by_mail, StandingClock()).send(message())
        nowhere = replace(SETTINGS, port=sink.port, sender="")
        await EmailChannel(nowhere, StandingClock()).send(message())
    silent, by_post, mailed, homeless = (sink.parsed(number) for number in range(4))
    assert silent["List-Id"] == "warnd <warnd.relief.example>"
    assert silent["List-Unsubscribe"] is None
    assert by_post["List-Unsubscribe"] == "<https://relief.example/leave?x=1>"
    assert by_post["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mailed["List-Unsubscribe"] == "<mailto:leave@relief.example>"
    assert mailed["List-Unsubscribe-Post"] is None
    assert homeless["List-Id"] is None


async def test_pictures_travel_with_the_page_that_shows_them() -> None:
    picture = Picture(name="index", content=b"\x89PNG\r\n\x1a\n...", told="index over 14 days")
    page = '<p><img src="cid:index" alt="index over 14 days"></p>'
    async with mail_sink() as sink:
        await channel(sink.port).send(replace(message(), html=page, pictures=(picture,)))
    image = next(part for part in sink.parsed().walk() if part.get_content_type() == "image/png")
    assert image["Content-ID"] == "<index>"
    assert image["Content-Disposition"].startswith("inline")
    assert image.get_payload(decode=True) == picture.content
    assert sink.mails[0].isascii()


@pytest.mark.parametrize(
    ("reply", "greylisted"),
    [
        pytest.param("450 4.7.1 greylisted", True, id="recipient"),
        pytest.param("421 4.7.0 too many", True, id="421 in a session"),
    ],
)
async def test_a_4xx_is_put_off_in_the_steps_of_mail(reply: str, greylisted: bool) -> None:
    async with mail_sink(MailSink(rcpt_replies={"duty@example.org": reply})) as sink:
        with pytest.raises(DeliveryDeferred) as caught:
            await channel(sink.port).send(message())
    assert caught.value.greylisted is greylisted
    assert caught.value.delay_s is None


@pytest.mark.parametrize(
    "sink",
    [
        pytest.param(
            MailSink(rcpt_replies={"duty@example.org": "530 5.7.0 authenticate first"}),
            id="password wanted",
        ),
        pytest.param(MailSink(mail_replies=["550 5.7.1 not you"]), id="sender refused"),
    ],
)
async def test_what_refuses_us_and_not_the_recipient_closes_the_channel(sink: MailSink) -> None:
    async with mail_sink(sink):
        with pytest.raises(ChannelClosed) as caught:
            await channel(sink.port).send(message())
    assert caught.value.delay_s == 3600.0


async def test_a_mail_is_given_time_after_its_dot() -> None:
    over = asyncio.Event()
    arrived = asyncio.Event()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        while line := await reader.readline():
            if line[:4].upper() == b"DATA":
                writer.write(b"354 go on\r\n")
                await reader.readuntil(b"\r\n.\r\n")
                arrived.set()
                await over.wait()
            writer.write(b"250 OK\r\n")
        writer.close()

    async with line_server(converse) as port:
        timeout_s = stretched(0.5)
        patient = asyncio.create_task(
            channel(port, timeout_s=timeout_s, after_dot_s=60.0).send(message())
        )
        await arrived.wait()
        _, pending = await asyncio.wait({patient}, timeout=1.4 * timeout_s)
        assert pending, "the time for a mail does not count once it is there"
        over.set()
        await patient


async def test_silence_after_the_dot_is_deferred_in_the_end() -> None:
    over = asyncio.Event()

    async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 ready\r\n")
        while line := await reader.readline():
            if line[:4].upper() == b"DATA":
                writer.write(b"354 go on\r\n")
                await reader.readuntil(b"\r\n.\r\n")
                await over.wait()
                break
            writer.write(b"250 OK\r\n")
        writer.close()

    async with line_server(converse) as port:
        with pytest.raises(DeliveryDeferred) as caught:
            await channel(port, after_dot_s=0.5).send(message())
        assert not caught.value.greylisted
        over.set()
