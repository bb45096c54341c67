import asyncio

from warnd.feeds.behind.manners import Manners


async def _ask(manners: Manners, url: str, log: list[str], peak: list[int]) -> None:
    async with manners.turn(url):
        log.append(url)
        peak.append(len(log))
        await asyncio.sleep(0)
        log.remove(url)


async def test_a_host_is_asked_one_at_a_time_and_few_hosts_at_once() -> None:
    manners = Manners(spacing_s=0.0, at_once=2)
    log: list[str] = []
    peak: list[int] = []
    await asyncio.gather(
        *(_ask(manners, f"https://{host}.example/", log, peak) for host in "aaabbbcccddd")
    )
    assert max(peak) == 2
    peak.clear()
    await asyncio.gather(*(_ask(manners, "https://a.example/", log, peak) for _ in range(5)))
    assert max(peak) == 1


async def test_two_requests_to_a_host_have_their_distance() -> None:
    manners = Manners(spacing_s=0.05)
    now = asyncio.get_running_loop().time
    began = now()
    for _ in range(3):
        await _ask(manners, "https://a.example/1", [], [])
    assert now() - began >= 0.1


async def test_hosts_that_nobody_asks_are_forgotten() -> None:
    manners = Manners(spacing_s=0.0)
    for number in range(100):
        await _ask(manners, f"https://{number}.example/", [], [])
    assert len(manners._hosts) <= 2
