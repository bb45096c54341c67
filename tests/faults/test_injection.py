"""What a feed writes gets out of its quotes nowhere: FAULTS, rows 9 to 15 of its part on security.

One daemon reads the worst of it from a real feed and tells it to receivers of each kind.
"""

import csv
import hmac
import io
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.channels.hostile import EVERY
from tests.channels.test_hostile import ATTRIBUTES, OUR_LINK, TAGS, Page, strings
from tests.faults.receivers import (
    Got,
    Mail,
    MailServer,
    Receiver,
    alerts_in,
    config_with,
    secret,
)
from tests.faults.stories import TOWNS
from tests.live import running, until
from tests.loopback import FeedServer, Item

#: areas that are stirred, each by an entry that holds its share of the strings
AREAS = list(TOWNS)[:30]
OLD, NEW = (f"whsec_{b64encode(name * 6).decode()}" for name in (b"the old ", b"the new "))
#: headers of a mail of ours
HEADERS = {
    *("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "List-Id"),
    *("Auto-Submitted", "Importance", "MIME-Version", "Content-Type", "Content-Language"),
}


@dataclass(frozen=True, kw_only=True)
class Told:
    """What came of it."""

    slack: list[Got]
    hook: list[Got]
    mails: list[Mail]
    table: str
    exit_code: int


def entry(number: int, area: str) -> Item:
    """Give an entry that stirs an area and holds some of the strings, as far as XML takes them."""
    town, some = TOWNS[area], EVERY[number :: len(AREAS)]
    words = " ".join(re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd]", " ", text)[:200] for text in some)
    return Item(
        id=f"hostile-{number}",
        title=f"Shelling heard in {town} {words[:300]}",
        text=f"Shelling was heard in {town} {words}. The truce in {town} is over, {words[:200]}.",
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp("injection")
    with (
        FeedServer() as feeds,
        Receiver() as slack,
        Receiver() as hook,
        MailServer() as mail,
    ):
        url = secret(folder, "slack-url", f"http://{slack.address}/services/x")
        config = config_with(
            folder,
            feeds,
            {
                "slack": {"type": "slack", "webhook_url_file": url, "at_most": "100/s"},
                "hook": {
                    "type": "webhook",
                    "url": f"http://{hook.address}/",
                    "secret_file": secret(folder, "new", NEW),
                    "previous_secret_file": secret(folder, "old", OLD),
                },
                "mail": mail.settings("duty@example.org"),
                "table": {"type": "csv", "file": "alerts.csv"},
            },
            slack.address,
            hook.address,
        )
        for number, area in enumerate(AREAS):
            feeds.add("wire", entry(number, area))
        with running(config) as warnd:
            until(lambda: is_all_told(config), what="all of it told")
            code = warnd.terminate()
        table = (folder / "alerts.csv").read_bytes().decode()
        yield Told(slack=slack.got, hook=hook.got, mails=mail.mails, table=table, exit_code=code)


def is_all_told(config: Path) -> bool:
    """Tell whether every alert reached every channel."""
    states = alerts_in(config)
    channels = ("slack", "hook", "mail", "table")
    return states == {f"{channel} delivered": len(AREAS) for channel in channels}


def test_slack_is_shown_no_mention_and_no_link_but_ours(told: Told) -> None:
    assert told.exit_code == 0
    assert told.slack
    for document in (got.document for got in told.slack):
        assert document["link_names"] is document["unfurl_links"] is document["mrkdwn"] is False
        for kind, said in strings(document):
            if kind == "mrkdwn":
                assert OUR_LINK.fullmatch(said) or re.fullmatch(r"\*[A-Z ]+\*", said)
            else:
                assert not re.search(r"[<>]|&(?!(amp|lt|gt);)", said)


def test_a_mail_has_our_headers_alone_and_one_recipient(told: Told) -> None:
    assert told.mails
    for mail in told.mails:
        assert set(mail.parsed.keys()) <= HEADERS
        assert len(str(mail.parsed["Subject"])) <= 200
        assert mail.parsed["To"] == "duty@example.org"
        assert mail.content.isascii()


def test_the_page_of_a_mail_is_made_of_our_tags_and_loads_nothing(told: Told) -> None:
    for mail in told.mails:
        part = mail.parsed.get_body(("html",))
        assert part is not None
        page = Page(part.get_content())
        assert {tag for tag, _ in page.tags} <= TAGS | {"img"}
        assert {name for _, found in page.tags for name in found} <= ATTRIBUTES | {"src", "alt"}
        loaded = [found.get("src") or "" for tag, found in page.tags if tag == "img"]
        assert all(address.startswith("cid:") for address in loaded)
        assert page.others == []


def test_no_text_ends_a_mail_or_begins_another(told: Told) -> None:
    ids = [mail.parsed["Message-ID"] for mail in told.mails]
    assert len(ids) == len(set(ids))
    for mail in told.mails:
        assert not re.search(rb"(?<!\r)\n|\r(?!\n)", mail.content)
        assert mail.parsed.get_body(("plain",)) is not None


def test_links_are_plain_addresses_that_name_their_host(told: Told) -> None:
    for document in (got.document for got in told.slack):
        for kind, said in strings(document):
            if kind == "mrkdwn" and said.startswith("<"):
                address, _, label = said.strip("<>").partition("|")
                assert urlsplit(address).hostname == label
    for mail in told.mails:
        part = mail.parsed.get_body(("html",))
        assert part is not None
        for tag, found in Page(part.get_content()).tags:
            if tag == "a":
                assert urlsplit(found["href"] or "").scheme in {"http", "https"}


def test_both_secrets_sign_what_a_webhook_is_sent(told: Told) -> None:
    assert told.hook
    for got in told.hook:
        head = f"{got.headers['webhook-id']}.{got.headers['webhook-timestamp']}."
        made = [
            hmac.digest(b64decode(key.partition("_")[2]), head.encode() + got.body, "sha256")
            for key in (NEW, OLD)
        ]
        expected = [f"v1,{b64encode(each).decode()}" for each in made]
        assert got.headers["webhook-signature"].split() == expected
        assert json.loads(got.body)["headline"]


def test_no_cell_of_a_table_is_computed(told: Told) -> None:
    rows = list(csv.reader(io.StringIO(told.table, newline="")))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert {row[7] for row in rows[2:]} == set(AREAS)
    computed = ("=", "+", "-", "@", "\t", "\r")
    assert not [cell for row in rows[2:] for cell in row if cell.startswith(computed)]
