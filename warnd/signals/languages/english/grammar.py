"""The small words of English that say what is past, feared, counted or told aside."""

from warnd.model.grammar import (
    AsideWords,
    ClauseWords,
    DateWords,
    FragmentWords,
    Grammar,
    ListWords,
)
from warnd.signals.languages.words import numbered, word_set

#: what tells of a share of those just counted: "half of whom", "a third of them"
_SHARES = tuple(
    (share, "of", those)
    for share in (
        *("half", "most", "many", "some", "several", "few", "majority", "percent", "cent"),
        *("third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "part"),
    )
    for those in ("whom", "them")
)
_DATING = word_set("in since by from during until before after")

ENGLISH_GRAMMAR = Grammar(
    clauses=ClauseWords(
        openers=word_set(
            """
            after although amid as because before but despite following if including since
            though unless until when where whereas which while who whom whose
            """
        ),
        opening_phrases=(
            ("in", "response", "to"),
            ("in", "retaliation", "for"),
            ("in", "revenge", "for"),
            ("in", "reprisal", "for"),
            ("to", "avenge"),
            ("to", "retaliate", "for"),
            ("due", "to"),
            ("responsible", "for"),
            ("wanted", "for"),
            ("known", "for"),
            ("accused", "of"),
            ("suspected", "of"),
            ("blamed", "for"),
            ("in", "connection", "with"),
            ("that", "had"),
            ("that", "has"),
            ("that", "have"),
            ("that", "killed"),
            ("that", "left"),
            ("that", "was"),
            ("that", "were"),
        ),
        joiners=word_set("and or so yet"),
        finite=word_set(
            """
            accused accuses added adds are called calls claimed claims could demanded demands
            denied denies did had has have is ordered orders planned plans said says threatened
            threatens vowed vows warned warns was were will would
            """
        ),
        apart=word_set(
            """
            accused after blamed despite following known responsible since suspected wanted
            """
        ),
        answered=(
            ("in", "response", "to"),
            ("in", "retaliation", "for"),
            ("in", "revenge", "for"),
            ("in", "reprisal", "for"),
            ("to", "avenge"),
            ("to", "retaliate", "for"),
        ),
        ties=word_set("and climbing reaching rising that which who"),
        relative=word_set("that when where which who whom whose"),
        adding=word_set("and"),
        beforehand=word_set("after amid as because following"),
        participle="ing",
        after_noun="of",
        no_participles=word_set(
            """
            according anything beijing during evening everything king morning nothing something
            spring
            """
        ),
    ),
    asides=AsideWords(
        openers=(
            ("including",),
            ("among", "them"),
            ("among", "whom"),
            ("many", "of", "them"),
            ("most", "of", "them"),
            ("some", "of", "them"),
            ("half", "of", "them"),
            ("all", "of", "them"),
            ("one", "of", "them"),
            ("mostly",),
            ("mainly",),
        ),
        always=word_set("including"),
        relative=word_set("where which who whose"),
        parts=(("of", "them"), ("of", "whom"), ("a",), ("an",)),
        shares=_SHARES,
        listed=word_set("a about an and at some"),
        enders=word_set(
            """
            after are as before during following had has have is was were when while
            """
        ),
        joiners=word_set("and or"),
        verb_endings=("ing", "ed"),
    ),
    fragments=FragmentWords(
        things=word_set(
            """
            danger dangers fear fears moves options outcomes points possibilities reasons risk
            risks scenario scenarios signs steps thing things threat threats ways
            """
        ),
        verbs=word_set(
            """
            am are be been began broke brought came can could cut did do does drove fell fled
            fought found gave got grew had has have held hit hits is kept kills knew leaves led
            left lost made may met might must put ran rose said sat saw says sent shall shot
            should shut stood strikes struck swept takes told took was went were will won would
            wrote
            """
        ),
        past="ed",
        telling=word_set("that when where which who whose"),
    ),
    lists=ListWords(
        joiners=word_set("& and plus"),
        about=word_set(
            """
            a about additional all almost an another approximately around as at estimated
            further her his its least many more nearly other over roughly some than the their to
            total up
            """
        ),
        here=word_set("at in near on outside"),
        verbs=word_set(
            """
            are be been being by dead die died dies from had has have held hurt is kill kills
            lost missing shot was were who with
            """
        ),
        verb_endings=("ed", "ing"),
        no_verbs=word_set("armed masked retired suspected unarmed uniformed"),
    ),
    dates=DateWords(
        months=numbered(
            """
            january jan
            february feb
            march mar
            april apr
            may
            june jun
            july jul
            august aug
            september sep
            october oct
            november nov
            december dec
            """
        ),
        has_capitals=True,
        ordinals=("st", "nd", "rd", "th"),
        named_by_year=word_set(
            """
            accord agreement armistice ceasefire constitution deal pact resolution treaty truce
            """
        ),
        of=frozenset({"of"}),
        since=frozenset({"since"}),
        ranked=word_set("biggest deadliest first heaviest highest largest worst"),
        dating=_DATING,
        dating_days=_DATING | {"on"},
        timing=_DATING - {"by", "from"} | {"throughout"},
        articles=word_set("a an the"),
        before_past_month=word_set("early in last late mid of on"),
        to_come=word_set(
            """
            before by could due expected may next planned plans scheduled set shall should till
            until upcoming will would
            """
        ),
        fresh=word_set(
            """
            are currently friday has have is meanwhile monday now overnight saturday sunday
            thursday today tonight tuesday wednesday yesterday
            """
        ),
        participle="ed",
        auxiliaries=word_set("are been being had has have is was were who"),
        verbs_alone=word_set(
            """
            arrived collapsed died ended erupted escaped failed happened occurred resigned
            returned started surrendered vanished
            """
        ),
    ),
)
