"""What an article says, in three small hashes: as a whole, its numbers, and its title."""

import re
from array import array
from binascii import b2a_base64
from datetime import datetime
from typing import NamedTuple
from zlib import crc32

from warnd.articles.corrections import bare_title
from warnd.articles.identity import encoded_words, fingerprint, folded_title

#: what Python and numpy call an unsigned number of 32 bits, and its bytes
HASH, HASH_SIZE = "I", 4
#: a text of fewer words shares runs of words with others by chance
LEAST_WORDS = 12
#: words that are looked at
WORDS_AT_MOST = 300
#: characters in which the numbers of an article are compared
NUMBERS_IN = 600
#: characters that mostly hold more than twice the least words
BEGINNING = 240

_NUMBER = re.compile(r"\d\d*")  # `\d+`, and found faster
_ASCII_NUMBER = re.compile(r"[0-9][0-9]*")


class Saying(NamedTuple):
    """What an article says, in hashes."""

    #: what articles share whose titles and beginnings say the same, 16 hex digits
    fingerprint: str
    #: the numbers at its beginning
    numbers: int
    #: its title without what marks a correction
    title: int


def saying_of(title: str, text: str, published: datetime | None) -> Saying:
    """Give the hashes of an article; `published` is None where its date cannot be told."""
    # A short warning may come again in the same words: then its date tells the two apart.
    moment = published.isoformat() if published is not None and _is_short(title, text) else ""
    told = f"{title} {text[:NUMBERS_IN]}"
    numbers = (_ASCII_NUMBER if told.isascii() else _NUMBER).findall(told)
    return Saying(
        fingerprint=fingerprint(title, text, moment),
        numbers=text_hash(" ".join([str(int(number[:18])) for number in numbers])),
        title=text_hash(folded_title(bare_title(title))),
    )


def words_of(title: str, text: str) -> list[bytes]:
    """Give the words of a text in UTF-8, with those of the title where they are few."""
    words = encoded_words(text)[:WORDS_AT_MOST]
    return words if len(words) >= LEAST_WORDS else [*encoded_words(title), *words]


def word_hashes(title: str, text: str) -> bytes:
    """Give the hashes of the words of a text, 32 bits each in the order of this machine."""
    return array(HASH, map(crc32, words_of(title, text))).tobytes()


def written_hashes(title: str, text: str) -> str:
    """Give the hashes of the words of a text as text, in Base64."""
    return b2a_base64(word_hashes(title, text), newline=False).decode("ascii")


def text_hash(text: str) -> int:
    """Give 32 bits that hardly another text has."""
    return crc32(text.encode("utf-8", "replace"))


def _is_short(title: str, text: str) -> bool:
    few = 2 * LEAST_WORDS
    # One word more, since the last may go on.
    return len(encoded_words(text[:BEGINNING])) <= few and len(words_of(title, text)) < few
