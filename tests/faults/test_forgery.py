"""Who signs what, and who may answer (FAULTS, security, row 14; the links in messages)."""

import http.client
import json
import re
import socket
from base64 import b64encode
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from tests.faults.clock import MovedClock
from tests.faults.receivers import MailServer, Receiver, config_with, secret
from tests.faults.stories import story
from tests.faults.test_life import command
from tests.live import Warnd, running, until
from tests.loopback import FeedServer

OLD, NEW = (f"whsec_{b64encode(name * 6).decode()}" for name in (b"the old ", b"the new "))
PUBLIC = "https://warnd.relief.example"
AREA = "UA-63"


class Client:
    """Somebody who opens the links of a mail, through the proxy that stands before the daemon."""

    def __init__(self, address: str) -> None:
        self._address = address

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """Give status and content of an answer."""
        connection = http.client.HTTPConnection(self._address, timeout=20)
        try:
            connection.request(method, path, body or None, dict(headers or {}))
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()


def link_in(text: str) -> str:
    """Give the path of the first link back that a mail shows."""
    found = re.search(rf"{re.escape(PUBLIC)}(/answer/\S+)", text)
    assert found, text
    return found[1]


def acknowledged(warnd: Warnd) -> list[str]:
    return [each["who"] for each in warnd.events() if each["event"] == "order" and each["done"]]


def test_posts_are_signed_by_both_secrets_and_a_link_answers_only_by_its_button(
    tmp_path: Path,
) -> None:
    clock = MovedClock(tmp_path)
    with FeedServer() as feeds, Receiver() as hook, MailServer() as mail:
        channels = {
            "hook": {
                "type": "webhook",
                "url": f"http://{hook.address}/",
                "secret_file": secret(tmp_path, "new", NEW),
                "previous_secret_file": secret(tmp_path, "old", OLD),
            },
            "mail": mail.settings("duty@example.org"),
        }
        config = config_with(tmp_path, feeds, channels, hook.address)
        settings = json.loads(config.read_text()) | {"public_url": PUBLIC}
        settings["routes"][0]["repeat"] = "1h"
        config.write_text(json.dumps(settings))
        slight = story(AREA)
        feeds.add("wire", type(slight)(id="1", title="Night", text="Shelling in Kharkiv."))
        with running(config, **clock.environment) as warnd:
            until(lambda: hook.got and mail.mails, what=warnd.tail())
            for key in (NEW, OLD):
                Webhook(key).verify(hook.got[0].body, dict(hook.got[0].headers))
                with pytest.raises(WebhookVerificationError):
                    Webhook(key).verify(hook.got[0].body + b" ", dict(hook.got[0].headers))

            part = mail.mails[0].parsed.get_body(("plain",))
            assert part is not None
            path = link_in(part.get_content().replace("=\n", ""))
            client = Client(warnd.await_event("listening")["address"])
            for method, status in (("GET", 200), ("HEAD", 200), ("GET", 200)):
                assert client.ask(method, path)[0] == status
            forged = path[:-6] + ("A" if path[-6] != "A" else "B") + path[-5:]
            form = urlencode({"who": "Amal", "note": "on it"}).encode()
            assert client.ask("GET", forged)[0] == client.ask("POST", forged, form)[0] == 404
            assert client.ask("POST", path, b"note=" + b"x" * 1_000_000)[0] == 413
            assert client.ask("POST", path, form, {"Host": "evil.example"})[0] == 400
            assert acknowledged(warnd) == [], "nothing of this is an answer"
            host = {"Host": urlsplit(PUBLIC).netloc}
            assert client.ask("POST", path, form, host)[0] == 200
            until(lambda: acknowledged(warnd) == ["Amal"], what=warnd.tail())

            told = len(mail.mails)
            clock.pass_by(timedelta(hours=3))
            alert = json.loads(hook.got[0].body)["alert"]
            assert "acknowledged by Amal" in command(config, "alerts", "show", alert)
            assert len(mail.mails) == told, "what somebody has in hand is not repeated"
            feeds.add("wire", story(AREA))  # worse, which breaks the answer
            until(lambda: len(mail.mails) > told, what=warnd.tail())
            assert "acknowledgement-broken" in command(config, "alerts", "why", alert, "--json")
            slow_clients_hold_up_nobody(client, warnd)


def slow_clients_hold_up_nobody(client: Client, warnd: Warnd) -> None:
    """Open more connections than are served at once, send next to nothing, and ask beside them."""
    host, _, port = warnd.await_event("listening")["address"].rpartition(":")
    slow = [socket.create_connection((host, int(port))) for _ in range(20)]
    try:
        for each in slow:
            each.sendall(b"GET /healthz HTTP/1.1\r\nHost: x")
        until(lambda: client.ask("GET", "/healthz")[0] == 200, what="health")
    finally:
        for each in slow:
            each.close()
