"""One warnd as a service: what it tells systemd, health and metrics, and who else may start."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.faults.stories import quick_config, story
from tests.live import Warnd, metric, running, until
from tests.loopback import FeedServer, Ledger, ServiceSocket

#: the watchdog's window; a sign of life comes three times in it
WATCHDOG_US = 600_000
LOGIN = (
    "<!doctype html><html><head><title>Sign in</title></head><body><h1>Shelling in Aleppo</h1>"
    "<p>Shelling was heard in Aleppo. The truce in Aleppo is over. Sign in to read on.</p>"
    "</body></html>"
)


@dataclass(frozen=True, kw_only=True)
class Service:
    """A warnd that runs under a fake service manager, with one good feed and one bad."""

    warnd: Warnd
    feeds: FeedServer
    hook: Ledger
    manager: ServiceSocket


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    with FeedServer() as feeds, Ledger() as hook, ServiceSocket(folder / "notify") as manager:
        feeds.pages["portal"] = LOGIN
        config = quick_config(folder, feeds, {"hook": hook}, read=("wire", "portal"))
        with running(
            config, NOTIFY_SOCKET=manager.address, WATCHDOG_USEC=str(WATCHDOG_US)
        ) as warnd:
            warnd.await_event("ready")
            yield Service(warnd=warnd, feeds=feeds, hook=hook, manager=manager)


def test_it_is_ready_once_it_polls(service: Service) -> None:
    until(lambda: "READY=1" in service.manager.lines, what="READY=1")
    (ready,) = [told for told in service.manager.told if told.startswith("READY=1")]
    assert re.search(r"^STATUS=.*\b2 feeds ok, 0 failing, 0 pending$", ready, re.MULTILINE), ready
    told = service.manager.lines
    assert told.index("EXTEND_TIMEOUT_USEC=60000000") < told.index("READY=1")
    until(lambda: service.feeds.requests, what="it polls")


def test_it_gives_signs_of_life_while_its_loops_move(service: Service) -> None:
    before = service.manager.lines.count("WATCHDOG=1")
    until(lambda: service.manager.lines.count("WATCHDOG=1") >= before + 3, what="WATCHDOG=1")


def test_health_answers_on_the_port_it_took(service: Service) -> None:
    until(lambda: service.warnd.event("feed_failed"), what="the portal was seen")
    status, body = service.warnd.get("/healthz")
    document = json.loads(body)
    assert status == 200
    assert document["status"] == "degraded"
    assert document["degraded"] == ["1 feeds failing"]
    assert (document["feeds"], document["feeds_failing"]) == (2, 1)


def test_a_page_for_people_is_no_feed_and_never_alerts(service: Service) -> None:
    event = service.warnd.await_event("feed_failed")
    assert (event["feed"], event["health"]) == ("portal", "not_a_feed")
    service.feeds.add("wire", story("UA-63"))  # whatever the portal held was seen before this
    until(lambda: "UA-63" in service.hook.areas(), what="the alert of the good feed")
    assert "SY-HL" not in service.hook.areas()  # Aleppo, of which the page speaks
    text = service.warnd.get("/metrics")[1]
    assert metric(text, 'warnd_feed_polls_total{feed="portal",result="not_a_feed"}') >= 1
    assert 'result="ok"' not in "".join(
        line for line in text.splitlines() if 'feed="portal"' in line
    )


def test_metrics_count_what_happened(service: Service) -> None:
    service.feeds.add("wire", story("YE-AD"))
    until(lambda: "YE-AD" in service.hook.areas(), what="the alert")
    delivered = 'warnd_deliveries_total{channel="hook",result="delivered"}'
    until(lambda: delivered in service.warnd.get("/metrics")[1])
    text = service.warnd.get("/metrics")[1]
    assert metric(text, delivered) >= 1
    assert metric(text, 'warnd_feed_polls_total{feed="wire",result="ok"}') >= 1
    assert metric(text, 'warnd_feed_entries_total{feed="wire",state="new"}') >= 1
    assert 'reason="new"' in text
    assert metric(text, "warnd_config_last_reload_successful") == 1


def test_every_number_that_is_promised_is_told_by_a_daemon_that_delivered(
    service: Service,
) -> None:
    service.feeds.add("wire", story("SO-BN"))
    until(lambda: "SO-BN" in service.hook.areas(), what="the alert")
    tried = 'warnd_delivery_attempts_total{channel="hook",reason="delivered"}'
    until(lambda: tried in service.warnd.get("/metrics")[1])
    waits = 'warnd_outbox_oldest_age_seconds{channel="hook"}'
    until(lambda: waits in service.warnd.get("/metrics")[1])  # asked of the database now and then
    text = service.warnd.get("/metrics")[1]
    assert metric(text, "warnd_delivery_latency_seconds_count") >= 1
    assert metric(text, "warnd_db_size_bytes") > 0
    assert metric(text, "warnd_disk_free_bytes") > 0
    assert metric(text, "warnd_clock_suspect") == 0
    assert metric(text, 'warnd_delivery_last_success_timestamp_seconds{channel="hook"}') > 0
    assert 'warnd_alerts_total{reason="new",rule="' in text


def test_the_status_tells_how_each_feed_and_channel_stands(service: Service) -> None:
    service.feeds.add("wire", story("AF-KAN"))
    until(lambda: "AF-KAN" in service.hook.areas(), what="the alert")
    until(lambda: status_of(service)["channels"][0]["last_ok"], what="it is asked for now and then")
    until(lambda: status_of(service)["feeds"][1]["failures"], what="the portal was seen")
    told = status_of(service)
    wire, portal = told["feeds"]
    assert (wire["id"], wire["health"], wire["failures"]) == ("wire", "ok", 0)
    assert wire["last_ok"] is not None
    assert (portal["id"], portal["health"], portal["last_ok"]) == ("portal", "not_a_feed", None)
    assert told["channels"][0]["id"] == "hook"
    assert (told["status"], told["degraded"]) == ("degraded", ["1 feeds failing"])
    assert (told["clock_suspect"], told["reload_refused"]) == (False, "")
    assert told["started"] <= told["at"]
    assert told["last_reload"] is not None
    assert told["loops"].keys() == {"poller", "pipeline", "sender hook"}


def status_of(service: Service) -> dict[str, Any]:
    status, body = service.warnd.get("/status")
    assert status == 200
    document: dict[str, Any] = json.loads(body)
    return document


def test_it_says_that_it_is_ready(service: Service) -> None:
    until(lambda: "READY=1" in service.manager.lines, what="READY=1")
    assert service.warnd.get("/readyz") == (200, '{"ready":true,"why":""}')


def test_a_second_one_on_the_same_database_is_turned_away(service: Service) -> None:
    second = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "warnd", "run", "--config", str(service.warnd.config)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode == 75
    assert f"process {service.warnd.process.pid}" in second.stderr
    assert "Traceback" not in second.stderr
    assert not service.warnd.ended


def test_an_address_that_is_taken_is_told_in_words(service: Service, tmp_path: Path) -> None:
    config = quick_config(tmp_path, service.feeds, {"hook": service.hook})
    settings = json.loads(config.read_text())
    settings["listen"] = service.warnd.await_event("listening")["address"]
    config.write_text(json.dumps(settings))
    with running(config) as other:
        assert other.process.wait(180) == 1
        assert f"listen: {settings['listen']} cannot be taken" in other.tail()
        assert "Traceback" not in other.tail()


def test_commands_read_the_database_while_it_runs(service: Service) -> None:
    listed = subprocess.run(  # noqa: S603  our own program
        [
            *(sys.executable, "-m", "warnd", "feeds", "list", "--json"),
            *("--config", str(service.warnd.config)),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    health = {row["id"]: row["health"] for row in map(json.loads, listed.stdout.splitlines())}
    assert health == {"wire": "ok", "portal": "not_a_feed"}


def test_every_line_of_its_log_is_json_with_an_event(service: Service) -> None:
    assert all({"event", "level", "ts"} <= event.keys() for event in service.warnd.events())
