"""What a replay costs: wall time by number of processes, memory as the archive grows, the store.

    python benchmarks/replay.py [--articles 4000] [--archive FILE]

Without an archive one is made of lines of our own training text, drawn with a fixed seed, one or
two an article and twelve articles a day, as a digest of world news has them. Each count of
processes is a command of its own, and what it prints must be the same to the byte. The store is
told in processor time of judging alone, the readings given, over memory and over SQLite in memory.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from time import perf_counter, process_time

from warnd.articles.line import read_line
from warnd.config.shipped import shipped_model
from warnd.daemon.compose import build_judgement, load_knowledge
from warnd.model.article import Article
from warnd.model.identifiers import ArticleId
from warnd.model.reading import Reading
from warnd.pipeline import Pipeline
from warnd.ports.store import Store
from warnd.replay.clock import SimulatedClock
from warnd.replay.memory import MemoryStore
from warnd.replay.run import replay
from warnd.settings import Settings
from warnd.signals.training import training_lines
from warnd.storage.connect import open_store

SEED = 20190128
FIRST = datetime(2018, 1, 1, tzinfo=UTC)
A_DAY = 12
#: articles that the two stores are compared on: SQLite takes some milliseconds each
STORED = 1_000


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=4_000)
    parser.add_argument("--archive", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = asked.archive or made(Path(folder) / "archive.jsonl", asked.articles)
        lines = archive.read_text(encoding="utf-8").splitlines()
        print(f"{len(lines):,} articles")
        print_processes(archive)
        print_memory(lines, Path(folder))
        print_stores(lines[:STORED])


def print_processes(archive: Path) -> None:
    """Print how long a replay takes with one process and with one a core."""
    told: set[bytes] = set()
    for jobs in sorted({1, os.cpu_count() or 1}):
        start = perf_counter()
        output, peak = replayed(archive, jobs)
        told.add(output)
        print(f"--jobs {jobs}: {perf_counter() - start:.1f} s, at most {peak} MB in one process")
    assert len(told) == 1, "what is told depends on the number of processes"
    print(f"versions told: {next(iter(told)).count(bytes([10])):,}, the same to the byte")


def print_memory(lines: Sequence[str], folder: Path) -> None:
    """Print the memory that a quarter, a half and the whole of an archive take."""
    for share in (4, 2, 1):
        part = folder / f"part-{share}.jsonl"
        part.write_text("\n".join(sorted(lines, key=published)[: len(lines) // share]))
        print(f"{len(lines) // share:,} articles: {replayed(part, 1)[1]} MB")


def print_stores(lines: Sequence[str]) -> None:
    """Print what judging costs an article over memory and over SQLite."""
    articles = [read_line(line, FIRST, dated=True) for line in sorted(lines, key=published)]
    settings = Settings(store="sqlite://")
    judgement = build_judgement(settings, load_knowledge(settings), channels={})
    readings = {article.id: judgement.reader.read(article) for article in articles}
    judgement = replace(judgement, reader=Given(readings))
    stores: dict[str, Store] = {"memory": MemoryStore(), "SQLite": open_store("sqlite://")}
    for name, store in stores.items():
        with closing(store):
            start = process_time()
            count = len(list(replay(articles, Pipeline(store, judgement), SimulatedClock())))
            spent = (process_time() - start) / len(articles)
        print(f"judging over {name}: {spent * 1e3:.2f} ms an article, {count} versions")


class Given:
    """Reads nothing: the readings are there."""

    def __init__(self, readings: dict[ArticleId, Reading]) -> None:
        self._readings = readings

    def read(self, article: Article) -> Reading:
        """Give the reading that was made before."""
        return self._readings[article.id]


def replayed(archive: Path, jobs: int) -> tuple[bytes, int]:
    """Give what a replay prints, and the most memory that one of its processes took, in MB."""
    code = (
        "import resource, sys\n"
        "from warnd.__main__ import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    most = max(resource.getrusage(who).ru_maxrss\n"
        "               for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))\n"
        "    sys.stderr.write(f'{most // 1024}')\n"
    )
    done = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-c", code, "replay", "--json", "--jobs", str(jobs), str(archive)],
        capture_output=True,
        check=True,
    )
    return done.stdout, int(done.stderr.split()[-1])


def made(path: Path, count: int) -> Path:
    """Write an archive of our own text."""
    files = sorted((shipped_model() / "training" / "en").glob("*.jsonl"))
    texts = {file: file.read_text(encoding="utf-8") for file in files}
    lines = training_lines(texts)
    random = Random(SEED)  # noqa: S311  the same archive on every run
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            text = " ".join(line.text for line in random.sample(lines, random.randint(1, 2)))
            published = FIRST + timedelta(days=1) / A_DAY * number
            row = {
                "id": f"m{number}",
                "title": "",
                "text": text,
                "lang": "en",
                "source": f"Paper {random.randint(1, 9)}",
                "published": published.isoformat(),
            }
            file.write(json.dumps(row) + "\n")
    return path


def published(line: str) -> str:
    """Give when the article of a line was published."""
    return str(json.loads(line)["published"])


if __name__ == "__main__":
    main()
