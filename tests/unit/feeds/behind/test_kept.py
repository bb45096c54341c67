from warnd.feeds.behind.kept import Kept


def test_what_was_used_last_is_kept() -> None:
    kept: Kept[str] = Kept(10)
    for key in "abc":
        kept.keep(key, key.upper(), 4)
        assert kept.get("a") is not None or key == "c"
    assert (kept.get("a"), kept.get("b"), kept.get("c"), len(kept)) == ("A", None, "C", 2)


def test_a_value_kept_again_takes_its_size_once() -> None:
    kept: Kept[int] = Kept(10)
    for number in range(5):
        kept.keep("a", number, 6)
    kept.keep("b", 9, 4)
    assert (kept.get("a"), kept.get("b")) == (4, 9)


def test_what_is_larger_than_all_is_not_kept() -> None:
    kept: Kept[int] = Kept(10)
    kept.keep("a", 1, 11)
    assert kept.get("a") is None
