from warnd.storage.recent import Recent


def test_what_was_kept_is_given_and_nothing_else() -> None:
    recent: Recent[str, int] = Recent(2)
    assert recent.keep("one", 1) == 1
    assert (recent.get("one"), recent.get("two")) == (1, None)


def test_the_first_remembered_is_forgotten_first() -> None:
    recent: Recent[str, int] = Recent(2)
    for number, name in enumerate(("one", "two", "three")):
        recent.keep(name, number)
    assert [recent.get(name) for name in ("one", "two", "three")] == [None, 1, 2]


def test_what_is_over_is_forgotten_wherever_it_stands() -> None:
    recent: Recent[str, int] = Recent(9)
    for name, number in {"one": 1, "nine": 9, "two": 2}.items():
        recent.keep(name, number)
    recent.forget_all(lambda number: number < 3)
    assert [recent.get(name) for name in ("one", "nine", "two")] == [None, 9, None]


def test_all_is_forgotten_when_cleared() -> None:
    recent: Recent[str, int] = Recent(2)
    recent.keep("one", 1)
    recent.clear()
    assert recent.get("one") is None
