"""A disk that is full, and one that fails (FAULTS, rows 6 and 10)."""

import contextlib
import json
import resource
import shutil
import urllib.error
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from tests.faults.clock import MovedClock
from tests.faults.narrow import Disk, narrow_disk
from tests.faults.stored import rows
from tests.faults.stories import TOWNS, hook, quick_config, story
from tests.faults.test_power import PATHS
from tests.live import Warnd, outbox, running, until
from tests.loopback import FeedServer, Ledger

#: the sync that fails first, and all after it: a start and some alerts are stored before
FIRST_EIO = 60
#: what happens meanwhile
AREAS = [area for area in TOWNS if area != "SY-ID"]


def config_telling(
    folder: Path, feeds: FeedServer, alerts: Ledger, duty: Ledger, disk: Disk | None = None
) -> Path:
    """Write a configuration that tells one sink of situations, and another of our own trouble."""
    config = quick_config(folder, feeds, {"hook": alerts})
    settings = json.loads(config.read_text())
    settings["channels"]["duty"] = hook(duty.address)
    settings["routes"].append({"about": "feeds", "to": ["duty"]})
    settings["allow_addresses"].append(duty.address)
    if disk is not None:
        settings["store"] = disk.address
    config.write_text(json.dumps(settings))
    return config


def health(warnd: Warnd) -> tuple[int, str]:
    try:
        return warnd.get("/healthz")
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def reasons(ledger: Ledger) -> list[str]:
    return [post["reason"] for _, post in ledger.posts]


def size_of(file: Path) -> int:
    """Give the bytes that a file takes on its disk, 0 while it is not there."""
    return file.stat().st_blocks * 512 if file.exists() else 0


def states(disk: Disk) -> dict[str, int]:
    """Give how many notifications of alerts stand in each state."""
    query = "SELECT state, count(*) FROM notifications WHERE alert IS NOT NULL GROUP BY state"
    return {str(state).lower(): count for state, count in disk.rows(query)}


def test_a_full_disk_costs_no_alert_and_is_got_over_without_a_new_start(tmp_path: Path) -> None:
    """FAULTS, row 6: the ballast is given up first; with that used up too, what is grave is sent
    without a record, once each, and comes again marked when it can be recorded.
    """
    clock = MovedClock(tmp_path)
    with (
        FeedServer() as feeds,
        Ledger() as alerts,
        Ledger() as duty,
        narrow_disk(tmp_path / "disk") as disk,
    ):
        config = config_telling(tmp_path, feeds, alerts, duty, disk)
        with running(config, *disk.under, **clock.environment) as warnd:
            disk.holds(warnd)
            until(lambda: any(asked.status == 304 for asked in feeds.requests), what=warnd.tail())
            ballast = disk.seen / "warnd.db.ballast"
            assert not ballast.exists()
            clock.pass_by(timedelta(seconds=61))
            until(lambda: size_of(ballast) >= 32 * 1024 * 1024, what="the ballast")
            disk.fill()
            if disk.is_real:
                feeds.add("wire", story("SO-BN"))
                until(lambda: states(disk) == {"delivered": 1}, what=warnd.tail())
                assert "may_repeat" not in alerts.posts[0][1], "the reserve was enough"
                until(lambda: reasons(duty) == ["store-trouble"], what="the alarm")
                assert health(warnd)[0] == 200
                warnd.await_event("pruned")
                disk.fill()
            feeds.add("wire", story("SY-ID"))
            until(lambda: "SY-ID" in alerts.areas(), what=f"an alert unrecorded {warnd.tail()}")
            assert not ballast.exists()
            until(lambda: health(warnd)[0] == 503, what="failing health")
            assert "nothing can be recorded" in health(warnd)[1]
            assert reasons(duty) == ["store-trouble"]
            feeds.add("wire", story("SY-HM"))
            until(lambda: "SY-HM" in alerts.areas(), what="another alert, unrecorded")
            unrecorded = alerts.posts[-2:]
            assert [post["area"]["id"] for _, post in unrecorded] == ["SY-ID", "SY-HM"]
            assert all(post["may_repeat"] for _, post in unrecorded)

            before = len(alerts.posts)
            disk.empty()
            until(lambda: health(warnd)[0] == 200, what=warnd.tail())
            until(lambda: set(states(disk)) == {"delivered"}, what=warnd.tail())
            until(lambda: len(alerts.posts) == before + 2, what="both again, recorded")
            assert all(post["may_repeat"] for _, post in alerts.posts[before:])
            clock.pass_by(timedelta(seconds=61))
            until(lambda: reasons(duty) == ["store-trouble", "store-back"], what="the end of it")
            assert ballast.exists()
            feeds.add("wire", story("YE-TA"))
            until(lambda: "YE-TA" in alerts.areas(), what="an alert as always")
            assert "may_repeat" not in alerts.posts[-1][1]
            assert warnd.terminate() == 0


@contextlib.contextmanager
def no_file_larger(warnd: Warnd, size: int) -> Iterator[None]:
    """Hold a process that runs to files of a size, as a limit on it or a quota does."""
    soft, hard = resource.prlimit(warnd.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(warnd.process.pid, resource.RLIMIT_FSIZE, (size, hard))
    yield
    resource.prlimit(warnd.process.pid, resource.RLIMIT_FSIZE, (soft, hard))


def test_a_database_that_may_not_grow_costs_no_alert(tmp_path: Path) -> None:
    """FAULTS, row 6: SQLite calls it a disk I/O error, and what is in the file can be changed."""
    with FeedServer() as feeds, Ledger() as alerts, Ledger() as duty:
        config = config_telling(tmp_path, feeds, alerts, duty)
        with running(config) as warnd:
            feeds.add("wire", story("SY-ID"))
            until(lambda: outbox(config) == {"delivered": 1}, what=warnd.tail)
            told = ["SY-ID"]
            with no_file_larger(warnd, config.with_name("warnd.db").stat().st_size):
                waiting = iter(AREAS)

                def is_unrecorded() -> bool:
                    """Tell of one area after the other until one is sent without a record."""
                    if set(told) <= alerts.areas():
                        told.append(next(waiting))
                        feeds.add("wire", story(told[-1]))
                    return bool(alerts.posts[-1][1].get("may_repeat"))

                until(is_unrecorded, what=warnd.tail)
                until(lambda: "store-trouble" in reasons(duty), what="the alarm")
                until(lambda: health(warnd)[0] == 503, what=warnd.tail)
                told.append(next(waiting))
                feeds.add("wire", story(told[-1]))
                until(lambda: set(told) <= alerts.areas(), what=warnd.tail)
                assert "disk I/O error" in warnd.log.read_text()
                assert reasons(duty) == ["store-trouble"], "said once, and not taken back"
            until(lambda: reasons(duty) == ["store-trouble", "store-back"], what="the end of it")
            assert health(warnd)[0] == 200
            until(lambda: told_of(config) == {*told}, what=warnd.tail)
            last = next(waiting)
            feeds.add("wire", story(last))
            until(lambda: last in alerts.areas(), what="an alert as always")
            (post,) = [post for _, post in alerts.posts if post["area"]["id"] == last]
            assert "may_repeat" not in post
            assert warnd.terminate() == 0


def told_of(config: Path) -> set[str]:
    """Give the areas of what is recorded as delivered."""
    query = (
        "SELECT area FROM alert_versions JOIN notifications USING (alert, version)"
        " WHERE lower(state) = 'delivered'"
    )
    return {row["area"] for row in rows(config, query)}


def test_a_disk_that_fails_to_sync_ends_the_process_and_keeps_what_was_stored(
    tmp_path: Path,
) -> None:
    """FAULTS, row 10: what was not synced is not stored and nobody is told of it; the third
    failure in a row ends the process, and the service manager starts another.
    """
    broken = tmp_path / "broken"
    with FeedServer() as feeds, Ledger() as alerts, Ledger() as duty:
        config = config_telling(tmp_path, feeds, alerts, duty)
        under: tuple[str, ...] = ()
        environment = {**PATHS, "FAIL_SYNCS_AFTER": str(broken)}
        if shutil.which("strace"):
            environment = {}
            under = (
                "strace", "-D", "-f", "-qq", "-o", str(broken), "-e", "trace=fdatasync",
                "-e", f"inject=fdatasync:error=EIO:when={FIRST_EIO}+",
            )  # fmt: skip
        with running(config, *under, **environment) as warnd:
            until(lambda: health(warnd)[0] == 200, what=warnd.tail())
            feeds.add("wire", story("SY-ID"))
            until(lambda: alerts.posts, what=warnd.tail())
            until(lambda: outbox(config) == {"delivered": 1}, what="recorded")
            broken.touch()
            told = iter(AREAS)

            def ended() -> bool:
                """Tell one story after another until it ends."""
                feeds.add("wire", story(next(told)))
                return warnd.ended

            until(ended, what=warnd.tail(), look_s=1.0)
            assert warnd.process.wait(45) == 1
            assert warnd.event("disk_failed")
        before = set(alerts.areas())
        stored = sum(outbox(config).values())
        assert stored >= len(before), "nobody is told of what is not stored"
        with running(config) as warnd:
            told_of = {"SY-ID", *(item.id.removeprefix("story-") for item in feeds.items["wire"])}
            until(lambda: alerts.areas() == told_of, what=warnd.tail())
            until(lambda: set(outbox(config)) == {"delivered"}, what="all recorded")
            assert warnd.terminate() == 0
