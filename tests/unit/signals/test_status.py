from datetime import UTC, datetime

import pytest

from tests.unit.builders import shipped_table
from warnd.model.identifiers import KindId, RuleId
from warnd.model.status import Status
from warnd.rules.compile import compile_pack
from warnd.rules.rule import CueScope, Rule, StatusCue
from warnd.signals.languages.english.language import English
from warnd.signals.status import StatusReader

ENGLISH = English()
SHELLING, THREAT = KindId("shelling"), KindId("offensive_threat")
RULES = compile_pack(
    [
        Rule(id=RuleId("s"), kind=SHELLING, language="en", confidence=0.9, match="shell"),
        Rule(id=RuleId("o"), kind=THREAT, language="en", confidence=0.9, match="offensive"),
    ],
    (),
    ENGLISH,
)


def cue(id_: str, status: Status, match: str, scope: CueScope, *kinds: KindId) -> StatusCue:
    return StatusCue(
        id=RuleId(id_), language="en", status=status, match=match, scope=scope, kinds=kinds
    )


READER = StatusReader(
    [
        cue("vow", Status.THREATENED, "vow | threaten | plan", CueScope.AFTER),
        cue("feared", Status.THREATENED, "feared", CueScope.BEFORE),
        cue("deny", Status.DENIED, "deny", CueScope.AFTER),
        cue("anniversary", Status.HISTORICAL, "anniversary", CueScope.SENTENCE),
        cue("trial", Status.HISTORICAL, "convicted", CueScope.CLAUSE),
        cue("later", Status.HISTORICAL, '"years after"', CueScope.AFTER),
        cue("begun", Status.OCCURRED, "begun", CueScope.CLAUSE),
    ],
    (),
    shipped_table().kinds,
    ENGLISH,
)


def status(text: str, kind: KindId = SHELLING, *, published: datetime | None = None) -> Status:
    (sentence,) = ENGLISH.sentences("", text)
    matches = [match for match in RULES.match((sentence,)) if match.rule.kind == kind]
    return READER.status_of(READER.cues_of(sentence, published), kind, matches)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The army shelled the town.", Status.OCCURRED, id="no cue"),
        pytest.param("The army vowed to shell the town.", Status.THREATENED, id="after"),
        pytest.param("The army shelled the town and vowed revenge.", Status.OCCURRED, id="before"),
        pytest.param("A shelling is feared.", Status.THREATENED, id="scope before"),
        pytest.param("Many feared the shells.", Status.OCCURRED, id="not before"),
        pytest.param(
            "Two years after shells fell there, people return.",
            Status.HISTORICAL,
            id="a cue that ends in the clause it speaks about",
        ),
        pytest.param(
            "Shells fall on the town two years after the peace.",
            Status.OCCURRED,
            id="a cue about another clause",
        ),
        pytest.param("The army denied shelling the town.", Status.DENIED, id="denied"),
        pytest.param(
            "The army denied that it planned to shell the town.", Status.DENIED, id="denied plan"
        ),
        pytest.param(
            "Rebels vowed revenge after the army shelled the town.",
            Status.OCCURRED,
            id="another clause",
        ),
        pytest.param(
            "On the anniversary, the town that was shelled fell silent.",
            Status.HISTORICAL,
            id="the whole sentence",
        ),
        pytest.param("He was convicted of shelling the town.", Status.HISTORICAL, id="the clause"),
        pytest.param(
            "Shells fell today, but he was convicted.", Status.OCCURRED, id="not its clause"
        ),
    ],
)
def test_cues_speak_in_their_scope(text: str, expected: Status) -> None:
    assert status(text) is expected


def test_a_cue_says_nothing_within_the_words_that_spare_it() -> None:
    will = StatusCue(
        id=RuleId("will"),
        language="en",
        status=Status.THREATENED,
        match="=will",
        scope=CueScope.AFTER,
        not_in='"last will"',
    )
    reader = StatusReader([will], (), shipped_table().kinds, ENGLISH)

    def read(text: str) -> Status:
        (sentence,) = ENGLISH.sentences("", text)
        return reader.status_of(reader.cues_of(sentence, None), SHELLING, RULES.match((sentence,)))

    assert read("The army will shell the town.") is Status.THREATENED
    assert read("His last will was burned by shells.") is Status.OCCURRED
    assert read("His last will says they will shell the town.") is Status.THREATENED


def test_a_clause_that_the_words_pass_over_says_nothing_about_them() -> None:
    rule = Rule(
        id=RuleId("m"), kind=SHELLING, language="en", confidence=0.9, match="mayor THEN/20 shelled"
    )
    text = "The mayor, who was convicted of theft, fled the shelled town."
    (sentence,) = ENGLISH.sentences("", text)
    matches = compile_pack([rule], (), ENGLISH).match((sentence,))
    assert READER.status_of(READER.cues_of(sentence, None), SHELLING, matches) is Status.OCCURRED


def test_a_clause_goes_on_behind_an_aside_with_its_cues() -> None:
    assert status("They vowed, as many know, to shell the town.") is Status.THREATENED
    assert status("They vowed, and many know it, to shell the town.") is Status.OCCURRED


def test_may_the_month_is_no_verb() -> None:
    may = cue("may", Status.THREATENED, "may", CueScope.AFTER)
    reader = StatusReader([may], (), shipped_table().kinds, ENGLISH)

    def read(text: str) -> Status:
        (sentence,) = ENGLISH.sentences("", text)
        return reader.status_of(reader.cues_of(sentence, None), SHELLING, RULES.match((sentence,)))

    assert read("On 12 May 2023 they shelled the town.") is Status.OCCURRED
    assert read("The army may shell the town.") is Status.THREATENED


def test_what_an_event_of_the_past_did_is_past() -> None:
    published = datetime(2019, 1, 28, tzinfo=UTC)
    text = "He lost his home in the fire of 2014, when shells fell on the town."
    assert status(text, published=published) is Status.HISTORICAL
    text = "He lost his home in the fire of 2014, but shells fell on the town."
    assert status(text, published=published) is Status.OCCURRED
    text = "Ten died in 2014, and shells fell on the town."
    assert status(text, published=published) is Status.HISTORICAL
    text = "Ten died in 2014, and shells have fallen on the town."
    assert status(text, published=published) is Status.OCCURRED
    text = "He lost his home in 2014 after shells fell on the town."
    assert status(text, published=published) is Status.HISTORICAL


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("In 2014 the town burned.", True, id="a date"),
        pytest.param("Men were convicted there.", True, id="a cue of its first clause"),
        pytest.param("The town burned, but they were convicted.", False, id="of another clause"),
        pytest.param("The war has gone on since 2014.", False, id="a time that lasts"),
        pytest.param("It is an anniversary.", True, id="of the sentence"),
        pytest.param("The town burned.", False, id="none"),
    ],
)
def test_which_sentences_set_out_to_tell_of_the_past(text: str, expected: bool) -> None:
    (sentence,) = ENGLISH.sentences("", text)
    cues = READER.cues_of(sentence, datetime(2019, 1, 28, tzinfo=UTC))
    assert cues.tells_of_past is expected


def test_a_date_of_a_participle_says_nothing_about_what_stands_before() -> None:
    published = datetime(2019, 1, 28, tzinfo=UTC)
    text = "Shells kill six of the girls abducted in 2014."
    assert status(text, published=published) is Status.OCCURRED


def test_an_offensive_is_a_threat_unless_it_is_denied_or_past() -> None:
    assert status("An offensive looms.", THREAT) is Status.THREATENED
    assert status("The offensive has begun.", THREAT) is Status.THREATENED
    assert status("The army denied an offensive.", THREAT) is Status.DENIED


def test_a_year_long_past_makes_its_clause_history() -> None:
    published = datetime(2019, 1, 28, tzinfo=UTC)
    text = "The town was shelled in 2014."
    assert status(text, published=published) is Status.HISTORICAL
    assert status(text) is Status.OCCURRED


def test_where_only_the_classifier_saw_it_the_first_clause_speaks() -> None:
    (sentence,) = ENGLISH.sentences("", "The army vowed a bombardment but waited.")
    cues = READER.cues_of(sentence, None)
    assert READER.status_of(cues, SHELLING, ()) is Status.THREATENED
    (sentence,) = ENGLISH.sentences("", "A bombardment began, but rebels vowed revenge.")
    cues = READER.cues_of(sentence, None)
    assert READER.status_of(cues, SHELLING, ()) is Status.OCCURRED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("There was no shelling.", Status.DENIED, id="no"),
        pytest.param(
            "The town has not been heavily shelled.", Status.DENIED, id="not, two between"
        ),
        pytest.param(
            "Soldiers who were not paid for a long time shelled it.", Status.OCCURRED, id="far off"
        ),
        pytest.param("The shells did not stop.", Status.OCCURRED, id="behind"),
    ],
)
def test_a_negation_speaks_about_what_follows_at_once(text: str, expected: Status) -> None:
    reader = StatusReader(
        [cue("not", Status.DENIED, "=no | =not", CueScope.NEXT)], (), shipped_table().kinds, ENGLISH
    )
    (sentence,) = ENGLISH.sentences("", text)
    matches = RULES.match((sentence,))
    assert reader.status_of(reader.cues_of(sentence, None), SHELLING, matches) is expected
