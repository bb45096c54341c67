"""A loop that freezes: the signs of life end, and the service manager starts warnd anew (F14)."""

import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.faults.stories import quick_config, story
from tests.faults.supervising import Supervisor, environment_of
from tests.live import Warnd, until
from tests.loopback import FeedServer, Ledger

FREEZING = Path(__file__).with_name("freezing")
#: the loops that freeze, and how the log names each; of a loop that spins nothing is logged, since
#: it is the loop that would
LOOPS = {"poller": "poller", "pipeline": "pipeline", "sender": "sender hook", "loop": ""}
#: the window of the unit takes minutes: `WARND_WATCHDOG_S=60 pytest tests/faults/test_watchdog.py`
WINDOW_S = float(os.environ.get("WARND_WATCHDOG_S", "5"))
IS_REAL = WINDOW_S >= 60.0
#: seconds from an end to the next start: those of the unit, or fewer
RESTART_S = 5.0 if IS_REAL else 0.5
#: seconds from the freeze to the alert that waited for it
BACK_WITHIN_S = 75.0 if IS_REAL else 20 * 15.0
PATIENCE_S = WINDOW_S + 240.0


@dataclass(frozen=True, kw_only=True)
class Course:
    """What became of a warnd one of whose loops froze."""

    #: the loop
    loop: str
    #: seconds from the freeze to the last sign of life, negative when none came after it, to the
    #: end of the process, and to the alert that had waited
    last_sign_s: float
    ended_s: float
    back_s: float
    #: what its log held when it was ended
    log: str

    @property
    def still(self) -> set[str]:
        """The loops that the log calls still."""
        events = [json.loads(line) for line in self.log.splitlines() if line.startswith("{")]
        told = [event["loops"] for event in events if event["event"] == "loop_still"]
        return {loop for loops in told for loop in loops}


def frozen(folder: Path, loop: str) -> Course:
    """Freeze one loop of a warnd that delivers, and wait until it delivers again."""
    folder.mkdir()
    when = folder / "freeze"
    with FeedServer() as feeds, Ledger() as hook:
        config = quick_config(folder, feeds, {"hook": hook})
        warnd = Warnd(config, config.with_suffix(".log"))
        supervisor = Supervisor(
            warnd=warnd,
            folder=folder / "manager",
            watchdog_us=round(WINDOW_S * 1e6),
            restart_s=RESTART_S,
            environment=environment_of(FREEZING, FREEZE=loop, FREEZE_ONCE=str(when)),
        )
        with supervisor.running():
            feeds.add("wire", story("UA-63"))
            until(lambda: "UA-63" in hook.areas(), PATIENCE_S, what=warnd.tail())
            until(lambda: supervisor.signs, PATIENCE_S, what=warnd.tail())
            before = len(supervisor.ends)
            began_s = time.monotonic()
            when.touch()
            feeds.add("wire", story("YE-TA"))
            until(lambda: len(supervisor.ends) > before, PATIENCE_S, what=warnd.tail())
            ended_s = supervisor.ends[before]
            when.unlink()
            until(lambda: "YE-TA" in hook.areas(), PATIENCE_S, what=warnd.tail())
            return Course(
                loop=loop,
                last_sign_s=max(at_s for at_s in supervisor.signs if at_s < ended_s) - began_s,
                ended_s=ended_s - began_s,
                back_s=time.monotonic() - began_s,
                log=warnd.log.read_text(errors="replace"),
            )


def test_a_loop_that_freezes_is_ended_and_alerts_are_on_their_way_again(tmp_path: Path) -> None:
    # All at once, since most of it is waiting; one after the other where seconds count.
    with ThreadPoolExecutor(1 if IS_REAL else len(LOOPS)) as beside:
        courses = list(beside.map(lambda loop: frozen(tmp_path / loop, loop), LOOPS))
    figures = "\n".join(
        f"{course.loop}: last sign {course.last_sign_s:.1f} s after the freeze, "
        f"ended at {course.ended_s:.1f} s, back at {course.back_s:.1f} s"
        for course in courses
    )
    print(figures)  # noqa: T201  the long form is run for its figures
    for course in courses:
        assert "Fatal Python error: Aborted" in course.log, course.log
        assert LOOPS[course.loop] in {"", *course.still}, course.log[-3000:]
        assert course.back_s <= BACK_WITHIN_S, figures
