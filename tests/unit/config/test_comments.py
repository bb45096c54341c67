from dataclasses import dataclass

from warnd.config.comments import field_comments, summary
from warnd.model.area import Circle
from warnd.settings import FeedSettings


@dataclass
class Sample:
    """A sample. And more."""

    #: one line
    one: int
    #: a first line
    #: and a second
    two: str = "#: not a comment"

    def method(self) -> None:
        """Give nothing."""
        #: no field
        three: int = 3
        del three


def test_a_field_is_told_by_the_lines_above_it() -> None:
    assert field_comments(Sample) == {"one": "one line", "two": "a first line and a second"}


def test_a_field_without_a_line_takes_that_of_the_field_before() -> None:
    comments = field_comments(Circle)

    assert comments["lon"] == comments["lat"] != comments["radius_km"]


def test_every_setting_of_a_feed_has_a_comment() -> None:
    assert all(field_comments(FeedSettings).values())


def test_a_record_without_source_has_no_comments() -> None:
    assert field_comments(type("Made", (), {})) == {}


def test_a_summary_is_the_first_line() -> None:
    assert summary(Sample) == "A sample. And more."
