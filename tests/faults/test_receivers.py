"""What receivers answer, and what becomes of the alert: FAULTS, rows 44 and 45."""

import json
from collections import Counter
from datetime import timedelta
from pathlib import Path

from tests.faults.clock import MovedClock
from tests.faults.receivers import (
    Answer,
    MailServer,
    Receiver,
    alerts_in,
    config_with,
    secret,
)
from tests.faults.stories import story
from tests.live import running, until
from tests.loopback import FeedServer

AREA = "SY-ID"
LOGIN = Answer(body="<!DOCTYPE html><html><body>Log in to the hotel</body></html>")


def test_only_what_a_service_says_is_success_and_a_closed_channel_is_probed(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    displeased = Answer(status=400, body="invalid_blocks")
    with (
        FeedServer() as feeds,
        Receiver(lambda nth: LOGIN if nth == 1 else Answer()) as portal,
        Receiver(lambda nth: displeased if nth == 1 else Answer()) as slack,
        Receiver(lambda nth: Answer(status=404) if nth < 3 else Answer(body="")) as gone,
        Receiver(lambda _: Answer(status=422)) as strict,
    ):
        url = secret(tmp_path, "slack-url", f"http://{slack.address}/services/x")
        config = config_with(
            tmp_path,
            feeds,
            {
                "portal": {"type": "webhook", "url": f"http://{portal.address}/"},
                "slack": {"type": "slack", "webhook_url_file": url},
                "gone": {"type": "webhook", "url": f"http://{gone.address}/"},
                "strict": {"type": "webhook", "url": f"http://{strict.address}/"},
            },
            *(each.address for each in (portal, slack, gone, strict)),
        )
        feeds.add("wire", story(AREA))
        with running(config, **clock.environment) as warnd:
            taken = {"portal delivered": 1, "slack delivered": 1, "strict dead": 1}
            until(
                lambda: alerts_in(config) == {**taken, "gone pending": 1},
                what=f"{alerts_in(config)}",
            )
            clock.pass_by(timedelta(minutes=50))
            feeds.add("wire", story("SY-HM"))
            until(
                lambda: alerts_in(config).get("portal delivered") == 2, what=f"{alerts_in(config)}"
            )
            tries = [got.headers["webhook-id"] for got in gone.got]
            assert tries.count(tries[0]) == 1, "what was refused waits for the hour to be over"
            clock.pass_by(timedelta(minutes=75))
            warnd.reload()  # so that the senders look at the clock at once
            until(lambda: alerts_in(config).get("gone delivered") == 2, what=f"{alerts_in(config)}")
            assert warnd.terminate() == 0
    probes = Counter(got.headers["webhook-id"] for got in gone.got)
    assert set(probes.values()) == {2}, "the probe is the message itself"
    keys = [got.headers["webhook-id"] for got in portal.got[:2]]
    assert keys[0] == keys[1], "the portal's yes was none: sent again under the same key"
    first, second = (json.loads(got.body) for got in slack.got[:2])
    assert "blocks" in first
    assert "blocks" not in second
    assert "Idlib" in second["text"] or AREA in second["text"]
    assert strict.got, "what is refused for good was tried"


def test_mail_keeps_each_recipient_apart_and_each_try_the_same(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    people = ("taken", "grey", "gone", "small", "cut")
    taken, grey, gone, small, cut = (f"{name}@example.org" for name in people)

    def rcpt(recipient: str, nth: int) -> str:
        if recipient == grey and nth <= 3:
            return "450 4.7.1 greylisted"
        return "550 5.1.1 no such user" if recipient == gone else "250 OK"

    def data(recipient: str, nth: int) -> str:
        if recipient == small and nth == 1:
            return "552 5.3.4 message too big"
        return "" if recipient == cut and nth == 1 else "250 taken"

    with FeedServer() as feeds, MailServer(rcpt=rcpt, data=data) as server:
        config = config_with(
            tmp_path, feeds, {"mail": server.settings(taken, grey, gone, small, cut)}
        )
        feeds.add("wire", story(AREA))
        with running(config, **clock.environment) as warnd:
            until(lambda: len(server.for_(cut)) == 2, what=f"{alerts_in(config)}")
            first = {"mail delivered": 3, "mail dead": 1, "mail pending": 1}
            until(lambda: alerts_in(config) == first, what=f"{alerts_in(config)}")
            clock.pass_by(timedelta(seconds=40))
            feeds.add("wire", story("SY-HM"))
            until(lambda: len(server.for_(taken)) == 2, what="the next alert")
            assert server.named[grey] <= 2, "what is put off waits for a minute"
            clock.pass_by(timedelta(seconds=40))

            def mails_after_a_look() -> int:
                warnd.reload()  # so that the sender looks at the clock at once
                return len(server.for_(grey))

            until(
                lambda: mails_after_a_look() >= 0 and server.named[grey] >= 3,
                look_s=2.0,
                what="the second try, after a minute",
            )
            clock.pass_by(timedelta(minutes=7))
            until(
                lambda: mails_after_a_look() == 2,
                look_s=2.0,
                what="the third try, after five minutes",
            )
            last = {"mail delivered": 8, "mail dead": 2}
            until(lambda: alerts_in(config) == last, what=f"{alerts_in(config)}")
            assert warnd.terminate() == 0
    assert server.for_(gone) == []
    whole, short = server.for_(small)[:2]
    assert whole.parsed.is_multipart()
    assert short.parsed.get_content_type() == "text/plain"
    for mails in (server.for_(small)[:2], server.for_(cut)[:2]):
        assert len({mail.parsed["Message-ID"] for mail in mails}) == 1
    ids = {mail.parsed["Message-ID"] for mail in server.mails if mail.reply}
    assert len(ids) == 8, "each recipient has a message of its own"
