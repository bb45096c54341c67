"""Names of places that mostly mean something else: plain words, people, organisations.

All are folded keys (`folding.fold`). The tables are English; the lists of people's names serve
every language written with Latin letters.
"""

from typing import Final

from warnd.signals.places.vocabulary import phrases, words

#: plain words that are also towns somewhere and hardly ever mean them: a place only with the
#: country behind it ("Police, Poland")
NEVER_PLACES: Final = words("""
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
    savanna woodlands sad dare tin lash dent legacy sin ifs rustic tapping horn stains
    kissing talent butterfly wilderness meme tequila rum booth mascot lion hawthorn soda hero
    minster anew woodland monster hire noble swords hamlet wary haram gala egg colon nova asia
    madrasa mountainside parkway genes guru baker olds cove shale proto revel freshwater elk clay
    conception annex penal tale vary human democratic republican senate house court council
    general major colonel president minister governor senator judge bishop saint san santa
    independence victory peace freedom hospital church mosque school market border front island
    river lake mountain sea ocean desert camp base station bridge road district province state
    government ministry army navy force forces guard party movement people nation nations
    internet twitter facebook google apple amazon boeing airbus nobel oscar bible olympic olympics
    dome stadium arena rey isla abu ras bint bani deir khan wadi jabal kafr tell tall
    pacific atlantic gulf africa arab arabs asian european western hurricane typhoon cyclone
    tropical jupiter mercury venus saturn neptune pluto apollo titan atlas
    duma schengen harvard stanford princeton yale wimbledon bank yorkshire aztec maya inca
    xinhua boko manus unicef unesco asean brexit kurdish kurd kurds soviet bolshevik
    premier prime deputy chief national international royal imperial supreme black white red blue
    brown grey old short christmas easter ramadan eid islam christian muslim jewish catholic
    center centre nord sud ouest est norte sur este oeste
    monday tuesday wednesday thursday friday saturday sunday january february march april may june
    july august september october november december
    one two three four five six seven eight nine ten first second third
    muharram balkan
""")

#: people's given names: a capitalised word behind one is a surname
GIVEN_NAMES: Final = words("""
    john paul george david michael robert william richard joseph charles thomas mark donald steven
    kenneth andrew edward brian ronald anthony kevin jason jeffrey ryan gary nicholas eric stephen
    jonathan larry justin frank brandon raymond gregory samuel patrick alexander jack dennis jerry
    aaron henry douglas peter adam nathan walter harold kyle carl arthur roger keith jeremy terry
    sean christian jesse bryan bruce albert willie joe juan jose carlos luis pedro pablo diego
    antonio manuel francisco jorge alberto rafael miguel mary maria anna elizabeth linda barbara
    susan jessica sarah karen lisa nancy betty margaret sandra ashley emily donna michelle carol
    amanda melissa deborah stephanie rebecca laura helen alice julia grace amy angela ruth diana
    rose natalie alan ivan igor boris vladimir sergei dmitri viktor yuri oleg hillary bill barack
    jimmy jim tom tim ben dan sam max leo hugo martin simon philip philippe pierre jean jacques
    francois emmanuel nicolas angela olaf hans karl otto ahmed ahmad mohammed muhammad mohamed
    mohammad ali hassan hussein hasan omar umar osman ibrahim ismail khalid khaled saleh salem
    salim said saeed yusuf yousef mahmoud mustafa abdullah abdul abdel abbas amir karim malik
    nasser rashid tariq jamal kamal faisal hamid imran bashar saddam muammar recep tayyip benjamin
    ariel ehud shimon yitzhak nelson desmond kofi narendra rahul nawaz benazir katia diane
    paris virginia victoria charlotte florence chelsea austin dallas jordan madison eugene milton
    clayton clinton franklin jackson lincoln preston bradford warren cameron spencer stanley
    olivia sofia lamar wayne kent norman tyler logan hunter mason carson davis harvey murray
    salma jasim baha itamar safwan barzan husan maruf idil chad lal
""")

#: surnames in the news that are also towns
_SURNAMES: Final = words("""
    trump obama biden bolton pence kerry putin merkel macron clinton kennedy bush cheney rubio
    barrow williams davis moore marco roy bailey scott warner lula harvey santos silva lopez garcia
    martinez rodriguez hernandez gonzalez sanchez torres flores diaz morales cruz reyes romero
    medina vargas salazar vega delgado rivera castro salto mendoza ocampo moreno castillo
    mandela gandhi modi singh kumar sharma gupta patel khan lee kim park wood woods hall hill ford
    mason hunter taylor ross russell perry butler fisher henderson coleman graham wallace owens
    carter nelson hughes gore rice powell marshall mitchell stewart sullivan dayton clark hudson
    lawrence hamilton houston washington- montgomery jefferson monroe cleveland churchill newton
    morton shelby eaton cushing burlington lexington khadr morsi salman komar karti hannan mir
    zardari sharif bhutto rajoy sanchez morales maduro ortega chavez duterte aquino marcos suu kyi
    hariri nasrallah aoun netanyahu lieberman barak peres haniyeh sisi mubarak haftar serraj
    makarios papadopoulos popov petrov ivanov lavrov medvedev kadyrov poroshenko zelensky
    baghdadi masri
""") - {"washington-"} | {"al baghdadi", "al masri"}

#: words that are also well-known towns
_WORDS: Final = words("""
    hit nice reading mobile split bath hull derby acre tyre orange van male boulder hail delta
    creek jersey marathon york durham roman cork limerick hove crew sale ware orleans mesa vista
    concord phoenix plymouth pau lens nancy laval ely wells poole dover darwin halle worms rhodes
    batman mus paradise eden golden silver flint sur ber uri muse kale ann harem dana sake palma
    shire swat mazar badia nawa engels mora koro tera hays medi abala bama rann stark crown corona
    aurora santiago cordoba rosario sucre bolivar merida leon sol rio sari cali pasto brooklyn
    hollywood orlando sunrise butte falcon imperial regina surrey sydney jerome liwa kilo nur
    ray hope flat rock union central park bill moro fargo fall mare goris bar sidra moria nasir
    leer kodok buffalo columbus salisbury bismarck peru cuba lebanon- vale serena daytona mets
    lions giants saints jets falcons ana dail fana nara farsi berber raga segev einat hadar
    beni rabia taji marada aziziya lal sahar madan
    nola mota bassa burqa dire habit karma samba chai carrefour cabaret lice tame kita mao carnot
    gambo canaan boda
""") - {"lebanon-"}

#: names that are mostly a word, a given name or a surname: a place only behind a preposition of
#: place or a word such as "town of", or with the country behind it
SELDOM_PLACES: Final = (GIVEN_NAMES | _SURNAMES | _WORDS) - {"paris"}

#: folded abbreviations that are places only when written in capitals
CAPITALS_ONLY: Final = words("us uk usa uae car drc prc png rok opt rdc dprk pkk ttp sdf idf")

#: names with places in them that mean a body, a treaty or something larger than a country
ORGANISATIONS: Final = phrases("""
    islamic state of iraq and the levant
    islamic state of iraq and syria
    islamic state in iraq and the levant
    islamic state of iraq
    islamic state of iraq and greater syria
    islamic state in iraq and syria
    islamic state in iraq
    sudan peoples liberation army
    sudan peoples liberation movement
    the sudan peoples liberation army
    the sudan peoples liberation movement
    north america
    south america
    latin america
    central america
    west africa
    east africa
    north africa
    southern africa
    middle east
    bank of america
    bank of england
    bank of china
    voice of america
    boy scouts of america
    new york times
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
    al manar
    al mayadeen
    al ahram
    al hayat
    al monitor
    al quds
    al quds brigades
    al quds force
    al quds day
    quds force
    quds day
    liwa al quds
    red cross
    red crescent
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
    supreme court
    high court
    old city
    nobel peace prize
    prime minister
    foreign minister
    vice president
    aung san suu kyi
""")

#: countries whose small towns bear the surnames and given names of the world's newspapers
NAMESAKE_COUNTRIES: Final = words("""
    US GB CA AU NZ IE ZA JM MX GT HN SV NI CR PA CU DO PR CO VE EC PE BO CL AR UY PY BR ES PT FR
    BE NL DE AT CH IT SE NO DK FI PL CZ SK HU RO PH
""")
#: countries at war whose towns the news names by themselves
FRONT_COUNTRIES: Final = words("""
    AF AZ BF CD CF CM ER ET IL IQ LB LY ML MM MZ NE NG PS SD SO SS SY TD UA YE
""")
