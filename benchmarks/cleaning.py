"""What making one entry an article costs, step by step; run it as it stands.

Entries are made up from our training text by a fixed seed: a title, a link that is the id too, a
date and about 750 characters of English. Four of five are ordinary news. All ways take turns, and
the figures are the least of many rounds, so that a busy machine blurs all alike; count the ratios.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from random import Random

from warnd.articles.address import canonical
from warnd.articles.clean import to_article
from warnd.articles.corrections import correction_of
from warnd.articles.dates import publication
from warnd.articles.drills import possible_test
from warnd.articles.identity import document_keys
from warnd.articles.language import identify
from warnd.articles.markup import to_line, to_text
from warnd.articles.origin import source_of
from warnd.articles.sketch import sketch_of
from warnd.config.shipped import shipped_model
from warnd.model.article import Article
from warnd.model.entry import Entry
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings
from warnd.signals.training import training_lines

SEED = 20190128
ENTRIES = 60
CHARACTERS = 750
ROUNDS = 60
NOW = datetime(2026, 11, 1, 12, 0, tzinfo=UTC)
FEED = FeedSettings(id=FeedId("made-up"), url="http://feed.example/", publisher="Made Up News")
KEYS = ("id:http://feed.example/1",)

_Way = Callable[[Entry, Article], object]
#: what is measured for one entry and its article
WAYS: dict[str, _Way] = {
    "an article that may alert": lambda entry, _: to_article(entry, KEYS, FEED, NOW),
    "a silent article": lambda entry, _: to_article(entry, KEYS, FEED, NOW, silent=True),
    "  markup": lambda entry, _: (to_line(entry.title), to_text(entry.summary)),
    "  date": lambda entry, _: publication(entry.published, entry.updated, NOW),
    "  language": lambda entry, it: identify(it.title, it.text, (), entry.language),
    "  source": lambda _, it: source_of("", it.text, FEED),
    "  address": lambda entry, _: canonical(entry.link),
    "  correction": lambda _, it: correction_of(it.title, it.text),
    "  possible test": lambda _, it: possible_test(it.title, it.text),
    "a sketch with its signature": lambda _, it: sketch_of(it),
    "a sketch without": lambda _, it: sketch_of(it, signed=False),
    "the keys of an entry": lambda entry, _: document_keys((entry,)),
}


def main() -> None:
    """Print the cost of each way, and how much dearer one that may alert is than a silent one."""
    taken = [(entry, to_article(entry, KEYS, FEED, NOW)) for entry in entries(Random(SEED))]  # noqa: S311  made-up text, no secrets
    least = dict.fromkeys(WAYS, float("inf"))
    for _ in range(ROUNDS):
        for name, way in WAYS.items():
            least[name] = min(least[name], cost(way, taken))
    for name, spent in least.items():
        print(f"{name}: {spent:.1f} us")
    loud = least["an article that may alert"] + least["a sketch with its signature"]
    silent = least["a silent article"] + least["a sketch without"]
    print(f"one that may alert costs {loud / silent:.1f} times a silent one")


def cost(way: _Way, taken: list[tuple[Entry, Article]]) -> float:
    """Give the processor time of one way for one entry, in microseconds."""
    start = time.process_time_ns()
    for entry, article in taken:
        way(entry, article)
    return (time.process_time_ns() - start) / len(taken) / 1e3


def entries(chance: Random) -> list[Entry]:
    """Give made-up entries of which every fifth tells signals."""
    files = sorted((shipped_model() / "training" / "en").glob("*.jsonl"))
    lines = training_lines({file: file.read_text(encoding="utf-8") for file in files})
    ordinary = [line.text for line in lines if not line.signals]
    loud = [line.text for line in lines if line.signals]
    return [
        _entry(number, ordinary, ordinary if number % 5 else loud, chance)
        for number in range(ENTRIES)
    ]


def _entry(number: int, ordinary: list[str], others: list[str], chance: Random) -> Entry:
    text = ""
    while len(text) < CHARACTERS:
        text += f"{chance.choice(ordinary)} {chance.choice(others)} "
    address = f"http://feed.example/{number}"
    return Entry(
        id=address,
        link=address,
        title=chance.choice(ordinary)[:80],
        summary=text[:CHARACTERS],
        published=format_datetime(NOW - timedelta(minutes=number)),
        language="en-us",
    )


if __name__ == "__main__":
    main()
