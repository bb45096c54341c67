"""An alert as plain text: what a telephone shows first stands first."""

from collections.abc import Iterable, Iterator, Sequence

from warnd.alerts.account import Account, Fact, Quote, Voice
from warnd.alerts.phrases import capital, coming, detail, opening, origins, stands_by
from warnd.phrasebook import Phrasebook


def text_of(account: Account, headline: str) -> str:
    """Give the text: paragraphs apart by empty lines, headings in capitals, addresses on lines."""
    book, over = account.book, ".over" if account.over else ""
    before = account.version.version - 1
    changes = _listed(book.say("heading.changes", version=before), account.changes)
    parts = [
        headline,
        _opening(account),
        _listed(book.say("heading.earlier"), account.earlier),
        changes if account.changes_first else "",
        _section(f"heading.happened{over}", account.happened, book),
        _section(f"heading.threatened{over}", account.threatened, book),
        _section("heading.calming", account.calming, book),
        _listed(book.say("heading.also"), account.also),
        "" if account.changes_first else changes,
        *_quotes(account.quotes, book),
        _voices(account),
        _listed(book.say("heading.reasons"), () if over else account.reasons),
        _section("heading.notes", account.notes, book),
        _answers(account),
        stands_by(account),
    ]
    return "\n\n".join(part for part in parts if part)


def brief_of(account: Account, headline: str) -> str:
    """Give the text in a few lines: what is told, who says so, one quote, how to answer."""
    book, over = account.book, ".over" if account.over else ""
    before = account.version.version - 1
    changes = _listed(book.say("heading.changes", version=before), account.changes)
    parts = [
        headline,
        f"{opening(account)}\n{_briefly_said(account)}".strip(),
        changes if account.changes_first else "",
        _section(f"heading.happened{over}", account.happened, book),
        _section(f"heading.threatened{over}", account.threatened, book),
        *_quotes(account.quotes[:1], book),
        _answers(account),
    ]
    return "\n\n".join(part for part in parts if part)


def _briefly_said(account: Account) -> str:
    """Give how many origins there are and who, parties marked."""
    names = (
        account.book.say("voice.marked", name=each.name) if each.party else each.name
        for each in account.voices
    )
    told = account.book.say("comma").join(names)
    return f"{origins(account)}: {told}" if told else ""


def _opening(account: Account) -> str:
    lines = [opening(account), account.book.say("decided", at=account.at)]
    if account.since:
        lines.append(account.book.say("since", at=account.since))
    lines += [coming(account)] if account.version.outlook else []
    if account.version.possible_test:
        lines.insert(0, account.book.say("test"))
    if account.delayed:
        lines.append(account.book.say("late", delayed=account.delayed))
    if account.repeat:
        lines.append(account.repeat)
    return "\n".join(lines)


def _section(heading: str, facts: Sequence[Fact], book: Phrasebook) -> str:
    return _listed(book.say(heading), [_fact(fact, book) for fact in facts])


def _fact(fact: Fact, book: Phrasebook) -> str:
    marked = book.say("title.marked", title=fact.title, mark=fact.mark)
    title = capital(marked if fact.mark else fact.title)
    told = book.say("comma").join(detail(fact))
    key = "fact" if told else "fact.bare"
    return book.say(key, title=title, told=told, said_by=fact.said_by)


def _listed(heading: str, lines: Iterable[str]) -> str:
    listed = [f"- {line}" for line in lines]
    return "\n".join([heading, *listed]) if listed else ""


def _voices(account: Account) -> str:
    lines = [f"- {_voice(voice, account.book)}" for voice in account.voices]
    heading = account.book.say("heading.voices")
    return "\n".join([heading, origins(account), *lines]) if lines else ""


def _voice(voice: Voice, book: Phrasebook) -> str:
    key = "voice.party" if voice.party else "voice"
    return book.say(key, name=voice.name, grade=voice.grade, meaning=voice.meaning)


def _quotes(quotes: Sequence[Quote], book: Phrasebook) -> Iterator[str]:
    for index, quote in enumerate(quotes):
        lines = [] if index else [book.say("heading.quotes")]
        lines.append(book.say("quote", text=quote.text))
        lines.append(_credit(quote, book))
        # Never a line of a feed's words alone: it could pass for one of ours.
        lines += [book.say("quote.title", title=quote.title)] if quote.title else []
        lines += [quote.link.href] if quote.link else []
        yield "\n".join(lines)


def _answers(account: Account) -> str:
    lines = [
        f"{account.book.say(f'answer.{each.purpose}')}\n{each.url}" for each in account.answers
    ]
    return "\n\n".join(lines)


def _credit(quote: Quote, book: Phrasebook) -> str:
    parts = [book.say("quote.from", name=quote.voice.name, at=quote.at)]
    if quote.language_name:
        parts.append(book.say("quote.language", language=quote.language_name))
    return book.say("comma").join(parts)
