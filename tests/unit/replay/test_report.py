import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest

from tests.unit.builders import NOW, shipped_table
from tests.unit.replay.test_chronicle import DAY, situation
from tests.unit.replay.versions import CALM, EMERGENCY, WARNING, quote, version
from warnd.model.alert import AlertReason, AlertVersion
from warnd.model.identifiers import KindId, RuleId
from warnd.replay.chronicle import Chronicle, Stretch
from warnd.replay.onsets import Expectations, Onset, hold
from warnd.replay.report import Titles, report
from warnd.replay.spans import Spans

TITLES = Titles(archive="archive.jsonl", config="warnd.yaml")
HOSTILE = "<script src=//evil.example/x.js></script><img src=x onerror=alert(1)>\u202e\x1b[31m"
#: attributes that make a browser ask somebody for something
LOADING = {"src", "srcset", "action", "data", "poster", "background", "xlink:href", "ping"}


class Page(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        #: by tag, what it refers to
        self.links: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.update(name for name, _ in attrs)
        self.links += [(tag, value or "") for name, value in attrs if name == "href"]
        if tag not in {"meta", "br", "rect", "path"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag not in {"rect", "path"} or tag in self.open:
            assert self.open.pop() == tag


def chronicle(*versions: AlertVersion) -> Chronicle:
    noted = Chronicle(Stretch(first=NOW, last=NOW + 30 * DAY))
    for each in versions:
        noted.note(each)
    noted.see(situation(1, 70, WARNING))
    noted.fired[KindId("shelling"), RuleId("shells-fall")] = 1234
    noted.fired[KindId("unrest"), None] = 3
    return noted


def page(*versions: AlertVersion) -> str:
    return report(chronicle(*versions), TITLES)


def test_the_page_tells_alerts_with_their_evidence() -> None:
    html = page(
        version(1, WARNING),
        version(2, EMERGENCY, AlertReason.ESCALATED, number=2),
        version(9, CALM, AlertReason.ALL_CLEAR, number=3),
    )
    assert "Area SY-ID" in html
    assert "30 Jan 2019 09:00" in html
    assert "calm since 06 Feb 2019" in html
    assert "Shells fell on the market." in html
    assert "Shelling, 1 origin" in html
    assert "shells-fall" in html


def test_rules_are_counted() -> None:
    html = page(version(1, WARNING))
    assert html.index("1,234") < html.index("(classifier alone)")


def test_what_one_sentence_claims_twice_is_quoted_once() -> None:
    both = (quote("Shells killed nine."), quote("Shells killed nine.", "civilian_harm"))
    html = page(version(1, WARNING, evidence=both))
    assert html.count("Shells killed nine.") == 1
    assert "shelling, occurred; civilian harm, occurred" in html


def test_the_page_is_well_formed_and_loads_nothing() -> None:
    parsed = Page(page(version(1, WARNING)))
    assert parsed.open == []
    assert not {"script", "link", "iframe", "img", "object", "embed"} & set(parsed.tags)
    assert not LOADING & parsed.attributes
    assert {tag for tag, _ in parsed.links} == {"a"}
    assert not re.search(r"url\(|@import", page(version(1, WARNING)))


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        pytest.param("https://herald.example/1?a=b&c", True, id="a web address"),
        pytest.param("", False, id="none"),
        pytest.param("javascript:alert(1)", False, id="a script"),
        pytest.param('https://x.example/"onclick="alert(1)', True, id="quotes"),
        pytest.param("https://x.example/\nx", False, id="two lines"),
        pytest.param("data:text/html,x", False, id="data"),
    ],
)
def test_a_quote_leads_to_its_article_by_a_web_address_alone(url: str, linked: bool) -> None:
    evidence = (replace(quote("Shells fell."), url=url),)
    parsed = Page(page(version(1, WARNING, evidence=evidence)))
    assert [target for _, target in parsed.links if not target.startswith("#")] == (
        [url] if linked else []
    )
    assert not any(name.startswith("on") for name in parsed.attributes)


def test_each_area_of_the_timeline_leads_to_its_alerts() -> None:
    html = page(version(1, WARNING))
    assert 'href="#area-SY-ID"' in html
    assert 'id="area-SY-ID"' in html


def test_the_thresholds_of_levels_are_drawn_into_the_chart() -> None:
    html = report(chronicle(version(1, WARNING)), TITLES, thresholds=shipped_table().levels)
    assert html.count('class="threshold"') == 3
    assert '<b style="--up:55.0">warning</b>' in html
    assert 'class="threshold"' not in page(version(1, WARNING))


def test_what_a_feed_wrote_never_becomes_markup() -> None:
    hostile = version(1, WARNING, evidence=(quote(HOSTILE),))
    html = page(hostile)
    parsed = Page(html)
    assert not {"script", "img"} & set(parsed.tags)
    assert not LOADING & parsed.attributes
    assert "&lt;script" in html
    assert "\u202e" not in html
    assert "\x1b" not in html


def test_what_is_left_out_is_counted() -> None:
    many = [version(n / 10, WARNING, alert=f"a{n}") for n in range(15)]
    assert "3 lesser alerts are not shown" in page(*many)
    areas = [version(1, WARNING, alert=f"a{n}", area=f"X{n}") for n in range(63)]
    assert "3 more areas had alerts" in page(*areas)


def test_a_quiet_replay_is_told() -> None:
    assert "No area left calm." in page()


def test_onsets_are_told_when_they_are_given() -> None:
    spans = Spans()
    spans.note(version(1, WARNING))
    onsets = tuple(
        Onset(date=date(2019, 1, 28) + timedelta(days=n), country=code, places=(), what=what)
        for n, code, what in ((0, "SY", "the first day"), (3, "YE", "nobody told"))
    )
    held = hold(Expectations(onsets=onsets, quiet=("PT",)), spans)
    html = report(chronicle(version(1, WARNING)), TITLES, held)
    assert "1 of 2" in html
    assert "SY: the first day" in html
    assert "missed" in html
    assert html.count('class="caught"') == html.count('class="missed"') == 1
    assert "onset" not in page(version(1, WARNING)).lower()


def test_the_page_says_what_was_replayed() -> None:
    html = page()
    assert "archive.jsonl" in html
    assert "28 January 2019 to 27 February 2019" in html
    assert "warnd.yaml" in html
    shipped = report(chronicle(), Titles(archive="a", config=""))
    assert "what warnd ships" in shipped
