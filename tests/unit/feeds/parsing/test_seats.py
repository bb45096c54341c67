import asyncio

from warnd.feeds.parsing.seats import Seats


async def _sit(seats: Seats, rank: int, name: str, told: list[str]) -> None:
    async with seats.seat(rank):
        told.append(name)
        await asyncio.sleep(0)


async def test_a_lower_rank_is_seated_first_and_then_who_came_first() -> None:
    seats, told = Seats(1), list[str]()
    async with seats.seat():
        waiting = [
            asyncio.create_task(_sit(seats, rank, name, told))
            for rank, name in ((2, "suspect"), (1, "new"), (0, "good"), (1, "newer"))
        ]
        await asyncio.sleep(0)
        assert seats.full
        assert told == []
    await asyncio.gather(*waiting)
    assert told == ["good", "new", "newer", "suspect"]
    assert not seats.taken


async def test_a_seat_that_comes_to_somebody_who_left_goes_to_the_next() -> None:
    seats, told = Seats(1), list[str]()
    async with seats.seat():
        left = asyncio.create_task(_sit(seats, 0, "left", told))
        stayed = asyncio.create_task(_sit(seats, 1, "stayed", told))
        await asyncio.sleep(0)
    left.cancel()  # the seat is its own already, and it never sat down
    await asyncio.gather(left, stayed, return_exceptions=True)
    assert told == ["stayed"]
    assert not seats.full


async def test_somebody_who_gives_up_waiting_holds_no_seat() -> None:
    seats, told = Seats(2), list[str]()
    async with seats.seat(), seats.seat():
        left = asyncio.create_task(_sit(seats, 0, "left", told))
        await asyncio.sleep(0)
        left.cancel()
        await asyncio.gather(left, return_exceptions=True)
    assert (told, seats.taken, seats.full) == ([], False, False)
