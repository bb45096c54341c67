"""Bytes in every encoding that feeds come in, rightly and wrongly declared."""

import codecs
from dataclasses import dataclass

import pytest

from tests.unit.feeds.parsing.documents_read import read
from warnd.articles.markup import to_line
from warnd.model.entry import FeedDocument

WORDS = {
    "ru": "Обстрел Идлиба",
    "uk": "Обстріл Харкова",
    "ar": "قصف على إدلب",
    "fa": "گلوله باران",
    "fr": "Tirs signalés à Alep",
    "tr": "Şırnak'ta saldırı",
    "he": "הפגזה",
    "el": "Βομβαρδισμός",
    "zh": "砲擊城鎮",
    "cn": "炮击城镇",
    "ja": "砲撃があった",
    "ko": "포격이 있었다",
    "en": "Shelling in Hama",
    "cs": "Ostřelování měst",
    "lt": "Apšaudymas",
    "th": "การยิงถล่ม",
    "vi": "Pháo kích",
}
XML, TEXT, HTML = "application/xml", "text/xml", "text/html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One way to send a title."""

    #: the language of the title
    word: str
    #: how it is written
    written: str
    #: what the XML declaration says; None when there is none
    declared: str | None = None
    header: str = XML
    #: what stands before the document
    mark: bytes = b""

    @property
    def body(self) -> bytes:
        told = "" if self.declared is None else f"<?xml version='1.0' encoding='{self.declared}'?>"
        title = WORDS[self.word]
        text = (
            f"{told}<rss version='2.0'><channel><item><title>{title}</title></item></channel></rss>"
        )
        return self.mark + text.encode(self.written)


#: encodings declared in the document, by the words that they can write
DECLARED = {
    "utf-8": ("ar", "zh", "vi", "th"),
    "UTF-8": ("ru",),
    "utf8": ("ru",),
    "us-ascii": ("en",),
    "iso-8859-1": ("fr", "en"),
    "iso-8859-2": ("cs",),
    "iso-8859-4": ("lt",),
    "iso-8859-5": ("ru", "uk"),
    "iso-8859-6": ("ar",),
    "iso-8859-7": ("el",),
    "iso-8859-8": ("he",),
    "iso-8859-9": ("tr",),
    "iso-8859-13": ("lt",),
    "iso-8859-15": ("fr",),
    "windows-1250": ("cs",),
    "windows-1251": ("ru", "uk"),
    "windows-1252": ("fr",),
    "windows-1253": ("el",),
    "windows-1254": ("tr",),
    "windows-1255": ("he",),
    "windows-1256": ("ar", "fa"),
    "windows-1257": ("lt",),
    "koi8-r": ("ru",),
    "koi8-u": ("uk",),
    "ibm866": ("ru",),
    "mac-cyrillic": ("ru",),
    "tis-620": ("th",),
    "gb2312": ("cn",),
    "gbk": ("cn", "zh"),
    "gb18030": ("cn", "ar"),
    "big5": ("zh",),
    "shift_jis": ("ja",),
    "euc-jp": ("ja",),
    "iso-2022-jp": ("ja",),
    "euc-kr": ("ko",),
    "utf-16": ("ru", "ar"),
    "utf-32": ("zh",),
}
CASES = {
    **{
        f"{encoding} declared, {word}": Case(word=word, written=encoding, declared=encoding)
        for encoding, words in DECLARED.items()
        for word in words
    },
    **{
        f"{encoding} by the server alone, {word}": Case(
            word=word, written=encoding, header=f"{header}; charset={encoding}"
        )
        for encoding, word, header in (
            ("windows-1251", "ru", TEXT), ("windows-1256", "ar", XML), ("koi8-r", "ru", TEXT),
            ("iso-8859-6", "ar", TEXT), ("iso-8859-9", "tr", XML), ("utf-8", "zh", TEXT),
            ("gb2312", "cn", TEXT), ("shift_jis", "ja", XML), ("euc-kr", "ko", TEXT),
            ("windows-1255", "he", XML), ("utf-8", "ar", HTML), ("windows-1252", "fr", TEXT),
        )
    },
    **{
        f"{codec} marked": Case(word="ar", written=codec, mark=mark)
        for codec, mark in (
            ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE),
            ("utf-16-be", codecs.BOM_UTF16_BE), ("utf-32-le", codecs.BOM_UTF32_LE),
            ("utf-32-be", codecs.BOM_UTF32_BE),
        )
    },
    **{
        f"{codec} marked, declared as {declared}": Case(
            word="ru", written=codec, mark=mark, declared=declared
        )
        for codec, mark, declared in (
            ("utf-8", codecs.BOM_UTF8, "utf-8"), ("utf-16-le", codecs.BOM_UTF16_LE, "utf-8"),
            ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
            ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
            ("utf-32-le", codecs.BOM_UTF32_LE, "utf-32"),
            ("utf-16-be", codecs.BOM_UTF16_BE, "x-odd"),
        )
    },
    "UTF-16 marked, as the server says": Case(
        word="ar", written="utf-16-le", mark=codecs.BOM_UTF16_LE, header=f"{XML}; charset=utf-16"
    ),
    "UTF-16 marked, UTF-8 says the server": Case(
        word="ar", written="utf-16-be", mark=codecs.BOM_UTF16_BE, header=f"{XML}; charset=utf-8"
    ),
    "UTF-16 without a mark, declared": Case(word="ru", written="utf-16-le", declared="utf-16"),
    "UTF-16 without a mark, big end first": Case(word="ru", written="utf-16-be", declared="utf-16"),
    "UTF-16 with nothing to tell": Case(word="ar", written="utf-16-le"),
    "UTF-16 with nothing to tell, big end first": Case(word="ar", written="utf-16-be"),
    "nothing declared": Case(word="ar", written="utf-8"),
    "nothing declared, as text": Case(word="ar", written="utf-8", header=TEXT),
    "nothing declared, no type": Case(word="ru", written="utf-8", header=""),
    "nothing declared, as a page": Case(word="ru", written="utf-8", header=HTML),
    "nothing declared, Windows": Case(word="fr", written="windows-1252"),
    "an unknown name": Case(word="ru", written="utf-8", declared="x-cyrillic"),
    "an unknown name by the server": Case(word="ru", written="utf-8", header=f"{XML}; charset=x"),
    "an empty name": Case(word="ru", written="utf-8", declared=""),
    "declared ASCII and is UTF-8": Case(word="ru", written="utf-8", declared="us-ascii"),
    "declared UTF-8 and is Windows": Case(word="fr", written="windows-1252", declared="utf-8"),
    "declared UTF-16 and is UTF-8": Case(word="uk", written="utf-8", declared="utf-16"),
    "the server says UTF-16 and it is UTF-8": Case(
        word="uk", written="utf-8", header=f"{XML}; charset=utf-16"
    ),
    "declared Latin and is UTF-8": Case(word="fr", written="utf-8", declared="iso-8859-1"),
    "document and server agree": Case(
        word="ru", written="koi8-r", declared="koi8-r", header=f"{XML}; charset=koi8-r"
    ),
    "the server is right": Case(
        word="ru", written="windows-1251", declared="utf-8", header=f"{TEXT}; charset=windows-1251"
    ),
    "the server says ASCII": Case(
        word="ru", written="utf-8", declared="utf-8", header=f"{XML}; charset=us-ascii"
    ),
    "quoted by the server": Case(word="ru", written="koi8-r", header=f'{XML}; charset="koi8-r"'),
    "a server in capitals": Case(word="ru", written="utf-8", header=f"{XML}; Charset=UTF-8"),
}  # fmt: skip


def _titles(document: FeedDocument) -> list[str]:
    return [to_line(entry.title) for entry in document.entries]


def test_there_are_more_than_eighty_two_cases() -> None:
    assert len(CASES) >= 82


@pytest.mark.parametrize("name", CASES)
def test_a_title_is_read_whatever_it_is_written_in(name: str) -> None:
    case = CASES[name]
    assert _titles(read(case.body, content_type=case.header)) == [WORDS[case.word]]


def _item(title: bytes, prolog: bytes = b"") -> bytes:
    return (
        prolog + b"<rss version='2.0'><channel><item><guid>1</guid><title>" + title
        + b"</title></item><item><title>next</title></item></channel></rss>"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "text"),
    [
        pytest.param(b"Shel\0ling", "Shelling", id="NUL"),
        pytest.param(b"Shel\x08ling", "Shelling", id="a control"),
        pytest.param(b"Shel\x1bling", "Shelling", id="escape"),
        pytest.param(b"Shel&#27;ling", "Shelling", id="a control as reference"),
        pytest.param(b"Shel&#0;ling", None, id="NUL as reference"),
        pytest.param(b"Shel&#xd83d;ling", None, id="half a pair as reference"),
        pytest.param(b"Shel&#x110000;ling", None, id="a reference to nothing"),
        pytest.param(b"Shel\xc2\x9bling", "Shel\u203aling", id="C1, which was Windows-1252"),
        pytest.param(
            b"\xc2\x93Shelling\xc2\x94", "\u201cShelling\u201d", id="quotes of Windows-1252"
        ),
        pytest.param(b"Shel\xc2\x90ling", "Shelling", id="C1 that was nothing"),
        pytest.param(b"Caf\xc3\x83\xc2\xa9", "Café", id="UTF-8 written twice"),
        pytest.param(b"Shelling \xff\xfe", None, id="bytes that no UTF-8 has"),
        pytest.param(b"Shelling \xed\xa0\xbd", None, id="half a pair in bytes"),
        pytest.param(b"Shelling \xc0\xaf", None, id="a slash written too long"),
        pytest.param(b"Shelling \xf5\x80\x80\x80", None, id="beyond Unicode"),
    ],
)
def test_bytes_that_are_wrong_cost_no_entry_and_leave_clean_text(
    title: bytes, text: str | None
) -> None:
    titles = _titles(read(_item(title)))
    assert titles[1] == "next"
    assert titles[0].startswith("Shel") or titles[0] == text
    assert text is None or titles[0] == text
    titles[0].encode()
    assert titles[0].isprintable()


@pytest.mark.parametrize(
    ("prolog", "header"),
    [
        pytest.param(b"<?xml version='1.0' encoding='utf-7'?>", XML, id="declared"),
        pytest.param(b"<?xml version='1.0' encoding='UTF7'?>", XML, id="declared otherwise"),
        pytest.param(b"", f"{XML}; charset=utf-7", id="by the server"),
        pytest.param(b"", f"{TEXT}; charset=unicode-1-1-utf-7", id="by its other name"),
    ],
)
def test_text_in_utf_7_is_not_decoded(prolog: bytes, header: str) -> None:
    body = _item(b"+ADw-script+AD4-", prolog)
    assert _titles(read(body, content_type=header)) == ["+ADw-script+AD4-", "next"]


@pytest.mark.parametrize(
    ("name", "guessed"),
    [
        ("koi8-r declared, ru", False),
        ("gb2312 declared, cn", False),
        ("utf-16-le marked", False),
        ("nothing declared", False),
        ("the server is right", False),
        ("declared UTF-8 and is Windows", True),
        ("nothing declared, Windows", True),
    ],
)
def test_an_encoding_that_nothing_names_makes_a_document_degraded(
    name: str, *, guessed: bool
) -> None:
    case = CASES[name]
    assert read(case.body, content_type=case.header).degraded is guessed
