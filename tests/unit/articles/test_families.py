import pytest

from warnd.articles.families import FAMILIES, neighbours, registered_domain
from warnd.articles.origin import origin_named
from warnd.model.identifiers import FeedId
from warnd.settings import FeedSettings


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The New Arab", "العربي الجديد"),
        ("RFI", "France 24"),
        ("BBC News", "BBC Mundo"),
        ("Al Jazeera", "الجزيرة"),
        ("Reuters", "رويترز"),
        ("AFP", "Agence France-Presse"),
    ],
)
def test_outlets_of_one_house_are_one_origin(one: str, other: str) -> None:
    assert origin_named(one) == origin_named(other)


def test_other_publishers_stay_apart_and_nobody_is_nobody() -> None:
    assert origin_named("Valley Paper") != origin_named("Hill Paper")
    assert origin_named("") == ""


def test_no_outlet_stands_in_two_houses() -> None:
    outlets = [outlet for family in FAMILIES for outlet in family.outlets]
    assert len(outlets) == len(set(outlets))
    assert all(family.told_by for family in FAMILIES)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://feeds.paper.example/rss", "paper.example"),
        ("https://www.paper.co.uk/rss", "paper.co.uk"),
        ("https://rss.paper.com.tr/a", "paper.com.tr"),
        ("http://127.0.0.1:9000/a", ""),
        ("http://[::1]/a", ""),
        ("http://localhost/a", ""),
        ("https://one.blogspot.com/feed", ""),
        ("https://news.google.com/rss", ""),
        ("http://[bad", ""),
    ],
)
def test_a_domain_is_what_its_owner_registered(url: str, domain: str) -> None:
    assert registered_domain(url) == domain


def _feed(id_: str, url: str, publisher: str) -> FeedSettings:
    return FeedSettings(id=FeedId(id_), url=url, publisher=publisher)


def test_feeds_of_one_domain_have_the_publisher_of_the_first() -> None:
    feeds = [
        _feed("b", "https://world.paper.example/rss", "Paper World"),
        _feed("a", "https://paper.example/rss", "The Paper"),
        _feed("c", "https://other.example/rss", "Other"),
        _feed("d", "https://paper.example/unsigned", ""),
    ]
    assert neighbours(feeds) == {"b": "The Paper"}
