"""Who is told when: held by hours and digests, stopped by an answer, sent round what is down."""

import contextlib
import json
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.faults.clock import MovedClock
from tests.faults.stories import quick_config, story
from tests.live import outbox, running, until
from tests.loopback import FeedServer, Item, Ledger, free_address

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
#: an area that stands for all
AREA = "SY-ID"


def configured(
    folder: Path, feeds: FeedServer, sinks: dict[str, Ledger | str], routes: list[dict[str, Any]]
) -> Path:
    config = quick_config(folder, feeds, sinks)
    settings = json.loads(config.read_text())
    settings["routes"] = routes
    config.write_text(json.dumps(settings))
    return config


def command(config: Path, *arguments: str) -> str:
    """Run a `warnd` command and give what it printed; it must end well."""
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "warnd", *arguments, "--config", str(config)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


def alert_of(ledger: Ledger) -> str:
    return str(ledger.posts[0][1]["alert"])


def slight(area: str, town: str) -> Item:
    """Give an entry about a single sign, which makes a watch."""
    return Item(id=f"slight-{area}", title=f"News from {town}", text=f"Shelling in {town}.")


def held(config: Path) -> dict[str, str]:
    """Give what is held, by area, with the reason."""
    reading = f"file:{config.with_name('warnd.db')}?mode=ro"
    try:
        with contextlib.closing(sqlite3.connect(reading, uri=True)) as read:
            rows = read.execute(
                "SELECT v.area, n.because FROM notifications n JOIN alert_versions v"
                " ON v.alert = n.alert AND v.version = n.version WHERE n.state = 'held'"
            )
            return dict(rows.fetchall())
    except sqlite3.OperationalError:  # not there yet
        return {}


def test_an_answer_stops_repeats_and_the_call_to_somebody_else(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    with FeedServer() as feeds, Ledger() as duty, Ledger() as boss:
        route = {
            "to": ["duty"],
            "repeat": "1h",
            "escalate_after": "10m",
            "escalate_to": ["boss"],
        }
        config = configured(tmp_path, feeds, {"duty": duty, "boss": boss}, [route])
        feeds.add("wire", story(AREA))
        with running(config, **clock.environment) as warnd:
            until(lambda: duty.areas() == {AREA}, what=warnd.tail())
            clock.pass_by(11 * MINUTE)
            until(lambda: boss.areas() == {AREA}, what=warnd.tail())
            # what is under way when an hour goes by would be given up and sent again
            until(lambda: outbox(config) == {"delivered": 2}, what=warnd.tail)
            clock.pass_by(HOUR)
            until(lambda: len(duty.posts) == len(boss.posts) == 2, what=warnd.tail())
            until(lambda: outbox(config) == {"delivered": 4}, what=warnd.tail)
            assert len(set(duty.keys)) == 2, "a repeat is a message of its own"

            alert = alert_of(duty)
            said = command(config, "alerts", "ack", alert, "--by", "Amal", "--note", "on it")
            assert "acknowledged by Amal" in said
            for _ in range(3):
                clock.pass_by(HOUR)
                command(config, "alerts", "why", alert)  # time for a look of the daemon
            assert (len(duty.posts), len(boss.posts)) == (2, 2)

            clock.pass_by(24 * HOUR)  # the answer expires
            until(lambda: len(duty.posts) == len(boss.posts) == 3, what=warnd.tail())
            told = lines(command(config, "alerts", "why", alert, "--json"))
    causes = [each["cause"] for each in told if each["type"] == "notification"]
    assert sorted(causes) == ["escalation", *["repeat"] * 4, "route"]
    deeds = [each["deed"] for each in told if each["type"] == "act"]
    assert deeds.count("acknowledged") == 1


def test_quiet_hours_and_silences_hold_what_is_slight_and_nothing_that_is_worse(
    tmp_path: Path,
) -> None:
    clock = MovedClock(tmp_path)
    begin = datetime.now(UTC) - HOUR  # noqa: TID251  the daemon runs on the real clock
    hours = f"{begin:%H:%M}-{begin + 9 * HOUR:%H:%M} UTC"
    with FeedServer() as feeds, Ledger() as duty:
        config = configured(tmp_path, feeds, {"duty": duty}, [{"to": ["duty"], "quiet": hours}])
        feeds.add("wire", slight("ML-7", "Gao"))
        feeds.add("wire", slight("IQ-NI", "Mosul"))
        with running(config, **clock.environment) as warnd:
            until(lambda: set(held(config)) == {"ML-7", "IQ-NI"}, what=warnd.tail())
            assert "by quiet hours of route 1" in held(config)["ML-7"]
            feeds.add("wire", story("UA-63"))
            feeds.add("wire", story("IQ-NI"))
            until(lambda: duty.areas() == {"UA-63", "IQ-NI"}, what=warnd.tail())
            assert set(held(config)) == {"ML-7"}
            said = command(
                config,
                "alerts",
                "silence",
                "--area",
                "ML",
                "--for",
                "20h",
                "--reason",
                "an exercise",
            )
            assert "it concerns 1 open alerts" in said

            clock.pass_by(9 * HOUR)
            until(lambda: "an exercise" in held(config)["ML-7"], what=warnd.tail())
            assert duty.areas() == {"UA-63", "IQ-NI"}
            silence = lines(command(config, "alerts", "silences", "--json"))[0]["silence"]
            command(config, "alerts", "silences", "--end", silence)
            until(lambda: "ML-7" in duty.areas(), what=warnd.tail())
    (post,) = [post for _, post in duty.posts if post["area"]["id"] == "ML-7"]
    assert "delayed" not in post["headline"], "what was held by a wish is not late"


def test_what_a_channel_does_not_take_goes_round_it_and_a_refusal_is_told_elsewhere(
    tmp_path: Path,
) -> None:
    clock = MovedClock(tmp_path)
    refusing = Ledger(lambda _nth: 422)
    with FeedServer() as feeds, Ledger() as other, Ledger() as keepers, refusing:
        sinks: dict[str, Ledger | str] = {
            "down": free_address(),
            "refusing": refusing,
            "other": other,
            "keepers": keepers,
        }
        routes: list[dict[str, Any]] = [
            {"to": ["down"], "match": {"area": "SY"}, "fallback": "other"},
            {"to": ["refusing"], "match": {"area": "UA"}},
            {"to": ["refusing", "keepers"], "about": "feeds"},
        ]
        config = configured(tmp_path, feeds, sinks, routes)
        feeds.add("wire", story("SY-ID"))
        with running(config, **clock.environment) as warnd:
            warnd.await_event("delivery_deferred")
            clock.pass_by(MINUTE)
            feeds.add("wire", story("UA-63"))
            until(lambda: keepers.posts, what=warnd.tail())
            notice = keepers.posts[0][1]
            assert (notice["reason"], notice["feeds"][0]["id"]) == ("channel-gave-up", "refusing")
            assert len(refusing.posts) == 2, "once dressed, once bare"
            assert outbox(config)["dead"] == 1

            clock.pass_by(2 * MINUTE)
            until(lambda: "SY-ID" in other.areas(), what=warnd.tail())
            why = lines(command(config, "alerts", "why", alert_of_area(other, "SY-ID"), "--json"))
    causes = {each["channel"]: each["cause"] for each in why if each["type"] == "notification"}
    assert causes == {"down": "route", "other": "fallback"}
    assert len(other.posts) == len(keepers.posts) == 1


def test_a_digest_comes_once_at_its_hour_though_the_daemon_is_killed(tmp_path: Path) -> None:
    clock = MovedClock(tmp_path)
    hour = datetime.now(UTC) + 6 * HOUR  # noqa: TID251  the daemon runs on the real clock
    with FeedServer() as feeds, Ledger() as daily:
        route = {"to": ["daily"], "digest": f"{hour:%H:%M} UTC"}
        config = configured(tmp_path, feeds, {"daily": daily}, [route])
        for area, town in (("ML-7", "Gao"), ("IQ-NI", "Mosul"), ("SS-EC", "Juba")):
            feeds.add("wire", slight(area, town))
        with running(config, **clock.environment) as warnd:
            until(lambda: len(held(config)) == 3, what=warnd.tail())
            warnd.kill()
            warnd.start(**clock.environment)
            warnd.await_event("ready")
            assert not daily.posts
            daily.gate.clear()
            clock.pass_by(6 * HOUR)
            until(lambda: daily.posts, what=warnd.tail())
            warnd.kill()
            daily.gate.set()
            warnd.start(**clock.environment)
            until(lambda: outbox(config) == {"delivered": 3}, what=warnd.tail())
            clock.pass_by(24 * HOUR)
            command(config, "alerts", "list")  # time for a look of the daemon
    assert daily.areas() == {"ML-7", "IQ-NI", "SS-EC"}
    assert len(set(daily.keys)) == 1, "what was under way at the kill comes again under its key"
    assert len(daily.posts[0][1]["alerts"]) == 3


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def alert_of_area(ledger: Ledger, area: str) -> str:
    posts = (post for _, post in ledger.posts if "area" in post)
    return str(next(post["alert"] for post in posts if (post["area"] or {}).get("id") == area))
