"""The parser's process of the daemon: what it parses it also cleans, on a core that is free."""

import os
import sys
from collections.abc import Callable
from typing import Any

from warnd.articles.cleaned import About, clean
from warnd.feeds.parsing.parser_child import limits_told, main
from warnd.model.entry import Entry

#: how it is started
COMMAND = (sys.executable, "-s", "-P", "-m", "warnd.daemon.polling.parsing_child")


def cleaner(told: list[Any]) -> Callable[[Entry], tuple[Any, ...]]:
    """Give what cleans an entry by what was told of its poll: the values of `About`, as lists."""
    seen, languages, *rest = told
    about = About(seen, tuple(languages), *rest)
    return lambda entry: tuple(clean(entry, about))


if __name__ == "__main__":
    main(limits_told(), cleaner)
    os._exit(0)  # nothing to clean up, and no time to lose over it
