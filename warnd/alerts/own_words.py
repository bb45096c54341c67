"""Headline and text in an operator's own words, in the place of the built-in ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from warnd.model.plain import plain_block, plain_line
from warnd.pages.sandbox import Sandboxed, Watch

#: characters of a headline of one's own
LONGEST_HEADLINE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """The templates of an installation; each may be left out."""

    #: gives seconds, from any moment on
    watch: Watch
    headline: Sandboxed | None = None
    text: Sandboxed | None = None

    def reworded(self, values: Mapping[str, Any]) -> tuple[str, str]:
        """Give headline and text from the values that `warnd.alerts.values` lists.

        A template that gives no words at all leaves the built-in ones. Raises TemplateFailed.
        """
        headline, text = str(values["headline"]), str(values["text"])
        if self.headline is not None:
            headline = plain_line(self.headline.render(values, self.watch), LONGEST_HEADLINE)
        if self.text is not None:
            text = plain_block(self.text.render(values, self.watch)).strip()
        return headline or str(values["headline"]), text or str(values["text"])
