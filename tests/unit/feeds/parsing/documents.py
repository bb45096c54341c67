"""Documents of feeds: good ones, and hostile ones built by small generators."""

from collections.abc import Callable
from html import escape

ITEM = (
    "<item><guid isPermaLink='false'>urn:{0}</guid><title>Report {0}</title>"
    "<link>http://feed.example/{0}</link><pubDate>Mon, 28 Jan 2019 10:00:00 GMT</pubDate>"
    "<description>&lt;p&gt;Shells fell near village {0}.&lt;/p&gt;</description></item>"
)
NAMESPACES = (
    "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:psc='http://podlove.org/simple-chapters' "
    "xmlns:content='http://purl.org/rss/1.0/modules/content/' "
    "xmlns:georss='http://www.georss.org/georss' xmlns:gml='http://www.opengis.net/gml'"
)
#: how many good entries stand beside the hostile part
GOOD = 5


def rss(*extra: str, count: int = GOOD, head: str = "", prolog: str = "") -> bytes:
    """Give an RSS document of `count` good entries, with `extra` in their middle."""
    items = [ITEM.format(number) for number in range(count)]
    middle = count // 2
    body = "".join((*items[:middle], *extra, *items[middle:]))
    return (
        f"{prolog}<rss version='2.0' {NAMESPACES}><channel><title>Local news</title>{head}"
        f"{body}</channel></rss>"
    ).encode()


def described(markup: str) -> str:
    """Give an entry whose description holds markup."""
    return f"<item><title>hostile</title><description>{escape(markup)}</description></item>"


def _billion_laughs(depth: int) -> str:
    rows = [f"<!ENTITY e{n} '{f'&e{n - 1};' * 10}'>" for n in range(1, depth)]
    return "<!DOCTYPE rss [<!ENTITY e0 'ha'>" + "".join(rows) + "]>"


def _attributes(count: int) -> str:
    return " ".join(f"a{number}='1'" for number in range(count))


#: hostile documents; each must leave the parser able to read the next
HOSTILE: dict[str, Callable[[], bytes]] = {
    "billion laughs in a title": lambda: rss(
        "<item><title>&e9;</title></item>", prolog=_billion_laughs(10)
    ),
    "quadratic entity": lambda: rss(
        f"<item><title>{'&a;' * 20_000}</title></item>",
        prolog=f"<!DOCTYPE rss [<!ENTITY a '{'x' * 20_000}'>]>",
    ),
    "recursive entity": lambda: rss(
        "<item><title>&a;</title></item>",
        prolog="<!DOCTYPE rss [<!ENTITY a '&b;'><!ENTITY b '&a;'>]>",
    ),
    "parameter entities": lambda: rss(
        prolog="<!DOCTYPE rss [<!ENTITY % a '<!ENTITY b \"c\">'>" + "%a;" * 5000 + "]>"
    ),
    "many entities": lambda: rss(
        prolog="<!DOCTYPE rss [" + "".join(f"<!ENTITY e{n} 'x'>" for n in range(100_000)) + "]>"
    ),
    "a document type that never ends": lambda: b"<!DOCTYPE rss [" + b"<!ENTITY " * 100_000,
    "a system entity of a file": lambda: rss(
        "<item><title>&f;</title></item>",
        prolog="<!DOCTYPE rss [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>",
    ),
    "an external document type": lambda: rss(
        prolog="<!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/rss.dtd'>"
    ),
    "deep nesting in an entry": lambda: rss(f"<item>{'<a>' * 100_000}{'</a>' * 100_000}</item>"),
    "deep nesting of markup": lambda: rss(described("<div>" * 100_000)),
    "deep nesting that never closes": lambda: b"<rss version='2.0'>" + b"<a>" * 200_000,
    "nested entries": lambda: rss("<item>" * 20_000 + "</item>" * 20_000),
    "nested channels": lambda: b"<rss version='2.0'>" + b"<channel>" * 50_000,
    "many attributes in the head": lambda: rss(head=f"<x {_attributes(100_000)}/>"),
    "many attributes in an entry": lambda: rss(
        f"<item {_attributes(100_000)}><title>hostile</title></item>"
    ),
    "one endless attribute": lambda: rss(f"<item a='{'x' * 1_000_000}'></item>"),
    "many namespaces": lambda: rss(
        "<item " + " ".join(f"xmlns:n{n}='u:{n}'" for n in range(20_000)) + "/>"
    ),
    "comments that never end": lambda: rss(described("<!--" * 200_000)),
    "comments within comments": lambda: rss("<!-- -" * 50_000),
    "a section that never ends": lambda: rss("<item><title><![CDATA[" + "]]" * 100_000),
    "tags that never end": lambda: rss(described("<a " * 200_000)),
    "quotes that never end": lambda: rss(described("<a b='" * 100_000)),
    "ampersands": lambda: rss(described("&" * 300_000)),
    "half references": lambda: rss(f"<item><title>{'&#' * 100_000}</title></item>"),
    "an endless reference": lambda: rss(f"<item><title>&#{'9' * 100_000};</title></item>"),
    "an author of letters": lambda: rss(f"<item><author>{'a' * 100_000}</author></item>"),
    "an author of dots": lambda: rss(f"<item><author>{'a.' * 50_000}@</author></item>"),
    "an author of brackets": lambda: rss(f"<item><author>{'(' * 100_000}</author></item>"),
    "an endless date": lambda: rss(f"<item><pubDate>{'1' * 200_000}</pubDate></item>"),
    "a date of spaces": lambda: rss(f"<item><pubDate>1{' ' * 200_000}1</pubDate></item>"),
    "a chapter without its start": lambda: rss(
        "<item><title>hostile</title><psc:chapters><psc:chapter title='x'/></psc:chapters></item>"
    ),
    "a place of nonsense": lambda: rss(
        "<item><georss:point>a b c</georss:point><georss:polygon>1</georss:polygon></item>"
    ),
    "a position list without end": lambda: rss(
        f"<item><gml:Polygon><gml:posList>{'1 ' * 100_000}</gml:posList></gml:Polygon></item>"
    ),
    "an entry of eight megabytes": lambda: rss(described("word " * 1_600_000)),
    "eight megabytes of damage": lambda: b"<rss version='2.0'><channel>" + b"<item><b>" * 800_000,
    "NUL everywhere": lambda: rss().replace(b"<item>", b"\0<item>\0"),
    "nothing but NUL": lambda: b"\0" * 100_000,
    "random bytes": lambda: bytes((n * n * 31 + n * 7) % 256 for n in range(100_000)),
    "a foreign encoding's name": lambda: rss(prolog="<?xml version='1.0' encoding='x-evil'?>"),
    "UTF-16 that says it is UTF-8": lambda: rss().decode().encode("utf-16"),
    "UTF-32 without a mark": lambda: rss().decode().encode("utf-32-be"),
    "UTF-7": lambda: rss(prolog="<?xml version='1.0' encoding='utf-7'?>"),
    "a codec that is no text": lambda: rss(prolog="<?xml version='1.0' encoding='zlib'?>"),
    "half of UTF-8": lambda: rss(
        "<item><title>\ud83d".encode("utf-8", "surrogatepass").decode("latin-1")
    ),
    "an archive": lambda: b"PK\x03\x04" + b"\0" * 1000,
    "a stylesheet": lambda: (
        b"<?xml version='1.0'?><?xml-stylesheet href='http://127.0.0.1:9/'?>" + rss()
    ),
    "an inclusion": lambda: rss(
        "<item xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd'/></item>"
    ),
}
