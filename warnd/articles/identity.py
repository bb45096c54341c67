"""By what an entry is known again: its id, else its link, else its content."""

import re
from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import TypeAlias
from unicodedata import normalize

from warnd.articles.address import address_key
from warnd.articles.said import Said, said_by
from warnd.model.entry import Entry
from warnd.model.identifiers import ArticleId, FeedId

#: the keys of an entry's id and of its link
Named: TypeAlias = tuple[str, str]

#: a longer key is stored as its hash
LONGEST_KEY = 400
#: characters of text that go into a fingerprint: rewrites change the end of a story first
FINGERPRINT_PREFIX = 300
#: how much shorter the beginning of a text mostly becomes by folding, and how many characters at
#: the end of a part may fold otherwise than in the whole
_GAPS, _MARGIN = 60, 8

_WORDS = re.compile(r"\w+")
#: ASCII in lower case, a space for all that is no part of a word; of bytes, since they are turned
#: seven times as fast as text
_ASCII_WORDS = bytes(
    code | 0x20 if chr(code).isupper() else code if _WORDS.match(chr(code)) else 0x20
    for code in range(0x80)
) + bytes(range(0x80, 0x100))
#: times of day, and counts of readers and comments. The digit comes first, since it is looked for
#: fastest, and then that no word ends in it
_PASSING_BEHIND = (
    r"(?:\d?:\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?"
    r"|[\d.,]*\s?k?\s(?:comments?|views?|shares?|likes?|commentaires?|vues?|partages?"
    r"|comentarios?|coment[áa]rios?|vistas|visualiza\w+|просмотр\w*|комментари\w*|коментар\w*"
    r"|перегляд\w*|yorum|görüntülenme|تعليق\w*|مشاهد\w*|نظر|بازدید)\b)"
)
_PASSING = re.compile(rf"\d(?<!\w\d){_PASSING_BEHIND}", re.IGNORECASE)
#: the same, found faster
_PASSING_IN_ASCII = re.compile(rf"[0-9](?<!\w[0-9]){_PASSING_BEHIND}", re.IGNORECASE)


def document_keys(
    entries: Sequence[Entry],
    *,
    ids_believed: bool = True,
    taken: frozenset[str] = frozenset(),
    said: Sequence[Said | None] = (),
    named: Sequence[Named] = (),
) -> tuple[tuple[str, ...], ...]:
    """Give the identity keys of each entry of one document, at least one, the best first.

    An entry is known when its feed has shown any of its keys before. So a key must belong to one
    entry alone: an id or a link that several entries of the document share is nobody's, as is one
    of those `taken` by entries that it shows beside these. The content is a key only for an entry
    with no other, since two warnings in the same words are two warnings. `said` are the words of
    each entry as far as they are known, `named` what `named_by` gives of each.
    """
    said = said or (None,) * len(entries)
    named = named or tuple(map(named_by, entries))
    ids = [id_ if ids_believed else "" for id_, _ in named]
    links = [link for _, link in named]
    shared = _shared(entries, ids, said) | _shared(entries, links, said) | taken
    return tuple(
        tuple(key for key in dict.fromkeys(pair) if key and key not in shared)
        or (content_key(entry, words),)
        for entry, words, *pair in zip(entries, said, ids, links, strict=True)
    )


def repeats_ids(
    entries: Sequence[Entry],
    taken: frozenset[str],
    said: Sequence[Said | None] = (),
    named: Sequence[Named] = (),
) -> bool:
    """Tell whether a document shows one id for several entries.

    `taken` are the keys of the entries that it shows beside these; `said` and `named` as in
    `document_keys`.
    """
    ids = [id_ for id_, _ in named or tuple(map(named_by, entries))]
    if not taken.isdisjoint(ids):
        return True
    return not _shared(entries, ids, said or (None,) * len(entries)) <= {""}


def id_keys(ids: Sequence[str]) -> tuple[str, ...]:
    """Give the keys under which entries with these ids are known."""
    return tuple(key for id_ in ids if (key := _id_key(id_)))


def named_by(entry: Entry) -> Named:
    """Give the keys of an entry's id and of its link, empty where it is not known by that."""
    return _id_key(entry.id), _key("link", address_key(entry.link))


def article_id(feed: FeedId, key: str) -> ArticleId:
    """Give the identity of the article behind an entry's best key: 16 hex digits."""
    return ArticleId(sha256(f"{feed}\n{key}".encode("utf-8", "replace")).hexdigest()[:16])


def fingerprint(title: str, text: str, moment: str = "") -> str:
    """Give 16 hex digits that articles share whose titles and beginnings say the same.

    It looks at the title and the beginning of the text, and passes over what changes without
    saying anything: times of day, and how many have read or commented. `moment` tells apart what is
    said again in the same words.
    """
    beginning = text[: 2 * FINGERPRINT_PREFIX]
    passing = _PASSING_IN_ASCII if beginning.isascii() else _PASSING
    said = _folded_prefix(passing.sub(" ", beginning))
    told = f"{folded_title(title)}\n{said}\n{moment}"
    return sha256(told.encode("utf-8", "replace")).hexdigest()[:16]


def content_digest(entry: Entry) -> str:
    """Give what an entry is known by as it stands, where its bytes could not be cut out."""
    parts = (entry.id, entry.link, entry.title, entry.summary, entry.content, *entry.replaces)
    told = chr(0).join(map(str, parts))
    return f"said:{sha256(told.encode('utf-8', 'replace')).hexdigest()[:32]}"


def folded_words(text: str) -> list[str]:
    """Give the words of a text in lower case, in one spelling of each letter."""
    if text.isascii():
        return text.encode().translate(_ASCII_WORDS).decode().split()
    return _WORDS.findall(normalize("NFKC", text).casefold())


def encoded_words(text: str) -> list[bytes]:
    """Give the words of `folded_words` in UTF-8, faster than each by itself."""
    if text.isascii():
        return text.encode().translate(_ASCII_WORDS).split()
    return _folded(text).encode("utf-8", "replace").split()


@lru_cache(maxsize=8)  # one title is asked for more than once
def folded_title(title: str) -> str:
    """Give the words of a title in lower case, a space between them."""
    return _folded(title)


def _folded_prefix(text: str) -> str:
    """Give the first folded characters of a text, most often without folding all of it."""
    beginning = _folded(text[: FINGERPRINT_PREFIX + _GAPS])
    if len(beginning) < FINGERPRINT_PREFIX + _MARGIN:
        beginning = _folded(text)
    return beginning[:FINGERPRINT_PREFIX]


def _shared(entries: Sequence[Entry], keys: Sequence[str], said: Sequence[Said | None]) -> set[str]:
    """Give the keys under which a document shows entries that say different things."""
    if len(set(keys)) == len(keys):
        return set()
    told: dict[str, set[object]] = {}
    for entry, words, key in zip(entries, said, keys, strict=True):
        told.setdefault(key, set()).add(words or (entry.title, entry.summary, entry.content))
    return {key for key, different in told.items() if len(different) > 1}


def _id_key(id_: str) -> str:
    written = id_.strip()
    return _key("id", address_key(written, fragment=True) or written)


def content_key(entry: Entry, said: Said | None = None) -> str:
    """Give the key of what an entry says, whatever its markup; `said` where its words are known."""
    told = "\n".join(map(_folded, said or said_by(entry)))
    return f"text:{sha256(told.encode('utf-8', 'replace')).hexdigest()[:32]}"


def _key(name: str, value: str) -> str:
    """Give a key, empty for an empty value."""
    if len(value) > LONGEST_KEY:
        value = f"sha256:{sha256(value.encode('utf-8', 'replace')).hexdigest()}"
    return f"{name}:{value}" if value else ""


def _folded(text: str) -> str:
    return " ".join(folded_words(text))
