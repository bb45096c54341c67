"""Dates that count back from now: "2 hours ago", "yesterday, 14:05"."""

import re
from datetime import UTC, datetime, timedelta

from warnd.articles.relative_words import AGO, DAYS, FILLERS, HALVES, NOW, NUMBERS, TWOS, UNITS

#: how far back is counted; what is older has a date of its own
FURTHEST = timedelta(days=3650)
#: the Amharic "from", which is written as one with what follows
_FROM = "ከ"
#: words behind a day that only lead to its time
_AT = re.compile(
    r"\b(?:at|a|à|las|as|um|в|о|об|saat|les)\b|[,;|–—-]|الساعه|ساعت|በ|من", re.IGNORECASE
)
_AGO = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, AGO))})(?!\w)")
_LONGEST_FIRST = sorted(DAYS, key=len, reverse=True)
_DAY = re.compile(rf"\W{{0,3}}({'|'.join(map(re.escape, _LONGEST_FIRST))})(?!\w)")
_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")


def counted_back(text: str, near: datetime) -> datetime | None:
    """Give the moment that a folded text counts back to from `near`; None when it does not."""
    bare = text.strip(" .!")
    if bare in NOW:
        return near
    rest, ago = _without_ago(bare)
    back = _back(_TOKEN.findall(rest)) if ago else None
    return None if back is None or back > FURTHEST else near - back


def day_named(text: str, near: datetime) -> tuple[datetime, str] | None:
    """Give the day that a folded text names by its distance, and the rest, which holds the time."""
    found = _DAY.match(text)
    if found is None:
        return None
    day = near.astimezone(UTC) - timedelta(days=DAYS[found[1]])
    midnight = day.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight, " ".join(_AT.sub(" ", text[found.end() :]).split())


def _without_ago(text: str) -> tuple[str, bool]:
    """Give a text without the first word that counts back, and whether there was one."""
    found = _AGO.search(text)
    if found is None:
        return text, False
    return f"{text[: found.start()]} {text[found.end() :]}", True


def _back(tokens: list[str]) -> timedelta | None:
    """Give the length of time that tokens name; None when one of them is not understood."""
    seconds, number, named = 0, None, False
    for token in tokens:
        word = token.removeprefix(_FROM) or token
        length = TWOS.get(word, HALVES.get(word))
        if word.isdecimal():
            number = int(word[:6])
        elif word in NUMBERS and (number is None):
            number = NUMBERS[word]
        elif length is not None:
            seconds, number, named = seconds + length, None, True
        elif word in UNITS:
            seconds += UNITS[word] * (1 if number is None else number)
            number, named = None, True
        elif word not in FILLERS:
            return None
    return timedelta(seconds=seconds) if named and number is None else None
