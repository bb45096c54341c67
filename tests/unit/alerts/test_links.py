import pytest

from warnd.alerts.links import Link, link_to


@pytest.mark.parametrize(
    ("url", "href", "host"),
    [
        pytest.param(
            "https://a.example/x?y=1#z", "https://a.example/x?y=1#z", "a.example", id="as is"
        ),
        pytest.param("http://a.example", "http://a.example/", "a.example", id="bare host"),
        pytest.param(
            "HTTPS://A.Example:8443/X", "https://a.example:8443/X", "a.example", id="case"
        ),
        pytest.param(
            'https://a.example/"><b>|x',
            "https://a.example/%22%3E%3Cb%3E%7Cx",
            "a.example",
            id="what could end a quote is encoded",
        ),
        pytest.param(
            "https://a.example/خبر?ق=1",
            "https://a.example/%D8%AE%D8%A8%D8%B1?%D9%82=1",
            "a.example",
            id="another script in the path",
        ),
        pytest.param(
            "https://a.example/%D8%AE", "https://a.example/%D8%AE", "a.example", id="once"
        ),
        pytest.param(
            "https://bücher.example/x",
            "https://xn--bcher-kva.example/x",
            "xn--bcher-kva.example",
            id="another script in the host",
        ),
        pytest.param("https://①②⑦.0.0.1/", "https://127.0.0.1/", "127.0.0.1", id="dressed digits"),
        pytest.param(
            "https://a.example/" + "x" * 2000, "https://a.example/", "a.example", id="long"
        ),
    ],
)
def test_a_link_shows_the_host_it_leads_to(url: str, href: str, host: str) -> None:
    assert link_to(url) == Link(href=href, host=host)


def test_look_alike_letters_cannot_pass_for_a_known_host() -> None:
    link = link_to("https://раураl.example/login")
    assert link is not None
    assert link.host.startswith("xn--")


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("", id="empty"),
        pytest.param("javascript:alert(1)", id="javascript"),
        pytest.param("java\tscript:alert(1)", id="javascript, spaced"),
        pytest.param("data:text/html,x", id="data"),
        pytest.param("ftp://a.example/", id="other scheme"),
        pytest.param("//a.example/", id="no scheme"),
        pytest.param("https:///path", id="no host"),
        pytest.param("https://bank.example@evil.example/", id="user name"),
        pytest.param("https://evil.example\\@bank.example/", id="backslash"),
        pytest.param("https://a.example/ b", id="space"),
        pytest.param("https://a.example/\u2028b", id="line separator"),
        pytest.param("https://a.example/\x1b]0;x", id="escape"),
        pytest.param("https://a.example:99999999/", id="port out of range"),
        pytest.param("https://[::1/", id="broken bracket"),
        pytest.param("https://a..example/", id="empty label"),
        pytest.param("https://-a.example/", id="label that begins with a hyphen"),
        pytest.param("https://\u202ea.example/", id="hidden order in the host"),
        pytest.param("https://" + "a" * 70 + ".example/", id="label too long"),
        pytest.param("https://\ud83d.example/", id="lone surrogate in the host"),
    ],
)
def test_what_is_not_plainly_an_address_is_no_link(url: str) -> None:
    assert link_to(url) is None
