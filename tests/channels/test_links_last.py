"""However short a message must be, it keeps level and place, the first proof and the answers."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.channels.messages import NOW
from tests.unit.alerts.versions import IDLIB, TITLES, evidence, notification
from warnd.alerts.dress import AnswerLink, Dress
from warnd.alerts.wording import compose
from warnd.channels import apprise, mattermost, mime, ntfy, slack_blocks, teams, telegram
from warnd.model.notification import Message

PROOF = "https://wire.example/news/first?of=many"
ANSWERS = tuple(
    AnswerLink(purpose=purpose, url=f"https://warnd.example/answer/{purpose}-{'x' * 150}")
    for purpose in ("acknowledge", "false_alarm")
)
#: words without an end, and words that grow when they are escaped
LONG = {"plain": "Guns fired on a town along the line. ", "growing": "<*a*> & b=_c_ [d](e) "}


def long(words: str, language: str) -> Message:
    """Give the message of an alert with far more to say than any service takes."""
    said = words * 400
    version = replace(
        IDLIB,
        evidence=(
            evidence("truce_collapse", said[:700], url=PROOF, publisher="First Wire"),
            *IDLIB.evidence,
        ),
        reasons=tuple(f"{number} {said[:400]}" for number in range(60)),
        changes=tuple(f"{number} {said[:400]}" for number in range(60)),
    )
    told = replace(notification(version), language=language)
    composed = compose(told, TITLES, (), {"SY": "Syria", "SY-ID": "Idlib"}, Dress(answers=ANSWERS))
    return replace(composed, recipient="duty@relief.example")


def mail(message: Message) -> str:
    sender = mime.Sender("warnd@relief.example", "machine")
    built = mime.build_mail(message, sender, NOW, short=True)
    return f"{built['Subject']}\n{built.get_content()}"


FORMS: dict[str, Callable[[Message], object]] = {
    "slack": slack_blocks.rich_document,
    "slack, bare": slack_blocks.bare_document,
    "telegram": telegram.rich_document,
    "telegram, bare": telegram.bare_document,
    "ntfy": lambda message: json.loads(ntfy.document(message, "topic", ntfy.MESSAGE_SIZE)),
    "ntfy, short": lambda message: json.loads(ntfy.document(message, "topic", ntfy.SHORT_SIZE)),
    "mattermost": mattermost.rich_text,
    "mattermost, bare": mattermost.bare_text,
    "teams": teams.rich_document,
    "teams, bare": teams.bare_document,
    "apprise": apprise._within,
    "mail, short": mail,
}


@pytest.mark.parametrize("words", list(LONG))
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("form", list(FORMS))
def test_what_must_be_short_keeps_level_place_proof_and_answers(
    form: str, language: str, words: str
) -> None:
    message = long(LONG[words], language)
    shown = json.dumps(FORMS[form](message), ensure_ascii=False).replace("&amp;", "&")
    first = [PROOF, *(each.url for each in ANSWERS)]
    assert [address for address in first if address not in shown] == []
    if form != "apprise":  # its title is the headline
        assert message.headline[:40] in shown.replace("\\\\", "")
