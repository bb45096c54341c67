"""What cannot be worded or read costs nobody else (FAULTS, row 47; security, row 22)."""

import contextlib
import json
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.faults.clock import MovedClock
from tests.faults.stored import rows
from tests.faults.stories import TOWNS, story
from tests.faults.test_life import looked_again, routed
from tests.live import Warnd, outbox, running, until
from tests.loopback import FeedServer, Ledger, free_address

#: how a reload ends
ENDS = ("reloaded", "reload_refused")
#: templates that reach for what is not theirs: refused when they are read, or when used
REACHING = [
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ ''['__class__'] }}",
    "{{ headline|attr('__class__') }}",
    "{{ quotes.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ headline.format(headline) }}",
    "{{ '%c' % 65 }}",
    "{{ 'a' * 999999999 }}",
    "{{ range(999999999) }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% for a in quotes %}" * 4 + "{% endfor %}" * 4,
    "{{ headline",
]


def was_refused(warnd: Warnd) -> bool:
    """Reload, and tell whether the daemon refused what it read and named the file."""

    def ends() -> list[dict[str, Any]]:
        return [each for each in warnd.events() if each["event"] in ENDS]

    before = len(ends())
    warnd.reload()
    until(lambda: len(ends()) > before, what="a reload")
    last = ends()[-1]
    assert last["event"] == "reloaded" or "headline.j2" in last["error"]
    return bool(last["event"] == "reload_refused")


def test_a_template_that_fails_or_reaches_out_costs_no_alert(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    headline = own / "headline.j2"
    headline.write_text("OURS {{ headline }} {{ quotes[0].nothing_of_the_kind }}")
    with FeedServer() as feeds, Ledger() as ledger:
        sinks: dict[str, Ledger | str] = {"hook": ledger}
        config = routed(tmp_path, feeds, sinks, [{"to": ["hook"]}], templates=str(own))
        feeds.add("wire", story("UA-63"))
        with running(config) as warnd:
            until(lambda: ledger.areas() == {"UA-63"}, what=warnd.tail())
            assert warnd.await_event("compose_failed")
            bare = ledger.posts[0][1]
            assert "WARNING" in bare["headline"]
            assert "OURS" not in bare["headline"]
            others = iter(TOWNS)
            for template in REACHING:
                headline.write_text(template)
                if was_refused(warnd):
                    continue
                area = next(others)  # what is taken fails when it is used
                feeds.add("wire", story(area))
                until(lambda area=area: area in ledger.areas(), what=warnd.tail())  # type: ignore[misc]
                assert ledger.posts[-1][1]["headline"].startswith("WARNING")
            assert warnd.terminate() == 0
    assert "root:" not in json.dumps([post for _, post in ledger.posts])


def damage(config: Path) -> None:
    """Overwrite what is recorded of the notices and of the alert about one area."""
    with contextlib.closing(sqlite3.connect(config.with_name("warnd.db"))) as opened:
        opened.execute("UPDATE notices SET document = '{'")
        opened.execute("UPDATE alert_versions SET document = '{' WHERE area = 'SY-ID'")
        opened.commit()


def test_a_damaged_row_is_told_bare_or_given_up_and_holds_up_no_other(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    away = free_address()
    with FeedServer() as feeds, Ledger(lambda _nth: 422) as refusing, Ledger() as keeper:
        sinks: dict[str, Ledger | str] = {"duty": away, "refusing": refusing, "keeper": keeper}
        routes: list[dict[str, Any]] = [
            {"to": ["duty"]},
            {"to": ["refusing"], "match": {"area": "UA"}},
            {"to": ["duty", "keeper"], "about": "feeds"},
        ]
        config = routed(tmp_path, feeds, sinks, routes)
        for area in ("UA-63", "SY-ID"):
            feeds.add("wire", story(area))
        with running(config, **clock.environment) as warnd:
            until(lambda: keeper.posts, what=warnd.tail())
            until(lambda: outbox(config).get("pending") == 3, what=warnd.tail())
            warnd.kill()
            damage(config)
            with Ledger(port=int(away.rpartition(":")[2])) as duty:
                feeds.add("wire", story("ML-7"))
                warnd.start(**clock.environment)
                until(lambda: duty.areas() == {"UA-63", "SY-ID", "ML-7"}, what=warnd.tail())
                bare = next(p for _, p in duty.posts if p.get("area", {}).get("id") == "SY-ID")
                assert "WARNING" in bare["headline"]
                assert "damaged" in bare["text"]
                for _ in range(4):
                    clock.pass_by(timedelta(minutes=2))
                    looked_again(warnd)
                until(lambda: len(keeper.posts) == 2, what=warnd.tail())
                gave_up = keeper.posts[1][1]
                assert gave_up["reason"] == "channel-gave-up"
                assert "duty" in json.dumps(gave_up["feeds"])
                dead = rows(config, "SELECT error FROM notifications WHERE state = 'dead'")
                assert any("fault: 5" in each["error"] for each in dead)
                assert all("type" not in post for _, post in duty.posts), "no notice came through"
