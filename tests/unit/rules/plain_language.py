"""A language for tests: small letters, hyphens part words, a plural -s and a past -ed come off."""

import re

from warnd.model.grammar import Grammar
from warnd.model.sentence import Number, Sentence

_WORD = re.compile(r"[^\W_]+")


class PlainLanguage:
    """Reads digits as numbers and everything between full stops as a sentence."""

    code = "xx"

    def sentences(self, title: str, text: str) -> tuple[Sentence, ...]:
        found = []
        if title:
            found.append(self._sentence(title, 0, 0, is_title=True))
        start = len(title) + 1
        for paragraph, line in enumerate(text.split("\n"), start=1):
            place = start
            for piece in re.split(r"(?<=[.!?]) ", line):
                if piece.strip():
                    found.append(self._sentence(piece, place, paragraph, is_title=False))
                place += len(piece) + 1
            start += len(line) + 1
        return tuple(found)

    @property
    def grammar(self) -> Grammar:
        return Grammar()

    def fold(self, word: str) -> str:
        return word.casefold()

    def form(self, word: str) -> str:
        return word.casefold().removesuffix("ed").removesuffix("s")

    def _sentence(self, text: str, start: int, paragraph: int, *, is_title: bool) -> Sentence:
        found = list(_WORD.finditer(text))
        return Sentence(
            text=text,
            start=start,
            is_title=is_title,
            words=tuple(self.fold(word[0]) for word in found),
            forms=tuple(self.form(word[0]) for word in found),
            spans=tuple((start + word.start(), start + word.end()) for word in found),
            gaps=tuple(
                text[before : after.start()]
                for before, after in zip((0, *map(re.Match.end, found)), found, strict=False)
            ),
            numbers=tuple(
                Number(first=place, last=place, value=int(word[0]))
                for place, word in enumerate(found)
                if word[0].isdecimal()
            ),
            paragraph=paragraph,
        )
