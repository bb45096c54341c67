import pytest

from tests.unit.builders import article, shipped_table
from tests.unit.signals.test_read import NoPlaces
from warnd.model.identifiers import KindId, RuleId
from warnd.model.place import Place, PlaceMention
from warnd.rules.compile import compile_pack
from warnd.rules.rule import Rule
from warnd.signals.counts import CountReader
from warnd.signals.languages.english.language import English
from warnd.signals.place_names import PlacedLanguage, with_places
from warnd.signals.read import LanguageReader, SignalReader
from warnd.signals.status import StatusReader
from warnd.signals.topics import TopicReader

ENGLISH = English()
TOWN = Place(name="Town", country="SY", admin1="SY-ID", lat=35.0, lon=36.0, population=1)


def mention(body: str, name: str, *, locates: bool = True) -> PlaceMention:
    start = body.index(name)
    end = start + len(name)
    return PlaceMention(place=TOWN, text=name, start=start, end=end, locates=locates)


class Map(NoPlaces):
    """Knows two names, one of which tells nothing of where."""

    def mentions(self, body: str, _language: str) -> tuple[PlaceMention, ...]:
        names = [("Khan Shaykhun", True), ("Moscow", False), ("Hama", True)]
        found = [mention(body, name, locates=told) for name, told in names if name in body]
        return tuple(sorted(found, key=lambda each: each.start))


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        pytest.param("", "They took Hama.", [["Hama"]], id="one word"),
        pytest.param("", "They took Khan Shaykhun.", [["Khan Shaykhun"]], id="two words"),
        pytest.param("", "Khan Shaykhun’s men; Hama", [["Khan Shaykhun’s", "Hama"]], id="owned"),
        pytest.param("Hama falls", "It did.", [["Hama"], []], id="in the title"),
        pytest.param(
            "It fell", "Moscow says. In Hama.", [[], [], ["Hama"]], id="speakers are none"
        ),
        pytest.param("", "Nothing.", [[]], id="none"),
    ],
)
def test_sentences_are_marked_with_the_places_they_name(
    title: str, text: str, expected: list[list[str]]
) -> None:
    body = f"{title}\n{text}"
    sentences = with_places(ENGLISH.sentences(title, text), Map().mentions(body, "en"))
    told = [
        [body[each.spans[first][0] : each.spans[last][1]] for first, last in each.places]
        for each in sentences
    ]
    assert told == expected


def test_a_mention_that_holds_no_word_of_the_language_marks_nothing() -> None:
    (sentence,) = ENGLISH.sentences("", "They left: … and wept.")
    dots = mention("\nThey left: … and wept.", "…")
    assert with_places([sentence], [dots]) == (sentence,)


def test_a_placed_language_reads_as_the_language_it_is_made_of() -> None:
    placed = PlacedLanguage(ENGLISH, Map())
    assert (placed.code, placed.fold("Towns"), placed.form("Towns")) == (
        "en",
        ENGLISH.fold("Towns"),
        ENGLISH.form("Towns"),
    )
    (sentence,) = placed.sentences("", "They took Hama.")
    assert sentence.places == ((2, 2),)
    assert sentence.words == ENGLISH.sentences("", "They took Hama.")[0].words


def test_rules_that_ask_for_places_find_those_of_the_gazetteer() -> None:
    took = Rule(
        id=RuleId("took"),
        kind=KindId("territory_change"),
        language="en",
        confidence=0.9,
        match="take THEN/1 PLACE",
    )
    reader = SignalReader(
        {
            "en": LanguageReader(
                language=ENGLISH,
                rules=compile_pack([took], (), ENGLISH),
                statuses=StatusReader((), (), shipped_table().kinds, ENGLISH),
                counts=CountReader((), (), ENGLISH),
                topics=TopicReader((), (), ENGLISH),
            )
        },
        Map(),
        shipped_table(),
    )
    (signal,) = reader.read(article("They took a rest. They took Khan Shaykhun.")).signals
    assert signal.evidence[0].text == "took Khan Shaykhun"
