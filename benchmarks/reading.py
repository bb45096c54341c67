"""What reading an article costs: the whole signals step, by step, by rules, and its start.

Articles are made of lines of our own training text, drawn with a fixed seed into paragraphs of two
to four lines, about 2,500 characters each. `war` articles carry a signal in nearly every line, far
more than news does; `ordinary` ones carry none and were written to tempt; in `feed` four articles
of five are ordinary and the fifth tells a signal in every third line, as feeds are. Rules beside
the shipped ones are these with nine of ten words exchanged for others of the same text; the lists
that they name stay.

Each round measures everything in turn and the figures are medians of processor time, so that a
busy machine blurs all alike. The start is wall time of `warnd score` in a process of its own.
"""

import json
import re
import resource
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from random import Random
from typing import Any

from warnd.articles.line import read_line
from warnd.config.shipped import shipped_model
from warnd.daemon.compose import Knowledge, build_reader, load_knowledge
from warnd.model.article import Article
from warnd.model.identifiers import RuleId
from warnd.rules.compile import compile_pack
from warnd.rules.rule import Rule
from warnd.signals.languages.table import LANGUAGES
from warnd.signals.read import SignalReader
from warnd.signals.training import TrainingLine, training_lines

SEED = 20190128
ARTICLES = 60
CHARACTERS = 2_500
ROUNDS = 5
STARTS = 3
FEW, MANY = 500, 5_000
NOW = datetime(2026, 11, 1, tzinfo=UTC)
#: how many of a query's words are exchanged
EXCHANGED = 0.9
#: the commonest words of the text, which made-up rules leave alone as real ones do
COMMON = 300
#: a word of a query that may be exchanged; operators, names and numbers are none
WORD = re.compile(r'(?<![\w@=:"*/-])[a-z]{4,}(?![\w"*:-])')

_Work = dict[str, Callable[[], object]]


def main() -> None:
    """Print the figures."""
    lines = our_lines()
    feeds = {name: articles(lines, name) for name in ("war", "ordinary", "feed")}
    print_start(feeds["feed"])
    knowledge = load_knowledge()
    reader = build_reader(knowledge)
    print_speed({name: reading(reader, some) for name, some in feeds.items()})
    print_steps(knowledge, feeds)
    print_growth(knowledge, feeds["feed"], lines)


def print_speed(works: _Work) -> None:
    """Print how many articles of each sort are read a second."""
    for name, rounds in costs(works).items():
        spent = statistics.median(rounds)
        print(f"{name}: {1 / spent:,.0f} articles a second, {spent * 1e6:,.0f} us each")


def print_steps(knowledge: Knowledge, feeds: dict[str, list[Article]]) -> None:
    """Print what the steps cost alone; what is left is status, counts and merging."""
    language = LANGUAGES[0]
    rules = compile_pack(knowledge.pack.rules, knowledge.pack.lists, language)
    classifier = knowledge.classifiers[language.code]
    for name, some in feeds.items():
        cut = [language.sentences(article.title, article.text) for article in some]
        texts = [[sentence.text for sentence in sentences] for sentences in cut]
        spent = costs(
            {
                "sentences": partial(each, lambda a: language.sentences(a.title, a.text), some),
                "places": partial(
                    each, lambda a: knowledge.gazetteer.mentions(a.body, a.language), some
                ),
                "classifier": partial(each, classifier.probabilities, texts),
                "rules": partial(each, rules.match, cut),
            }
        )
        told = ", ".join(
            f"{step} {statistics.median(rounds) * 1e6:,.0f}" for step, rounds in spent.items()
        )
        print(f"{name}, us an article: {told}")


def print_growth(
    knowledge: Knowledge, some: Sequence[Article], lines: Sequence[TrainingLine]
) -> None:
    """Print how many times longer reading takes with many rules than with few."""
    rules = varied(knowledge.pack.rules, lines)
    works = {}
    for size in (FEW, MANY):
        start = time.process_time()
        pack = replace(knowledge.pack, rules=tuple(rules[:size]))
        works[f"{size:,} rules"] = reading(build_reader(replace(knowledge, pack=pack)), some)
        print(f"{size:,} rules are made ready in {time.process_time() - start:.1f} s")
    few, many = costs(works).values()
    ratio = statistics.median(one / other for one, other in zip(many, few, strict=True))
    print(f"{MANY:,} rules cost {ratio:.2f} times {FEW:,}")


def print_start(some: Sequence[Article]) -> None:
    """Print how long `warnd score` takes for one line, and the memory it takes for many.

    It comes first: a child is told to have had its parent's memory, which is still small then.
    """
    lines = [
        json.dumps({"id": article.id, "title": article.title, "text": article.text, "lang": "en"})
        for article in some
    ]
    starts = [start_s(lines[:1]) for _ in range(STARTS)]
    print(f"warnd score answers the first line after {statistics.median(starts):.2f} s")
    start_s(lines * 5)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"and takes {most / 1024:.0f} MB for {len(lines) * 5} articles")


def start_s(lines: Sequence[str]) -> float:
    """Give the wall time of `warnd score` over some lines, in seconds."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "warnd", "score"],
        input="\n".join(lines),
        stdout=subprocess.DEVNULL,
        text=True,
        check=True,
    )
    return time.perf_counter() - start


def each(work: Callable[[Any], object], things: Sequence[Any]) -> None:
    """Do something with each of many things."""
    for thing in things:
        work(thing)


def reading(reader: SignalReader, some: Sequence[Article]) -> Callable[[], object]:
    """Give the work of reading some articles."""
    return partial(each, reader.read, some)


def costs(works: _Work) -> dict[str, list[float]]:
    """Give the processor time of each work an article, in seconds, by round, after one unmeasured.

    The works take turns in each round.
    """
    spent: dict[str, list[float]] = {name: [] for name in works}
    for place in range(ROUNDS + 1):
        for name, work in works.items():
            start = time.process_time()
            work()
            if place:
                spent[name].append((time.process_time() - start) / ARTICLES)
    return spent


def our_lines() -> tuple[TrainingLine, ...]:
    """Give the lines of the training text."""
    files = sorted((shipped_model() / "training" / "en").glob("*.jsonl"))
    return training_lines({file: file.read_text(encoding="utf-8") for file in files})


def articles(lines: Sequence[TrainingLine], sort: str) -> list[Article]:
    """Give made-up articles of a sort."""
    chance = Random(SEED)  # noqa: S311  made-up articles, no secrets
    signals = [line.text for line in lines if line.signals]
    ordinary = [line.text for line in lines if not line.signals]
    mixes = {
        "war": [[signals]],
        "ordinary": [[ordinary]],
        "feed": [[ordinary]] * 4 + [[signals, ordinary, ordinary]],
    }[sort]
    return [article(str(place), mixes[place % len(mixes)], chance) for place in range(ARTICLES)]


def article(name: str, mix: Sequence[Sequence[str]], chance: Random) -> Article:
    """Give an article of paragraphs whose lines are drawn from the pools of `mix` in turn."""
    text, place = "", 0
    while len(text) < CHARACTERS:
        length = chance.randint(2, 4)
        chosen = [chance.choice(mix[(place + step) % len(mix)]) for step in range(length)]
        text, place = f"{text}{' '.join(chosen)}\n\n", place + length
    title = chance.choice(mix[0])[:80]
    fields = {"id": name, "title": title, "text": text[:CHARACTERS], "lang": "en"}
    return read_line(json.dumps({**fields, "published": "2026-10-01T12:00:00Z"}), NOW)


def varied(rules: Sequence[Rule], lines: Sequence[TrainingLine]) -> list[Rule]:
    """Give the rules and variants of them, `MANY` in all."""
    chance = Random(SEED + 1)  # noqa: S311
    counted = Counter(word for line in lines for word in re.findall(r"[a-z]{4,}", line.text))
    words = [word for word, count in counted.most_common()[COMMON:] if count > 1]

    def other(word: re.Match[str]) -> str:
        return chance.choice(words) if chance.random() < EXCHANGED else word[0]

    found = list(rules[:MANY])
    while len(found) < MANY:
        rule = rules[len(found) % len(rules)]
        name = RuleId(f"{rule.id}-{len(found)}")
        found.append(replace(rule, id=name, match=WORD.sub(other, rule.match)))
    return found


if __name__ == "__main__":
    main()
