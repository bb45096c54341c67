"""What 5,000 rules cost against 500, an article of about 2,500 characters; run it as it stands.

Words, articles and rules are made up from a fixed seed: words of one to four syllables, as common
in articles as words of a language are (Zipf), rules in the shapes that packs have (alternatives
near alternatives, phrases, wildcards, numbers, conditions). Each round measures both sizes in turn
and the figures are medians, so that a busy machine blurs both alike.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from random import Random

from warnd.model.identifiers import KindId, RuleId
from warnd.model.sentence import Sentence
from warnd.rules.compile import compile_pack
from warnd.rules.match import RuleSet
from warnd.rules.rule import Rule
from warnd.signals.languages.english.language import English

SEED = 20190128
VOCABULARY = 12_000
COMMON = 400  # words of the top that rules leave alone, as real ones leave "the" and "said"
ARTICLES = 200
WORDS_AN_ARTICLE = 400
ROUNDS = 7


def main() -> None:
    """Print the costs and their ratio."""
    chance = Random(SEED)  # noqa: S311  made-up text, no secrets
    words = vocabulary(chance)
    english = English()
    texts = [article(chance, words) for _ in range(ARTICLES)]
    read = [english.sentences("", text) for text in texts]
    few, many = (compiled(words, size) for size in (500, 5_000))
    print(f"articles: {ARTICLES}, {sum(map(len, texts)) // ARTICLES} characters each")
    print(f"matches an article: {matches(few, read):.1f} and {matches(many, read):.1f}")
    costs: dict[str, list[float]] = {"sentences": [], "500 rules": [], "5,000 rules": []}
    for _ in range(ROUNDS):
        costs["sentences"].append(cost(lambda: [english.sentences("", text) for text in texts]))
        costs["500 rules"].append(cost(lambda: [few.match(sentences) for sentences in read]))
        costs["5,000 rules"].append(cost(lambda: [many.match(sentences) for sentences in read]))
    for name, rounds in costs.items():
        print(f"{name}: {statistics.median(rounds):.0f} us an article")
    pairs = zip(costs["5,000 rules"], costs["500 rules"], strict=True)
    alone = statistics.median(one / other for one, other in pairs)
    print(f"5,000 rules cost {alone:.2f} times 500, matching alone")
    whole = zip(costs["sentences"], costs["5,000 rules"], costs["500 rules"], strict=True)
    ratio = statistics.median((base + many) / (base + few) for base, many, few in whole)
    print(f"and {ratio:.2f} times with the reading of sentences")


def cost(work: Callable[[], object]) -> float:
    """Give the processor time of some work over all articles, in microseconds an article."""
    start = time.process_time()
    work()
    return (time.process_time() - start) / ARTICLES * 1e6


def matches(rules: RuleSet, read: Sequence[tuple[Sentence, ...]]) -> float:
    """Give how many matches an article has."""
    return sum(len(rules.match(sentences)) for sentences in read) / len(read)


def vocabulary(chance: Random) -> list[str]:
    """Give made-up words, the commonest first; the commonest are short."""
    starts = ["b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "br", "st", "kl"]
    ends = ["a", "e", "i", "o", "u", "an", "en", "or", "ul", "im"]
    words: dict[str, None] = {}
    while len(words) < VOCABULARY:
        length = min(1 + len(words) // 120, chance.choice((2, 3, 3, 4)))
        words["".join(chance.choice(starts) + chance.choice(ends) for _ in range(length))] = None
    return list(words)


def article(chance: Random, words: Sequence[str]) -> str:
    """Give a made-up article."""
    weights = [1 / place for place in range(1, len(words) + 1)]
    drawn = chance.choices(words, weights, k=WORDS_AN_ARTICLE)
    for place in range(0, len(drawn), 60):
        drawn[place] = str(chance.randrange(2, 400))
    sentences = [drawn[place : place + 20] for place in range(0, len(drawn), 20)]
    return " ".join(" ".join(sentence).capitalize() + "." for sentence in sentences)


def compiled(words: Sequence[str], size: int) -> RuleSet:
    """Give that many made-up rules, compiled."""
    chance = Random(SEED + 1)  # noqa: S311

    def some(count: int) -> str:
        return " | ".join(sorted(set(chance.choices(words[COMMON:], k=count))))

    shapes: tuple[Callable[[], str], ...] = (
        lambda: f"({some(6)}) NEAR/8 ({some(6)})",
        lambda: f"({some(4)}) THEN/5 ({some(4)}) THEN/5 ({some(4)})",
        lambda: f'"{some(1)} {some(1)}" | "{some(1)} {some(1)}"',
        lambda: f"{some(1)}* NEAR/6 ({some(8)})",
        lambda: f"NUM NEAR/4 ({some(5)})",
        lambda: f"({some(6)}) AND ({some(6)}) AND NOT ({some(3)})",
        lambda: f"={some(1)} NEAR/10 ({some(8)})",
    )
    rules = [
        Rule(
            id=RuleId(f"rule-{place}"),
            kind=KindId("shelling"),
            language="en",
            confidence=0.8,
            match=chance.choice(shapes)(),
        )
        for place in range(size)
    ]
    return compile_pack(rules, (), English())


if __name__ == "__main__":
    main()
