"""Sources that are no feeds, and what stands behind entries, with servers that answer like them."""

import contextlib
import json
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.busy import stretched
from tests.faults.behind import source_config
from tests.faults.servers import Answer, Heard, Pause, Scripted, reply
from tests.faults.stories import TOWNS
from tests.live import Warnd, running, until
from tests.loopback import Ledger
from tests.unit.feeds.sources.alerts import Message, info


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")  # noqa: TID251


def _said(area: str) -> str:
    town = TOWNS[area]
    return f"Shelling was heard in {town}. The truce in {town} is over."


def _report(number: int, area: str, status: str = "published") -> dict[str, object]:
    """Give a report as ReliefWeb's API lists it."""
    fields = {
        "title": f"Shelling heard in {TOWNS[area]}",
        "body-html": f"<p>{_said(area)}</p>",
        "url_alias": f"https://reliefweb.example/report/{number}",
        "status": status,
        "date": {"created": _now()},
        "source": [{"name": "Relief Office"}],
        "language": [{"code": "en"}],
    }
    return {
        "id": str(number),
        "score": 1,
        "href": f"https://api.example/{number}",
        "fields": fields,
    }


def test_reports_of_reliefweb_alert_and_its_complaints_are_told_in_words(tmp_path: Path) -> None:
    reports = [_report(1, "UA-63"), _report(2, "SD-KH", status="to-review")]
    refusals: list[bytes] = []

    def answer(_: Heard) -> Answer:
        if refusals:
            return refusals[0]
        told = {"time": 3, "totalCount": len(reports), "count": len(reports), "data": reports}
        return reply(json.dumps(told).encode(), content_type="application/json")

    with Scripted(answer) as server, Ledger() as ledger:
        url = server.url("v2/reports?appname=office-1&filter[field]=country")
        config = source_config(tmp_path, server, ledger, type="reliefweb", url=url, publisher="")
        with running(config) as warnd:
            until(lambda: "UA-63" in ledger.areas(), what=warnd.tail())
            asked = server.heard[0].target
            assert "appname=office-1" in asked
            assert "limit=50" in asked
            evidence = ledger.posts[0][1]["evidence"]
            assert {item["publisher"] for item in evidence} == {"Relief Office"}
            assert {item["url"] for item in evidence} == {"https://reliefweb.example/report/1"}
            reports.insert(0, _report(3, "YE-TA"))
            until(lambda: "YE-TA" in ledger.areas(), what=warnd.tail())
            assert "SD-KH" not in ledger.areas()
            refusals.append(reply(b"{}", status="403 Forbidden"))
            until(lambda: "approved appname" in warnd.tail(), what=warnd.tail())


class Hub:
    """What a server of alerts shows: a feed that links to its messages, or holds them."""

    def __init__(self) -> None:
        self.linked: dict[str, str] = {}
        self.held: list[str] = []
        self.pages: dict[str, Answer] = {}
        self.since = _now()

    def answer(self, heard: Heard) -> Answer:
        if heard.target in self.pages:
            return self.pages[heard.target]
        if heard.target in self.linked:
            return reply(self.linked[heard.target].encode(), content_type="application/cap+xml")
        links = "".join(
            f"<entry><id>urn:entry:{path}</id><title>Alert</title><summary>See inside</summary>"
            f"<updated>{self.since}</updated><link href='{path}'/></entry>"
            for path in (*self.linked, *self.pages)
        )
        held = "".join(f"<entry><content>{message}</content></entry>" for message in self.held)
        feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title>{links}{held}</feed>"
        return reply(feed.encode(), content_type="application/atom+xml")


def _message(
    area: str, *, status: str = "Actual", kind: str = "Alert", about: tuple[Message, ...] = ()
) -> Message:
    town = TOWNS[area]
    infos = [info(f"Shelling heard in {town}", _said(area), area=town)]
    return Message(
        identifier=f"{kind}-{area}",
        infos=() if kind == "Cancel" else infos,
        status=status,
        kind=kind,
        sent=_now(),
        references=about,
        note="An error of the operator." if kind == "Cancel" else "",
    )


def test_actual_alerts_alert_and_are_replaced_and_cancelled_and_no_exercise_does(
    tmp_path: Path,
) -> None:
    hub = Hub()
    first, held = _message("UA-63"), _message("ML-7")
    hub.linked["/1.xml"] = first.xml()
    hub.linked["/2.xml"] = _message("SD-KH", status="Exercise").xml()
    marked = _message("IQ-NI").xml().replace("Shelling was", "THIS IS A TEST. Shelling was")
    hub.held = [held.xml(), marked, _message("YE-TA", status="Test").xml()]
    # An alert that cannot be fetched costs its entry nothing, and the others neither.
    hub.pages["/3.xml"] = reply(status="500 Internal Server Error")

    def reasons(area: str) -> list[str]:
        return [post["reason"] for _, post in list(ledger.posts) if post["area"]["id"] == area]

    with (
        Scripted(hub.answer) as server,
        Ledger() as ledger,
        running(source_config(tmp_path, server, ledger, type="cap", language=[])) as warnd,
    ):
        until(lambda: {"UA-63", "ML-7", "IQ-NI"} <= ledger.areas(), what=warnd.tail())
        # A message that is actual by its status and a test by its words is labelled, and told.
        test = next(post for _, post in ledger.posts if post["area"]["id"] == "IQ-NI")
        assert test["headline"].startswith("POSSIBLE TEST")
        shown = next(post for _, post in ledger.posts if post["area"]["id"] == "UA-63")
        assert {item["url"] for item in shown["evidence"]} == {server.url("1.xml")}
        hub.linked["/4.xml"] = _message("SO-BN", kind="Update", about=(first,)).xml()
        until(lambda: "SO-BN" in ledger.areas(), what=warnd.tail())
        hub.held.append(_message("ML-7", kind="Cancel", about=(held,)).xml())
        until(lambda: len(reasons("ML-7")) > 1, what=warnd.tail())
        assert reasons("ML-7")[0] == "new"
        assert ledger.areas() == {"UA-63", "ML-7", "SO-BN", "IQ-NI"}
        assert len(server.asked("2.xml")) == 1  # what stands behind a link is fetched once
        assert [event["link"] for event in warnd.events() if event["event"] == "left_behind"]


PAGE = "<html><body><nav><a href='/'>Home</a></nav><article>{}</article></body></html>"


def _article(area: str) -> bytes:
    town = TOWNS[area]
    told = [
        f"The market of {town} was closed on Monday after a night that kept its people awake.",
        _said(area),
        "Families went to the cellars of the old school, where volunteers gave out blankets.",
        "The mayor asked everybody to stay away from the windows until the morning.",
    ]
    paragraphs = "".join(f"<p>{each}</p>" for each in told)
    return reply(PAGE.format(paragraphs).encode(), content_type="text/html; charset=utf-8")


class Site:
    """A news site whose feed gives only the first sentence of each article."""

    def __init__(self) -> None:
        #: answers by path; what is not there is not found
        self.answers: dict[str, Answer | Callable[[], Answer]] = {}
        self.areas: list[str] = []
        self.address = ""

    def answer(self, heard: Heard) -> Answer:
        if heard.target == "/feed":
            return reply(self._feed().encode(), content_type="application/rss+xml")
        found = self.answers.get(heard.target, reply(status="404 Not Found"))
        return found() if callable(found) else found

    def _feed(self) -> str:
        items = "".join(
            f"<item><title>The market of {TOWNS[area]} closed</title>"
            f"<link>http://{self.address}/{area}</link>"
            f"<description>The market of {TOWNS[area]} was closed on Monday.</description></item>"
            for area in self.areas
        )
        return f"<rss version='2.0'><channel><title>T</title>{items}</channel></rss>"


def test_what_only_the_page_tells_alerts_and_no_page_costs_an_entry(tmp_path: Path) -> None:
    site = Site()
    site.areas = ["UA-63", "SD-KH", "YE-TA", "ML-7"]
    site.answers = {
        "/robots.txt": reply(b"User-agent: *\nDisallow: /SD-KH\n", content_type="text/plain"),
        "/UA-63": _article("UA-63"),
        "/SD-KH": _article("SD-KH"),
        "/YE-TA": lambda: iter((Pause(60),)),
        "/ML-7": reply(b"<html><body><p>Log in to read on.</p></body></html>"),
    }
    with Scripted(site.answer) as server, Ledger() as ledger:
        site.address = server.address
        config = source_config(tmp_path, server, ledger, full_text=True)
        with running(config) as warnd:
            warnd.await_event("ready")
            began = time.monotonic()
            until(lambda: "UA-63" in ledger.areas(), what=warnd.tail())
            until(lambda: _titles(tmp_path) == 4, what=warnd.tail())
            took_s = time.monotonic() - began
            assert took_s < stretched(20)
            left = {event["link"]: event["reason"] for event in _left_behind(warnd)}
            assert "robots.txt" in left[server.url("SD-KH")]
            assert server.asked("SD-KH") == []
            assert set(left) == {server.url(path) for path in ("SD-KH", "YE-TA", "ML-7")}
            assert ledger.areas() == {"UA-63"}
            assert len(server.asked("UA-63")) == len(server.asked("robots.txt")) == 1


def _left_behind(warnd: Warnd) -> list[dict[str, Any]]:
    return [event for event in warnd.events() if event["event"] == "left_behind"]


def _titles(folder: Path) -> int:
    with contextlib.closing(sqlite3.connect(f"file:{folder}/warnd.db?mode=ro", uri=True)) as read:
        return int(read.execute("SELECT count(*) FROM articles").fetchone()[0])
