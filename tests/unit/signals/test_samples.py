from warnd.model.identifiers import ArticleId
from warnd.signals.samples import Sample, Samples

TEXTS = [f"Sentence {number}." for number in range(200)]


def kept(texts: list[str], most: int = 3, owner: str = "rule") -> list[str]:
    samples = Samples(most, owner)
    for text in texts:
        samples.add(Sample(article=ArticleId("a"), text=text))
    return [sample.text for sample in samples.kept()]


def test_no_more_are_kept_than_asked_for() -> None:
    assert len(kept(TEXTS)) == 3
    assert kept(TEXTS, most=0) == []


def test_the_order_in_which_they_come_does_not_matter() -> None:
    assert kept(TEXTS) == kept(TEXTS[::-1])


def test_a_sentence_that_comes_again_is_kept_once() -> None:
    assert kept(["One.", "One.", "Two."]) in (["One.", "Two."], ["Two.", "One."])


def test_they_come_from_the_whole_stream_and_not_from_its_beginning() -> None:
    assert set(kept(TEXTS, most=20)) - set(TEXTS[:100])
    assert set(kept(TEXTS, most=20)) - set(TEXTS[100:])


def test_other_owners_keep_others() -> None:
    assert kept(TEXTS) != kept(TEXTS, owner="another rule")
