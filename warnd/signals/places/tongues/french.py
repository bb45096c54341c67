"""French: small words lose their vowel before a name ("d'Alep")."""

import re
from typing import Final

from warnd.signals.places.tongues.keys import key_of
from warnd.signals.places.tongues.tongue import Reading, Tongue, keys, peoples

_ELIDED: Final = re.compile(r"(?i)(d|l|qu|jusqu|lorsqu|n|s|c|j|m|t|puisqu)['’](?=\w)")


def readings(word: str) -> tuple[Reading, ...]:
    """Give a word without the elided one before it, and as written."""
    found = _ELIDED.match(word)
    if found is None:
        return (Reading(key_of(word)),)
    bare = Reading(key_of(word[found.end() :]), key_of(found[1]), found.end())
    return bare, Reading(key_of(word))


FRENCH: Final = Tongue(
    code="fr",
    cased=True,
    readings=readings,
    inside=keys("""
        à envahir attaquer bombarder prendre a en au aux dans sur près vers autour sous devant
        hors chez depuis  attaqué
        bombardé pris prend repris assiège assiégé quitté fuient fui  frappé touché visé
    """),
    motion=keys("depuis vers pour jusqu contre"),
    belonging=keys("de du des d"),
    party=keys("avec entre par envers"),
    joining=keys("et ou ainsi que comme puis"),
    skipped=keys("""
        la le les l toute tout l'   notamment plusieurs voisin voisine vieille
        l'ouest l'est ancien ancienne assiégée rebelle
    """),
    directions=keys("""
        nord sud est ouest nord-est nord-ouest sud-est sud-ouest centre périphérie banlieue environs
        alentours intérieur large extrême-nord campagne septentrional septentrionale méridional
        orientale oriental occidental occidentale faubourgs centrale
    """),
    towns=keys("""
        ville village villages villes localité localités commune bourg bourgade camp quartier
        quartiers
        aéroport port capitale cité  chefferie groupement cercle hôpital prison base pont
        poste hameau enclave chef-lieu
    """),
    divisions=keys(
        "province provinces région régions gouvernorat état états département oblast wilaya",
        "district préfecture",
    ),
    grounds=keys("frontière frontières sol territoire territoires terres espace eaux littoral"),
    offices=keys("""
        président présidente premier ministre ministère gouvernement armée ambassadeur ambassade
        parlement université banque forces autorités junte régime roi émir police évêque archevêque
        traité accords accord maire journal
    """),
    speech=keys("""
        dit  affirme affirmé accuse accusé dénonce condamne condamné annonce annoncé déclare déclaré
        nie dément exige demande refuse rejette menace promet assure appelle espère veut soutient
        réclame avertit estime
    """),
    doubtful=keys("""
        Nice Tours Brest Sens Mans Bar Port Or Pau Dole Troyes Bon Ham Les Le La Des Un Une Mais
        Pour
        Dans Par Selon Après Avant Ce Cette Ces Il Elle Ils Elles On Nous Vous En Au Aux Du De
        Depuis
        Plus Moins Sur Sous Sans Entre Vers Quand Lors Car Ou Et Si Non Oui Deux Trois Quatre Cinq
        Six
        Dix Cent Mille Nord Sud Est Ouest Union Paix Victoire Espoir Lumière Martin Laurent Vincent
        Saint Sainte Rouge Blanc Noir Bleu Croix Dame Mont Val Ville Orange  Florence
        Constantin Sofia Victoria Joseph Marie Jean Pierre Paul Jacques Charles Louis Philippe
        Thomas
        Sar Mars Mai Juin Août Tous Tout Toute Son Sa Ses Leur Leurs Notre Votre Mon Ma Mes Ton Ta
        Tes
        Chez Comme Ainsi Alors Aussi Encore Enfin Hier Demain Ici Là Très Trop Peu Man Male Bam Lors
        Faute Face Cap Tal Sam Diego  Barre Est-ce Quelque Chaque Aucun Quant Malgré Ban Kim
        Ali Omar Hassan Salah Mohamed Moussa Ibrahim Abou Issa  Fin Mort Guerre Combats Reste
    """),
    never=keys("Otan Maison-Blanche Abiy Napoléon Hirak Boni Réunion Coran ONU Grad"),
    given=keys(
        "Florence Constantin Sofia Victoria Joseph Laurent Vincent Martin Santiago Salvador",
        "Paris Chelsea Kim",
    ),
    people=peoples("""
SY syrien
IQ irakien iraquien
LB libanais
IL israélien
PS palestinien gazaoui
IR iranien
TR turc turque turqu
SA saoudien
YE yéménite
EG égyptien
LY libyen
SD soudanais
SS sud-soudanais
ET éthiopien
ER érythréen
SO somalien
KE kényan
UG ougandais
RW rwandais
BI burundais
CD congolais
ML malien
NE nigérien
NG nigérian
BF burkinabè burkinabé
TD tchadien
CM camerounais
CF centrafricain
CI ivoirien
SN sénégalais
UA ukrainien
RU russe
BY biélorusse
PL polonais
US américain états-unien
GB britannique
FR français
DE allemand
CN chinois
AF afghan
PK pakistanais
IN indien
MM birman
TN tunisien
DZ algérien
MA marocain
JO jordanien
MZ mozambicain
HT haïtien
VE vénézuélien
CO colombien
AM arménien
AZ azerbaïdjanais azéri
"""),
    people_ends=keys("e s es ne nes") | {""},
    voices=peoples("RU Kremlin\nUS Pentagone\nFR Élysée\nAF Talibans taliban"),
)
