"""The side of `reader`: `theirs.py DATABASE ADDRESSES.json`; runs where `reader` is installed.

Each line on standard input asks for one poll of all feeds; the answer is how many seconds it took
and how many entries are stored.
"""

import importlib
import json
import sys
import time
from pathlib import Path


def main() -> None:
    make_reader = importlib.import_module("reader").make_reader
    reader = make_reader(sys.argv[1])
    for address in json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")):
        reader.add_feed(address)
    print("ready", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        reader.update_feeds(workers=4, scheduled=False)
        taken = time.perf_counter() - start
        print(taken, reader.get_entry_counts().total, flush=True)


if __name__ == "__main__":
    main()
