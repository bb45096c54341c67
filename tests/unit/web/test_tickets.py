import base64
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.builders import NOW
from warnd.model.identifiers import AlertId
from warnd.web.tickets import LASTS, Purpose, Ticket, TicketInvalid, read, sign

SECRET = b"secret of this installation"
TICKET = Ticket(
    purpose=Purpose.ACKNOWLEDGE,
    alert=AlertId("a1b2c3d4e5f6"),
    who="دائرة@example.org",
    language="ar",
    ends=NOW.replace(microsecond=0) + LASTS,
)
SIGNED = sign(TICKET, SECRET)


def test_a_ticket_comes_back_as_it_was() -> None:
    assert read(SIGNED, SECRET, NOW) == TICKET


def test_a_ticket_may_stand_in_an_address_as_it_is() -> None:
    assert SIGNED.isascii()
    assert set(SIGNED) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@pytest.mark.parametrize(
    ("text", "secret", "later"),
    [
        pytest.param(SIGNED, b"another", timedelta(0), id="another installation"),
        pytest.param(SIGNED, SECRET, LASTS, id="it has run out"),
        pytest.param(SIGNED[:-2], SECRET, timedelta(0), id="cut"),
        pytest.param("A" + SIGNED[1:], SECRET, timedelta(0), id="another signature"),
        pytest.param("", SECRET, timedelta(0), id="nothing"),
        pytest.param("é" * 30, SECRET, timedelta(0), id="other letters"),
        pytest.param(SIGNED * 99, SECRET, timedelta(0), id="endless"),
        pytest.param("====", SECRET, timedelta(0), id="only padding"),
    ],
)
def test_what_is_no_ticket_of_ours_is_refused(text: str, secret: bytes, later: timedelta) -> None:
    if text == "A" + SIGNED[1:] and SIGNED[0] == "A":
        text = "B" + SIGNED[1:]
    with pytest.raises(TicketInvalid):
        read(text, secret, NOW + later)


def test_a_ticket_for_one_purpose_is_none_for_another() -> None:
    body = base64.urlsafe_b64decode(SIGNED + "=" * (-len(SIGNED) % 4))
    forged = base64.urlsafe_b64encode(body.replace(b"acknowledge", b"false_alarm")).decode()
    with pytest.raises(TicketInvalid):
        read(forged.rstrip("="), SECRET, NOW)


@given(st.binary(max_size=300))
def test_no_bytes_are_taken_for_a_ticket(junk: bytes) -> None:
    with pytest.raises(TicketInvalid):
        read(base64.urlsafe_b64encode(junk).decode().rstrip("="), SECRET, NOW)


@given(st.sampled_from(Purpose), st.text(max_size=80))
def test_whoever_it_was_sent_to_is_told(purpose: Purpose, who: str) -> None:
    ticket = replace(TICKET, purpose=purpose, who=who.encode("utf-8", "ignore").decode())
    assert read(sign(ticket, SECRET), SECRET, NOW) == ticket
