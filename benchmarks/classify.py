"""What the classifier costs: loading, and sentences a second by article; run it as it stands.

Articles are 18 lines of our own training text each, about 2,000 characters. Rounds alternate
between all articles at once, one article at a time and one sentence at a time, and the figures are
medians of processor time, so that a busy machine blurs all alike.
"""

import statistics
import time
from collections.abc import Callable

from warnd.config.shipped import shipped_model
from warnd.signals.classify import LinearClassifier
from warnd.signals.training import training_lines
from warnd.storage.model_files import load_model

SENTENCES_AN_ARTICLE = 18
ARTICLES = 150
ROUNDS = 7


def main() -> None:
    """Print the costs."""
    folder = shipped_model() / "en"
    size = sum(file.stat().st_size for file in folder.iterdir())
    loading = [cost(lambda: LinearClassifier(load_model(folder))) for _ in range(ROUNDS)]
    print(f"model: {size / 1e6:.1f} MB, loaded in {statistics.median(loading) * 1e3:.0f} ms")
    classifier = LinearClassifier(load_model(folder))
    articles = our_articles()
    sentences = [sentence for article in articles for sentence in article]
    length = sum(map(len, sentences)) // len(articles)
    print(f"articles: {len(articles)}, {length} characters each")
    works: dict[str, Callable[[], object]] = {
        "all at once": lambda: classifier.probabilities(sentences),
        "an article at a time": lambda: [classifier.probabilities(one) for one in articles],
        "a sentence at a time": lambda: [classifier.probabilities([one]) for one in sentences],
    }
    costs: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(ROUNDS):
        for name, work in works.items():
            costs[name].append(cost(work))
    for name, rounds in costs.items():
        spent = statistics.median(rounds)
        print(
            f"{name}: {len(sentences) / spent:,.0f} sentences a second, "
            f"{spent / len(articles) * 1e6:,.0f} us an article"
        )


def our_articles() -> list[list[str]]:
    """Give articles of lines of the training text, from all over it."""
    folder = shipped_model() / "training" / "en"
    files = sorted(folder.glob("*.jsonl"))
    lines = training_lines({file: file.read_text(encoding="utf-8") for file in files})
    return [
        [line.text for line in lines[start :: len(lines) // SENTENCES_AN_ARTICLE]]
        for start in range(ARTICLES)
    ]


def cost(work: Callable[[], object]) -> float:
    """Give the processor time of some work in seconds."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
