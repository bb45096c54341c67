"""Words that tell places from other names in English text, as folded keys (`folding.fold`).

Each table says what its words do. A language that inflects otherwise, or does without capitals,
brings tables of its own.
"""

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: plain words that are also towns somewhere and hardly ever mean them: a place only with the
#: country behind it ("Police, Poland")
NEVER_PLACES: Final = _words("""
    police more than time leader man men capital say said shot car cars deal federal most coast go
    goes nine media made same drug officer run many make along can summit rain long mission pay
    change main enter do name charge landing post buy seen mine gold battle vice worth much best
    champion airport come economy date shut phone young star sale sales turn side fall justice
    union wake price college send gay planes grand plot alliance fully we tour street wedding ask
    banning bar tank poll grenade unity rail grave naval sue sues store parole grants nor spring
    forest holiday progress never university marks mile marine ran rugby semi chamber dual chair
    page temple roles save maritime share fleet downtown band paper cave surprise hard tell basic
    normal hot none hope song lander celebration anthem republic lone liberal got bad rest welcome
    real highways friendly peer paramount stone rapid rivers ski sole torn pool metro globe ray
    rich manage shore pop hub begun fate countryside green rifle par reserve jade prince prospect
    retreat lira pace liberation mud tall casino engineer solo postal success brush panda
    cathedral opportunity dogs bone brick king concession plunge reservoir bag mill commonwealth
    rand proclamation drama tube sparks borne hang commerce shields spat bear monument crater bile
    alpine oral beta centenary coma bare opt halfway valley trooper seaside tape tactic mere
    defiance grabs tongue gray bed spoken barrage mafia strawberry alley soul homeland dig cordon
    guise enterprise bright highland superior harvest erode opera cents sterling crest angers bay
    trail liberty bury tapes slaughter bush pearl burqas shaft coin battlefield communism trim
    lend yoga citadel fatwa bat gap spire tit tat swiss strand bell plaque vernal hillside mega
    sake savanna woodlands sad dare tin lash dent legacy sin ifs rustic tapping horn stains
    kissing talent butterfly wilderness meme tequila rum booth mascot lion hawthorn soda hero
    minster anew woodland monster hire noble swords hamlet wary haram gala egg colon nova asia
    madrasa mountainside parkway genes guru baker olds cove shale proto revel freshwater elk clay
    conception annex penal tale vary human democratic republican senate house court council
    general major colonel president minister governor senator judge bishop saint san santa
    independence victory peace freedom hospital church mosque school market border front island
    river lake mountain sea ocean desert camp base station bridge road district province state
    government ministry army navy force forces guard party movement people nation nations
    internet twitter facebook google apple amazon boeing airbus nobel oscar bible qaeda al qaeda
    al qaida al arabiya al jazeera al hayat al ahram al manar al mayadeen al nusra al shabab
    eu nato arab pacific atlantic gulf africa hurricane falcon hiv mers salman korea xinhua boko
    jupiter manus gazan union upi daca est duma schengen harvard wimbledon bank yorkshire
    june july august september october november december january february march april
    monday tuesday wednesday thursday friday saturday sunday
    center centre nord sud ouest norte este oeste old city new city hotel base court
    christmas easter ramadan eid islam christian muslim jewish catholic
    mercury venus saturn neptune pluto apollo titan atlas phoenix typhoon cyclone tropical
    unicef unesco opec asean brexit kurdish kurd kurds bolshevik soviet
    premier prime deputy chief national international federal royal imperial supreme
    black white red blue green brown grey old young long short north south
""")

#: towns whose names are mostly something else, a word, a given name or a surname: a place only
#: behind a preposition of place or a word such as "town of", or with the country behind it
SELDOM_PLACES: Final = _words("""
    hit nice reading mobile split bath hull derby acre tyre orange van male boulder hail delta
    creek jersey marathon florence sydney charlotte victoria madison lincoln jackson franklin
    clayton clinton dallas austin chelsea brooklyn lancaster hamilton warren milton newton norman
    kent douglas cameron montgomery houston cleveland jefferson monroe carson eugene salem troy
    hastings york durham bolton roman cork limerick hove crew sale ware orleans gary grace mesa
    vista concord phoenix plymouth bethlehem pau lens nancy laval ely wells buxton barry poole
    dover palmer darwin hobart parkes campbell moray stirling halle worms rhodes batman mus khan
    santiago cordoba mendoza rosario rivera salto castro regina moncton surrey orlando hollywood
    sunrise santos silva lopez garcia martinez rodriguez hernandez gonzalez sanchez torres flores
    diaz morales cruz reyes romero medina vargas salazar vega delgado ali ahmed mohammed hassan
    hussein hasan omar osman ibrahim ismail khalid saleh salim said mahmoud mustafa abdullah abbas
    aziz karim malik nasser tariq kamal faisal hamid imran singh kumar sharma gupta modi gandhi
    patel lee kim park wood woods hall hill ford bell mason hunter taylor tyler logan ross russell
    perry butler fisher henderson coleman graham wallace owens trump obama biden bolton pence
    kerry putin merkel macron may paul george david michael robert william richard joseph charles
    thomas mark donald john peter adam diego antonio manuel francisco alexander christian laura
    elizabeth margaret sandra angela ruth virginia diana rose olivia sofia jordan israel- carter
    nelson hughes price gore rice powell baker bradford preston carlisle lamar aurora corona
    paradise eden hama- bari- golden silver kennedy serena ben moreno williams davis harvey rubio barrow
    stanley moore marco roy bailey scott warner spencer lula flint sur ber uri muse kale ann harem
    dana sake palma shire swat mazar badia nawa engels mora koro tera hays medi abala bama rann summer winter easter crown stark hudson lawrence
    marshall mitchell murray stewart sullivan bryan bruce wayne dayton clark arlington
    carolina dakota- georgetown- jackson santa fe
    sari rio mar sol leon merida la paz- sucre bolivar marin boca cali pasto
""") - frozenset({"israel-", "hama-", "bari-", "dakota-", "georgetown-", "paz-", "fe", "la"})

#: folded abbreviations that are places only when written in capitals
CAPITALS_ONLY: Final = _words("us uk usa uae car drc prc png rok opt fct fata eu rdc")

#: what comes before a person's name
TITLES: Final = _words("""
    president vice minister premier chancellor king queen prince princess emir sultan sheikh
    shaikh imam ayatollah mullah maulana pope bishop archbishop cardinal father pastor reverend
    rabbi mr mrs ms miss dr sir lord lady dame baron count judge justice senator congressman
    congresswoman representative governor mayor ambassador envoy secretary spokesman spokeswoman
    spokesperson general gen lieutenant lt colonel col major maj captain capt commander admiral
    sergeant sgt corporal private marshal brigadier chief leader director professor prof
    journalist activist actor actress singer coach striker saint st
""")

#: given names: the capitalised word behind them is a surname
GIVEN_NAMES: Final = _words("""
    john paul george david michael robert william richard joseph charles thomas mark donald steven
    kenneth andrew edward brian ronald anthony kevin jason jeffrey ryan gary nicholas eric stephen
    jonathan larry justin frank brandon raymond gregory samuel patrick alexander jack dennis jerry
    aaron henry douglas peter adam nathan walter harold kyle carl arthur roger keith jeremy terry
    sean christian jesse bryan bruce albert willie joe juan jose carlos luis pedro pablo diego
    antonio manuel francisco jorge alberto rafael miguel mary maria anna elizabeth linda barbara
    susan jessica sarah karen lisa nancy betty margaret sandra ashley emily donna michelle carol
    amanda melissa deborah stephanie rebecca laura helen alice julia grace amy angela ruth diana
    rose natalie alan ivan igor boris vladimir sergei dmitri viktor yuri oleg hillary bill barack
    jimmy jim tom tim ben dan sam max leo hugo oscar martin simon philip philippe pierre jean
    jacques francois emmanuel nicolas marine angela olaf hans karl otto ahmed ahmad mohammed
    muhammad mohamed mohammad ali hassan hussein hasan omar umar osman ibrahim ismail khalid
    khaled saleh salem salim said saeed yusuf yousef mahmoud mustafa abdullah abdul abdel abu
    abbas amir karim malik nasser rashid tariq jamal kamal faisal hamid imran abd bashar saddam
    muammar recep tayyip benjamin ariel ehud shimon yitzhak nelson desmond kofi ban antonio
    narendra rahul imran nawaz benazir xi kim park moon paris
""")

#: capitalised words at the head of a sentence that are no part of a name
OPENERS: Final = _words("""
    a an the this that these those there then they their his her its our your he she it we you i
    in on at by for from with and but not no yes all any both each few other others some such only
    so too just now here when where why how what which who whom while after before during until
    since about against between into through above below up down out off over under again further
    once also among amid despite although though because if unless whether however meanwhile
    according following including inside outside across around near throughout along toward
    towards beyond within without upon via like unlike as is are was were has have had do does did
    to of or nor yet than early late last next today yesterday tomorrow
    one two three four five six seven eight nine ten dozens scores hundreds thousands many most
    several more at least nearly almost about around
    rebels rebel militants militant insurgents insurgent gunmen troops soldiers forces police
    army fighters jihadists terrorists civilians protesters demonstrators refugees residents
    officials authorities clashes clash fighting battle battles attack attacks strike strikes
    airstrike airstrikes shelling bombing bombings explosion explosions blast blasts rocket
    rockets missile missiles artillery violence unrest protests protest tensions war siege
    offensive ceasefire truce talks peace aid convoy hospital government opposition parliament
    activists witnesses journalists security state media local regional national international
    foreign people men women children former ex new old greater nearby neighbouring neighboring
    war-torn capital besieged embattled former only even still why inside live video photos
    watch breaking update exclusive opinion analysis report reports
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
""")

#: directions in front of a place: "northern Hama", "East Aleppo"
DIRECTIONS: Final = _words("""
    north south east west northern southern eastern western central northeast northwest southeast
    southwest northeastern northwestern southeastern southwestern upper lower greater inner outer
    rural downtown metropolitan mid
""")

#: what makes the place before or behind it a first-level division
DIVISION_WORDS: Final = _words("""
    province provinces governorate governorates region regions oblast oblasts state states muhafaza
    prefecture voivodeship wilaya wilayat countryside republic krai territory
""")
#: what makes the place before or behind it a town or part of one
TOWN_WORDS: Final = _words("""
    city town village hamlet suburb neighbourhood neighborhood settlement capital port outskirts
    suburbs cities towns villages
""")
#: what may follow a place and leaves it one: "Bagram Airfield", "Wajir County"
SITE_WORDS: Final = (
    DIVISION_WORDS
    | TOWN_WORDS
    | _words("""
    county district districts municipality department canton commune township parish airport
    airfield airbase air base camp hospital university valley mountains mountain mount strip
    crossing square street road bridge river lake island islands peninsula desert plateau stadium
    prison mosque church cathedral synagogue temple shrine market school highway border front
    sector dam refinery oilfield gate zone area corridor basin delta coast gulf bay sea strait
    canal metro station railway embassy consulate hotel mall museum palace castle citadel
    cemetery checkpoint garrison barracks headquarters neighbourhood quarter hills hill heights
    forest park beach harbour harbor terminal pass old
    """)
)
#: what may follow a place and makes the two a body that acts, wherever it is
BODY_WORDS: Final = _words("""
    army navy police forces force guard guards military government ministry parliament congress
    senate assembly council court party movement front union league club united fc city's times
    post herald tribune news agency daily observer journal gazette telegraph mail star bank
    university institute airlines airways airline command brigade battalion regiment defence
    defense coalition alliance federation association committee commission cabinet president
    minister premier king queen prince chancellor ambassador secretary spokesman authorities
    authority officials broadcasting television tv radio olympic olympics cup open marathon
    declaration agreement accord accords accords' treaty convention protocol summit conference
    process constitution revolution war spring uprising civil democratic people's peoples workers
    national liberation islamic republican communist socialist labour labor conservative liberal
    group corporation company airlines exchange stock securities football cricket rugby
    team squad olympics observatory network centre center human rights white
""")
#: what makes the name behind "of" one of a body or office: "Bank of America", "Duke of York"
OFFICES_OF: Final = _words("""
    bank university government president minister ministers ministry king queen prince duke earl
    emperor republic kingdom emirate sultanate state islamic party front army church bishop
    archbishop pope patriarch ambassador embassy parliament congress council court supreme voice
    radio institute academy college league club federation confederation commonwealth union
    member members citizen citizens national nationals people history culture support
    recognition fan fans treaty declaration accord accords battle
""")

#: prepositions behind which a country or capital is somewhere things happen
PLACE_PREPOSITIONS: Final = _words("""
    in at near around outside inside across throughout into onto within toward towards over
    through off beyond along via entering besieging from to
""")
#: prepositions behind which only a town or province is a place of events; a country or capital
#: is one who acts ("talks with Ankara", "sanctions against Iran")
PARTY_PREPOSITIONS: Final = _words("with by between against for about among versus vs than despite")

#: verbs that governments do with words
SPEECH: Final = _words("""
    says said say saying denies denied deny accuses accused accuse warns warned warn vows vowed vow
    urges urged urge insists insisted insist wants wanted want agrees agreed agree rejects rejected
    reject condemns condemned condemn calls called call hopes hoped hope believes believed believe
    announces announced announce supports supported support backs backed back threatens threatened
    threaten considers considered fears feared blames blamed blame claims claimed claim summons
    summoned recalls recalled expels expelled imposes imposed welcomes welcomed demands demanded
    demand pledges pledged promises promised offers offered proposes proposed plans planned
    declares declared confirms confirmed admits admitted acknowledges acknowledged asks asked
    tells told signs signed seeks sought refuses refused declines declined criticises criticizes
    criticised criticized praises praised sees saw views viewed regards regarded considers responds
    responded reacts reacted reiterates reiterated maintains maintained argues argued stresses
    stressed expresses expressed voices voiced reports reported thinks thought knows
""")
#: verbs by which somebody does something to another place: what comes behind them is a target
ATTACKS: Final = _words("""
    strikes struck strike striking hits hit hitting bombs bombed bomb bombing shells shelled shell
    shelling attacks attacked attack attacking invades invaded invade invading targets targeted
    target targeting raids raided raid raiding captures captured capture capturing seizes seized
    seize seizing retakes retook retake retaking recaptures recaptured recapture occupies occupied
    occupy besieges besieged besiege storms stormed storm storming pounds pounded pound hammers
    hammered liberates liberated liberate fled flee flees fleeing leave left leaving reach reached
    enters entered enter entering annex annexed annexes bombard bombards bombarded leaves control
    controls controlled visits visited rocks rocked shakes shook kills hitting blockade blockades
    blockaded
""")

#: days and months, which stand beside names without being part of them
WEEKDAYS: Final = _words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december
""")

#: names of bodies that have places in them
ORGANISATIONS: Final = frozenset(
    line.strip()
    for line in """
    islamic state of iraq and the levant
    islamic state of iraq and syria
    islamic state in iraq and the levant
    islamic state of iraq
    bank of america
    bank of england
    bank of china
    voice of america
    new york times
    the new york times
    washington post
    los angeles times
    south china morning post
    manchester united
    manchester city
    real madrid
    al jazeera
    al arabiya
    al qaeda
    al qaida
    al shabaab
    al shabab
    al nusra
    al nusra front
    al manar
    al mayadeen
    al ahram
    al hayat
    al monitor
    al quds
    al quds brigades
    al aqsa
    white house
    red cross
    red crescent
    new arab
    human rights watch
    amnesty international
    united nations
    european union
    african union
    treaty of rome
    treaty of lisbon
    paris agreement
    paris climate agreement
    geneva convention
    geneva conventions
    camp david
    """.strip().splitlines()
)

#: words in front of a name that say nothing of where: skipped in looking for the preposition
SKIPPED: Final = DIRECTIONS | _words("""
    the a an its his her their neighbouring neighboring nearby war-torn former besieged
    rebel-held government-held all
""")
#: so do words with these endings: "government-held Hama"
SKIPPED_ENDINGS: Final = ("-held", "-controlled", "-occupied", "-administered", "-majority")

#: verbs between a subject and what it does
AUXILIARIES: Final = _words("has have had also now again is was")

#: what happens at a place whose name stands before it: "the Paris massacre"
EVENTS: Final = _words("""
    bombing bombings attack attacks massacre massacres shooting shootings blast blasts explosion
    explosions siege clashes protests unrest riots conflict war crisis border airspace soil coast
    territory waters suburb suburbs market stabbing killings uprising offensive
""")

#: capitals that stand for their governments unless a preposition says otherwise
SPEAKING_CAPITALS: Final = _words("""
    washington moscow beijing brussels london paris berlin tehran ankara riyadh jerusalem tokyo
    seoul pyongyang islamabad warsaw rome madrid vienna canberra ottawa
""") | {"new delhi", "abu dhabi", "tel aviv"}

#: words of going and sending, after which "to" and "from" tell where
MOTION: Final = _words("""
    send sends sent sending go goes went going come comes came coming travel travels travelled
    traveled return returns returned returning flee flees fled fleeing fly flies flew flown flying
    move moves moved moving deploy deploys deployed deploying withdraw withdraws withdrew withdrawn
    withdrawing withdrawal evacuate evacuated evacuates troops convoy aid weapons fighters soldiers
    forces refugees rockets rocket missile missiles drone drones launched fired cross crossed
    crosses crossing enter entered spread spreads spilled ship shipped flight flights migrants
    deported expelled arrive arrived arrives
""")
