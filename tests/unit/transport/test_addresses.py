import pytest

from warnd.transport.addresses import AllowedAddresses, as_address, refusal, split_address

#: every kind of address that is not global unicast, and its edges
REFUSED = """
    0.0.0.0 0.255.255.255 10.0.0.0 10.255.255.255 100.64.0.0 100.127.255.255 127.0.0.1
    127.255.255.255 169.254.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.170
    192.0.2.1 192.88.99.1 192.168.0.1 192.168.255.255 198.18.0.1 198.19.255.255 198.51.100.7
    203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:8.8.8.8
    ::ffff:0:127.0.0.1 64:ff9b::7f00:1 64:ff9b::10.0.0.1 64:ff9b::808:808 64:ff9b:1::1 100::1
    2001::1 2001:0:7f00:1:: 2001:2::1 2001:10::1 2001:20::1 2001:1ff:ffff::1 2001:db8::1
    2002:7f00:1:: 2002:a00:1::1 2002:808:808::1 3fff::1 3fff:fff::1 5f00::1 fc00::1 fd12:3456::1
    fe80::1 fe80::1%1 fec0::1 ff02::1 ff0e::1 1fff::1 4000::1
"""

DIALLED = """
    1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1
    169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.0.1.1 192.167.255.255 192.169.0.0
    198.17.255.255 198.20.0.0 223.255.255.255 2001:200::1 2001:4860:4860::8888 2003::1
    2606:4700:4700::1111 2a00:1450::1
"""


@pytest.mark.parametrize("written", REFUSED.split())
def test_an_address_that_is_not_global_unicast_is_refused(written: str) -> None:
    address = as_address(written)
    assert address is not None
    assert refusal(address)


@pytest.mark.parametrize("written", DIALLED.split())
def test_a_global_unicast_address_may_be_dialled(written: str) -> None:
    address = as_address(written)
    assert address is not None
    assert refusal(address) == ""


@pytest.mark.parametrize(
    ("written", "pair"),
    [
        pytest.param("127.0.0.1:9000", ("127.0.0.1", 9000), id="IPv4"),
        pytest.param("[::1]:9000", ("::1", 9000), id="IPv6"),
        pytest.param("[0:0:0:0:0:0:0:1]:80", ("::1", 80), id="IPv6 in another spelling"),
        pytest.param(" Intranet.Example.:443 ", ("intranet.example", 443), id="name"),
    ],
)
def test_an_allowed_address_is_read_in_one_spelling(written: str, pair: tuple[str, int]) -> None:
    assert split_address(written) == pair


@pytest.mark.parametrize(
    "written",
    ["127.0.0.1", ":9000", "::1:9000", "a:0", "a:65536", "a:-1", "a:x", "a:１", "", "[]:1"],
)
def test_what_is_no_host_and_port_is_not_allowed_silently(written: str) -> None:
    with pytest.raises(ValueError, match=r"host:port|brackets"):
        split_address(written)


@pytest.mark.parametrize(
    ("allowed", "host", "resolved", "port", "may"),
    [
        pytest.param("127.0.0.1:9000", "127.0.0.1", "127.0.0.1", 9000, True, id="as written"),
        pytest.param("127.0.0.1:9000", "127.0.0.1", "127.0.0.1", 9001, False, id="another port"),
        pytest.param("127.0.0.1:9000", "127.0.0.2", "127.0.0.2", 9000, False, id="a neighbour"),
        pytest.param("127.0.0.1:9000", "feed.example", "127.0.0.1", 9000, True, id="resolved"),
        pytest.param("wiki.example:80", "Wiki.Example.", "10.0.0.7", 80, True, id="by its name"),
        pytest.param("wiki.example:80", "other.example", "10.0.0.7", 80, False, id="another name"),
        pytest.param("[::1]:80", "[::1]", "::1", 80, True, id="IPv6"),
    ],
)
def test_an_operator_allows_addresses_one_by_one(
    allowed: str, host: str, resolved: str, port: int, *, may: bool
) -> None:
    address = as_address(resolved)
    assert address is not None
    reason = AllowedAddresses.read([allowed]).refusal(host, [address], port)
    assert (reason == "") is may


def test_one_private_answer_among_public_ones_refuses_the_name() -> None:
    answers = [address for each in ("8.8.8.8", "10.0.0.1") if (address := as_address(each))]
    assert AllowedAddresses.read([]).refusal("feed.example", answers, 443)
