"""Our feed steps beside `reader` (PyPI): feeds a second when all is new, nothing is, one entry is.

    python benchmarks/beside_reader.py [--feeds 1000] [--pairs 5] [--install]

Both sides poll the same local feeds of 20 entries, each side in a process of its own upon a
database on the disk: `reader` by `update_feeds(workers=4)`, ours by the poller, client, parser,
intake and store that the daemon configures, with default settings. They take turns, A B A B; what
counts is the median of the ratios of the pairs. Ours is measured twice: with a signal reader that
reads nothing, which leaves the feed steps alone, as `reader` has them; and with full reading.

`reader` needs a Python of its own, since warnd does not depend on it: name one in
WARND_BENCH_READER, or give --install, which makes one in the system's temporary folder with pip.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from beside.content import make_feeds

_PARTS = Path(__file__).parent / "beside"
_ROOT = Path(__file__).parents[1]
#: names the Python that has `reader`
_VARIABLE = "WARND_BENCH_READER"
#: what the other side needs; sgmllib3k is what feedparser needs of old Pythons
_PACKAGES = ("reader>=3.20", "sgmllib3k")
_ENTRIES = 20
#: how often unchanged feeds are polled in each turn, since one poll of them is short
_UNCHANGED_POLLS = 3
#: what is measured, and how many times `reader`'s feeds per second the feed steps should reach
_REQUIRED = {"all new": 4.0, "unchanged": 4.0, "one new": 8.0}

_Rates = dict[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """A process that answers lines with lines."""

    process: subprocess.Popen[str]

    def ask(self, line: str) -> str:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()
        return self.answer()

    def answer(self) -> str:
        assert self.process.stdout is not None
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"a side ended: {self.process.args!r}")
        return answer.strip()


@contextmanager
def asked(*command: str) -> Iterator[Asked]:
    """Run a process that ends when its input does."""
    process = subprocess.Popen(  # noqa: S603  our own programs
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(_ROOT)},
    )
    try:
        yield Asked(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()


def side_command(side: str, python: str, folder: Path, addresses: Path) -> list[str]:
    """Give the command of a side with a new database: reader, none or full."""
    database = str(Path(tempfile.mkdtemp(dir=folder)) / f"{side}.db")
    if side == "reader":
        return [python, str(_PARTS / "theirs.py"), database, str(addresses)]
    return [sys.executable, str(_PARTS / "ours.py"), database, str(addresses), side]


def one_round(server: Asked, commands: dict[str, list[str]], feeds: int) -> dict[str, _Rates]:
    """Measure all sides once, in turn; give feeds a second by side and case."""
    rates: dict[str, _Rates] = {side: {} for side in commands}
    server.ask("0")
    with ExitStack() as running:
        sides = {side: running.enter_context(asked(*command)) for side, command in commands.items()}
        for one in sides.values():
            one.answer()
        for side, one in sides.items():
            rates[side]["all new"] = feeds / polled(one, feeds * _ENTRIES)
        for side, one in sides.items():
            taken = [polled(one, feeds * _ENTRIES) for _ in range(_UNCHANGED_POLLS)]
            rates[side]["unchanged"] = feeds / statistics.median(taken)
        server.ask("1")
        for side, one in sides.items():
            rates[side]["one new"] = feeds / polled(one, feeds * (_ENTRIES + 1))
    return rates


def polled(side: Asked, expected: int) -> float:
    """Give the seconds that a poll of all feeds took; every entry must be stored after it."""
    taken, stored = side.ask("poll").split()
    if int(stored) != expected:
        raise SystemExit(f"{stored} entries are stored, not {expected}: {side.process.args!r}")
    return float(taken)


def reader_python(folder: Path, *, install: bool) -> str | None:
    """Give the Python that has `reader`, None when there is none."""
    python = os.environ.get(_VARIABLE, "")
    if not python and install:
        python = str(folder / "peer" / "bin" / "python")
        run(sys.executable, "-m", "venv", str(folder / "peer"))
        run(python, "-m", "pip", "install", "-qq", *_PACKAGES)
    if not python:
        print(f"`reader` is not measured: name a Python that has it in {_VARIABLE}, or --install")
        return None
    told = "import reader, feedparser; print(reader.__version__, feedparser.__version__)"
    found = run(python, "-c", told)
    if found.returncode:
        print(f"`reader` is not measured: {python} cannot import it: {found.stderr.strip()[-300:]}")
        return None
    print("reader {} with feedparser {}".format(*found.stdout.split()))
    return python


def run(*command: str) -> subprocess.CompletedProcess[str]:
    """Give how a program ended."""
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  ours


def print_round(number: int, rates: dict[str, _Rates]) -> None:
    """Print what a round measured."""
    for side, by_case in rates.items():
        told = ", ".join(f"{case} {rate:,.0f}" for case, rate in by_case.items())
        print(f"round {number}, {side}: {told} feeds a second", flush=True)


def print_medians(rounds: list[dict[str, _Rates]]) -> None:
    """Print the median of each side, and of its ratios to `reader`."""
    for side in rounds[0]:
        for case, required in _REQUIRED.items():
            rate = statistics.median(each[side][case] for each in rounds)
            told = f"{side}, {case}: {rate:,.0f} feeds a second"
            if side != "reader" and "reader" in rounds[0]:
                ratio = statistics.median(
                    each[side][case] / each["reader"][case] for each in rounds
                )
                needed = f", required {required:g}" if side == "none" else ""
                told += f", {ratio:.1f} times reader{needed}"
            print(told)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--feeds", type=int, default=1_000, help="how many feeds")
    parser.add_argument("--pairs", type=int, default=5, help="how many rounds")
    parser.add_argument("--sides", default="reader,none,full", help="what is measured, in turn")
    parser.add_argument("--install", action="store_true", help="make a Python that has reader")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sides = options.sides.split(",")
        python = reader_python(folder, install=options.install) if "reader" in sides else None
        if python is None:
            sides = [side for side in sides if side != "reader"]
        contents, addresses = folder / "feeds.json", folder / "addresses.json"
        contents.write_text(json.dumps(make_feeds(options.feeds, _ENTRIES + 1)), encoding="utf-8")
        with asked(sys.executable, str(_PARTS / "server.py"), str(contents), str(_ENTRIES)) as at:
            port = at.answer()
            every = [
                f"http://127.0.{feed // 250}.{feed % 250 + 1}:{port}/{feed}"
                for feed in range(options.feeds)
            ]
            addresses.write_text(json.dumps(every), encoding="utf-8")
            rounds = []
            for number in range(options.pairs):
                commands = {
                    side: side_command(side, python or "", folder, addresses) for side in sides
                }
                rounds.append(one_round(at, commands, options.feeds))
                print_round(number + 1, rounds[-1])
        print_medians(rounds)


if __name__ == "__main__":
    main()
