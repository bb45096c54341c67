from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from starlette.applications import Starlette

from tests.unit.builders import NOW
from warnd.errors import StoreBusy
from warnd.model.act import Verdict
from warnd.model.identifiers import AlertId
from warnd.model.order import Answer, Command, Order
from warnd.settings import LANGUAGES
from warnd.web.answers import LONGEST_FORM, AnswerDesk, answer_routes
from warnd.web.tickets import LASTS, Purpose, Ticket, sign

SECRET = b"secret"
TICKET = Ticket(
    purpose=Purpose.ACKNOWLEDGE,
    alert=AlertId("a1"),
    who="duty@example.org",
    language="en",
    ends=NOW + LASTS,
)
HEADLINE = "WARNING · Idlib <b>bold</b>"


class Desk:
    """Keeps what was ordered, and answers as it is told to."""

    def __init__(self, answer: Answer | Exception | None = None) -> None:
        self.orders: list[Order] = []
        self._answer = answer or Answer(done=True, words="done")

    async def obey(self, order: Order) -> Answer:
        self.orders.append(order)
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer

    async def headline(self, alert: str, language: str) -> str | None:
        return HEADLINE if alert == TICKET.alert and language else None

    def client(self, now: Callable[[], object] = lambda: NOW) -> httpx.AsyncClient:
        desk = AnswerDesk(secret=SECRET, now=now, obey=self.obey, headline=self.headline)  # type: ignore[arg-type]
        app = Starlette(routes=answer_routes(desk))
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app=app), base_url="https://warnd.example"
        )


def path(ticket: Ticket = TICKET) -> str:
    return f"/answer/{sign(ticket, SECRET)}"


async def test_opening_a_link_shows_a_button_and_does_nothing() -> None:
    desk = Desk()
    async with desk.client() as client:
        for _ in range(3):
            shown = await client.get(path())
    assert shown.status_code == 200
    assert "I have it in hand" in shown.text
    assert "&lt;b&gt;bold" in shown.text
    assert "<b>bold" not in shown.text
    assert desk.orders == []
    assert shown.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in shown.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("purpose", "command", "verdict"),
    [
        pytest.param(Purpose.ACKNOWLEDGE, Command.ACKNOWLEDGE, None, id="in hand"),
        pytest.param(Purpose.FALSE_ALARM, Command.FEEDBACK, Verdict.FALSE_ALARM, id="false alarm"),
        pytest.param(Purpose.USEFUL, Command.FEEDBACK, Verdict.USEFUL, id="useful"),
        pytest.param(Purpose.LATE, Command.FEEDBACK, Verdict.LATE, id="late"),
    ],
)
async def test_the_button_does_the_one_thing_that_the_link_is_for(
    purpose: Purpose, command: Command, verdict: Verdict | None
) -> None:
    desk = Desk()
    async with desk.client() as client:
        done = await client.post(
            path(replace(TICKET, purpose=purpose)),
            data={"who": "Duty\nofficer", "note": "on\x00 my way", "command": "silence"},
        )
    assert done.status_code == 200
    assert "Noted" in done.text
    (order,) = desk.orders
    assert (order.command, order.subject, order.verdict) == (command, "a1", verdict)
    assert (order.who, order.words) == ("Duty officer", "on my way")


async def test_who_gives_no_name_answers_as_the_recipient() -> None:
    desk = Desk()
    async with desk.client() as client:
        await client.post(path())
    assert desk.orders[0].who == TICKET.who


@pytest.mark.parametrize(
    ("address", "status"),
    [
        pytest.param("/answer/nonsense", 404, id="no ticket"),
        pytest.param(path(replace(TICKET, ends=NOW - timedelta(1))), 404, id="run out"),
        pytest.param("/answer/", 404, id="no address"),
    ],
)
async def test_a_link_that_is_none_of_ours_does_nothing(address: str, status: int) -> None:
    desk = Desk()
    async with desk.client() as client:
        assert (await client.get(address)).status_code == status
        assert (await client.post(address)).status_code == status
    assert desk.orders == []


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        pytest.param(Answer(done=False, words="it is over"), 409, id="the alert is over"),
        pytest.param(StoreBusy("locked"), 503, id="the database is away"),
    ],
)
async def test_what_cannot_be_done_is_said(answer: Answer | Exception, status: int) -> None:
    async with Desk(answer).client() as client:
        assert (await client.post(path())).status_code == status


async def test_a_form_without_end_is_not_read_to_its_end() -> None:
    desk = Desk()
    async with desk.client() as client:
        told = await client.post(path(), content=b"note=" + b"x" * LONGEST_FORM)
    assert told.status_code == 413
    assert desk.orders == []


async def test_an_alert_that_is_not_known_any_more_is_gone() -> None:
    async with Desk().client() as client:
        shown = await client.get(path(replace(TICKET, alert=AlertId("other"))))
    assert shown.status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_is_told_in_the_language_of_the_recipient(language: str) -> None:
    async with Desk().client() as client:
        for purpose in Purpose:
            ticket = replace(TICKET, purpose=purpose, language=language)
            shown = await client.get(path(ticket))
            done = await client.post(path(ticket))
            assert f'lang="{language}"' in shown.text
            assert f'lang="{language}"' in done.text
            assert ("rtl" in shown.text) is (language == "ar")
