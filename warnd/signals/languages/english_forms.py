"""English words whose form the stemmer does not know, or confuses with that of another word."""

from collections.abc import Mapping

#: Verbs whose past is irregular: base, then its past forms and participles.
_VERBS = """
arise arose arisen
be is am are was were been being
bear bore borne
beat beaten
become became
begin began begun
behead beheaded
bind bound
bite bit bitten
bleed bled
blow blew blown
break broke broken
breed bred
bring brought
build built
burn burnt
buy bought
catch caught
choose chose chosen
come came
creep crept
deal dealt
die dies died dying
dig dug
do does did done
draw drew drawn
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fling flung
fly flew flown
forbid forbade forbidden
forsake forsook forsaken
freeze froze frozen
get got gotten
give gave given
go went gone goes
grow grew grown
hang hung
have has had having
hear heard
hide hid hidden
hold held
keep kept
kneel knelt
know knew known
lay laid
lead led
lend lent
lie lies lied lying
light lit
lose lost losing
make made
mean meant
meet met
mislead misled
mistake mistook mistaken
mow mown
overcome overcame
overrun overran
overthrow overthrew overthrown
overtake overtook overtaken
partake partook
pay paid
put putting
quit quitting
rebuild rebuilt
resell resold
retake retook retaken
ride rode ridden
ring rang rung
rise rose risen
run ran running
say said says
see saw seen
seek sought
sell sold
send sent
set setting
shake shook shaken
shed shedding
shoot shot shots shooting shoots
show shown
shrink shrank shrunk
sink sank sunk
sit sat sitting
slay slew slain
sleep slept
speak spoke spoken
spend spent
spill spilt
spread spreading
spring sprang sprung
stand stood
steal stole stolen
stick stuck
sting stung
strike struck stricken
strive strove striven
swear swore sworn
sweep swept
swim swam swum
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
understand understood
undertake undertook undertaken
undergo underwent undergone
uphold upheld
wage waged waging
wake woke woken
wear wore worn
weep wept
win won winning
withdraw withdrew withdrawn withdrawing withdraws
withhold withheld
withstand withstood
write wrote written
"""

#: Nouns whose plural is irregular, and plurals in -is that lose nothing.
_NOUNS = """
man men
woman women
child children
person persons
gunman gunmen
policeman policemen
policewoman policewomen
serviceman servicemen
servicewoman servicewomen
militiaman militiamen
clergyman clergymen
tribesman tribesmen
spokesman spokesmen
spokeswoman spokeswomen
fisherman fishermen
foot feet
wife wives
life lives
knife knives
half halves
crisis crises
analysis analyses
foe foes
hoof hooves
mouse mice
thief thieves
"""

#: Words that stay what they are, apart from the words that the stemmer would join them with.
_APART = """
armed arms
forces
hamas hezbollah isis paris tunis texas kansas arkansas honduras laos
general generals:general generally
university universities:university universal universe
peaceful peacefully:peaceful
attacker attackers:attacker
protester protesters:protester protestor:protester protestors:protester
demonstrator demonstrators:demonstrator
commander commanders:commander
prisoner prisoners:prisoner
settler settlers:settler
governor governors:governor
government governments:government
organization organizations:organization organisation:organization organisations:organization
operative operatives:operative
executive executives:executive
miner miners:miner mining
offensive offensives:offensive offensively
offense offenses:offense offence:offense offences:offense
defensive
defense defenses:defense defence:defense defences:defense
warring
shelter shelters:shelter sheltered:shelter sheltering:shelter
"""


def _inflected() -> dict[str, str]:
    lines = [line.split() for line in (_VERBS + _NOUNS).split("\n")]
    return {word: line[0] for line in lines for word in line[1:]}


def _apart() -> dict[str, str]:
    entries = [entry.partition(":") for entry in _APART.split()]
    return {word: shared or word for word, _, shared in entries}


#: The base of each irregular inflection; it shares the base's stem.
BASES: Mapping[str, str] = _inflected()

#: The form of each word that the stemmer must not see.
APART: Mapping[str, str] = _apart()
