import pytest

from warnd.articles.origin import UNTOLD, name_of_origin, source_of, wire_of
from warnd.model.identifiers import FeedId
from warnd.model.reliability import Reliability
from warnd.settings import FeedSettings


def _feed(publisher: str = "") -> FeedSettings:
    return FeedSettings(
        id=FeedId("f"),
        url="http://feed.example/",
        publisher=publisher,
        reliability=Reliability.B,
        party=True,
    )


@pytest.mark.parametrize(
    ("wire", "text"),
    [
        ("reuters", "BEIRUT (Reuters) - Shells fell on two towns."),
        ("afp", "Beirut (AFP) — Shells fell on two towns."),
        ("associated press", "BEIRUT (AP) -- Shells fell on two towns."),
        ("xinhua", "DAMASCUS, Jan. 28 (Xinhua) -- Shells fell."),
        ("afp", "AFP - Des obus sont tombés."),
        ("afp", "By Agence France-Presse\nShells fell."),
        ("efe", "EFE: Cayeron obuses."),
        ("associated press", "Shells fell on two towns. — AP"),
        ("reuters", "Shells fell on two towns. © Reuters"),
        ("dpa", "Shells fell on two towns.\nDPA"),
        ("tass", "Shells fell on two towns. Source: TASS"),
        ("afp", "Shells fell on two towns. (With inputs from AFP)"),
        ("reuters", "Shells fell. (Reporting by One Person; Editing by Another)"),
        ("tass", "МОСКВА, 28 января. /ТАСС/. Снаряды упали."),
        ("reuters", "بيروت (رويترز) - سقطت قذائف"),
        ("afp", "بيروت (أ ف ب) سقطت قذائف"),
        (UNTOLD, "بيروت (وكالات) سقطت قذائف"),
        (UNTOLD, "بيروت - وكالات"),
        (UNTOLD, "GAZA (Agencies) - Shells fell."),
    ],
)
def test_a_reprint_is_the_wires(wire: str, text: str) -> None:
    assert wire_of(text) == wire


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Shells fell, an official told AFP.",
        "Shells fell, Reuters reported.",
        "Fighting between troops and the Arakan Army (AA) resumed.",
        "Fighting resumed with the Arakan Army (AA).",
        "Fighting resumed with the Arakan Army (AA)",
        "The AP exam was put off.",
        "He spoke to ANSA and dpa about it.",
        "Shells fell. " * 60 + "It was (AFP) - in the middle. " + "More fell. " * 60,
    ],
)
def test_a_report_that_only_mentions_an_agency_is_its_publishers(text: str) -> None:
    assert wire_of(text) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The New Arab", "new arab"),
        ("El País", "EL PAIS"),
        ("Al-Jazeera", "Al Jazeera"),
        ("  Le   Monde ", "le monde"),
    ],
)
def test_one_publisher_is_one_origin_in_every_spelling(one: str, other: str) -> None:
    assert name_of_origin(one) == name_of_origin(other)


@pytest.mark.parametrize(
    ("publisher", "named", "text", "shown", "origin"),
    [
        pytest.param("The Paper", "", "Shells fell.", "The Paper", "paper", id="its own report"),
        pytest.param("The Paper", "", "X (AFP) - Y", "The Paper", "afp", id="a reprint"),
        pytest.param("The Paper", "", "X (Agencies) - Y", "The Paper", None, id="unnamed wires"),
        pytest.param("The Paper", "The Paper - World", "", "The Paper", "paper", id="its own name"),
        pytest.param("The Paper", "Reuters", "", "The Paper", "reuters", id="names a wire"),
        pytest.param("", "The Paper", "", "The Paper", "paper", id="an aggregator"),
        pytest.param("", "AFP", "", "AFP", "afp", id="an aggregator names a wire"),
        pytest.param("", "", "Shells fell.", "", None, id="unknown"),
        pytest.param("", "", "X (AFP) - Y", "", None, id="unknown, and says it is a wire's"),
        pytest.param("Agence France-Presse", "", "", "Agence France-Presse", "afp", id="a wire"),
        pytest.param("Reuters", "", "", "Reuters", "reuters", id="a wire's own feed"),
        pytest.param("***", "", "", "***", None, id="a name of nothing"),
    ],
)
def test_an_origin_is_who_reports_and_never_who_is_unknown(
    publisher: str, named: str, text: str, shown: str, origin: str | None
) -> None:
    source = source_of(named, text, _feed(publisher))
    assert (source.publisher, source.origin) == (shown, origin)
    assert (source.reliability, source.party) == (Reliability.B, True)
