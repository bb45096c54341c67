"""What the gazetteer costs to load, and what an article of about 2,500 characters costs to read.

    python benchmarks/places.py

Articles are made up from a fixed seed: sentences of our own in which towns, people and bodies take
turns, about thirty names of places an article, as war reports have. Costs are processor time,
medians of rounds; the cost of finding the capitalised words alone, which any place finder must
pay, stands beside them as a yardstick of the machine.
"""

import re
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from warnd.signals.places.finder import PlaceFinder
from warnd.signals.places.vocabulary import words
from warnd.storage.gazetteer import CODES_FILE, LABELS_FILE, NAMES_FILE, PLACES_FILE, load_names

SHIPPED = Path(__file__).parents[1] / "models" / "gazetteer"
FILES = (NAMES_FILE, PLACES_FILE, LABELS_FILE, CODES_FILE)
SEED = 20190128
ARTICLES = 200
CHARACTERS = 2_500
ROUNDS = 9

TOWNS = sorted(
    words("""
    Idlib Hama Saraqib Aleppo Homs Daraa Mosul Kirkuk Fallujah Hodeidah Taiz Aden Kabul Kunduz
    Kandahar Khartoum Nyala Juba Goma Bunia Gao Kidal Djibo Maiduguri Mogadishu Baidoa Mekelle
    Tripoli Benghazi Sittwe Lashio Gaza Rafah Jenin Beirut Quetta Donetsk Kharkiv Kherson
    """)
)
COUNTRIES = sorted(words("Syria Iraq Yemen Afghanistan Sudan Mali Niger Nigeria Somalia Libya"))
PEOPLES = sorted(words("Syrian Iraqi Yemeni Afghan Sudanese Malian Nigerian Somali Libyan"))
PERSONS = ("Samira Haddad", "Yusuf Karam", "Colonel Daoud", "Minister Petrenko", "Grace Wanjiru")
PATTERNS = (
    "Shells fell on {town} for a third day, and families left on foot with what they could carry.",
    "{person} told reporters that the road to {town} was closed and that nobody knew for how long.",
    "The {people} army said it had moved troops closer to {town}, in the north of {country}.",
    "Aid workers in {town} counted the wounded, among them children from a school near the market.",
    "Residents said they had not slept since the truce ended, and that bread was hard to find.",
    "Talks between {country} and its neighbours broke off, a diplomat said, without a new date.",
    "In {town} province, fighters burned two villages, according to {person}, who fled on Monday.",
)


def article(chance: Random) -> str:
    """Give one article."""
    text = "Fighting spreads as truce frays\n"
    while len(text) < CHARACTERS:
        text += chance.choice(PATTERNS).format(
            town=chance.choice(TOWNS),
            country=chance.choice(COUNTRIES),
            people=chance.choice(PEOPLES),
            person=chance.choice(PERSONS),
        )
        text += " "
    return text[:CHARACTERS]


def cost_us(work: Callable[[], object]) -> float:
    """Give the median processor time of one article's share of `work`, in microseconds."""
    rounds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        rounds.append((time.process_time() - start) / ARTICLES * 1e6)
    return statistics.median(rounds)


def main() -> None:
    """Print the costs."""
    size = sum(
        (SHIPPED / n).stat().st_size for n in (NAMES_FILE, PLACES_FILE, LABELS_FILE, CODES_FILE)
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    finder = PlaceFinder(load_names(SHIPPED))
    loaded = time.process_time() - start
    chance = Random(SEED)  # noqa: S311 - not for secrets
    articles = [article(chance) for _ in range(ARTICLES)]
    found = [len(finder.mentions(text, "en")) for text in articles]
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"files {size / 1e6:.1f} MB, loaded in {loaded * 1e3:.0f} ms")
    print(f"memory grew by {(after - before) / 1024:.0f} MB over loading and {ARTICLES} articles")
    capitals = re.compile(r"[A-Z]\w*")
    yardstick = cost_us(lambda: [capitals.findall(text) for text in articles])
    read = cost_us(lambda: [finder.mentions(text, "en") for text in articles])
    print(f"{statistics.mean(found):.1f} mentions an article of {CHARACTERS} characters")
    print(
        f"an article costs {read:.0f} us, {read / yardstick:.0f} times its capitalised words alone"
    )


if __name__ == "__main__":
    main()
