"""English words whose form the stemmer does not know, or confuses with that of another word."""

import re
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

#: Words that stay apart from those the stemmer would join them with, each in all its forms.
_APART = """
ied ieds
united
explosive explosives
armed
arms
forces
general generals
generally
university universities
universal
universe
peace
peaceful peacefully
attacker attackers
protester protesters protestor protestors
demonstrator demonstrators
commander commanders
prisoner prisoners
settler settlers
supporter supporters
reporter reporters
follower followers
foreigner foreigners
villager villagers
defendant defendants
defender defenders
destroyer destroyers
murderer murderers
engineer engineers
airliner airliners
operator operators
officer officers
office offices
senator senators
governor governors
governorate governorates
government governments
department departments
organization organizations organisation organisations
authority authorities
author authors
operative operatives
executive executives
nationals
relative relatives
person persons
personal personally
building buildings
miner miners
mining
mobile
offensive offensives
offensively
offense offenses offence offences
defensive
defense defenses defence defences
security
response responses
several
severe severely
objective objectives
apartment apartments
customs
elderly
extremism
experiment experiments
procession processions
position positions
positive positively
important
liberal liberals
critical critically
majority majorities
minority minorities
humanity
hospitalized hospitalised
deadly
reportedly
busy
aide aides
warring
shelter shelters sheltered sheltering
hamas
hezbollah
isis
paris
tunis
texas
kansas
arkansas
honduras
laos
mars
denis
harris
"""

#: Beginnings that Britain spells otherwise than America; the shorter is the common one.
_SPELLINGS = (
    ("armour", "armor"),
    ("harbour", "harbor"),
    ("labour", "labor"),
    ("neighbour", "neighbor"),
    ("rumour", "rumor"),
    ("favour", "favor"),
    ("honour", "honor"),
    ("behaviour", "behavior"),
    ("centre", "center"),
    ("theatre", "theater"),
    ("calibre", "caliber"),
    ("manoeuvre", "maneuver"),
    ("programme", "program"),
    ("guerilla", "guerrilla"),
    ("tonne", "ton"),
)
#: Ends that Britain also spells with s: mobilised, neutralisation.
_WITH_S = re.compile(r"is(e|ed|es|er|ers|ing|ation|ations)$")
_SHORTEST_WITH_S = 7  # letters: "rise", "raise" and "noise" are spelt so everywhere


def american(word: str) -> str:
    """Give a folded word in American spelling where Britain's differs."""
    for british, spelling in _SPELLINGS:
        if word.startswith(british):
            word = spelling + word[len(british) :]
    return _WITH_S.sub(r"iz\1", word) if len(word) >= _SHORTEST_WITH_S else word


def _inflected() -> dict[str, str]:
    lines = [line.split() for line in (_VERBS + _NOUNS).split("\n")]
    return {word: line[0] for line in lines for word in line[1:]}


def _apart() -> dict[str, str]:
    lines = [line.split() for line in _APART.split("\n")]
    return {word: line[0] for line in lines for word in line}


#: The base of each irregular inflection; it shares the base's stem.
BASES: Mapping[str, str] = _inflected()

#: The form of each word that the stemmer must not see.
APART: Mapping[str, str] = _apart()
