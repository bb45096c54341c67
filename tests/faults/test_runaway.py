"""Rules that mean to run away (FAULTS, row 50): refused, or no dearer than the text is long."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from tests.faults.stored import titles
from tests.faults.stories import QUICK, feed, quick_config, story
from tests.live import running, until
from tests.loopback import FeedServer, Item, Ledger
from warnd.config.rule_files import load_pack
from warnd.model.identifiers import KindId
from warnd.model.sentence import Sentence
from warnd.rules.compile import Compiler
from warnd.rules.match import RuleSet
from warnd.signals.languages.table import LANGUAGES

ENGLISH = next(language for language in LANGUAGES if language.code == "en")
#: characters of the longest text that is read
LONGEST = 64_000
#: patterns that are not taken: regular expressions, and what would reach or branch without end
REFUSED = {
    "nested quantifiers": "(a+)+$",
    "quantified alternatives": "(a|aa)+$",
    "dots again and again": "(.*a){20}",
    "a class again and again": "([a-zA-Z]+)*$",
    "a back reference": r"(a*)\1",
    "a look ahead": "(?=(a+))",
    "a star alone": "*",
    "a star first": "*aa",
    "a star after one letter": "a*a*a*a*b",
    "three stars": "aaa*a*a*",
    "too deep": f"{'(' * 31}aa{')' * 31}",
    "forty thousand brackets": "(" * 40_000,
    "thirteen in a chain": " NEAR/100 ".join(["aa*"] * 13),
    "near without end": "aa* NEAR/1000000 bb*",
    "longer than is read": " | ".join(f"aaaa{number}" for number in range(20_000)),
}
#: patterns that are as bad as may be written
TAKEN = {
    "two stars": "aa*aa*",
    "a phrase of stars": f'"{" ".join(["aa*"] * 8)}"',
    "a long phrase": f'"{" ".join(["aaa"] * 200)}"',
    "twelve in a chain": " NEAR/100 ".join(["aa*"] * 12),
    "twelve in order": " THEN/100 ".join(["aa*"] * 12),
    "numbers in a chain": " NEAR/100 ".join(["NUM"] * 12),
    "lists near lists": " NEAR/100 ".join(
        f"({' | '.join(f'aa{number}*' for number in range(50))})" for _ in range(2)
    ),
    "near in near in near": "((((aa* NEAR/100 aa*) NEAR/100 aa*) NEAR/100 aa*) NEAR/100 aa*)",
    "near of nears": "((aa* NEAR/100 aa*) NEAR/100 (aa* NEAR/100 aa*)) NEAR/100 (aa* NEAR/100 aa*)",
    "thirty deep": f"{'(' * 30}aa{')' * 30}",
    "not but not": "aa* AND NOT (bb* AND NOT (cc* AND NOT dd*))",
    "five thousand words": " | ".join(f"aa{number}" for number in range(5000)),
    "phrases near phrases": '"aa aa" NEAR/100 "aa aa" NEAR/100 "aa aa"',
    "alternatives that reach": " | ".join(f"(aa* NEAR/100 a{letter}*)" for letter in "abcdefghij"),
    "a hundred at once": " AND ".join(["aa*"] * 100),
}  # fmt: skip
#: texts that each pattern may find most in
TEXTS = {
    "one word again": "aa " * (LONGEST // 3),
    "one word without end": "a" * LONGEST,
    "words that begin alike": "aab aac aa1 " * (LONGEST // 12),
    "numbers": "11 aa " * (LONGEST // 6),
}
#: characters of the shorter of two texts that are compared
QUARTER = 8_000
#: how much longer four times the text may take; quadratic work would take sixteen times as long
MOST_LONGER = 9.0
#: CPU seconds that one pattern may take for an entry of the usual length. The bound of the row is
#: 0.05; ten times that is for a machine that does other things
USUAL, MOST_S = 2_000, 0.5


def write_rules(path: Path, patterns: Mapping[str, str]) -> Path:
    """Write rules of patterns, each on a line of its own."""
    rules = [
        {
            "id": f"evil-{number}",
            "kind": "unrest",
            "language": "en",
            "confidence": 0.5,
            "match": pattern,
            "tests": {"fires": ["aa"], "silent": ["b"]},
        }
        for number, pattern in enumerate(patterns.values())
    ]
    lines = ",\n".join(json.dumps(rule) for rule in rules)
    path.write_text(f"[\n{lines}\n]\n")
    return path


def test_patterns_that_would_run_away_are_refused_with_file_and_line(tmp_path: Path) -> None:
    rules = write_rules(tmp_path / "evil.yaml", REFUSED)
    with FeedServer() as feeds, Ledger() as ledger:
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        config.write_text(json.dumps({**json.loads(config.read_text()), "rules": [str(rules)]}))
    told = subprocess.run(  # noqa: S603  our own program
        [sys.executable, "-m", "warnd", "check", "--json", "--config", str(config)],
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 1
    mistakes = [one for one in json.loads(told.stdout)["mistakes"] if "match" in one["path"]]
    assert {one["line"] for one in mistakes} == set(range(2, len(REFUSED) + 2)), mistakes
    assert {one["file"] for one in mistakes} == {str(rules)}
    assert all(one["column"] > 0 for one in mistakes)


@pytest.mark.parametrize("name", TAKEN)
def test_a_pattern_that_is_taken_costs_no_more_than_the_text_is_long(
    name: str, tmp_path: Path
) -> None:
    rules_file = write_rules(tmp_path / "evil.yaml", {name: TAKEN[name]})
    pack = load_pack((rules_file,), (KindId("unrest"),))

    def took_s(text: str) -> float:
        """Give the least CPU seconds of two readings, each by rules that remember nothing."""
        sentences = ENGLISH.sentences("Title", text)
        return min(
            _matched_s(Compiler(pack.lists, ENGLISH).pack(pack.rules), sentences) for _ in "12"
        )

    for text in TEXTS.values():
        assert took_s(text[:USUAL]) < MOST_S
        quarter, whole = took_s(text[:QUARTER]), took_s(text[: 4 * QUARTER])
        assert whole < MOST_LONGER * max(quarter, 0.005), (quarter, whole)


def _matched_s(rules: RuleSet, sentences: Sequence[Sentence]) -> float:
    began_s = time.process_time()
    rules.match(sentences)
    return time.process_time() - began_s


def test_the_daemon_reads_what_they_find_most_in_and_goes_on(tmp_path: Path) -> None:
    with FeedServer() as feeds, Ledger() as ledger:
        for name, text in TEXTS.items():
            feeds.add("evil", Item(id=name, title=name, text=text))
        config = quick_config(tmp_path, feeds, {"hook": ledger})
        settings = json.loads(config.read_text())
        settings["rules"] = [str(QUICK), str(write_rules(tmp_path / "evil.yaml", TAKEN))]
        settings["feeds"].append(feed(feeds, "evil"))
        config.write_text(json.dumps(settings))
        with running(config) as warnd:
            until(lambda: titles(config, "evil") == set(TEXTS), 120.0, what=warnd.tail)
            feeds.add("wire", story("SY-ID"))
            until(lambda: "SY-ID" in ledger.areas(), what=warnd.tail)
            assert warnd.get("/healthz")[0] == 200
            assert warnd.terminate() == 0
