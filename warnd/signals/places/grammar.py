"""Small words around a name, and what they tell of whether it is where something happens."""

from typing import Final

from warnd.signals.places.neighbours import DIRECTIONS
from warnd.signals.places.vocabulary import words

#: words in front of a name that say nothing of where: skipped in looking for the preposition
SKIPPED: Final = DIRECTIONS | words("""
    the a an its his her their neighbouring neighboring nearby war-torn former besieged all
""")
#: so do words with these endings: "government-held Hama"
SKIPPED_ENDINGS: Final = ("-held", "-controlled", "-occupied", "-administered", "-majority")

#: prepositions behind which a country or capital is somewhere things happen
PLACE_PREPOSITIONS: Final = words("""
    in at near around outside inside across throughout into onto within toward towards over
    through off beyond along entering besieging
""")
#: prepositions that tell where of what moves, and else who
MOTION_PREPOSITIONS: Final = words("to from for")
#: prepositions behind which a country or capital is one who acts ("talks with Ankara")
PARTY_PREPOSITIONS: Final = words("with by between against about among versus vs than despite")

#: verbs between a subject and what it does
AUXILIARIES: Final = words("has have had also now again is was")

#: verbs that governments do with words
SPEECH: Final = words("""
    says said say saying denies denied deny accuses accused accuse warns warned warn vows vowed vow
    urges urged urge insists insisted insist wants wanted want agrees agreed agree rejects rejected
    reject condemns condemned condemn calls called call hopes hoped hope believes believed believe
    announces announced announce supports supported support backs backed back threatens threatened
    threaten considers considered fears feared blames blamed blame claims claimed claim summons
    summoned recalls recalled expels expelled imposes imposed welcomes welcomed demands demanded
    demand pledges pledged promises promised offers offered proposes proposed plans planned
    declares declared confirms confirmed admits admitted acknowledges acknowledged asks asked
    tells told signs signed seeks sought refuses refused declines declined criticises criticizes
    criticised criticized praises praised sees saw views viewed regards regarded responds
    responded reacts reacted reiterates reiterated maintains maintained argues argued stresses
    stressed expresses expressed voices voiced reports reported thinks thought knows
""")
#: what has been done to a place whose name stands before: "Saraqib shelled again"
SUFFERED: Final = words("""
    struck hit bombed shelled attacked invaded targeted raided captured seized retaken recaptured
    occupied besieged stormed pounded hammered liberated bombarded rocked shaken blockaded falls
""")
#: those whose object is a government: "accuses Kigali"
SPOKEN_TO: Final = words("""
    accuses accused accuse blames blamed blame condemns condemned condemn criticises criticizes
    criticised criticized praises praised tells told asks asked thanks thanked summons summoned
    supports supported backs backed
""")
#: verbs by which somebody does something to a place: what comes behind them is the target
ATTACKS: Final = words("""
    strikes struck strike striking hits hit hitting bombs bombed bomb bombing shells shelled shell
    shelling attacks attacked attack attacking invades invaded invade invading targets targeted
    target targeting raids raided raid raiding captures captured capture capturing seizes seized
    seize seizing retakes retook retake retaking recaptures recaptured recapture occupies occupied
    occupy besieges besieged besiege storms stormed storm storming pounds pounded pound hammers
    hammered liberates liberated liberate fled flee flees fleeing leave left leaving reach reached
    enters entered enter entering annex annexed annexes bombard bombards bombarded leaves control
    controls controlled hold holds held visits visited
    takes took take taking loses lost lose losing
    rocks rocked shakes shook blockade blockades blockaded
    destroy destroys destroyed destroying flatten flattens flattened overrun overruns overran
""")
#: words of going and sending, after which "to" and "from" tell where
MOTION: Final = words("""
    send sends sent sending go goes went going come comes came coming travel travels travelled
    traveled return returns returned returning flee flees fled fleeing fly flies flew flown flying
    move moves moved moving deploy deploys deployed deploying withdraw withdraws withdrew withdrawn
    withdrawing withdrawal evacuate evacuated evacuates troops convoy aid weapons fighters soldiers
    forces rockets rocket missile missiles drone drones launched fired cross crossed crosses
    crossing enter entered spread spreads spilled ship shipped flight flights deported arrive
    arrived arrives left leave leaves leaving bound head heads headed heading
""")
#: words of going away, after which "from" tells where; who crosses from a country, or fires from
#: it, does harm elsewhere
LEAVING: Final = words("""
    flee flees fled fleeing evacuate evacuated evacuates withdraw withdraws withdrew withdrawn
    withdrawing withdrawal withdrawals deport deported deports expel expelled retreat retreats
    retreated leave leaves left leaving escape escaped escapes driven displaced pull pulls pulled
    pulling abducted kidnapped
""")
#: what happens or stands at a place whose name is before it: "the Paris massacre"
EVENTS: Final = words("""
    bombing bombings massacre massacres shooting shootings blast explosion explosions siege clashes
    unrest riots conflict war crisis border airspace soil coast territory waters suburb suburbs
    market stabbing killings uprising offensive
""")
#: buildings, which stand where the town before them is: "a Moscow apartment block"
BUILDINGS: Final = words("""
    apartment apartments building buildings restaurant cafe theatre theater nightclub courthouse
""")
#: those that a power does elsewhere when its own name stands before: "a U.S. bombing"
DONE_BY_POWERS: Final = words(
    "bombing bombings offensive war strike strikes raid raids attack attacks"
)
#: ground that somebody's: "a Lebanese village", "Turkish soil"
GROUND: Final = words("""
    village villages hamlet town towns city cities capital province provinces region island islands
    territory soil airspace coast coastline waters countryside enclave exclave jungle desert
""")
#: what is named for the town in which it was signed
ACCORDS: Final = words("""
    agreement agreements accord accords protocol protocols memorandum pact format process
    declaration communique treaty
""")
#: the sea up to 370 km off a coast, as the first two words behind its owner's name
SEA_ZONES: Final = frozenset(
    {
        ("exclusive", "economic"),
        ("economic", "exclusive"),
        ("economic", "exclusion"),
        ("economic", "zone"),
    }
)
#: forces that hold ground, when a post of theirs is named behind: "a Malian army base"
FORCES: Final = words("army military police naval border security")
#: forces that strike across borders
AIR_FORCES: Final = words("""
    jets warplanes warplane aircraft planes drones drone helicopters bombers
    airstrike airstrikes air missile missiles rocket rockets
""")
#: what forces hold
POSTS: Final = words(
    "base bases post posts outpost outposts camp camps barracks checkpoint position"
)
#: what two countries share
BORDERS: Final = words("border borders frontier")
#: meetings and words, which happen where people speak and not where they speak of
VENUES: Final = words("""
    talks negotiations summit meeting meetings conference conferences met meet meets reporters
    reporter correspondent journalists speaking briefing forum consultations
""")
#: what between a meeting and "in" says that it is about the place: "a conference on the war in"
ABOUT: Final = words("""
    as after while when despite amid amidst over about on to that for following during concerning
    regarding where which until against since into toward towards end
""")
#: what makes a meeting a place where something happens all the same
HARM: Final = words("""
    attack attacks attacked bomb bombs bomber bombers bombing blast blasts explosion explosions kill
    kills killed killing gunman gunmen shooting shot wounded injured dead stabbed hit struck stormed
""")
#: prepositions before a place where people meet
VENUE_PREPOSITIONS: Final = words("in at")
#: going somewhere, which is no event there
VISITS: Final = words("visits visited")
#: the same where a verb is written alike: only behind an article, as in "the Paris attacks"
EVENTS_OR_VERBS: Final = words("attack attacks blasts protests strikes strike raid raids")

#: capitals that stand for their governments unless something says otherwise
SPEAKING_CAPITALS: Final = words("""
    washington moscow beijing brussels london paris berlin tehran ankara riyadh jerusalem tokyo
    seoul pyongyang islamabad warsaw rome madrid vienna canberra ottawa
""") | {"new delhi", "abu dhabi", "tel aviv"}

#: regions larger than countries, judged as these are
CONTINENTS: Final = words("europe sahara sahel") | {"eastern europe", "western europe"}

#: countries that act and speak everywhere: that they are named says little about where
FAR_ACTORS: Final = frozenset({"US", "GB", "FR", "RU", "CN", "DE"})
#: what may follow an abbreviation that is no adjective: "the U.S. and", not "the U.S. troops"
NO_NOUNS: Final = (
    AUXILIARIES
    | SPEECH
    | words("""
    and or in on at to from for with by of as after before while when where which who that but will
    would could should may might can must are were be been has since until over under against
    between into during because if than then not
""")
)
