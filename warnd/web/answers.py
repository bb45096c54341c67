"""The pages behind the links in messages: I have it in hand, it was a false alarm.

Programs that look at mails open every link, so opening one does nothing: it shows a page with a
button. The button posts; the ticket in the address is the leave to do so.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from warnd.errors import StoreBusy
from warnd.model.act import Verdict
from warnd.model.order import Answer, Command, Order
from warnd.model.plain import plain_line
from warnd.pages import template
from warnd.phrasebook import Phrasebook, phrasebook
from warnd.settings import ENGLISH
from warnd.web.tickets import Purpose, Ticket, TicketInvalid, read

#: where the pages stand
PATH = "/answer"
#: bytes of a form that are read, and characters of a name and a note
LONGEST_FORM, LONGEST_NAME, LONGEST_NOTE = 8192, 80, 400
#: what every answer says to browsers and to what stands between: nothing is loaded, kept, passed on
#: or framed
HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}

PAGE = """\
<!DOCTYPE html>
<html lang="{{ book.language }}" dir="{{ book.direction }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>warnd</title>
<style>
body { margin: 0; background: #eef0f2; color: #1f2328;
  font: 17px/1.5 -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif }
main { max-width: 34rem; margin: 0 auto; background: #fff; padding: 1.5rem; min-height: 100vh;
  box-sizing: border-box; overflow-wrap: anywhere }
h1 { font-size: 1.3rem; line-height: 1.35; margin: 0 0 1rem }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600 }
input { width: 100%; box-sizing: border-box; font: inherit; padding: .6rem;
  border: 1px solid #8c959f; border-radius: .3rem }
button { margin-top: 1.5rem; width: 100%; font: inherit; font-weight: 700; padding: .9rem;
  border: 0; border-radius: .3rem; background: #0b57a4; color: #fff }
.quiet { color: #57606a; font-size: .9rem }
</style>
</head>
<body><main>
{% if headline %}<h1><bdi>{{ headline }}</bdi></h1>{% endif %}
<p>{{ words }}</p>
{% if button %}
<form method="post">
<label for="who">{{ book.say("answer.name") }}</label>
<input id="who" name="who" maxlength="80" value="{{ who }}" required autocomplete="name">
<label for="note">{{ book.say("answer.note") }}</label>
<input id="note" name="note" maxlength="400">
<button>{{ button }}</button>
</form>
{% endif %}
<p class="quiet">warnd</p>
</main></body>
</html>
"""

_PAGE = template(PAGE)

#: does an order and gives what came of it
Obey = Callable[[Order], Awaitable[Answer]]
#: gives the headline of an alert in a language; None when there is no such alert
Headline = Callable[[str, str], Awaitable[str | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDesk:
    """What the pages work with."""

    #: what tickets are signed with
    secret: bytes
    #: gives the time
    now: Callable[[], datetime]
    obey: Obey
    headline: Headline


def answer_routes(desk: AnswerDesk) -> Sequence[Route]:
    """Give the routes of the pages behind the links."""

    async def show(request: Request) -> Response:
        try:
            ticket = read(request.path_params["ticket"], desk.secret, desk.now())
        except TicketInvalid:
            return _gone()
        headline = await desk.headline(ticket.alert, ticket.language)
        return _gone(ticket.language) if headline is None else _asking(ticket, headline)

    async def take(request: Request) -> Response:
        try:
            ticket = read(request.path_params["ticket"], desk.secret, desk.now())
        except TicketInvalid:
            return _gone()
        form = await _form(request)
        if form is None:
            return _page(phrasebook(ticket.language), "answer.too_long", status=413)
        who = plain_line(form.get("who", ""), LONGEST_NAME) or plain_line(ticket.who, LONGEST_NAME)
        note = plain_line(form.get("note", ""), LONGEST_NOTE)
        try:
            answer = await desk.obey(_order(ticket, who, note))
        except StoreBusy:
            return _page(phrasebook(ticket.language), "answer.later", status=503)
        key = f"answer.done.{ticket.purpose}" if answer.done else "answer.over"
        return _page(phrasebook(ticket.language), key, status=200 if answer.done else 409)

    address = f"{PATH}/{{ticket}}"
    return (Route(address, show, methods=["GET"]), Route(address, take, methods=["POST"]))


def _order(ticket: Ticket, who: str, note: str) -> Order:
    if ticket.purpose is Purpose.ACKNOWLEDGE:
        return Order(command=Command.ACKNOWLEDGE, who=who, subject=ticket.alert, words=note)
    return Order(
        command=Command.FEEDBACK,
        who=who,
        subject=ticket.alert,
        words=note,
        verdict=Verdict(ticket.purpose.value),
    )


async def _form(request: Request) -> dict[str, str] | None:
    """Give the fields of a posted form; None when it is too long."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_FORM:
            return None
    fields = parse_qs(body.decode("utf-8", "replace"), max_num_fields=8)
    return {name: values[0] for name, values in fields.items()}


def _asking(ticket: Ticket, headline: str) -> Response:
    book = phrasebook(ticket.language)
    return _written(
        book=book,
        headline=headline,
        words=book.say(f"answer.asks.{ticket.purpose}"),
        button=book.say(f"answer.{ticket.purpose}"),
        who=ticket.who,
    )


def _gone(language: str = ENGLISH) -> Response:
    return _page(phrasebook(language), "answer.gone", status=404)


def _page(book: Phrasebook, key: str, *, status: int) -> Response:
    return _written(book=book, headline="", words=book.say(key), button="", who="", status=status)


def _written(*, status: int = 200, **values: object) -> Response:
    return HTMLResponse(_PAGE(**values), status_code=status, headers=HEADERS)
