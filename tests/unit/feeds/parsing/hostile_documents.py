"""Thousands of malformed, mis-encoded and hostile documents, the same ones each time.

Each class of fault is a small generator over a `Random`; most damage a good document in a way
that servers, editors and attackers do. `CLASSES` holds those that take milliseconds,
`tests.unit.feeds.parsing.documents.HOSTILE` those that are meant to take for ever.
"""

import codecs
import gzip
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from tests.unit.feeds.parsing.documents import GOOD, ITEM, NAMESPACES, described, rss
from tests.unit.feeds.parsing.generated import Generator

#: documents of each class
EACH = 80
#: ways to name an encoding, and to write one
ENCODINGS = (
    "utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1251", "windows-1252",
    "windows-1256", "koi8-r", "iso-8859-1", "iso-8859-6", "gb18030", "shift_jis", "utf-7", "cp037",
)  # fmt: skip
NAMED = (*ENCODINGS, "x-unknown", "", "utf8", "UTF_8", "base64", "rot13", "idna", "zip", "a" * 60)
#: bytes that damage
BYTES = (
    b"<", b">", b"&", b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"]]>", b"<![CDATA[", b"<!--",
    b"-->",
    b"<?", b"?>", b"</", b"/>", b"&#", b"&#x110000;", b"&#0;", b"&#xd800;", b"&nbsp;",
    b"&undefined;",
    b"\x1b", b"\x0b", b"\x85", b"'", b'"', b"=", b"<item>", b"</item>", b"</channel>", b"xmlns:",
    b"<!DOCTYPE a>", b"\xef\xbb\xbf", b"\r", b"\xc2\x9b", b"&amp", b"<a:b>", b"<1>", b"< item>",
)  # fmt: skip
#: entries that are hostile by themselves and whose siblings are good
POISONS: tuple[Callable[[Random], str], ...] = (
    lambda r: f"<item><author>{'a' * r.randrange(900, 1500)}</author></item>",
    lambda _: "<item><psc:chapters><psc:chapter title='x'/></psc:chapters><a/></item>",
    lambda r: f"<item><title>{'<b>' * r.randrange(1, 50)}</title></item>",
    lambda _: "<item><georss:point>a b c</georss:point><body/></item>",
    lambda r: f"<item {' '.join(f'a{n}=' + chr(39) * 2 for n in range(r.randrange(1, 300)))}/>",
    lambda r: described("<!--" * r.randrange(1, 300)),
    lambda r: described("<div>" * r.randrange(1, 1000)),
    lambda r: f"<item><pubDate>{'1' * r.randrange(1, 3000)}</pubDate></item>",
    lambda r: f"<item><pubDate>{r.randrange(10**9)}-99-99T99:99:99</pubDate></item>",
    lambda r: f"<item><link>http://[{'[' * r.randrange(1, 50)}</link></item>",
    lambda r: f"<item><guid>http://{'/' * r.randrange(1, 500)}</guid></item>",
    lambda r: f"<item><title>{chr(0x300 + r.randrange(100)) * 500}</title></item>",
    lambda _: "<item><content type='image/png' mode='base64'>!!!</content></item>",
    lambda _: "<item><gml:Point><gml:pos>x</gml:pos></gml:Point></item>",
    lambda r: f"<item><source>{'<title>a</title>' * r.randrange(1, 50)}</source></item>",
    lambda r: f"<item><title>&#{r.randrange(1, 0x10FFFF)};</title></item>",
)


#: documents whose namespaces are wrong
NAMESPACE_FAULTS: tuple[Callable[[Random], bytes], ...] = (
    lambda r: rss(f"<item><no:title>{r.randrange(10**6)}</no:title></item>"),
    lambda _: rss().replace(b"xmlns:dc=", b"xmlns:"),
    lambda r: rss().replace(
        b"<rss ", f"<rss xmlns='http://{r.randrange(10**6)}.example/' ".encode()
    ),
    lambda _: rss().replace(b"<item>", b"<item xmlns='http://www.w3.org/1999/xhtml'>"),
    lambda _: rss().replace(b"content/", b"content"),
    lambda r: rss(f"<item xmlns:xml='urn:{r.randrange(10**6)}'/>"),
    lambda r: rss(f"<item xmlns:a='' a:b='{r.randrange(10**6)}'/>"),
    lambda _: rss().replace(b"rss", b"a:rss"),
    lambda r: rss(head=f"<a:b:c d='{r.randrange(10**6)}'/>"),
    lambda r: rss(
        "<item " + " ".join(f"xmlns:n{n}='u:{n}'" for n in range(r.randrange(300))) + "/>"
    ),
)


@dataclass(frozen=True, slots=True)
class Hostile:
    """One document, and what must be read of it."""

    #: its class and number
    name: str
    body: bytes
    #: its Content-Type header
    content_type: str = "application/rss+xml"
    #: how many of the entries `urn:N` must be read; 0 where nothing can be asked
    siblings: int = 0


def cheap_documents() -> Iterator[Hostile]:
    """Give the documents of all classes."""
    for name, make in CLASSES.items():
        for number in range(EACH):
            yield make(f"{name} {number}", Random(f"{name} {number}"))  # noqa: S311


def _good(random: Random) -> bytes:
    return rss(count=GOOD) if random.randrange(2) else Generator(random.randrange(10**6)).document()


def _truncated(name: str, random: Random) -> Hostile:
    body = rss(count=20)
    body = body[: random.randrange(len(body))]
    return Hostile(name, body)


def _mutated(name: str, random: Random) -> Hostile:
    body = bytearray(_good(random))
    for _ in range(random.randrange(1, 30)):
        body[random.randrange(len(body))] = random.randrange(256)
    return Hostile(name, bytes(body))


def _spliced(name: str, random: Random) -> Hostile:
    body = bytearray(_good(random))
    for _ in range(random.randrange(1, 12)):
        at = random.randrange(len(body))
        body[at : at + random.randrange(4)] = random.choice(BYTES)
    return Hostile(name, bytes(body))


def _shuffled(name: str, random: Random) -> Hostile:
    parts = _good(random).split(b"<")
    for _ in range(random.randrange(1, 10)):
        one, two = random.randrange(len(parts)), random.randrange(len(parts))
        parts[one], parts[two] = parts[two], parts[one]
    return Hostile(name, b"<".join(parts))


def _doubled(name: str, random: Random) -> Hostile:
    body = _good(random)
    start = random.randrange(len(body))
    piece = body[start : start + random.randrange(1, 2000)]
    return Hostile(name, body[:start] + piece * random.randrange(1, 30) + body[start:])


def _unclosed(name: str, random: Random) -> Hostile:
    body = _good(random)
    tag = random.choice(
        [b"</item>", b"</title>", b"</channel>", b"</description>", b"</rss>", b">"]
    )
    return Hostile(name, body.replace(tag, b"", random.randrange(1, 6)))


def _misnamed(name: str, random: Random) -> Hostile:
    written, named = random.choice(ENCODINGS), random.choice(NAMED)
    told = f"<?xml version='1.0' encoding='{named}'?>" if random.randrange(3) else ""
    text = told + rss(count=GOOD).decode().replace(
        "Shells", random.choice(("Обстрел", "قصف", "砲擊"))
    )
    header = f"; charset={random.choice(NAMED)}" if random.randrange(2) else ""
    kind = random.choice(
        ("text/xml", "application/xml", "text/html", "application/octet-stream", "")
    )
    return Hostile(name, text.encode(written, "replace"), kind + header)


def _half_decoded(name: str, random: Random) -> Hostile:
    text = rss(count=GOOD).decode().replace("village", random.choice(("село", "قرية", "村", "dör")))
    body = bytearray(text.encode())
    for _ in range(random.randrange(1, 6)):
        del body[random.randrange(len(body))]
    return Hostile(name, bytes(body))


def _controls(name: str, random: Random) -> Hostile:
    text = rss(count=GOOD).decode()
    for _ in range(random.randrange(1, 20)):
        at = random.randrange(len(text))
        text = text[:at] + chr(random.choice((*range(32), *range(0x7F, 0xA0)))) + text[at:]
    return Hostile(name, text.encode())


def _referred(name: str, random: Random) -> Hostile:
    codes = [
        random.choice((0, 1, 0x1B, 0xD800, 0xDFFF, 0xFFFE, 0x110000, 10**9, 0x202E))
        for _ in range(9)
    ]
    text = "".join(f"&#{code};" if random.randrange(2) else f"&#x{code:x};" for code in codes)
    return Hostile(name, rss(f"<item><title>{text}</title></item>"), siblings=GOOD)


def _poisoned(name: str, random: Random) -> Hostile:
    poisons = [random.choice(POISONS)(random) for _ in range(random.randrange(1, 4))]
    return Hostile(name, rss(*poisons, count=GOOD), siblings=GOOD)


def _poisoned_and_cut(name: str, random: Random) -> Hostile:
    body = rss(random.choice(POISONS)(random), count=GOOD)
    return Hostile(name, body[: body.rindex(b"</channel>")] + b"<item><title>half")


def _document_type(name: str, random: Random) -> Hostile:
    entity = random.choice(
        (
            "<!ENTITY a SYSTEM 'file:///etc/passwd'>",
            "<!ENTITY a SYSTEM 'http://127.0.0.1:9/'>",
            "<!ENTITY % a SYSTEM 'file:///etc/passwd'>%a;",
            "<!ENTITY a PUBLIC '-//a' 'ftp://127.0.0.1/'>",
            "<!ENTITY a '&b;'><!ENTITY b '&a;'>",
            "<!ENTITY a '" + "x" * random.randrange(1, 5000) + "'>",
            "<!ATTLIST item a CDATA 'b'>",
            "<!NOTATION n SYSTEM 'file:///etc/passwd'><!ENTITY a SYSTEM 'x' NDATA n>",
            "<![INCLUDE[<!ENTITY a 'b'>]]>",
        )
    )
    prolog = f"<!DOCTYPE rss [{entity * random.randrange(1, 4)}]>"
    return Hostile(name, rss("<item><title>&a;</title></item>", prolog=prolog))


def _floods(name: str, random: Random) -> Hostile:
    flood = random.choice((
        "<!--", "<![CDATA[", "<?", "<a ", "&", "&#", "<item>", "</item>", "<a>", "]]>", "<x a='",
        "\0",
        "<!ENTITY ", "<!", "<item/>", "&lt;", "<entry>", " ", "<rss>", "<channel>", "<title>",
    ))  # fmt: skip
    return Hostile(name, rss(flood * random.randrange(1, 1500)))


def _namespaces(name: str, random: Random) -> Hostile:
    return Hostile(name, random.choice(NAMESPACE_FAULTS)(random))


def _json(name: str, random: Random) -> Hostile:
    items = [{"id": f"urn:{n}", "title": "t", "content_text": "x" * n} for n in range(GOOD)]
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": items}
    body = bytearray(json.dumps(feed).encode())
    for _ in range(random.randrange(5)):
        at = random.randrange(1, len(body))
        body[at : at + 1] = random.choice((b"[", b"]", b"{", b"}", b'"', b"\\", b"9" * 50, b"\xff"))
    if random.randrange(2):
        del body[random.randrange(1, len(body)) :]
    return Hostile(name, bytes(body), "application/feed+json")


def _other(name: str, random: Random) -> Hostile:
    """Give what is no feed at all."""
    noise = bytes(random.randrange(256) for _ in range(random.randrange(2000)))
    return Hostile(
        name,
        random.choice(
            (
                noise,
                gzip.compress(noise),
                b"<html><body>" + noise,
                b"<?xml version='1.0'?>" + noise,
                codecs.BOM_UTF16_LE + noise,
                codecs.BOM_UTF32_BE + noise,
                b"\xef\xbb\xbf" * 9 + noise,
                b"{" + noise,
                b"%PDF-1.7" + noise,
                noise.hex().encode(),
            )
        ),
        random.choice(("", "text/html", "application/rss+xml; charset=utf-16")),
    )


def _wide(name: str, random: Random) -> Hostile:
    """Give an entry with one part that is far too long."""
    part = random.choice(
        ("title", "link", "guid", "pubDate", "description", "source", "author", "category")
    )
    text = random.choice(
        ("x", "word ", "&lt;p&gt;", "ا", "\u0301", "1", "http://", "a.", "%")
    ) * random.randrange(20_000)
    text = text if part != "author" else text[:1500]
    return Hostile(name, rss(f"<item><{part}>{text}</{part}></item>"), siblings=GOOD)


def _attributes(name: str, random: Random) -> Hostile:
    attribute = random.choice((
        "a='1' a='2'", "xml:base='javascript:x'", "xml:base='http://['", "xml:lang=''",
        "type='xhtml'",
        "type='\u202e'", "mode='base64'", "href='x'", "lastmod='x'", "rdf:about='x'",
        "isPermaLink=''",
        "a=b", "a", "='x'", "a='<'", "a='&b;'", "src='file:///etc/passwd'", "xlink:href='x'",
    ))  # fmt: skip
    body = rss(count=GOOD)
    tag = random.choice((b"<item", b"<title", b"<link", b"<description", b"<channel", b"<rss"))
    return Hostile(name, body.replace(tag, tag + b" " + attribute.encode(), random.randrange(1, 4)))


def _nested(name: str, random: Random) -> Hostile:
    tag = random.choice(
        ("item", "title", "description", "source", "author", "a", "channel", "image")
    )
    depth = random.randrange(1, 400)
    inner = f"<{tag}>" * depth + "x" + f"</{tag}>" * random.choice((depth, depth - 1, 0))
    return Hostile(name, rss(f"<item>{inner}</item>"))


def _twice(name: str, random: Random) -> Hostile:
    """Give two documents that a server wrote one after the other."""
    one, two = _good(random), _good(random)
    return Hostile(
        name, one + random.choice((b"", b"\n", b"\0", b"Warning: x in y on line 3")) + two
    )


def _preceded(name: str, random: Random) -> Hostile:
    before = random.choice((
        b"\n\n", b"Warning: x\n", b"<br />\n<b>Notice</b>: x", b"\xef\xbb\xbf\n", b"<!-- x -->",
        b"\0",
        b"<?php echo 1 ?>", b"\xa0", b"<script>x</script>",
    ))  # fmt: skip
    return Hostile(name, before + _good(random))


def _mixed(name: str, random: Random) -> Hostile:
    """Give an entry of one format within another."""
    entry = Generator(random.randrange(10**6)).entry(
        random.choice(("entry", "item", "Item", "x:item"))
    )
    frame = random.choice(("rss", "feed", "rdf:RDF", "opml", "channel"))
    entries = ITEM.format(1) + entry + ITEM.format(2)
    body = f"<{frame} {NAMESPACES}><channel>{entries}</channel></{frame}>"
    return Hostile(name, body.encode())


CLASSES: dict[str, Callable[[str, Random], Hostile]] = {
    "truncated": _truncated,
    "changed bytes": _mutated,
    "spliced marks": _spliced,
    "shuffled tags": _shuffled,
    "doubled pieces": _doubled,
    "tags left open": _unclosed,
    "encodings misnamed": _misnamed,
    "half characters": _half_decoded,
    "controls": _controls,
    "references": _referred,
    "poison among good": _poisoned,
    "poison and a cut": _poisoned_and_cut,
    "document types": _document_type,
    "floods": _floods,
    "namespaces": _namespaces,
    "JSON": _json,
    "no feed": _other,
    "far too long": _wide,
    "attributes": _attributes,
    "nesting": _nested,
    "two documents": _twice,
    "words before": _preceded,
    "mixed formats": _mixed,
    "changed once more": _spliced,
    "cut once more": _truncated,
    "bytes once more": _mutated,
}
