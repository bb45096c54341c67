import pytest
from hypothesis import given
from hypothesis import strategies as st

from warnd.signals.languages.english.language import English

ENGLISH = English()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The truce ended.| Shelling began.", id="full stops"),
        pytest.param("Who fired?| Nobody knows!| It was dark.", id="other marks"),
        pytest.param("“We left.”| They stayed.", id="a mark inside curly quotes"),
        pytest.param('"We left."| They stayed.', id="a mark inside straight quotes"),
        pytest.param("They left (in haste).| They came back.", id="a mark after a bracket"),
        pytest.param("He paused...| Then he spoke.", id="an ellipsis"),
        pytest.param("He paused… and spoke.", id="an ellipsis within"),
        pytest.param("“Really?” he asked.", id="a question within"),
        pytest.param("It fell.| “We ran,” she said.", id="a quote that opens"),
        pytest.param("It fell.| 14 people died.", id="a number that opens"),
        pytest.param("It fell.| — Agency", id="a dash that opens"),
        pytest.param("Gen. Sara Holm and Lt. Col. Adam Voss fell.", id="ranks"),
        pytest.param("Dr. Amal spoke to Mrs. Noor.| Mr. Said left.", id="titles"),
        pytest.param("near St. Mary and Mt. Hermon", id="saints and mountains"),
        pytest.param("J. K. Holm said so.| He left.", id="initials"),
        pytest.param("George W.| The end.", id="an initial at an end"),
        pytest.param("U.S. Secretary of State", id="a state within a name"),
        pytest.param("a U.S. base", id="a state before a small letter"),
        pytest.param("They left for the U.S.| The base closed.", id="a state at an end"),
        pytest.param("at 5 p.m. Monday", id="a time before a day"),
        pytest.param("at 5 p.m.| Troops moved in.", id="a time at an end"),
        pytest.param("at 10 a.m. GMT", id="a time before a zone"),
        pytest.param("No. 5 Brigade", id="a number's sign"),
        pytest.param("He said no.| She said yes.", id="the word no"),
        pytest.param("on Jan. 28 they met", id="a month before a day"),
        pytest.param("It began in Jan.| The rest followed.", id="a month at an end"),
        pytest.param("about 3.5 million people", id="a decimal"),
        pytest.param("weapons, i.e. Grad rockets, e.g. Smerch", id="i.e. and e.g."),
        pytest.param("Arms Inc. sold them", id="a company"),
        pytest.param("in 2014.| The war began.", id="a year at an end"),
        pytest.param("They left the city.|The army came.", id="glued sentences"),
        pytest.param("on example.com today", id="an address"),
        pytest.param("A line|\nAnother line", id="lines"),
        pytest.param("It ended.|\nand went on", id="a line that begins small"),
        pytest.param("A line|\r\n\r\n  Another line ", id="lines of another system"),
        pytest.param("A line|\u2028Another line", id="a line separator"),
        pytest.param("no capitals. none at all", id="small letters throughout"),
    ],
)
def test_a_text_is_cut_into_its_sentences(text: str) -> None:
    expected = [piece.strip() for piece in text.split("|")]
    found = ENGLISH.sentences("", text.replace("|", ""))
    assert [sentence.text for sentence in found] == expected


def test_the_title_is_one_sentence_and_comes_first() -> None:
    title, text = "Truce over. Shells fall", "It ended. They fell."
    first, *others = ENGLISH.sentences(title, text)
    assert (first.text, first.start, first.is_title) == (title, 0, True)
    assert [sentence.is_title for sentence in others] == [False, False]
    assert [sentence.start for sentence in others] == [len(title) + 1, len(title) + 11]


@pytest.mark.parametrize("title", ["", "   "])
def test_an_empty_title_is_no_sentence(title: str) -> None:
    (only,) = ENGLISH.sentences(title, "It ended.")
    assert not only.is_title
    assert only.start == len(title) + 1


def test_a_text_without_words_has_no_words() -> None:
    assert ENGLISH.sentences("", " \n ") == ()
    (sentence,) = ENGLISH.sentences("", "...")
    assert sentence.words == ()


def test_lines_are_paragraphs_and_the_title_is_one_of_its_own() -> None:
    found = ENGLISH.sentences("Title", "One fell. Two fled.\n\nThree.\nFour. Five.")
    assert [sentence.paragraph for sentence in found] == [0, 1, 1, 2, 3, 3]


@given(st.text(), st.text())
def test_offsets_always_slice_back_to_the_words(title: str, text: str) -> None:
    body, reached = f"{title}\n{text}", 0
    for sentence in ENGLISH.sentences(title, text):
        assert body[sentence.start : sentence.end] == sentence.text
        assert reached <= sentence.start
        reached = sentence.end
        assert len(sentence.words) == len(sentence.forms) == len(sentence.spans)
        for word, form, (start, end) in zip(
            sentence.words, sentence.forms, sentence.spans, strict=True
        ):
            assert sentence.start <= start < end <= sentence.end
            assert word == ENGLISH.fold(body[start:end])
            assert form == ENGLISH.form(word)


@given(st.text(st.sampled_from("aB9.,!?\"'’()-–/:; \n\t\u0301\u00adéßŁ")))
def test_no_letter_or_digit_is_left_out(text: str) -> None:
    covered: set[int] = set()
    for sentence in ENGLISH.sentences("", text):
        for start, end in sentence.spans:
            covered.update(range(start, end))
    assert all(place in covered for place, character in enumerate(text, 1) if character.isalnum())


@pytest.mark.parametrize(
    "piece",
    [
        pytest.param(" ", id="spaces"),
        pytest.param("\n", id="lines"),
        pytest.param("!", id="marks"),
        pytest.param(". ", id="marks and spaces"),
        pytest.param("a.", id="initials"),
        pytest.param("1,111,", id="figures"),
        pytest.param("7", id="one figure"),
        pytest.param("'", id="apostrophes"),
        pytest.param("a'", id="letters and apostrophes"),
        pytest.param("e\u0301", id="marks on letters"),
        pytest.param('"', id="quotes"),
        pytest.param("million ", id="scales"),
        pytest.param("hundred and ", id="hundreds"),
        pytest.param("1-", id="ranges"),
        pytest.param("one to ", id="ranges in words"),
    ],
)
def test_a_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = piece * (100_000 // len(piece)) + "b"
    assert ENGLISH.sentences("", text)[-1].text.endswith("b")
