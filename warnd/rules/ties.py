"""Words that a hyphen makes one."""

import re
from bisect import bisect_left

from warnd.model.sentence import Sentence

#: Hyphens that tie two words into one: ASCII, Unicode's, and the one that keeps a line together.
_HYPHEN = re.compile("[-\u2010\u2011]")


def tied_words(sentence: Sentence) -> list[int]:
    """Give the indexes of words that a hyphen ties to the next: "cease" in cease-fire."""
    if "-" not in sentence.text and sentence.text.isascii():
        return []
    spans, start = sentence.spans, sentence.start
    found = []
    for hyphen in _HYPHEN.finditer(sentence.text):
        before = start + hyphen.start()
        after = bisect_left(spans, (before + 1,))
        stands_alone = after == 0 or spans[after - 1][1] != before
        if not stands_alone and after < len(spans) and spans[after][0] == before + 1:
            found.append(after - 1)
    return found
