"""Words beside a name in its run of capitalised words, and what they make of it."""

from typing import Final

from warnd.signals.places.vocabulary import words

#: what comes before a person's name, or a ship's
TITLES: Final = words("""
    president vice minister premier chancellor king queen prince princess emir sultan sheikh
    shaikh imam ayatollah mullah maulana pope bishop archbishop cardinal father pastor reverend
    rabbi mr mrs ms miss dr sir lord lady dame baron count judge justice senator congressman
    congresswoman representative governor mayor ambassador envoy secretary spokesman spokeswoman
    spokesperson general gen lieutenant lt colonel col major maj captain capt commander admiral
    sergeant sgt corporal private marshal brigadier chief leader director professor prof
    journalist activist actor actress singer coach striker driver
    uss hms hmas hmcs ins rms storm hurricane typhoon cyclone
""")

#: capitalised words at the head of a sentence that are no part of a name
OPENERS: Final = words("""
    a an the this that these those there then they their his her its our your he she it we you i
    in on at by for from with and but not no yes all any both each few other others some such only
    so too just now here when where why how what which who whom while after before during until
    since about against between into through above below up down out off over under again further
    once also among amid despite although though because if unless whether however meanwhile
    according following including inside outside across around near throughout along toward
    towards beyond within without upon via like unlike as is are was were has have had do does did
    to of or nor yet than early late last next today yesterday tomorrow
    one two three four five six seven eight nine ten dozens scores hundreds thousands many most
    several more at least nearly almost
    rebels rebel militants militant insurgents insurgent gunmen troops soldiers forces police
    army fighters jihadists terrorists civilians protesters demonstrators refugees residents
    officials authorities clashes clash fighting battle battles attack attacks strike strikes
    airstrike airstrikes shelling bombing bombings explosion explosions blast blasts rocket
    rockets missile missiles artillery violence unrest protests protest tensions war siege
    offensive ceasefire truce talks peace aid convoy hospital government opposition parliament
    activists witnesses journalists security state media local regional national international
    foreign people men women children former ex new old greater nearby neighbouring neighboring
    war-torn capital besieged embattled even still live video photos watch breaking update
    exclusive opinion analysis report reports
""")

#: days and months, which stand beside names without being part of them
CALENDAR: Final = words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december
""")

#: directions in front of a place: "northern Hama", "East Aleppo"
DIRECTIONS: Final = words("""
    north south east west northern southern eastern western central northeast northwest southeast
    southwest northeastern northwestern southeastern southwestern upper lower greater inner outer
    rural downtown metropolitan mid north-eastern north-western south-eastern south-western
    north-east north-west south-east south-west
""")

#: sites that forces and bodies have: they make a place of "Andrews Air Force Base", while
#: "Baltimore Police Department" stays a body
SITES_OF_BODIES: Final = words("""
    airport base airbase station camp museum hospital headquarters barracks prison stadium road
    highway academy
""")
#: peoples and faiths without a country: "the mostly Muslim Lanao del Sur", "Kurdish Afrin"
FOLK: Final = words("""
    muslim christian sunni shia shiite jewish druze alawite yazidi yezidi hindu buddhist kurdish
    arab tuareg fulani hausa rohingya karen kachin tamil hazara pashtun baloch mapuche
""")
#: what makes the place before or behind it a first-level division
DIVISION_WORDS: Final = words("""
    province provinces governorate governorates region regions oblast oblasts state states muhafaza
    prefecture voivodeship wilaya wilayat countryside republic krai territory
""")
#: what makes the place before or behind it a town or part of one
TOWN_WORDS: Final = words("""
    city town village hamlet suburb neighbourhood neighborhood settlement capital port outskirts
    suburbs cities towns villages ports
""")
#: smaller divisions, which bear the names of people and of towns elsewhere
COUNTY_WORDS: Final = words("county township parish borough")
#: what may follow a place and leaves it one: "Bagram Airfield", "Wajir County"
SITE_WORDS: Final = (
    DIVISION_WORDS
    | TOWN_WORDS
    | COUNTY_WORDS
    | words("""
    district districts municipality department canton commune airport airfield airbase base
    camp hospital university valley mountains mountain mount strip crossing square street road
    bridge river lake island islands peninsula desert plateau stadium prison mosque church
    cathedral synagogue temple shrine market school highway border sector dam refinery oilfield
    gate zone area corridor basin gulf bay sea strait canal metro station railway embassy consulate
    hotel mall museum palace castle citadel cemetery checkpoint garrison barracks headquarters
    quarter hills heights forest beach harbour harbor terminal pass high middle primary marathon
    half
    """)
)
#: foreign ground: what a country has elsewhere: "the U.S. embassy in Kabul"
ABROAD_WORDS: Final = words("embassy consulate base bases headquarters camp camps air airbase")
#: what countries have only abroad
FOREIGN_GROUND: Final = words("embassy consulate")
#: what may follow a place and makes the two a body that acts, wherever it is, unless a site
#: follows: "Andrews Air Force Base"
BODY_WORDS: Final = words("""
    army navy police forces force guard guards military government ministry parliament congress
    senate assembly council court party movement front union league club united fc times post
    herald tribune news agency daily observer journal gazette telegraph mail star bank institute
    airlines airways airline command brigade battalion regiment corps defence defense coalition
    alliance federation association committee commission cabinet president minister premier king
    queen prince chancellor ambassador secretary spokesman authorities authority officials
    broadcasting television tv radio olympic olympics cup open declaration agreement accord accords
    treaty convention protocol summit conference process constitution revolution war spring
    uprising civil democratic peoples workers national liberation islamic republican communist
    socialist labour labor conservative liberal group corporation company exchange stock securities
    football cricket rugby team squad observatory network center centre human rights white house
""")
#: what departments are of that are bodies: "Department of Defense", not "of Colombia"
MATTERS: Final = words("""
    defense defence state homeland justice health energy treasury commerce transportation transport
    education agriculture labor labour interior foreign veterans investigation statistics
    meteorology technology human national public
""")
#: the same of companies: "Weatherford International", but "Benina International Airport"
WEAK_BODY_WORDS: Final = words("international industries holdings technologies energy inc ltd plc")
#: what makes the name behind "of" one of a body or office: "Bank of America", "Duke of York"
OFFICES_OF: Final = words("""
    bank university government president minister ministers ministry king queen prince duke earl
    emperor republic kingdom emirate sultanate state islamic party front army church bishop
    archbishop pope patriarch ambassador embassy parliament congress council court supreme voice
    radio institute academy college league club federation confederation commonwealth union
    member members citizen citizens national nationals people history culture support women sons
    recognition fan fans times treaty declaration accord accords association scouts speaker
    secretary minister's leader leaders head
""")
#: behind what "of" tells where: "the siege of Homs", "residents of Homs"
PLACES_OF: Final = (
    TOWN_WORDS
    | DIVISION_WORDS
    | DIRECTIONS
    | words("""
    siege capture fall bombing bombardment liberation control part parts residents mayor governor
    outskirts district districts area areas coast shelling battle invasion occupation streets
    centre center siege recapture fall seizure evacuation border villages towns mosque airport port
    hospital prison countryside area side edge miles kilometres kilometers km kms out inhabitants
    civilians attack offensive assault airstrikes bombings blockade south-west north-west north-east
    south-east island islands valley province suburbs suburb square neighborhoods neighbourhoods
    airspace territory skies half most all much rest continent nation country enclave annexation
    destruction encirclement defence defense soil towns cities ruins streets heart corner edges
    n s e w ne nw se sw
    """)
)
