import pytest

from warnd.model.classifier import Concept
from warnd.signals.concepts import Lexicon, concept_features, first_concept
from warnd.signals.features import NAME, NUMBER, Analyzer, pieces_of, small_words

KNOWN = small_words(["rebels shelled two villages near the army said and of in don't state"])
ARMY = Concept(name="army", meaning="soldiers", words=("soldier*", "army", "security forces"))
GROUPS = Concept(name="faction", meaning="armed groups", words=("Taliban", "Houthis", "splinter"))
KILL = Concept(name="kill", meaning="death", words=("kill*", "dead", "shot dead"))


@pytest.mark.parametrize(
    ("sentence", "tokens"),
    [
        pytest.param(
            "Rebels shelled two villages", ["rebels", "shelled", "two", "villages"], id="a"
        ),
        pytest.param("near Aleppo", ["near", NAME], id="a name"),
        pytest.param("Deir ez-Zor in Syria", [NAME, "ez", NAME, "in", NAME], id="parts of a name"),
        pytest.param("Abu Bakr al Baghdadi said", [NAME, "al", NAME, "said"], id="a run of names"),
        pytest.param("New York said", [NAME, "said"], id="names in a row are one"),
        pytest.param("the Islamic State", ["the", NAME, "state"], id="a known word in a name"),
        pytest.param("1,200 in 2019", [NUMBER, "in", NUMBER], id="numbers"),
        pytest.param("the army’s villages", ["the", "army", "villages"], id="a curly possessive"),
        pytest.param("don't", ["don't"], id="a contraction"),
        pytest.param("REBELS SHELLED", ["rebels", "shelled"], id="capitals"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_tokens_are_small_words_with_names_and_numbers_masked(
    sentence: str, tokens: list[str]
) -> None:
    assert Analyzer(KNOWN, ()).tokens(sentence) == tokens


@pytest.mark.parametrize(
    ("sentence", "tokens"),
    [
        pytest.param("Taliban soldiers", ["<faction>", "soldiers"], id="a name"),
        pytest.param("the Houthis' army", ["the", "<faction>", "army"], id="another"),
        pytest.param("TALIBAN", ["<faction>"], id="in capitals"),
        pytest.param("the Taliban's Mullah Omar", ["the", "<faction>", NAME], id="possessive"),
        pytest.param("taliban said", ["taliban", "said"], id="small letters make no name"),
        pytest.param("Splinter said", ["splinter", "said"], id="a word of a concept is no name"),
    ],
)
def test_names_of_a_concept_are_known_by_the_concept_alone(
    sentence: str, tokens: list[str]
) -> None:
    assert Analyzer(KNOWN, [GROUPS, ARMY]).tokens(sentence) == tokens


def test_a_name_has_its_concept_and_those_that_hold_it() -> None:
    rebels = Concept(name="rebels", meaning="irregulars", words=("rebel*", "<faction>"))
    analyzer = Analyzer(KNOWN, [GROUPS, rebels])
    assert analyzer.features_of("Taliban") == [
        "<faction>",
        "@faction",
        "@rebels",
        "@faction&rebels",
    ]


def test_words_count_as_known_when_they_stand_small_anywhere() -> None:
    assert small_words(["Rebels fled.", "The rebels of Aleppo"]) == {"fled", "rebels", "of"}


def test_pieces_mark_where_a_word_begins_and_ends() -> None:
    assert pieces_of("rebel") == ["# reb", "#rebe", "#ebel", "#bel "]
    assert pieces_of("a") == []


def test_features_are_words_pairs_pieces_and_concepts() -> None:
    features = Analyzer(KNOWN, [ARMY]).features_of("Army said")
    assert features == [
        *("army", "# arm", "#army", "#rmy ", "said", "# sai", "#said", "#aid "),
        *("army said", "@army"),
    ]


def test_names_and_numbers_have_no_pieces() -> None:
    assert Analyzer(KNOWN, ()).features_of("Aleppo 14") == [NAME, NUMBER, f"{NAME} {NUMBER}"]


def test_a_word_has_the_concepts_that_name_it_or_begin_it() -> None:
    lexicon = Lexicon([ARMY, KILL])
    assert lexicon.of_tokens(["soldiers", "killed", "army", "armyworm"]) == [
        ("army",),
        ("kill",),
        ("army",),
        (),
    ]


def test_two_words_in_a_row_give_their_concept_to_the_second() -> None:
    lexicon = Lexicon([ARMY, KILL])
    assert lexicon.of_tokens(["security", "forces", "shot", "dead"]) == [
        (),
        ("army",),
        (),
        ("kill",),
    ]


def test_the_order_of_concepts_tells_who_did_it() -> None:
    by_army = concept_features([("army",), (), ("kill",)])
    on_army = concept_features([("kill",), (), ("army",)])
    assert by_army == ["@army", "@kill", "@army>kill", "@army&kill"]
    assert set(by_army) - set(on_army) == {"@army>kill"}


@pytest.mark.parametrize(
    ("features", "column"),
    [(["a", "b", "@c"], 2), (["a", "b"], 2), (["@c"], 0), ([], 0)],
)
def test_concepts_begin_at_their_first_column(features: list[str], column: int) -> None:
    assert first_concept(features) == column
