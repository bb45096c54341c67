import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.articles.address import address_key, canonical


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("HTTPS://News.Example:443/A?id=4", "https://news.example/A?id=4"),
        ("http://news.example", "http://news.example/"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("https://news.example/a?utm_source=x&utm_medium=y", "https://news.example/a"),
        ("https://news.example/a?b=1&fbclid=z&c=2&gclid=q", "https://news.example/a?b=1&c=2"),
        ("https://news.example/a?at_medium=RSS&at_campaign=K", "https://news.example/a"),
        ("https://news.example/a?CMP=share&ocid=x", "https://news.example/a"),
        ("https://news.example/a?id=7&dcid=3", "https://news.example/a?id=7&dcid=3"),
        ("https://news.example/a?&&b", "https://news.example/a?b"),
        ("https://news.example/a#part", "https://news.example/a"),
        ("  https://news.example/a\n", "https://news.example/a"),
        ("https://news.example./a", "https://news.example/a"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        ("https://خبر.example/قصف", "https://خبر.example/قصف"),
    ],
)
def test_a_link_has_one_spelling(link: str, address: str) -> None:
    assert canonical(link) == address


@pytest.mark.parametrize(
    "link",
    [
        "",
        "news.example/a",
        "/a",
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://news.example/",
        "tag:news.example,2019:1",
        "http://user@news.example/",
        "http://news.example\\@evil.example/",
        "http://news.example/a b",
        "http://news\u202e.example/",
        "http://[::1/",
        "http://news.example:x/",
        "http:///a",
        "http://news.example/" + "a" * 5000,
    ],
)
def test_what_is_no_web_address_is_no_link(link: str) -> None:
    assert canonical(link) == ""
    assert address_key(link) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://news.example/a", "https://www.news.example/a/"),
        ("http://news.example/a?utm_source=x", "https://news.example/a#top"),
        ("HTTP://NEWS.EXAMPLE:80/a", "http://news.example/a"),
    ],
)
def test_two_spellings_of_one_article_have_one_key(one: str, other: str) -> None:
    assert address_key(one) == address_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://news.example/a", "http://news.example/A"),
        ("http://news.example/a?id=1", "http://news.example/a?id=2"),
        ("http://news.example/a", "http://other.example/a"),
    ],
)
def test_two_articles_have_two_keys(one: str, other: str) -> None:
    assert address_key(one) != address_key(other)


def test_a_whole_site_is_no_article() -> None:
    assert address_key("https://news.example/") == ""
    assert address_key("https://news.example/?p=4") != ""


def test_a_fragment_tells_entries_apart_in_ids_only() -> None:
    assert address_key("http://news.example/live#2") == address_key("http://news.example/live")
    assert address_key("http://news.example/live#2", fragment=True) != address_key(
        "http://news.example/live", fragment=True
    )


@given(st.one_of(st.text(), st.text().map("http://".__add__)))
def test_no_link_raises(link: str) -> None:
    assert canonical(link) == canonical(canonical(link))
    address_key(link)


@given(
    st.text(alphabet="/.w-:@~%;a0A", max_size=12),
    st.sampled_from(["http://", "https://www.", "HTTP://", "https://news.example/"]),
)
def test_a_plain_address_is_read_as_any_other(rest: str, beginning: str) -> None:
    link = f"{beginning}{rest}"
    # a fragment is passed over, and makes no address plain
    assert canonical(link) == canonical(f"{link}#part")
    assert address_key(link) == address_key(f"{link}#part")
