"""Generated well-formed feeds in every format, most of what an entry may hold at random."""

from collections.abc import Callable, Sequence
from random import Random
from xml.sax.saxutils import escape, quoteattr

NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "media": "http://search.yahoo.com/mrss/",
    "atom": "http://www.w3.org/2005/Atom",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "georss": "http://www.georss.org/georss",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "own": "http://feed.example/own",
    "psc": "http://podlove.org/simple-chapters",
    "cc": "http://web.resource.org/cc/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
#: what a text is made of; the rare ones are what parsers stumble over
WORDS = (
    "Shells", "fell", "near",
    "Идлиб", "قصف", "على", "été", "Ã©tÃ©", "砲擊", "&",
    "<b>dead</b>", "</p>",
    "&amp;", "&#8217;", "&nbsp;", "&eacute;",
    "AT&T", "\u0093quoted\u0094", "\u0085", "\u00a0", "3 < 4", "]]",
    "<br/>",
    "&lt;i&gt;", "'", '"', "\n", "\t", "  ", "\u200f", "\ufeff", "&bogus;", "x;y=1", "\U0001f4a5",
)  # fmt: skip
ADDRESSES = (
    "http://news.example/a", "https://news.example/a?b=1&c=2", "/rel/ative", "?q=1", "#top", "",
    "http:///slashes.example/x", "//host.example/x", "http://news.example", "../up", "tag:a,2019:1",
    "urn:uuid:1", "http://news.example/a/../b/./c", "http://news.example/;x?",
    "http://[bad/x",
    "HTTP://NEWS.example/A#", "mailto:a@b.example", "http://news.example/é", "a b", "&amp;x;",
    "http://news.example/?a&copy;=1", "javascript:alert(1)", " http://news.example/space ",
)  # fmt: skip
DATES = (
    "Mon, 28 Jan 2019 10:00:00 GMT", "2019-01-28T10:00:00Z", "28 janv. 2019", "", "قبل",
    "2019/1/12",
)  # fmt: skip
TYPES = ("text", "html", "text/html", "text/plain", "plain", "HTML")
ODD_TYPES = ("xhtml", "application/xml", "image/png", "", "text/x-odd")
LANGUAGES = ("en", "ar_SY", "uk-UA", "")


class Generator:
    """Makes documents; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311  tests want the same each time

    def text(self) -> str:
        return " ".join(self.random.choices(WORDS, k=self.random.randrange(8)))

    def written(self, text: str) -> str:
        """Give a text as an element holds it: escaped, in a section, or by references."""
        way = self.random.randrange(5)
        if way == 0 and "]]>" not in text:
            return f"<![CDATA[{text}]]>"
        if way == 1:
            return "".join(f"&#{ord(c)};" if self._referable(c) else escape(c) for c in text)
        return escape(text)

    def _referable(self, character: str) -> bool:
        return self.random.uniform(0.0, 1.0) < 0.2 and character != "\ufeff"

    def one(self, of: Sequence[str]) -> str:
        return self.random.choice(of)

    def maybe(self, chance: float) -> bool:
        return self.random.uniform(0.0, 1.0) < chance

    def attributes(self, **values: str) -> str:
        pairs = [f" {name}={quoteattr(value)}" for name, value in values.items()]
        self.random.shuffle(pairs)
        return "".join(pairs)

    def typed(self) -> str:
        """Give attributes of a text."""
        attributes = ""
        if self.maybe(0.4):
            attributes += self.attributes(type=self.one(TYPES))
        elif self.maybe(0.05):
            attributes += self.attributes(type=self.one(ODD_TYPES))
        if self.maybe(0.1):
            attributes += f" xml:lang={quoteattr(self.one(LANGUAGES))}"
        if self.maybe(0.03):
            attributes += self.attributes(mode=self.one(("escaped", "xml", "base64")))
        if self.maybe(0.02):
            attributes += self.attributes(src="http://news.example/src")
        return attributes

    def element(self, name: str, attributes: str, inner: str) -> str:
        if not inner and self.maybe(0.5):
            return f"<{name}{attributes}/>"
        return f"<{name}{attributes}>{inner}</{name}>"

    def part(self) -> str:
        """Give one element of an entry."""
        return self.random.choice(PARTS)(self)

    def entry(self, name: str, attributes: str = "") -> str:
        parts = [self.part() for _ in range(self.random.randrange(12))]
        if self.maybe(0.1):
            attributes += f" xml:lang={quoteattr(self.one(LANGUAGES))}"
        if self.maybe(0.01):
            attributes += " xml:base='http://base.example/x/'"
        space = self.one(("", "\n  ", "<!-- <item> -->", " stray "))
        return f"<{name}{attributes}>{space}{space.join(parts)}{space}</{name}>"

    def document(self) -> bytes:
        return self.random.choice((self.rss, self.rss, self.atom, self.rdf))()

    def _namespaces(self, *needed: str) -> str:
        names = [*needed, *(name for name in NAMESPACES if name not in needed)]
        return "".join(f" xmlns:{name}='{NAMESPACES[name]}'" for name in names)

    def _head(self) -> str:
        parts = [
            f"<title>{self.written(self.text())}</title>",
            "<link>http://news.example/</link>",
            f"<description>{self.written(self.text())}</description>",
            "<atom:link rel='self' href='http://news.example/feed'/>",
            f"<language>{self.one(LANGUAGES)}</language>",
            "<image><url>http://news.example/i</url><title>image</title></image>",
            "<dc:date>2019-01-28</dc:date>",
            f"<dc:language>{self.one(LANGUAGES)}</dc:language>",
            "<itunes:owner><itunes:name>n</itunes:name></itunes:owner>",
            "<category>news</category>",
            "<own:thing a='1'>x</own:thing>",
        ]
        self.random.shuffle(parts)
        return "".join(parts[: self.random.randrange(len(parts))])

    def _entries(self, name: str) -> str:
        return "\n".join(self.entry(name) for _ in range(1 + self.random.randrange(3)))

    def _root(self) -> str:
        root = ""
        if self.maybe(0.1):
            root += f" xml:lang={quoteattr(self.one(LANGUAGES))}"
        if self.maybe(0.03):
            root += " xml:base='http://base.example/'"
        return root

    def rss(self) -> bytes:
        version = self.one(("2.0", "0.91", "0.92", "0.93", "0.94", "1.0", ""))
        told = f" version='{version}'" if version else ""
        body = (
            f"<rss{told}{self._namespaces()}{self._root()}><channel>{self._head()}"
            f"{self._entries('item')}{self._head() if self.maybe(0.1) else ''}</channel></rss>"
        )
        return self._prolog(body)

    def rdf(self) -> bytes:
        namespace = self.one(("http://purl.org/rss/1.0/", "http://my.netscape.com/rdf/simple/0.9/"))
        entries = "".join(
            self.entry("item", self.one(("", " rdf:about='http://news.example/about'")))
            for _ in range(1 + self.random.randrange(3))
        )
        first, second = f" xmlns='{namespace}'", self._namespaces("rdf")
        if self.maybe(0.3):
            first, second = second, first
        body = (
            f"<rdf:RDF{first}{second}{self._root()}><channel>{self._head()}</channel>"
            f"{entries}</rdf:RDF>"
        )
        return self._prolog(body)

    def atom(self) -> bytes:
        namespace, version = self.random.choice(
            (
                ("http://www.w3.org/2005/Atom", ""),
                ("http://purl.org/atom/ns#", " version='0.3'"),
            )
        )
        body = (
            f"<feed xmlns='{namespace}'{version}{self._namespaces()}{self._root()}>"
            f"<title>{self.written(self.text())}</title><id>x</id>{self._entries('entry')}</feed>"
        )
        return self._prolog(body)

    def _prolog(self, body: str) -> bytes:
        prolog = self.one(
            ("", "<?xml version='1.0'?>", "<?xml version='1.0' encoding='UTF-8'?>\n<?style a?>")
        )
        return f"{prolog}{body}".encode()


def _text(*names: str) -> Callable[[Generator], str]:
    return lambda make: make.element(make.one(names), make.typed(), make.written(make.text()))


def _bare(*names: str, of: Sequence[str] | None = None) -> Callable[[Generator], str]:
    return lambda make: make.element(
        make.one(names), "", make.written(make.one(of) if of else make.text())
    )


def _guid(make: Generator) -> str:
    told = make.one(("", " isPermaLink='false'", " isPermaLink='true'", " isPermaLink='TRUE'"))
    return make.element(make.one(("guid", "id", "guid")), told, make.written(make.one(ADDRESSES)))


def _link(make: Generator) -> str:
    attributes = make.attributes(href=make.one(ADDRESSES))
    if make.maybe(0.5):
        attributes += make.attributes(rel=make.one(("alternate", "self", "enclosure", "Alternate")))
    if make.maybe(0.5):
        attributes += make.attributes(type=make.one(("text/html", "audio/mpeg", "html", "")))
    return f"<{make.one(('link', 'atom:link'))}{attributes}/>"


def _author(make: Generator) -> str:
    name = make.one(("author", "contributor", "atom:author"))
    inner = f"<name>{make.written(make.text())}</name>" if name == "author" else ""
    return make.element(name, "", inner + make.one(("", " a@b.example (A B)", "<own:x/>")))


def _source(make: Generator) -> str:
    if make.maybe(0.5):
        return make.element(
            "source", make.one(("", " url='http://wire.example/'")), make.written(make.text())
        )
    inner = [
        f"<title{make.one(('', ' type=' + quoteattr('html')))}>{make.written(make.text())}</title>",
        "<id>urn:s</id>",
        "<link href='http://wire.example/'/>",
        "<updated>2019-01-01T00:00:00Z</updated>",
        "<author><name>n</name></author>",
        "<icon>/i</icon>",
        "<rights>r</rights>",
        "<category term='a'/>",
    ]
    make.random.shuffle(inner)
    return make.element("source", "", " ".join(inner[: make.random.randrange(len(inner))]))


def _media(make: Generator) -> str:
    inner = [
        f"<media:title{make.typed()}>{make.written(make.text())}</media:title>",
        f"<media:description{make.typed()}>{make.written(make.text())}</media:description>",
        "<media:thumbnail url='http://news.example/t'/>",
        "<media:credit role='author'>c</media:credit>",
        "<media:keywords>a, b</media:keywords>",
        "<media:content url='http://news.example/v'/>",
    ]
    make.random.shuffle(inner)
    name = make.one(("media:group", "media:content"))
    return f"<{name}>{''.join(inner[: make.random.randrange(len(inner))])}</{name}>"


def _inert(make: Generator) -> str:
    return make.one(
        (
            "<category domain='x'>c</category>",
            "<category/>",
            "<comments>http://news.example/c</comments>",
            "<enclosure url='http://news.example/e' type='audio/mpeg' length='1'/>",
            "<slash:comments>3</slash:comments>",
            "<wfw:commentRss>http://news.example/c</wfw:commentRss>",
            "<thr:total>2</thr:total>",
            "<dc:subject>s</dc:subject>",
            "<dc:identifier>i</dc:identifier>",
            "<dc:language>fr</dc:language>",
            "<dc:rights>r</dc:rights>",
            "<dc:source>s</dc:source>",
            "<itunes:duration>1:00</itunes:duration>",
            "<itunes:image href='http://news.example/i'/>",
            "<itunes:subtitle>sub</itunes:subtitle>",
            "<georss:point>1 2</georss:point>",
            "<own:thing a='1'>x</own:thing>",
            "<own:title>not one</own:title>",
            "<own:a><own:b>x</own:b></own:a>",
            "<media:thumbnail url='http://news.example/t' width='1'/>",
            "<cc:license rdf:resource='http://cc.example/'/>",
            "<psc:chapters version='1.1'><psc:chapter start='00:00:01' title='x'/></psc:chapters>",
            "<feedburner:origLink>http://news.example/o</feedburner:origLink>",
            "<!-- <title>a comment</title> -->",
            "<?pi <title>?>",
            "<rights>r</rights>",
        )
    )


def _odd(make: Generator) -> str:
    """Give what the quick reader has to decline, or nearly."""
    return make.one(
        (
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>x</p></div></content>",
            "<description>a <b>bold</b> word</description>",
            "<title>a <i>word</i></title>",
            "<image><url>u</url><title>t</title></image>",
            "<date>2019-01-01</date>",
            "<body xmlns='http://www.w3.org/1999/xhtml'><p>body</p></body>",
            "<item2>x</item2>",
            "<link url='http://news.example/u'/>",
            "<subtitle>x</subtitle>",
            "<summary src='x'>y</summary>",
            "<odd:thing xmlns:odd='http://other.example/'>x</odd:thing>",
            "<x xmlns='http://unknown.example/'><title>t</title></x>",
            "<dc:title xmlns:dc='http://unknown.example/'>t</dc:title>",
            "<media:title xml:base='http://b.example/'>t</media:title>",
            "<author><name>a<b/></name></author>",
            "<source><title>a</title><title>b</title></source>",
            "<source>text<title>a</title></source>",
        )
    )


#: the elements of entries, the usual ones more often
PARTS: tuple[Callable[[Generator], str], ...] = (
    _text("title"), _text("title", "dc:title", "media:title"), _text("description"),
    _text("description", "summary", "dc:description", "media:description", "itunes:summary"),
    _text("content:encoded"), _text("content", "summary"), _guid, _guid, _link,
    _bare("link", of=ADDRESSES), _bare("link", "guid", of=ADDRESSES),
    _bare("pubDate", "published", "issued", "dcterms:issued", "pubdate", of=DATES),
    _bare("updated", "modified", "dc:date", "dcterms:modified", of=DATES),
    _bare("created", "dcterms:created", of=DATES),
    _bare("dc:creator", "author", "itunes:author", "dc:publisher", "dc:contributor"), _author,
    _source, _media, _inert, _inert, _inert,
)  # fmt: skip


def with_odd_parts(seed: int) -> bytes:
    """Give a document in which odd elements stand too."""
    make = Generator(seed)
    document = make.document()
    for mark in (b"</item>", b"</entry>"):
        document = document.replace(mark, _odd(make).encode() + mark, 1)
    return document
